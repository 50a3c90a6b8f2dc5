package content

// Question is a question the learner asked, of whom and why, and what changed because of it.
type Question struct {
	Meta
	ID          string `col:"id,required,id"`
	Date        Date   `col:"date,date"`
	Question    string `col:"question,required,title"`
	AskedOf     string `col:"asked of"`
	Why         string `col:"why"`
	Answer      string `col:"answer"`
	WhatChanged string `col:"what changed"`
}
