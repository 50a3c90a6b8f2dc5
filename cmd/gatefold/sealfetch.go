package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/gatefold/gatefold/generator/proof"
)

const (
	fetchTimeout   = 3 * time.Second
	maxFetchedNote = 64 << 10
)

// fetchCheckpoint asks a published site for the head of its log.
func fetchCheckpoint(ctx context.Context, base string) (proof.Checkpoint, error) {
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"proof/checkpoint", nil)
	if err != nil {
		return proof.Checkpoint{}, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return proof.Checkpoint{}, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return proof.Checkpoint{}, fmt.Errorf("it says %s", res.Status)
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, maxFetchedNote))
	if err != nil {
		return proof.Checkpoint{}, err
	}
	return proof.ParseCheckpoint(data)
}
