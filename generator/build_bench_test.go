package generator

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/memo"
	"github.com/gatefold/gatefold/generator/output"
)

// statusText is a report of a usual length: prose, a table, a list, a piece of configuration.
const statusText = `+++
date = %s
overall = "amber"
schedule = "green"
cost = "amber"
percent_complete = %d
path_to_green = "Move the cut-over to the second weekend."
+++
## Summary

The pilot **ended** on time; see [the report before](%s.md). R-01 is still open, and the _vendor_ owes an answer.

%s

| Item | Owner | Due | State |
|---|---|---|---|
| Move the mail queue | Infrastructure | 2025-03-04 | open |
| Sign the change | Sponsor | 2025-03-06 | done |

- [x] Back-out tested
- [ ] Users told

` + "```yaml\nschedule:\n  window: %d\n  checks: [ping, login]\n```\n"

// portfolioOf writes a portfolio of n projects with ten status reports and a small register each.
func portfolioOf(b *testing.B, n int) string {
	b.Helper()
	dir := b.TempDir()
	put := func(name, text string) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
		old := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
		if err := os.Chtimes(full, old, old); err != nil {
			b.Fatal(err)
		}
	}
	put("portfolio.toml", "[owner]\nname = \"Example Owner\"\n")
	words := strings.Repeat("Forecast and budget were reviewed by the board, and the plan holds. ", 12)
	for p := range n {
		root := fmt.Sprintf("projects/project-%04d/", p)
		put(root+"project.toml", fmt.Sprintf("title = \"Project %d\"\nrole = \"Project manager\"\nbasis = \"simulated PMO\"\nstart = 2025-01-06\n", p))
		put(root+"raid.csv", "ID,Type,Title,Probability,Impact,Status,Date Raised\nR-01,risk,The vendor is late,4,3,open,2025-01-10\nI-01,issue,A switch failed,,,closed,2025-02-10\n")
		for r := range 10 {
			day := time.Date(2025, 1, 10+7*r, 0, 0, 0, 0, time.UTC)
			put(root+"status/"+day.Format(time.DateOnly)+".md", fmt.Sprintf(statusText, day.Format(time.DateOnly), 10*r, day.AddDate(0, 0, -7).Format(time.DateOnly), words, p*100+r))
		}
	}
	return dir
}

// BenchmarkBuild builds into a folder: from scratch; again with nothing changed, by a process that must
// read what is remembered; and by a preview that has it in memory, after an edit of one record.
func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{10, 100, 500} {
		b.Run(fmt.Sprintf("%dprojects", n), func(b *testing.B) {
			dir := portfolioOf(b, n)
			base := b.TempDir()
			build := func(b *testing.B, m *Memory, out string) {
				tree, err := memo.Look(dir, func(string) bool { return false })
				if err != nil {
					b.Fatal(err)
				}
				defer tree.Close()
				target := output.Begin(out, out+".list")
				res, err := (&Builder{Memory: m, Settled: content.SettledAt(time.Now())}).Build(b.Context(), tree)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := target.Write(res.Files); err != nil {
					b.Fatal(err)
				}
				if _, err := res.Problems(b.Context()); err != nil {
					b.Fatal(err)
				}
				if err := m.Save(); err != nil {
					b.Fatal(err)
				}
			}
			runs := 0
			b.Run("cold", func(b *testing.B) {
				for b.Loop() {
					runs++
					at := filepath.Join(base, fmt.Sprint("cold-", runs))
					build(b, OpenMemory(at+".cache", "bench"), at)
				}
			})
			out, cache := filepath.Join(base, "site"), filepath.Join(base, "cache")
			build(b, OpenMemory(cache, "bench"), out)
			b.Run("warm", func(b *testing.B) {
				for b.Loop() {
					build(b, OpenMemory(cache, "bench"), out)
				}
			})
			held := OpenMemory(cache, "bench")
			edited := filepath.Join(dir, "projects", "project-0003", "status", "2025-01-17.md")
			b.Run("edit", func(b *testing.B) {
				for b.Loop() {
					f, err := os.OpenFile(edited, os.O_APPEND|os.O_WRONLY, 0)
					if err != nil {
						b.Fatal(err)
					}
					fmt.Fprintln(f, "One more line.")
					if err := f.Close(); err != nil {
						b.Fatal(err)
					}
					build(b, held, out)
				}
			})
		})
	}
}
