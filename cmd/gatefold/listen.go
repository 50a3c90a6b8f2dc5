package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// The ports that serve tries when none is named.
const (
	firstPort = 1414
	lastPort  = firstPort + 99
)

// listen takes the named port, or the next free one.
func listen(ctx context.Context, o serveOptions) (net.Listener, error) {
	for port := o.port; ; port++ {
		ln, err := listenAt(ctx, o.host, port)
		switch {
		case err == nil:
			return ln, nil
		case !addressTaken(err):
			return nil, usageError{fmt.Errorf("--host %s --port %d: this computer cannot listen there (%w)", o.host, port, cause(err))}
		case o.named:
			return nil, brokenError{fmt.Errorf("port %d is taken by another program. Leave out --port to get a free one, or name another", port)}
		case port == lastPort:
			return nil, brokenError{fmt.Errorf("the ports %d to %d are all taken. Name a free one with --port", firstPort, lastPort)}
		}
	}
}

// listenAt listens on one port. A browser tries localhost as ::1 first, so a port that another program
// has there is taken too.
func listenAt(ctx context.Context, host string, port int) (net.Listener, error) {
	var config net.ListenConfig
	number := strconv.Itoa(port)
	if host == "localhost" {
		host = "127.0.0.1"
		other, err := config.Listen(ctx, "tcp", net.JoinHostPort("::1", number))
		switch {
		case err == nil:
			_ = other.Close()
		case addressTaken(err):
			return nil, err
		}
	}
	return config.Listen(ctx, "tcp", net.JoinHostPort(host, number))
}

// addressTaken knows EADDRINUSE, also as Windows says it.
func addressTaken(err error) bool {
	const wsaeaddrinuse = syscall.Errno(10048)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, wsaeaddrinuse)
}

// cause is the innermost reason, without the address that stands before it.
func cause(err error) error {
	var op *net.OpError
	if errors.As(err, &op) {
		return op.Err
	}
	return err
}

// allowed are the names by which a browser may ask.
func (o serveOptions) allowed() (hosts []string, anyIP bool) {
	ip, err := netip.ParseAddr(o.host)
	if err == nil && ip.IsUnspecified() {
		if name, err := os.Hostname(); err == nil {
			hosts = []string{name, name + ".local"}
		}
		return hosts, true
	}
	return []string{o.host}, false
}

// url is the preview's address for this computer's browser.
func (o serveOptions) url(ln net.Listener) string {
	host := o.host
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port(ln)) + "/"
}

func port(ln net.Listener) string {
	_, port, err := net.SplitHostPort(ln.Addr().String())
	if err != nil { // of a listener of ours it is host and port
		return strconv.Itoa(firstPort)
	}
	return port
}

// readers are the addresses at which others can read the preview: none on a loopback address.
func (o serveOptions) readers(ln net.Listener) []string {
	address, ok := ln.Addr().(*net.TCPAddr)
	if !ok || address.IP.IsLoopback() {
		return nil
	}
	if !address.IP.IsUnspecified() {
		return []string{"http://" + net.JoinHostPort(address.IP.String(), port(ln)) + "/"}
	}
	out := []string{}
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		return out
	}
	for _, a := range addresses {
		network, ok := a.(*net.IPNet)
		if ok && network.IP.IsGlobalUnicast() && (network.IP.To4() != nil || !strings.Contains(ln.Addr().String(), "0.0.0.0")) {
			out = append(out, "http://"+net.JoinHostPort(network.IP.String(), port(ln))+"/")
		}
	}
	return out
}
