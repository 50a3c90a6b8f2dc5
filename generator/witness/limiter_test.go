package witness

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// TestLimitOfAnAddress: an address has so many requests at once and one more every half second; others
// have their own.
func TestLimitOfAnAddress(t *testing.T) {
	w := newWorld(t, newShelf(), Options{})
	codes := func(n int, headers ...string) (out [2]int) {
		for range n {
			got := w.send("GET", "/x", "", headers...)
			if got.Code == 429 {
				out[1]++
				if wait, err := strconv.Atoi(got.Header().Get("Retry-After")); err != nil || wait != 1 {
					t.Errorf("wait for %q", got.Header().Get("Retry-After"))
				}
			} else {
				out[0]++
			}
		}
		return out
	}
	for _, c := range []struct {
		from string
		want [2]int
	}{
		{"192.0.2.1:1000", [2]int{120, 5}}, {"192.0.2.1:2000", [2]int{0, 125}}, {"192.0.2.2:1000", [2]int{120, 5}}, {"[::ffff:192.0.2.2]:1000", [2]int{0, 125}},
		{"[2001:db8::1]:1000", [2]int{120, 5}}, {"[2001:db8::ffff]:1000", [2]int{0, 125}}, {"[2001:db8:0:1::1]:1000", [2]int{120, 5}},
	} {
		if got := codes(125, "from", c.from, "X-Forwarded-For", strconv.Itoa(c.want[0])+".0.0.1"); got != c.want {
			t.Errorf("%s: %v, want %v", c.from, got, c.want)
		}
	}
	w.pass(5 * time.Second)
	if got := codes(20, "from", "192.0.2.1:1000"); got != [2]int{10, 10} {
		t.Errorf("after five seconds: %v", got)
	}
	w.pass(-time.Hour)
	if got := codes(125, "from", "192.0.2.1:1000"); got != [2]int{120, 5} {
		t.Errorf("after the clock was put back: %v", got)
	}
}

// TestProxy takes the address that the nearest web server has added, and no other.
func TestProxy(t *testing.T) {
	for _, c := range []struct {
		proxy  bool
		header []string
		want   string
	}{
		{false, []string{"X-Forwarded-For", "198.51.100.1"}, "192.0.2.1"},
		{true, nil, "192.0.2.1"},
		{true, []string{"X-Forwarded-For", "198.51.100.1"}, "198.51.100.1"},
		{true, []string{"X-Forwarded-For", "203.0.113.9, 198.51.100.1"}, "198.51.100.1"},
		{true, []string{"X-Forwarded-For", "203.0.113.9", "X-Forwarded-For", "2001:db8:1:2:3::4"}, "2001:db8:1:2::/64"},
		{true, []string{"X-Forwarded-For", "198.51.100.1:4000"}, "198.51.100.1"},
		{true, []string{"X-Forwarded-For", "no address"}, "nowhere"},
	} {
		w := newWorld(t, newShelf(), Options{Proxy: c.proxy})
		w.send("GET", "/x", "", c.header...)
		if _, counted := w.byAddress.next[c.want]; !counted || len(w.byAddress.next) != 1 {
			t.Errorf("%v %v: counted %v", c.proxy, c.header, w.byAddress.next)
		}
	}
}

// TestLimitOfALog: heads that were signed already, which anybody can send, use up nothing of what the
// owner has for new ones; requests that are refused use up nothing.
func TestLimitOfALog(t *testing.T) {
	ada, eve := newLearner(t, 1).grow(t, 5), newLearner(t, 2).grow(t, 5)
	w := newWorld(t, newShelf(), Options{Proxy: true}, ada, eve)
	n := 0
	post := func(l *learner, old int64) int {
		n++
		return w.post(l.request(t, old), "X-Forwarded-For", fmt.Sprintf("10.0.%d.%d", n>>8, n&255)).Code
	}
	count := func(times int, old int64) (signed, refused int) {
		for range times {
			switch post(ada, old) {
			case 200:
				signed++
			case 429:
				refused++
			}
		}
		return signed, refused
	}
	if got := post(ada, 0); got != 200 {
		t.Fatal(got)
	}
	if signed, refused := count(60, 0); signed != 0 || refused != 0 {
		t.Errorf("of 60 requests from another size %d were signed and %d too many", signed, refused)
	}
	if signed, refused := count(30, 5); signed != 20 || refused != 10 {
		t.Errorf("of 30 requests for the same head %d were signed and %d refused", signed, refused)
	}
	size := int64(5)
	for range 19 {
		ada.grow(t, 1)
		if got := post(ada, size); got != 200 {
			t.Fatalf("a new head of %d entries: %d", size+1, got)
		}
		size++
	}
	ada.grow(t, 1)
	if got := post(ada, size); got != 429 {
		t.Errorf("the 21st new head: %d", got)
	}
	if got := post(eve, 0); got != 200 {
		t.Errorf("another log: %d", got)
	}
	w.pass(31 * time.Second)
	if got := post(ada, size); got != 200 {
		t.Errorf("half a minute later: %d", got)
	}
}

// TestLimiterForgets bounds what is remembered of very many addresses.
func TestLimiterForgets(t *testing.T) {
	l := newLimiter(2, time.Second)
	now := someDay
	for n := range maxKeys {
		l.take(strconv.Itoa(n), now)
	}
	for range 2 {
		if l.take("late", now) != 0 {
			t.Error("late has to wait")
		}
	}
	if l.take("later", now) == 0 || len(l.next) != maxKeys+1 {
		t.Errorf("%d are remembered", len(l.next))
	}
	now = now.Add(time.Minute)
	if l.take("later", now) != 0 || len(l.next) != 1 {
		t.Errorf("%d are remembered a minute later", len(l.next))
	}
}

// pipes is a listener of connections in memory.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	c, ok := <-p
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (p pipes) Close() error { return nil }

func (pipes) Addr() net.Addr { return &net.TCPAddr{} }

// TestSlow lets askers send nothing, half a head, and half a body: each is cut off, in the time of the test
// alone.
func TestSlow(t *testing.T) {
	for what, c := range map[string]struct {
		sent string
		most time.Duration
	}{
		"nothing":     {"", readTimeout},
		"half a head": {"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\n", headTimeout},
		"half a body": {"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nold 5\n", readTimeout + writeTimeout},
		"idle":        {"GET /x HTTP/1.1\r\nHost: x\r\n\r\n", idleTimeout},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, newShelf(), Options{})
			ctx, stop := context.WithCancel(t.Context())
			ln := make(pipes)
			ended := make(chan error)
			go func() { ended <- w.Run(ctx, ln) }()
			asker, server := net.Pipe()
			ln <- server
			begun := time.Now()
			go io.WriteString(asker, c.sent)
			if _, err := io.Copy(io.Discard, asker); err != nil {
				t.Errorf("%s: %v", what, err)
			}
			if took := time.Since(begun); took == 0 || took > c.most {
				t.Errorf("%s: cut off after %s", what, took)
			}
			stop()
			close(ln)
			if err := <-ended; err != nil && !errors.Is(err, http.ErrServerClosed) {
				t.Errorf("%s: %v", what, err)
			}
		})
	}
}
