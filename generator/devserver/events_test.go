package devserver

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/output"
)

// openStream opens an event stream and gives its lines.
func openStream(t *testing.T, s *Server, query string) *bufio.Scanner {
	t.Helper()
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	r, err := http.Get(server.URL + "/__gatefold/events?" + query)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Body.Close() })
	if r.StatusCode != 200 || r.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%d %v", r.StatusCode, r.Header)
	}
	return bufio.NewScanner(r.Body)
}

// next is the next event's name and data.
func next(t *testing.T, lines *bufio.Scanner) (name, data string) {
	t.Helper()
	for lines.Scan() {
		line := lines.Text()
		if n, ok := strings.CutPrefix(line, "event: "); ok {
			name = n
		} else if d, ok := strings.CutPrefix(line, "data: "); ok && name != "built" {
			return name, d
		}
	}
	return "end", ""
}

// TestEvents: each page is told what concerns it, and nothing else.
func TestEvents(t *testing.T) {
	s := showing(t, Config{Dir: "/w", Live: true}, aSite)
	st := s.shown()
	query := func(u, page, style string) string {
		return url.Values{"url": {u}, "page": {page}, "style": {style}}.Encode()
	}
	home := openStream(t, s, query("/", st.versionAt("/"), st.style()))
	page := openStream(t, s, query("/projects/a/", st.versionAt("/projects/a/"), st.style()))
	lost := openStream(t, s, query("/projects/b/", st.versionAt("/projects/b/"), st.style()))
	late := openStream(t, s, query("/", "an older one", st.style()))
	expect := func(who string, lines *bufio.Scanner, want, part string) {
		t.Helper()
		if name, data := next(t, lines); name != want || !strings.Contains(data, part) {
			t.Fatalf("%s is told %s %s, want %s %s", who, name, data, want, part)
		}
	}
	for who, lines := range map[string]*bufio.Scanner{"home": home, "page": page, "lost": lost} {
		expect(who, lines, "problems", `"problems":[]`)
	}
	expect("late", late, "reload", "")

	site := map[string]string{}
	for p, words := range aSite {
		site[p] = words
	}
	site["projects/a/index.html"] += "<!-- changed -->"
	site["projects/b/index.html"] = "new"
	s.publish(stateOf(t, s, site))
	expect("page", page, "reload", "")
	expect("lost", lost, "reload", "")
	site["assets/site.css"] = "body{color:red}"
	s.publish(stateOf(t, s, site, content.Problem{Severity: content.Warning, Path: "a.md", Line: 2, Message: "a\nb"}))
	expect("home", home, "css", `"path":"/assets/site.css"`) // and not reload, for what changed before
	expect("home", home, "problems", `"place":"a.md, line 2","message":"a\nb"`)
	s.publish(stateOf(t, s, site, content.Problem{Severity: content.Warning, Path: "a.md", Line: 2, Message: "a\nb"}))
	s.publish(stateOf(t, s, site))
	expect("home", home, "problems", `"problems":[]`) // the same problems were not told twice
	delete(site, "index.html")
	s.publish(stateOf(t, s, site))
	expect("home", home, "reload", "")
	once := openStream(t, s, query("/projects/a/", s.shown().versionAt("/projects/a/"), "another")+"&once=1")
	expect("once", once, "css", "")
	expect("once", once, "problems", "")
	expect("once", once, "done", "")
	expect("once", once, "end", "")
	close(s.closing)
	expect("home", home, "end", "")
}

// TestRun serves on a real listener from the first build to the end.
func TestRun(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	goOn := make(chan struct{})
	dir := t.TempDir()
	s := New(Config{Dir: dir, Live: true, Clock: realClock{}, Build: func(context.Context, []string) (output.Files, content.Problems, error) {
		<-goOn
		panic("a bug")
	}})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, ln) }()
	answer := make(chan string, 1)
	go func() {
		r, err := http.Get("http://" + ln.Addr().String() + "/")
		if err != nil {
			answer <- err.Error()
			return
		}
		defer r.Body.Close()
		body, _ := io.ReadAll(r.Body)
		answer <- string(body)
	}()
	close(goOn)
	if got := <-answer; !strings.Contains(got, "the build broke off: a bug") {
		t.Errorf("a build that crashed: %s", got)
	}
	events, err := http.Get("http://" + ln.Addr().String() + "/__gatefold/events?url=/")
	if err != nil {
		t.Fatal(err)
	}
	defer events.Body.Close()
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Run: %v", err)
	}
	if _, err := io.ReadAll(events.Body); err != nil {
		t.Errorf("the event stream does not end in order: %v", err)
	}
}
