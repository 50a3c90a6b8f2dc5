package proof

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
)

const policyFile = "policy.txt"

// Policy is the one that the author has chosen for this log; fs.ErrNotExist when there is none. The
// error is ErrPolicy as well.
func (s Store) Policy() (Policy, error) {
	data, err := readLimited(s.Folder, policyFile, maxPolicy)
	if err != nil {
		return Policy{}, err
	}
	return ParsePolicy(data)
}

// SetPolicy writes the author's policy, in place of one that is there, and without its comments.
func (s Store) SetPolicy(p Policy) error { return replace(s.Folder, policyFile, p.Print()) }

// CoverInPolicy adds the log's keys to the author's policy, below those that it names, and changes no
// other line. It does nothing where there is no policy or one that speaks of all logs. The error is
// ErrPolicy as well.
func (s Store) CoverInPolicy() error {
	data, err := readLimited(s.Folder, policyFile, maxPolicy)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var p Policy
	if err == nil {
		p, err = ParsePolicy(data)
	}
	if err != nil || len(p.Logs) == 0 {
		return err
	}
	var missing []string
	for _, l := range p.WithLogs(s.Keys...).Logs[len(p.Logs):] {
		missing = append(missing, "log "+l.Key.String()+"\n")
	}
	if len(missing) == 0 {
		return nil
	}
	lines := slices.Collect(strings.Lines(string(data)))
	last := 0
	for i, line := range lines {
		if f := strings.Fields(line); len(f) > 0 && f[0] == "log" {
			last = i + 1
		}
	}
	if last > 0 {
		lines[last-1] = strings.TrimSuffix(lines[last-1], "\n") + "\n"
	}
	return replace(s.Folder, policyFile, []byte(strings.Join(slices.Insert(lines, last, missing...), "")))
}
