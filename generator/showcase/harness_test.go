package showcase

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/gatefold/gatefold/generator/cohort"
)

// classOf7 is a cohort as a coach has it in their first year, from testdata/seven.json.
func classOf7() (Config, []cohort.Learner) {
	var class struct {
		Config   Config
		Learners []cohort.Learner
	}
	body, err := os.ReadFile("testdata/seven.json")
	if err == nil {
		err = json.Unmarshal(body, &class)
	}
	if err != nil {
		panic(err)
	}
	return class.Config, class.Learners
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
