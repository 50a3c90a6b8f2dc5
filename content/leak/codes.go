package leak

import "github.com/gatefold/gatefold/content"

// The codes of what a search for denied words finds.
const (
	CodeDenied      = "GF4201"
	CodeNotSearched = "GF4202"
)

// Codes are they with what they mean, in the order of their numbers.
func Codes() []content.CodeMeaning {
	return []content.CodeMeaning{
		{Code: CodeDenied, Meaning: "a word that [deny] in portfolio.toml names would be published"},
		{Code: CodeNotSearched, Meaning: "a file that would be published is too large to be searched for the words of [deny]"},
	}
}
