package cohort

import (
	"context"
	"errors"
	"net/netip"
	"testing"
)

func TestPublicAddresses(t *testing.T) {
	for _, s := range []string{"1.1.1.1", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001:800::200e", "172.32.0.1", "100.128.0.1", "64:ff9b::101:101", "2002:101:101::1"} {
		if !isPublic(netip.MustParseAddr(s)) {
			t.Errorf("%s is public", s)
		}
	}
	for _, s := range []string{
		"127.0.0.1", "127.9.9.9", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255",
		"192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1", "100::1",
		"64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2002:c0a8:101::1", "2001::1",
	} {
		if isPublic(netip.MustParseAddr(s)) {
			t.Errorf("%s is not public", s)
		}
	}
}

func TestPublicOnly(t *testing.T) {
	for _, c := range [][2]string{{"tcp4", "127.0.0.1:443"}, {"tcp6", "[::1]:443"}, {"tcp4", "169.254.169.254:80"}} {
		if err := publicOnly(context.Background(), c[0], c[1], nil); !errors.Is(err, ErrPrivate) {
			t.Errorf("%s: %v", c[1], err)
		}
	}
	for _, c := range [][2]string{{"unix", "/run/x"}, {"udp4", "1.1.1.1:53"}, {"tcp4", "host.example:80"}} {
		if err := publicOnly(context.Background(), c[0], c[1], nil); err == nil {
			t.Errorf("%s %s is asked", c[0], c[1])
		}
	}
	if err := publicOnly(context.Background(), "tcp4", "1.1.1.1:443", nil); err != nil {
		t.Error(err)
	}
}
