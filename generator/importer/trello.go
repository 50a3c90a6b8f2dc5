package importer

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// trelloBoard is what is read of a board's export. Members are read to hide their names; addresses,
// avatars and links into the board are not read at all.
type trelloBoard struct {
	Name  string
	Lists []struct {
		ID, Name string
		Closed   bool
	}
	Cards []trelloCard
	// Checklists and comments stay with the board.
	Members []struct{ ID, FullName, Username string }
	Actions []trelloAction
}

type trelloCard struct {
	ID, Name, Desc, IDList string
	IDShort                int
	Due, Start             string
	DueComplete, Closed    bool
	DateLastActivity       string
	Labels                 []struct{ Name, Color string }
	IDMembers              []string
}

type trelloAction struct {
	Type, Date string
	Data       struct {
		Card struct {
			ID     string
			Closed *bool
		}
		ListBefore, ListAfter struct{ ID, Name string }
	}
	MemberCreator struct{ FullName, Username string }
}

// trelloActions is how many actions Trello exports at most.
const trelloActions = 1_000

// trello reads a board's JSON.
func trello(f File, text string) found {
	r := &FileReport{File: f.Name, RecognisedAs: "Trello board (JSON)"}
	var b trelloBoard
	if err := json.Unmarshal([]byte(text), &b); err != nil {
		return refused(f, r.RecognisedAs, "It breaks off or holds something else. Export the board again: Show menu, More, Print and export, Export as JSON.")
	}
	r.RowsRead = len(b.Cards)
	if len(b.Actions) >= trelloActions {
		r.guess("The board has %d actions or more, which is all that Trello exports, so the oldest moves of cards are not known.", trelloActions)
	}
	w := newWorkItems(r, "id", "title", "status", "owner", "created", "started", "done", "labels", "Due", "Description")
	lists := map[string]string{}
	for _, l := range b.Lists {
		lists[l.ID] = l.Name
	}
	moved := b.doneDates()
	members := map[string]string{}
	for _, m := range b.Members {
		members[m.ID] = m.FullName
		w.known = append(w.known, m.FullName, m.Username)
	}
	for _, a := range b.Actions {
		w.known = append(w.known, a.MemberCreator.FullName, a.MemberCreator.Username)
	}
	w.known = slices.DeleteFunc(w.known, func(s string) bool { return len([]rune(s)) < 3 })
	b.sayDoneLists(r)
	for i, c := range b.Cards {
		w.add(i+1, c.item(r, lists[c.IDList], moved[c.ID], members))
	}
	r.Columns = []ColumnPair{{"idShort", "id"}, {"name", "title"}, {"list", "status"}, {"idMembers", "owner"}, {"id", "created"}, {"actions", "done"}, {"start", "started"}, {"labels", "labels"}}
	r.ExtraColumns = []string{"due", "desc"}
	return found{reports: []*FileReport{r}, drafts: []*draft{w.draft(Options{})}}
}

// item is one card. A card's id begins with the second in which it was made.
func (c trelloCard) item(r *FileReport, list, moved string, members map[string]string) map[string]string {
	v := map[string]string{"id": fmt.Sprintf("C-%d", c.IDShort), "title": c.Name, "status": list, "Due": day(c.Due), "started": day(c.Start), "Description": c.Desc}
	if c.IDShort == 0 {
		v["id"] = ""
	}
	if len(c.ID) == 24 {
		if seconds, err := strconv.ParseInt(c.ID[:8], 16, 64); err == nil {
			v["created"] = time.Unix(seconds, 0).UTC().Format(time.DateOnly)
		}
	}
	switch {
	case isDone(list) && moved != "":
		v["done"] = day(moved)
	case isDone(list) || c.DueComplete:
		v["done"] = day(c.DateLastActivity)
		r.guess("When some cards were done is not in the export; they count from the last time that anything was done with them.")
	case c.Closed:
		v["status"] = strings.TrimSpace(list + " (archived)")
	}
	var labels, owners []string
	for _, l := range c.Labels {
		if l.Name != "" {
			labels = append(labels, l.Name)
		}
	}
	for _, id := range c.IDMembers {
		if members[id] != "" {
			owners = append(owners, members[id])
		}
	}
	v["labels"], v["owner"] = strings.Join(labels, "; "), strings.Join(owners, "; ")
	return v
}

// doneDates are the days on which cards came into a list of finished things, the last time.
func (b trelloBoard) doneDates() map[string]string {
	out := map[string]string{}
	for _, a := range b.Actions {
		if a.Type == "updateCard" && isDone(a.Data.ListAfter.Name) && a.Date > out[a.Data.Card.ID] {
			out[a.Data.Card.ID] = a.Date
		}
	}
	return out
}

// sayDoneLists says which lists were taken for those of finished things.
func (b trelloBoard) sayDoneLists(r *FileReport) {
	var done []string
	for _, l := range b.Lists {
		if isDone(l.Name) {
			done = append(done, strconv.Quote(l.Name))
		}
	}
	if len(done) == 0 {
		r.guess("No list is called Done, Closed or the like, so no card counts as done. Rename the list in Trello, and export again.")
		return
	}
	r.guess("Cards in %s count as done.", strings.Join(done, ", "))
}
