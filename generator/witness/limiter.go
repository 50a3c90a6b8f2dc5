package witness

import (
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// limiter lets each key have burst at once, and one more after every interval.
type limiter struct {
	mu    sync.Mutex
	slack time.Duration // that the times of a key may lie ahead of now
	every time.Duration
	next  map[string]time.Time // when a key would have used nothing of its burst, were it to wait
	swept time.Time
}

// maxKeys bounds what a limiter remembers. When so many keys are busy at a time, the others share one.
const maxKeys = 50_000

func newLimiter(burst int, every time.Duration) *limiter {
	return &limiter{slack: time.Duration(burst-1) * every, every: every, next: map[string]time.Time{}}
}

// take counts one of a key's. It gives how long the key must wait when there is none left.
func (l *limiter) take(key string, now time.Time) (wait time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, known := l.next[key]; !known && len(l.next) >= maxKeys {
		l.sweep(now)
		if len(l.next) >= maxKeys {
			key = ""
		}
	}
	at := l.next[key]
	ahead := at.Sub(now)
	if ahead < 0 || ahead > l.slack+l.every { // more than it ever is: the clock was put back
		at, ahead = now, 0
	}
	if ahead > l.slack {
		return ahead - l.slack
	}
	l.next[key] = at.Add(l.every)
	return 0
}

// sweep forgets the keys that have their whole burst again, now and then.
func (l *limiter) sweep(now time.Time) {
	if since := now.Sub(l.swept); since >= 0 && since < l.every {
		return
	}
	l.swept = now
	for key, at := range l.next {
		if !at.After(now) {
			delete(l.next, key)
		}
	}
}

// address is where a request comes from, as far as one asker can be told from another: of IPv6, half of
// the address belongs to one connection.
func (s *Server) address(r *http.Request) string {
	text := r.RemoteAddr
	if from := strings.Join(r.Header.Values("X-Forwarded-For"), ","); s.options.Proxy && from != "" {
		text = strings.TrimSpace(from[strings.LastIndexByte(from, ',')+1:])
	}
	ip, err := netip.ParseAddr(text)
	if err != nil {
		pair, pairErr := netip.ParseAddrPort(text)
		if pairErr != nil {
			return "nowhere"
		}
		ip = pair.Addr()
	}
	if ip = ip.Unmap(); ip.Is6() {
		if half, err := ip.WithZone("").Prefix(64); err == nil {
			return half.String()
		}
	}
	return ip.String()
}
