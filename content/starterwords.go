package content

// What a new folder says where its owner has not answered yet. They are here so that whoever looks at a
// portfolio knows them again.
const (
	StarterName    = "Your name"
	StarterRole    = "The job that you want"
	StarterProject = "My first project"
)
