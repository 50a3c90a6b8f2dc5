package main

import (
	"time"

	"github.com/gatefold/gatefold/generator/devserver"
)

// systemClock is the time of this computer.
type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

func (systemClock) AfterFunc(d time.Duration, f func()) devserver.Timer { return time.AfterFunc(d, f) }
