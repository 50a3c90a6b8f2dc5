package generator

import (
	"context"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/security"
	"github.com/chromedp/chromedp"
)

// TestCohortChecksMembers asks the cohort's own copy of the checking page about sites at other addresses:
// one whose host lets others read, one whose host does not, and that one's zip, from a learner's page on
// and from the disk.
func TestCohortChecksMembers(t *testing.T) {
	k, tampered := verifiable(t, `{}`, ""), verifiable(t, `{}`, "table-edited")
	dir, _ := aCohort(t, 7)
	cohort := secure(t, http.FileServer(http.Dir(dir)))
	open, silent, changed := member(t, k, "*"), member(t, k, ""), member(t, tampered, "*")
	ctx := browser(t)
	if err := chromedp.Run(ctx, security.SetIgnoreCertificateErrors(true)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, page, zip, headline string
		codes                     []string
	}{
		{"over https", cohort + "/check/index.html#" + open, "", "Held", nil},
		{"a changed site", cohort + "/check/index.html#" + changed, "", "Changed", tampered.Codes},
		{"from the disk", "file://" + filepath.ToSlash(dir) + "/check/index.html#" + open, "", "Held", nil},
		{"no reading by others", cohort + "/check/index.html#" + silent, "", "Could not check", []string{"GF5903"}},
		{"its zip", cohort + "/check/index.html", filepath.Join(k.dir, "site.zip"), "Held", nil},
	} {
		tab, stop := chromedp.NewContext(ctx)
		soon, stopSoon := context.WithTimeout(tab, time.Minute)
		action := chromedp.Click("#here", chromedp.ByQuery)
		if c.zip != "" {
			action = chromedp.SetUploadFiles("#zip", []string{c.zip}, chromedp.ByQuery)
		}
		err := chromedp.Run(soon, security.SetIgnoreCertificateErrors(true), chromedp.Navigate(c.page), enter(k.Fingerprint, k.Policy), action)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		headline, text, codes := result(t, soon)
		if !strings.HasPrefix(headline, c.headline) || !slices.Equal(codes, c.codes) {
			t.Errorf("%s: %q, %v, want %q, %v in:\n%s", c.name, headline, codes, c.headline, c.codes, text)
		}
		stopSoon()
		stop()
	}
}

// member is the address of a member's site at a host of its own, as hosts show it; allow is whom it lets read.
func member(t *testing.T, k known, allow string) string {
	t.Helper()
	files := http.FileServer(http.Dir(filepath.Join(k.dir, "site")))
	return secure(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if allow != "" {
			w.Header().Set("Access-Control-Allow-Origin", allow)
		}
		if strings.Contains(r.URL.Path, "/.") {
			http.NotFound(w, r)
			return
		}
		files.ServeHTTP(w, r)
	})) + "/"
}

// secure is the address of a server with a certificate that nobody knows; that clients say so is no news.
func secure(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL
}
