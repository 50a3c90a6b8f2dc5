package content

import (
	"strings"

	"github.com/gatefold/gatefold/content/table"
)

// projectFile is project.toml, decoded.
type projectFile struct {
	meta     ProjectMeta
	mentions []mention
	places   map[string]spot // of the dates, for checks
	problems Problems
}

// decodeProject reads project.toml.
func decodeProject(path string, data []byte, opt decodeOptions) projectFile {
	r := &report{path: path}
	root, faults, lost := table.SoundSettings(data, opt.document)
	r.faults(faults, true)
	s := newSettings(r, root, opt.words)
	s.lost = lost
	if len(faults) > 0 && len(root.Fields()) == 0 {
		meta := ProjectMeta{Pos: Pos{Path: path, Line: 1}, Draft: s.hides("draft")}
		return projectFile{meta: meta, problems: r.done()}
	}
	m := ProjectMeta{Pos: Pos{Path: path, Line: 1}}
	m.Title = s.needed("title", `Write title = "..." with the name of the project, such as title = "Windows 11 device refresh".`)
	m.Role = s.needed("role", `Write role = "..." with what you were in it, such as role = "Project manager".`)
	m.Basis = s.basis()
	m.Domain, _ = s.word("domain", "domain")
	m.Status, _ = s.word("status", "project status")
	m.Method, _ = s.word("method", "method")
	m.Summary, m.BasisNote, m.MyPart = s.text("summary"), s.text("basis_note"), s.text("my_part")
	m.Organisation, m.Sponsor = s.text("organisation"), s.text("sponsor")
	m.Start, m.Finish, m.PlannedFinish = s.date("start"), s.date("finish"), s.date("planned_finish")
	m.Team = s.count("team")
	m.Skills = s.list("skills")
	m.DateOrder = s.dateOrder()
	m.Draft, m.Pins = s.hides("draft"), readPins(s.group("columns"))
	m.Money = readMoney(s.group("money"))
	work := s.group("work")
	m.Unit = work.text("unit")
	m.Pauses = readPauses(s)
	p := projectFile{places: map[string]spot{}}
	for _, key := range []string{"start", "finish", "planned_finish"} {
		p.places[key] = s.place(key)
	}
	m.Case, p.mentions = readCase(s.group("case"))
	s.rest()
	work.rest()
	m.Extra = *s.extra
	p.meta, p.mentions = m, append(p.mentions, s.mentions("summary", "my_part")...)
	p.problems = r.done()
	return p
}

func (s *settings) basis() string {
	words := wordsOf("basis")
	if s.text("basis") == "" && s.isLost("basis") {
		return ""
	}
	if s.text("basis") == "" {
		s.r.add(CodeSettingMissing, Error, s.place("basis"), "Write basis = and one of: "+strings.Join(words, ", ")+`. It says how real the project was, for example basis = "simulated PMO", and stands at the top of its page.`, "basis is missing.")
		return ""
	}
	basis, _ := s.word("basis", "basis")
	return basis
}

func (s *settings) count(key string) int {
	n := s.number(key)
	if n.Set && (n.Value < 0 || n.Value > 1e6 || n.Value != float64(int(n.Value))) {
		s.r.add(CodeSettingInvalid, Error, s.place(key), "Write a whole number, such as "+key+" = 9.", "%s is %v, which it cannot be.", s.label(key), n.Value)
		return 0
	}
	return int(n.Value)
}

func (s *settings) dateOrder() string {
	order := strings.ToLower(s.text("date_order"))
	if order != "" && orderOf(order) == orderUnknown {
		s.r.add(CodeSettingInvalid, Error, s.place("date_order"), `Write date_order = "dmy" when the day stands first, "mdy" when the month does.`, "date_order is %s, which it cannot be.", quote(order))
		return ""
	}
	return order
}

func readMoney(s *settings) Money {
	m := Money{Currency: strings.ToUpper(s.text("currency")), Budget: s.number("budget"), Reserve: s.number("reserve"), Scaled: s.flag("scaled", false)}
	if m.Currency != "" && (len(m.Currency) != 3 || strings.Trim(m.Currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "") {
		s.r.add(CodeSettingInvalid, Error, s.place("currency"), `Write the three letters of the currency, such as currency = "USD".`, "currency in [money] is %s, which is no currency's code.", quote(m.Currency))
		m.Currency = ""
	}
	s.rest()
	return m
}

func readPauses(s *settings) []Pause {
	var out []Pause
	for _, g := range s.groups("pause") {
		p := Pause{From: g.date("from"), To: g.date("to"), Reason: g.text("reason")}
		g.rest()
		switch {
		case p.From.IsZero() || p.To.IsZero():
			g.r.add(CodeSettingMissing, Error, g.at, "Write from = 2025-04-16 and to = 2025-04-25 below [[pause]].", "This pause has no first or no last day, so it was left out.")
		case p.To.Before(p.From):
			g.r.add(CodeFinishBeforeStart, Error, g.place("to"), "Exchange the two dates, or mend the wrong one.", "This pause ends on %s, before it begins on %s, so it was left out.", p.To, p.From)
		default:
			out = append(out, p)
		}
	}
	return out
}

func readCase(s *settings) (Case, []mention) {
	c := Case{Size: s.text("size"), Situation: s.text("situation"), HardPart: s.text("hard_part"), Result: s.text("result"), Learned: s.text("learned"),
		Hardest: s.text("hardest"), HardestTitle: s.text("hardest_title"), HardestNote: s.text("hardest_note"), Thread: s.list("thread")}
	mentions := s.mentions("size", "situation", "hard_part", "result", "learned", "hardest_title", "hardest_note")
	for _, key := range []string{"hardest", "thread"} {
		for _, cell := range s.cells(key) {
			if !cell.Empty() {
				mentions = append(mentions, s.mention(cell, 0, refOf(cell.Text), true))
			}
		}
	}
	s.rest()
	return c, mentions
}

// mentions are the words in some texts that may be references.
func (s *settings) mentions(keys ...string) []mention {
	var out []mention
	for _, key := range keys {
		if f, ok := s.find(key); ok && f.Cell.Type == table.Text {
			for _, w := range scanText(f.Cell.Text) {
				out = append(out, s.mention(f.Cell, w.start, w.ref, false))
			}
		}
	}
	return out
}

func (s *settings) mention(c table.Cell, offset int, ref Ref, sure bool) mention {
	line, column := c.At(offset)
	return mention{Mention: Mention{Ref: ref, Pos: Pos{Path: s.r.path, Line: line}, Column: column, Sure: sure}}
}
