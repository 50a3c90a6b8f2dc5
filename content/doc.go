// Package content reads a learner's portfolio folder: who they are, the projects they ran, and the
// records they kept of them. It is the first room of the house; everything after it works on what
// is loaded here and never opens a source file again (artifacts, which are only copied, excepted).
//
// # What a folder becomes
//
// A [Portfolio] holds the owner, the site's settings, the [Project]s in the order of their start,
// the learner's answers to interview questions and any further pages. A project holds [Record]s:
// one for each row of a register (raid.csv, changes.csv, ...) and one for each document
// (charter.md, status/*.md, gates/*.md, ...). [Of] gives them by type, oldest first:
//
//	for _, gate := range content.Of[content.Gate](project) { ... }
//
// # One record kind, one file
//
// A kind is a struct whose `col` tags name its columns in the order of the contract, and one entry
// in kinds.go. Decoding, extra columns, links, problems with places, CSV download and search all
// come from that. The options of a tag, after the column's name:
//
//	required   the record is reported (and kept) when the value is missing
//	id         the value is the record's id, unique in its project
//	title      the value is what the record is called
//	date       the value is the record's own date
//	planned    a date that has not happened by itself: due, forecast, review, contract end; it
//	           never moves the portfolio's as-of date
//	refs       the value is a list of record ids and nothing else
//	series     the column may stand several times, numbered: "baseline 2 remaining"
//
// and the key `values:"..."` names a vocabulary of vocabulary.go: the words the column may hold.
//
// # Problems, not errors
//
// What a learner can mend is a [Problem] with file, line, cell, what was found, what is expected and
// the next step. A load returns all of them at once, sorted by place, and keeps every record that
// can be kept. An error from [Load] means that nothing could be loaded at all.
package content
