package shown

// TextsOf are the fields of a kind that are looked for on its page.
func TextsOf(kind string) []string {
	switch kind {
	case "answers":
		return answerTexts
	case "project":
		return projectTexts
	case "decisions":
		return nil // rows of a register
	}
	return documentTexts[kind]
}
