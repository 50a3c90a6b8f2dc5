// Package sample holds the sample portfolio, so that the program can lay a copy of it where somebody wants to look
// at one: `gatefold init --from sample`. The program itself is cmd/gatefold.
package sample

import (
	"embed"
	"io/fs"
)

//go:embed portfolio.toml about.md answers projects
var files embed.FS

// Files is the sample portfolio as a learner keeps it.
func Files() fs.FS { return files }
