package devserver

import (
	"net/http"

	"github.com/gatefold/gatefold/generator/output"
)

// Still answers requests for a site that stays as it is: nothing is watched, built or added to its pages.
// Who is answered is decided as in a preview; hosts are further names by which a browser may ask, and
// anyIP allows every address in figures.
func Still(files output.Files, hosts []string, anyIP bool) http.Handler {
	s := New(Config{Hosts: hosts, AnyIP: anyIP})
	s.publish(state{site: newSite(files)})
	return s.Handler()
}
