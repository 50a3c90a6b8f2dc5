package content

import (
	"regexp"
	"strings"
)

// checkSchedule follows the predecessors of milestones: each must exist, and none may wait for itself.
func (l *loader) checkSchedule(links *Links, p *project) {
	kind := regexp.MustCompile(`(?i)(FS|SS|FF|SF)([+-]\d+(\.\d+)?\s*[a-z]*)?$`) // "T-3SS+2d", as scheduling programs write
	lag := regexp.MustCompile(`[+-]\d+(\.\d+)?\s*[a-zA-Z]*$`)                   // "3+2d"
	byID := map[string]*item{}
	var ids []string
	each(p, func(it *item, m *Milestone) {
		byID[strings.ToLower(it.meta.ID)] = it
		ids = append(ids, it.meta.ID)
	})
	before := map[*item][]*item{}
	var order []*item
	each(p, func(it *item, m *Milestone) {
		order = append(order, it)
		for _, word := range m.Predecessors {
			first := byID[strings.ToLower(word)]
			if first == nil {
				first = byID[strings.ToLower(kind.ReplaceAllString(word, ""))]
			}
			if first == nil {
				first = byID[strings.ToLower(lag.ReplaceAllString(word, ""))]
			}
			if first != nil {
				before[it] = append(before[it], first)
				continue
			}
			if _, v := links.judge(p.slug, Mention{Ref: refOf(word), Sure: true}); v == leads || v == toHidden || !strings.ContainsAny(word, idCharacters) || isLag(word) {
				continue
			}
			l.problemAt(it, "predecessors", CodePredecessor, Error, didYouMean(word, ids)+"Write the ids of milestones, with semicolons between them.", "%s waits for %s, but no milestone has that id.", it.meta.ID, quote(word))
		}
	})
	for _, loop := range loops(order, before) {
		l.problemAt(loop[0], "predecessors", CodePredecessorLoop, Error, "Remove one of these predecessors.", "Milestones wait for each other in a circle: %s.", loopText(loop))
	}
}

// isLag knows the rest of "M1 FS +2 days" once it is cut at spaces.
func isLag(word string) bool {
	switch strings.ToUpper(word) {
	case "FS", "SS", "FF", "SF", "DAY", "DAYS", "WEEK", "WEEKS", "AND":
		return true
	}
	return word[0] == '+' || word[0] == '-'
}

func loopText(loop []*item) string {
	var names []string
	for _, it := range loop {
		names = append(names, it.meta.ID)
		if len(names) == 8 {
			names = append(names, "…")
			break
		}
	}
	return strings.Join(append(names, loop[0].meta.ID), " waits for ")
}

// loops finds circles in a graph, each once, beginning with the member that comes first in order.
func loops(order []*item, before map[*item][]*item) [][]*item {
	const (
		fresh = iota
		open
		done
	)
	state := map[*item]int{}
	var out [][]*item
	for _, root := range order {
		if state[root] != fresh {
			continue
		}
		// Depth first without recursion: a schedule may be one long chain.
		path, next := []*item{root}, []int{0}
		state[root] = open
		for len(path) > 0 {
			top := len(path) - 1
			it := path[top]
			if next[top] == len(before[it]) {
				state[it] = done
				path, next = path[:top], next[:top]
				continue
			}
			to := before[it][next[top]]
			next[top]++
			switch state[to] {
			case fresh:
				state[to] = open
				path, next = append(path, to), append(next, 0)
			case open:
				for i, member := range path {
					if member == to {
						out = append(out, append([]*item(nil), path[i:]...))
					}
				}
			}
		}
	}
	return out
}
