package content

import "strconv"

// owner is the owner table of portfolio.toml.
func (c canoniser) owner(cfg Config) Canonical {
	o := cfg.Owner
	out := Canonical{Place: OwnerPlace, Name: "/" + OwnerPlace, Path: "portfolio.toml"}
	var f fieldList
	for _, v := range [][2]string{
		{"name", o.Name}, {"headline", o.Headline}, {"target_role", o.TargetRole}, {"location", o.Location},
		{"availability", o.Availability}, {"email", o.Email},
	} {
		f.add(v[0], canonicalText(v[1]))
	}
	var links []any
	for _, l := range o.Links {
		links = append(links, map[string]any{"label": canonicalText(l.Label), "url": canonicalText(l.URL)})
	}
	if links != nil {
		f.add("links", links)
	}
	out.Fields = f
	out.finish()
	return out
}

// projectFile is a project.toml; the keys of a table in it stand behind its name and a full stop.
func (c canoniser) projectFile(p *Project) Canonical {
	m := p.Meta
	out := Canonical{Place: ProjectPlace(p.Slug), Slug: p.Slug, Name: "/project", Path: m.Pos.Path}
	var f fieldList
	for _, v := range [][2]string{
		{"title", m.Title}, {"summary", m.Summary}, {"domain", m.Domain}, {"basis", m.Basis}, {"basis_note", m.BasisNote},
		{"role", m.Role}, {"my_part", m.MyPart}, {"organisation", m.Organisation}, {"sponsor", m.Sponsor}, {"status", m.Status},
		{"method", m.Method}, {"start", m.Start.String()}, {"finish", m.Finish.String()}, {"planned_finish", m.PlannedFinish.String()},
		{"team", countText(m.Team)}, {"skills", joinedList(m.Skills)},
		{"money.currency", m.Money.Currency}, {"money.budget", decimalText(m.Money.Budget)}, {"money.reserve", decimalText(m.Money.Reserve)},
		{"money.scaled", yesText(m.Money.Scaled)}, {"work.unit", m.Unit},
		{"case.size", m.Case.Size}, {"case.situation", m.Case.Situation}, {"case.hard_part", m.Case.HardPart}, {"case.result", m.Case.Result},
		{"case.learned", m.Case.Learned}, {"case.hardest", m.Case.Hardest}, {"case.hardest_title", m.Case.HardestTitle},
		{"case.hardest_note", m.Case.HardestNote}, {"case.thread", joinedList(m.Case.Thread)},
	} {
		f.add(v[0], canonicalText(v[1]))
	}
	if pauses := pauseList(m.Pauses); pauses != nil {
		f.add("pause", pauses)
	}
	for _, e := range m.Extra {
		f.add(ExtraPrefix+e.Name, canonicalText(e.Text))
	}
	out.Fields = f
	return out
}

func pauseList(pauses []Pause) []any {
	var out []any
	for _, p := range pauses {
		item := map[string]any{}
		for _, v := range [][2]string{{"from", p.From.String()}, {"to", p.To.String()}, {"reason", canonicalText(p.Reason)}} {
			if v[1] != "" {
				item[v[0]] = v[1]
			}
		}
		out = append(out, item)
	}
	return out
}

func countText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func decimalText(n Number) string {
	if !n.Set {
		return ""
	}
	return plainDecimal(n.Value)
}

func yesText(yes bool) string {
	if yes {
		return "yes"
	}
	return ""
}
