package main

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/verify"
)

// TestWords: what people type and paste becomes lines that can be signed, and none of their words is lost.
func TestWords(t *testing.T) {
	for typed, want := range map[string]string{
		"":                             "",
		"\r\n  One.\t \r\n\r\n Two.\n": "One.\n\nTwo.",
		"a\tb":                         "a b",
	} {
		if got := words(typed); got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
	paragraph := strings.TrimSpace(strings.Repeat("Größe  zählt. ", 300))
	got := words(paragraph)
	if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(paragraph), " ") {
		t.Error("words are lost")
	}
	for line := range strings.SplitSeq(got, "\n") {
		if len(line) > proof.MaxAttestLine || strings.Trim(line, " ") != line || line == "" {
			t.Errorf("a line of %d bytes, %q", len(line), line)
		}
	}
	if long := strings.Repeat("x", 3000); words(long) != long {
		t.Error("a word is cut")
	}
}

// TestChooseRecord: a short name is taken only where it can mean one record.
func TestChooseRecord(t *testing.T) {
	all := []verify.Record{{Place: "a/raid/R-01"}, {Place: "b/raid/R-01"}, {Place: "b/raid/R-02"}, {Place: "b/burndown"}, {Place: "owner"}, {Place: "projects/b/artifacts/plan.pdf"}, {Place: ""}}
	for named, want := range map[string]string{
		"a/raid/R-01": "a/raid/R-01", "b:R-01": "b/raid/R-01", "B:r-01": "b/raid/R-01", "r-02": "b/raid/R-02", "b:burndown": "b/burndown", "owner": "owner", "plan.pdf": "projects/b/artifacts/plan.pdf",
		"R-01": "", "R-03": "", "a:R-02": "", "": "", "raid": "",
	} {
		got, err := chooseRecord(all, named)
		if got.Place != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v", named, got.Place, err)
		}
	}
}
