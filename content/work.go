package content

// WorkItem is one item of a work tracker: a Jira issue, a card, a task.
type WorkItem struct {
	Meta
	ID       string `col:"id,required,id"`
	Title    string `col:"title,required,title"`
	Type     string `col:"type"`
	Status   string `col:"status"`
	Priority string `col:"priority"`
	Owner    string `col:"owner"`
	Created  Date   `col:"created,date"`
	Started  Date   `col:"started"`
	Done     Date   `col:"done"`
	Estimate Number `col:"estimate"`
	Unit     string `col:"unit"`
	Sprint   string `col:"sprint"`
	Labels   string `col:"labels"`
	LinkList string `col:"links,refs"`
}
