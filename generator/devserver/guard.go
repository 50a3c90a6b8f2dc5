package devserver

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// refuse says why a request is not answered, "" when it is. The preview shows drafts, and every page
// that a browser has open can send requests to this computer. Three things keep other sites out: the
// name they ask by (a name of theirs may be made to lead here: DNS rebinding), what the browser says
// of where the request comes from (Fetch Metadata, Origin), and that no header ever allows another
// origin to read an answer.
func (s *Server) refuse(r *http.Request) (status int, why string) {
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return http.StatusMethodNotAllowed, "Only GET and HEAD are answered here."
	case !s.allowedHost(r.Host):
		return http.StatusForbidden, "This preview does not answer to the name in the address. Use the address that gatefold serve prints, or start it with --host and this name."
	case crossOrigin(r):
		return http.StatusForbidden, "This preview does not answer to other sites."
	}
	return 0, ""
}

// allowedHost checks the name, not the port, which a tunnel may change.
func (s *Server) allowedHost(host string) bool {
	name := hostName(host)
	if name == "localhost" || slices.ContainsFunc(s.cfg.Hosts, func(h string) bool { return hostName(h) == name && name != "" }) {
		return true
	}
	ip, err := netip.ParseAddr(name)
	return err == nil && (ip.IsLoopback() || s.cfg.AnyIP)
}

// hostName is the name of a Host header in small letters, without port, brackets and a dot at its end.
func hostName(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}

// crossOrigin tells whether another site's page sent the request. Following a link from another site
// is allowed: that shows the page to its reader and to nobody else.
func crossOrigin(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		if r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document" {
			return true
		}
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	return err != nil || u.Host != r.Host
}
