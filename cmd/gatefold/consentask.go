package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/gatefold/gatefold/generator/proof"
)

// shownField is one thing that a cohort may show, in the words of a question.
type shownField struct{ name, shows string }

// shownFields are all of them, in the order in which people are asked.
func shownFields() []shownField {
	return []shownField{
		{proof.FieldName, "your name"},
		{proof.FieldHeadline, "your one line about yourself"},
		{proof.FieldTargetRole, "the role that you are looking for"},
		{proof.FieldLocation, "where you are, as your site says it"},
		{proof.FieldAvailability, "when you can begin, as your site says it"},
		{proof.FieldLanguage, "the language of your site"},
		{proof.FieldSkills, "the skills that your site names"},
		{proof.FieldLink, "the address of your site, and with it all that stands there"},
		{proof.FieldProjects, "your projects: titles, summaries, your roles, dates, and how many records there are"},
		{proof.FieldFigures, "the figures of your projects: budgets, decisions at gates, incidents"},
		{proof.FieldAnswers, "your answers to interview questions"},
	}
}

// chosen are the fields that may be shown, as the command line says or the person answers.
func (g *consenting) chosen() ([]string, error) {
	if fields := g.fields(); len(fields) > 0 {
		return fields, nil
	}
	fmt.Fprintf(g.c.ErrOrStderr(), "What may the page of %s show of you? Enter alone means no. Nothing is signed before you have seen it all once more.\n", g.cohort)
	var fields []string
	for _, f := range shownFields() {
		if f.name == proof.FieldFigures && !slices.Contains(fields, proof.FieldProjects) {
			continue // of nothing
		}
		yes, err := askYes("  " + f.name + ": " + f.shows + "?")
		if err != nil {
			return nil, err
		}
		if yes {
			fields = append(fields, f.name)
		}
	}
	if len(fields) == 0 {
		return nil, errors.New("you said no to everything: nothing was written. To take back what you agreed to before, run this with --withdraw")
	}
	slices.Sort(fields)
	return fields, nil
}
