package content

// Place names what is sealed as one: a row of a register or a document as slug/register/id, one whole
// table as slug/register.
func Place(slug string, m Meta) string {
	if IsWholeTable(m.Register) {
		return slug + "/" + m.Register
	}
	return slug + "/" + m.Register + "/" + m.ID
}

// ArtifactPlace is the place of a file of artifacts/.
func ArtifactPlace(slug, file string) string { return slug + "/artifacts/" + file }

// OwnerPlace is the place of the owner table of portfolio.toml.
const OwnerPlace = "owner"

// ProjectPlace is the place of a project.toml.
func ProjectPlace(slug string) string { return slug + "/project" }

// AnswerPlace is the place of answers/<name>.md.
func AnswerPlace(name string) string { return "answers/" + name }

// IsWholeTable tells of a register whether its rows mean something only together, so that they are
// sealed as one.
func IsWholeTable(register string) bool {
	switch register {
	case "burndown", "earned-value", "costs", "work":
		return true
	}
	return false
}
