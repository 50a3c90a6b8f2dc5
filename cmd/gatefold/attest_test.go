package main

import (
	"encoding/json"
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

// TestValueWords: what a coach signs about is shown as people read it, lists and tables too.
func TestValueWords(t *testing.T) {
	for value, want := range map[string]string{
		`"Go"`:            "criteria: Go\n",
		`"Go\nand so on"`: "criteria:\n    Go\n    and so on\n",
		`12.50`:           "criteria: 12.5\n",
		`true`:            "criteria: true\n",
		`["a","b"]`:       "criteria:\n    1. a\n    2. b\n",
		`[{"result":"met","criterion":"Leads agreed\nin writing"},{"result":"partly"}]`: "criteria:\n    1. criterion: Leads agreed\n         in writing\n       result: met\n    2. result: partly\n",
	} {
		var v any
		if err := json.Unmarshal([]byte(value), &v); err != nil {
			t.Fatal(err)
		}
		if got := valueWords(proof.Disclosure{Name: "criteria", Value: v}); got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
}
