package cohort

// Record is one record of a member as they have published it, for the coach's own eyes: consent lets a
// showcase show a project's title and counts, not its records, so that none sees these.
type Record struct {
	Project string `json:"project"` // its title
	Kind    string `json:"kind"`    // "risk", "gate" ...
	ID      string `json:"id"`
	Title   string `json:"title,omitempty"`
	Date    string `json:"date,omitempty"` // ISO
	Says    string `json:"says,omitempty"` // a gate's decision, an incident's severity
	URL     string `json:"url,omitempty"`  // of the record on the member's own site, absolute; "" for a folder or zip
	// Fields are what else its row says, for a record of a register.
	Fields []Field `json:"fields,omitempty"`
}

// keptRecords is how many records of a member are kept.
const keptRecords = 2000

// records are all that a member lists, as far as there is room for them; files are the site's tables.
func (d published) records(site string, files map[string][]byte) []Record {
	var out []Record
	tables := registers{files, keptFieldText}
	for _, x := range d.Projects {
		fields := tables.of(x.Slug)
		says := map[string]string{}
		for _, g := range x.Gates {
			says["gate "+g.ID] = plainText(g.Decision, shortText)
		}
		for _, in := range x.Incidents {
			says["incident "+in.ID] = plainText(in.Severity, shortText)
		}
		for _, r := range x.Records {
			if len(out) == keptRecords {
				return out
			}
			out = append(out, Record{
				Project: plainText(x.Title, lineText), Kind: plainText(r.Kind, shortText), ID: plainText(r.ID, shortText), Title: plainText(r.Title, lineText),
				Date: plainDay(r.Date), Says: says[r.Kind+" "+r.ID], URL: pageOf(site, r.URL),
				Fields: fields[r.ID],
			})
		}
	}
	return out
}
