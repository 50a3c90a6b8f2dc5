package content

// Lesson is something learned, and where it was applied since.
type Lesson struct {
	Meta
	ID             string `col:"id,required,id"`
	Date           Date   `col:"date,date"`
	Phase          string `col:"phase"`
	Category       string `col:"category"`
	Type           string `col:"type" values:"lesson type"`
	WhatHappened   string `col:"what happened,required,title"`
	Impact         string `col:"impact"`
	RootCause      string `col:"root cause"`
	Recommendation string `col:"recommendation"`
	AppliedTo      string `col:"applied to"`
	Status         string `col:"status" values:"lesson status"`
}
