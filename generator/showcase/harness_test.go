package showcase

import (
	"fmt"

	"github.com/gatefold/gatefold/generator/cohort"
)

// classOf7 is a cohort as a coach has it in their first year.
func classOf7() (Config, []cohort.Learner) {
	people := []struct{ name, role, headline, place, free, lang, fresh, domain, skill, proof string }{
		{"Nadia Brennan", "IT project coordinator", "Kept three projects on one calendar, through a failed batch, a vendor dispute and a re-baseline", "Leeds", "January 2027", "en-GB", "2026-11-20", "end-user-computing", "Windows 11", "199 of 206 records existed by a date that others confirm, over 64 weeks"},
		{"Farah Siddiqui", "Security project coordinator", "Phishing drills for 5 offices; no witness yet", "London", "January 2027", "en-GB", "2026-11-20", "cybersecurity", "Microsoft 365", "Sealed by the author; no one else has confirmed a date"},
		{"Omar Haddad", "Junior project manager, security", "Second-factor rollout to 1,900 staff; paused once for a locked-out ward", "Manchester", "Now", "en-GB", "2026-11-19", "identity-access", "Entra ID", "88 of 91 records existed by a date that others confirm, over 38 weeks"},
		{"Ilse van Dyk", "PMO analyst", "Service desk move with 14 months of tickets reconciled", "Utrecht, remote", "Now", "nl", "2026-11-17", "itsm", "Power BI", "All 120 records existed by a date that others confirm, over 41 weeks"},
		{"Priya Nair", "IT project manager", "Data centre exit, 61 servers, stopped at gate G2 and re-planned", "London", "January 2027", "en-GB", "2026-11-16", "cloud-platforms", "Azure", "143 of 151 records existed by a date that others confirm, over 52 weeks"},
		{"Tomasz Wilk", "Project coordinator", "Branch network refresh, 22 sites, carrier four weeks late", "Remote", "Now", "pl", "2026-10-22", "infrastructure-networking", "Cisco", "47 of 52 records existed by a date that others confirm, over 19 weeks"},
		{"", "PMO analyst", "Reporting portfolio, twelve sources to one", "", "", "", "2026-08-28", "databases-analytics", "Power BI", "18 of 36 records existed by a date that others confirm, over 9 weeks"},
	}
	var out []cohort.Learner
	for i, p := range people {
		slug := fmt.Sprintf("%08x", 0x3fa0c1d2+i*0x01234567)
		l := cohort.Learner{
			Slug: slug, Name: p.name, Alias: fmt.Sprintf("Learner %d", i+1), Headline: p.headline, TargetRole: p.role, Location: p.place,
			Availability: p.free, Language: p.lang, Skills: []string{"RAID logs", "Excel", p.skill}, Fresh: p.fresh, Proof: []string{p.proof, "The coach, Sam Jones, read and discussed 3 records; did not observe the work"},
			Seen: "2026-11-28", Agreed: "2026-11-02", Until: "2027-11-02",
		}
		if p.name != "" {
			l.Link = "https://" + slug + ".example/"
		}
		for n := range 1 + i%3 {
			project := cohort.Project{
				Slug: fmt.Sprintf("project-%d", n+1), Title: []string{"Device refresh", "Office move", "Ticket archive"}[n], Summary: "Forty rooms in nine weeks, two suppliers, one of them late.",
				Domain: p.domain, Basis: []string{"simulated PMO", "simulated PMO", "employment"}[n], Role: "Project manager", Status: "closed", Method: "hybrid",
				Start: "2025-02-03", Finish: "2025-07-11", Team: 6, Skills: []string{"Excel", p.skill}, Currency: "USD", Budget: 231480, GatesPassed: 4, GatesHeld: i % 2,
				Incidents: i % 4, Recovered: i % 3, Counts: map[string]int{"risk": 25, "issue": 9, "decision": 14, "gate": 5, "status": 12},
			}
			if n == 1 {
				project.Domain, project.Scaled = "itsm", true
			}
			if l.Link != "" {
				project.URL = l.Link + "projects/" + project.Slug + "/index.html"
			}
			l.Projects = append(l.Projects, project)
		}
		for _, q := range [][2]string{{"failed-deployment", "Tell me about a deployment that failed"}, {"phase-gate-documentation", "Show me your phase gate papers"}} {
			if i == 5 {
				break
			}
			a := cohort.Answer{Question: q[0], Words: q[1], Summary: "Batch two failed for 31 laptops at 09:05. I stopped the batch, told the floor, rolled back by noon, and moved the driver test before the pilot.", Evidence: []string{"project-1:INC-01", "project-1:D-07"}}
			if l.Link != "" {
				a.URL = l.Link + "interview/index.html#" + q[0]
			}
			l.Answers = append(l.Answers, a)
		}
		out = append(out, l)
	}
	return Config{Title: "Larkfield Academy, class of 2026", Coach: "Sam Jones", Contact: "sam@larkfield.example", Today: "2026-11-28"}, out
}

// classOf is a large cohort, made of the small one: each learner with a name, place and skills of their own.
func classOf(n int) (Config, []cohort.Learner) {
	cfg, seven := classOf7()
	roles := []string{"IT project coordinator", "PMO analyst", "Junior project manager", "Scrum and delivery lead", "Service delivery coordinator", "Change coordinator"}
	places := []string{"Leeds", "London", "Manchester", "Bristol", "Remote", "Dublin", "Utrecht", "Glasgow", "Cardiff", "Warsaw", "Berlin", "Lyon"}
	domains := []string{"infrastructure-networking", "cloud-platforms", "identity-access", "cybersecurity", "databases-analytics", "software-delivery", "enterprise-systems", "itsm", "integration-automation", "end-user-computing"}
	skills := []string{"Excel", "Power BI", "Azure", "AWS", "Jira", "MS Project", "Cisco", "SAP", "ServiceNow", "Entra ID", "SQL", "Python", "Intune", "VMware", "ITIL 4", "PRINCE2", "Scrum", "Kanban", "Vendor disputes", "Budget re-baselines"}
	var out []cohort.Learner
	for i := range n {
		l := seven[i%len(seven)]
		l.Slug = fmt.Sprintf("%08x", uint32(i+1)*2654435761)
		l.Alias = fmt.Sprintf("Learner %d", i+1)
		l.Name = fmt.Sprintf("Person %d of the Cohort", i+1)
		l.TargetRole, l.Location = roles[i%len(roles)], places[i*7%len(places)]
		l.Availability = []string{"Now", "January 2027", "February 2027", "On three months’ notice"}[i%4]
		l.Fresh = fmt.Sprintf("2026-%02d-%02d", 1+i*5%11, 1+i*3%28)
		l.Skills = nil
		for k := range 5 {
			l.Skills = append(l.Skills, skills[(i*3+k*k)%len(skills)])
		}
		l.Projects = append([]cohort.Project(nil), l.Projects...)
		for k := range l.Projects {
			l.Projects[k].Domain = domains[(i+k)%len(domains)]
		}
		out = append(out, l)
	}
	return cfg, out
}
