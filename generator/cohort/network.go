package cohort

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// ErrPrivate: an address that only this computer or its own network can reach. A stranger's site has no
// business there, and what answers there is none of the stranger's.
var ErrPrivate = errors.New("it leads to an address of this computer or of a private network, which is not asked. [limits] allow_private = true allows it")

const (
	dialPatience   = 10 * time.Second
	headerPatience = 20 * time.Second
	maxHeaders     = 64 << 10 // bytes of an answer's headers
	connsOfHost    = 8
)

// Network is how members' addresses are asked: straight, without a proxy, which would look names up
// itself; and never an address that is not public, unless allowPrivate. A name is looked up once, and the
// address that it gave is the one that is held to that and connected to, at each redirect anew.
func Network(allowPrivate bool) http.RoundTripper {
	d := net.Dialer{Timeout: dialPatience, KeepAlive: -1}
	if !allowPrivate {
		d.ControlContext = publicOnly
	}
	return &http.Transport{
		DialContext: d.DialContext, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}, ForceAttemptHTTP2: true,
		TLSHandshakeTimeout: dialPatience, ResponseHeaderTimeout: headerPatience, IdleConnTimeout: headerPatience,
		MaxConnsPerHost: connsOfHost, MaxIdleConnsPerHost: connsOfHost, MaxResponseHeaderBytes: maxHeaders,
	}
}

// publicOnly refuses a connection before it is made.
func publicOnly(_ context.Context, network, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil || network != "tcp4" && network != "tcp6" {
		return fmt.Errorf("%s %s is no place on the network", network, address)
	}
	if !isPublic(at.Addr()) {
		return fmt.Errorf("%s: %w", at.Addr(), ErrPrivate)
	}
	return nil
}

// isPublic tells of an address that anybody can reach. An IPv6 address that carries an IPv4 one is judged
// by that as well.
func isPublic(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false // loopback, unspecified, link-local, multicast, broadcast; 10/8, 172.16/12, 192.168/16, fc00::/7
	}
	for _, p := range notPublic() {
		if p.Contains(a) {
			return false
		}
	}
	if inner, ok := carried(a); ok {
		return isPublic(inner)
	}
	return true
}

// notPublic are the ranges that the IANA registries of special-purpose addresses (RFC 6890) keep from the
// public network and that netip has no word for.
func notPublic() []netip.Prefix {
	var out []netip.Prefix
	for _, s := range []string{
		"0.0.0.0/8",       // this network
		"100.64.0.0/10",   // shared by a provider's customers (RFC 6598)
		"192.0.0.0/24",    // protocol assignments
		"192.0.2.0/24",    // documentation
		"192.88.99.0/24",  // relays of old
		"198.18.0.0/15",   // benchmarks
		"198.51.100.0/24", // documentation
		"203.0.113.0/24",  // documentation
		"240.0.0.0/4",     // reserved
		"::/96",           // IPv4 of old
		"64:ff9b:1::/48",  // translation within a network
		"100::/64",        // discarded
		"2001::/23",       // protocol assignments, Teredo
		"2001:db8::/32",   // documentation
		"3fff::/20",       // documentation
		"5f00::/16",       // segment routing
		"fec0::/10",       // site-local of old
	} {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}

// carried is the IPv4 address within one of NAT64 (64:ff9b::/96, RFC 6052) or 6to4 (2002::/16, RFC 3056).
func carried(a netip.Addr) (netip.Addr, bool) {
	b := a.As16()
	switch {
	case netip.MustParsePrefix("64:ff9b::/96").Contains(a):
		return netip.AddrFrom4([4]byte(b[12:16])), true
	case netip.MustParsePrefix("2002::/16").Contains(a):
		return netip.AddrFrom4([4]byte(b[2:6])), true
	}
	return netip.Addr{}, false
}
