package site

import (
	"slices"
	"strings"
)

// vouchAnchor is where the proof page tells of a person's word in full.
func vouchAnchor(v Vouch) string { return "vouch-" + v.Note }

// status is the fixed sentence, behind what takes from it: that it was taken back, or is of another text.
func (v Vouch) status() string {
	switch {
	case !v.Revoked.IsZero():
		return "Taken back on " + plainDay(v.Revoked) + ": " + lower(v.Status)
	case v.Earlier:
		return "An earlier version: " + lower(v.Status)
	}
	return v.Status
}

// by is on whose word the sentence rests, and since when.
func (v Vouch) by() string {
	return "By their own word, as the author’s " + v.Relation + ", signed " + plainDay(v.Signed)
}

// vouchLimit is how many people's words stand beside a record; the proof page has them all.
const vouchLimit = 3

// vouched is what others say of a record, each sentence leading to the whole of it.
func (l linker) vouched(vouches []Vouch) Text {
	var out Text
	for i, v := range vouches {
		if i == vouchLimit {
			return append(out, Span{Text: " "}, Span{count(len(vouches)-i, "more", "more") + " on the page of proofs", l.to(proofPath + "#vouch")}, Span{Text: "."})
		}
		out = append(out, Span{Text: " "}, Span{v.status(), l.to(proofPath + "#" + vouchAnchor(v))}, Span{Text: ". " + v.by() + "."})
	}
	return out
}

// vouchers are the names under which others have signed something about what is published.
func (pl *plan) vouchers() []string {
	var out []string
	for _, v := range pl.evidence.Vouches {
		out = append(out, v.By)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// vouchSection says who has said what of which record, in their own words, and how they say to know.
func (pl *plan) vouchSection(l linker) Section {
	s := Section{ID: "vouch", Heading: "Who vouches for what"}
	if len(pl.evidence.Vouches) == 0 {
		return s
	}
	s.Notes = []Text{plain("What others say of a record, in their own words and signed with a key of their own. It is worth as much as they are.")}
	t := Table{Label: "What others say of records", Head: []Column{{Text: "Record"}, {Text: "Who, and how they know"}, {Text: "In their own words"}}}
	for _, v := range pl.evidence.Vouches {
		t.Rows = append(t.Rows, pl.vouchRow(l, v))
	}
	s.Parts = []Part{t}
	for _, names := range pl.namesakes() {
		s.Parts = append(s.Parts, Note{Text: plain("One key signs as " + list(names) + ": count them as one person.")})
	}
	note := "proof/attest/" + pl.evidence.Vouches[0].Note + ".note"
	s.Parts = append(s.Parts, Note{Text: plain(limitOf(pl.vouchers(), "people"))},
		Steps{[]Command{{Line: "ssh-keygen -Y check-novalidate -n attest@gatefold -s " + note + ".sig < " + note,
			Text: plain("In the downloaded folder this prints the key that has signed the first of them; for the others put their names in its place. It shows that the holder of that key said this, not who that is.")}}})
	return s
}

// namesakes are the names under which one key has signed, for each key that has several.
func (pl *plan) namesakes() (out [][]string) {
	var keys []string
	names := map[string][]string{}
	for _, v := range pl.evidence.Vouches {
		if names[v.Fingerprint] == nil {
			keys = append(keys, v.Fingerprint)
		}
		if !slices.Contains(names[v.Fingerprint], v.By) {
			names[v.Fingerprint] = append(names[v.Fingerprint], v.By)
		}
	}
	for _, key := range keys {
		if len(names[key]) > 1 {
			out = append(out, names[key])
		}
	}
	return out
}

// vouchWords is how many characters of a person's own words stand on the page; the note has them all.
const vouchWords = 1200

func (pl *plan) vouchRow(l linker, v Vouch) Row {
	record := Cell{Header: true, Text: plain("A record that the note does not name")}
	for _, ls := range pl.lists {
		for _, item := range ls.all {
			if v.Place != "" && item.place == v.Place {
				record.Text, record.Small = Text{{item.name, l.to(item.at)}}, plain(clip(item.title, 80)+", "+ls.title)
			}
		}
	}
	facts := v.by() + ". About the time from " + plainDay(v.From) + " to " + plainDay(v.Until) + "."
	if v.Reason != "" {
		facts += " Reason for taking it back: " + v.Reason
	}
	file := "proof/attest/" + v.Note + ".note"
	who := Cell{Label: "Who:", Text: plain(v.status()), Small: Text{{Text: facts + " Key " + v.Fingerprint + ": "}, {"note", l.to(file)}, {Text: ", "}, {"signature", l.to(file + ".sig")}}}
	if !v.Revoked.IsZero() || v.Earlier {
		who.Tone = "grey"
	}
	return Row{Anchor: vouchAnchor(v), Cells: []Cell{record, who, {Label: "Words:", Text: plain("“" + clip(v.Text, vouchWords) + "”")}}}
}

// vouchSentences are the fixed sentences of a record's vouches, for a list.
func vouchSentences(vouches []Vouch) string {
	var out []string
	for _, v := range vouches[:min(len(vouches), vouchLimit)] {
		out = append(out, v.status())
	}
	return strings.Join(out, ". ")
}
