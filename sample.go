// Package gatefold holds the sample portfolio, so that the program can lay a copy of it where somebody wants to look
// at one: `gatefold init --from sample`. The program itself is cmd/gatefold.
package gatefold

import (
	"embed"
	"io/fs"
)

//go:embed sample-portfolio/portfolio.toml sample-portfolio/about.md sample-portfolio/answers sample-portfolio/projects
var sample embed.FS

// Sample is the sample portfolio as a learner keeps it.
func Sample() (fs.FS, error) { return fs.Sub(sample, "sample-portfolio") }
