package devserver

import (
	"fmt"
	"net/http"
	"strings"
)

// tab is an open page and what it knows.
type tab struct {
	url   string // its path
	page  string // version of the page it shows
	style string // version of its style sheet
	state *state // whose problems it was told last
}

// serveEvents is the stream of Server-Sent Events of one page. It says nothing while nothing happens.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	select {
	case s.tabs <- struct{}{}:
		defer func() { <-s.tabs }()
	default:
		http.Error(w, "Too many pages are open.", http.StatusServiceUnavailable)
		return
	}
	q := r.URL.Query()
	url, ok := cleanPath(q.Get("url"))
	if !ok {
		http.Error(w, "The address lacks the page's path.", http.StatusBadRequest)
		return
	}
	once := q.Get("once") != "" // only what is missed; of a page that has no connection to spare
	t := &tab{url: url, page: q.Get("page"), style: q.Get("style")}
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	if _, err := fmt.Fprint(w, "retry: 1000\n\n"); err != nil || out.Flush() != nil {
		return
	}
	for {
		st, next, err := s.current(r.Context())
		if err != nil {
			return
		}
		words := t.tell(st)
		if once {
			words += event("done", []byte("{}"))
		}
		if words != "" {
			if _, err := fmt.Fprint(w, words); err != nil || out.Flush() != nil {
				return
			}
		}
		if once {
			return
		}
		select {
		case <-next:
		case <-r.Context().Done():
			return
		case <-s.closing:
			return
		}
	}
}

// tell gives the events that bring a page from what it knows to the state.
func (t *tab) tell(st *state) string {
	var b strings.Builder
	if t.state != nil && t.state != st {
		b.WriteString(event("built", []byte("{}"))) // the page tells others in its browser
	}
	if page := st.versionAt(t.url); page != t.page {
		t.page = page
		t.state = st
		return b.String() + event("reload", []byte("{}"))
	}
	if style := st.style(); style != t.style {
		t.style = style
		fmt.Fprintf(&b, "event: css\ndata: {\"path\":\"/%s\",\"version\":\"%s\"}\n\n", styleSheet, style)
	}
	if t.state == nil || string(t.state.problems) != string(st.problems) {
		b.WriteString(event("problems", st.problems))
	}
	t.state = st
	return b.String()
}

// event is one event; its data is JSON, which has no line breaks.
func event(name string, data []byte) string {
	return "event: " + name + "\ndata: " + string(data) + "\n\n"
}
