package table

// Decoded gives the text of a file as the readers of this package see it: in UTF-8, line breaks as "\n".
// ok is false when the file is no text or larger than limit bytes.
func Decoded(data []byte, limit int64) (text string, ok bool) {
	if int64(len(data)) > limit {
		return "", false
	}
	text, faults := decodeText(data)
	for _, f := range faults {
		if f.Kind == NotText {
			return "", false
		}
	}
	return text, true
}
