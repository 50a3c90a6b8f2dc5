// Package annotate writes problems in the forms that other programs show beside the lines they are about:
// SARIF 2.1.0 for code hosts and editors, and the workflow commands of GitHub Actions.
package annotate

import (
	"encoding/json"
	"io"
	"net/url"
	"path"
	"slices"

	"github.com/gatefold/gatefold/content"
)

// Tool says who found the problems.
type Tool struct {
	Name, Version string
	// Meaning and Help tell of a code what it means and what to do.
	Meaning, Help func(code string) string
}

// The parts of SARIF 2.1.0 (OASIS, 2020) that are used, in the standard's order and names.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"semanticVersion"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID               string    `json:"id"`
		ShortDescription sarifText `json:"shortDescription"`
		Help             sarifText `json:"help"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
	}
)

// SARIF writes the problems as one log. Their paths are taken from the folder dir, which is how the reader of
// the log reaches them: "" when that is the portfolio itself.
func SARIF(w io.Writer, tool Tool, dir string, problems content.Problems) error {
	driver := sarifDriver{Name: tool.Name, Version: tool.Version, Rules: []sarifRule{}}
	var codes []string
	for _, p := range problems {
		if !slices.Contains(codes, p.Code) {
			codes = append(codes, p.Code)
		}
	}
	slices.Sort(codes)
	for _, c := range codes {
		driver.Rules = append(driver.Rules, sarifRule{c, sarifText{tool.Meaning(c)}, sarifText{tool.Help(c)}})
	}
	run := sarifRun{Tool: sarifTool{driver}, ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	for _, p := range problems {
		run.Results = append(run.Results, sarifResult{RuleID: p.Code, RuleIndex: slices.Index(codes, p.Code), Level: sarifLevel(p.Severity),
			Message: sarifText{words(p)}, Locations: []sarifLocation{{sarifPhysical{sarifArtifact{uri(dir, p.Path)}, region(p)}}}})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

// words are what is wrong, where in a table, and what to do.
func words(p content.Problem) string {
	text := p.Message
	if p.Cell != "" {
		text = p.Cell + ": " + text
	}
	if p.Hint != "" {
		text += " " + p.Hint
	}
	return text
}

func sarifLevel(s content.Severity) string {
	if s == content.Hint {
		return "note"
	}
	return string(s)
}

func region(p content.Problem) *sarifRegion {
	if p.Line == 0 {
		return nil
	}
	return &sarifRegion{p.Line, p.Column}
}

// uri is a relative reference; what a file's name holds is escaped.
func uri(dir, name string) string { return (&url.URL{Path: path.Join(dir, name)}).String() }
