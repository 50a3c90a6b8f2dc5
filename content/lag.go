package content

import (
	"regexp"
	"strings"
)

// lag is the time behind a predecessor as Microsoft Project writes it: "3FS+2 days", "3FS+2 edays", "3SS-1.5 wks".
var lag = regexp.MustCompile(`(?i)([0-9](?:FS|SS|FF|SF)) ?([+-]) ?([0-9.]+) ?e?(days?|dy|d|weeks?|wks?|w|hours?|hrs?|h|months?|mons?|mo|mins?|m)\b`)

// closeLag writes it without blanks, as one word: 3FS+2d.
func closeLag(s string) string {
	if !strings.ContainsAny(s, "+-") {
		return s
	}
	return lag.ReplaceAllStringFunc(s, func(m string) string {
		p := lag.FindStringSubmatch(m)
		unit := strings.ToLower(p[4])
		if strings.HasPrefix(unit, "mo") {
			unit = "mo"
		} else {
			unit = unit[:1]
		}
		return p[1] + p[2] + p[3] + unit
	})
}
