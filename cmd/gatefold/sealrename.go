package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

// renames reads the values of --renamed, OLD=NEW, and gives the place at which a place was sealed before.
func renames(values []string, folder fs.FS) (func(place string) string, error) {
	if len(values) == 0 {
		return nil, nil
	}
	data, err := fs.ReadFile(folder, "leaves.tsv")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("nothing is sealed yet, so nothing can have another name now. Leave out --renamed")
	}
	if err != nil {
		return nil, err
	}
	rows, err := proof.ParseRows(data)
	if err != nil {
		return nil, err
	}
	var all []rename
	for _, v := range values {
		r, err := parseRename(v, rows)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return func(place string) string {
		for _, r := range all {
			if rest, ok := strings.CutPrefix(place+"/", r.now); ok {
				return strings.TrimSuffix(r.before+rest, "/")
			}
		}
		return place
	}, nil
}

// rename is a place, with a slash at its end, before and now.
type rename struct{ before, now string }

func parseRename(value string, rows []proof.Row) (rename, error) {
	before, now, ok := strings.Cut(value, "=")
	before, now = strings.TrimSpace(before), strings.TrimSpace(now)
	slug, id, record := strings.Cut(before, ":")
	if !ok || slug == "" || now == "" || record && id == "" {
		return rename{}, fmt.Errorf("--renamed %q is not OLD=NEW. Write the project's folder before and now (device-refresh=laptop-refresh), or the record (device-refresh:R-03=R-30)", value)
	}
	if !record {
		for _, r := range rows {
			if strings.HasPrefix(r.Path, slug+"/") {
				return rename{slug + "/", now + "/"}, nil
			}
		}
		return rename{}, fmt.Errorf("--renamed %q: nothing was sealed of a project %q", value, slug)
	}
	newSlug, newID, other := strings.Cut(now, ":")
	if !other {
		newSlug, newID = slug, now
	}
	for _, r := range rows {
		place, isRecord := strings.CutSuffix(r.Path, "/"+id)
		register, isOurs := strings.CutPrefix(place, slug+"/")
		if isRecord && isOurs && !strings.Contains(register, "/") {
			return rename{r.Path + "/", newSlug + "/" + register + "/" + newID + "/"}, nil
		}
	}
	return rename{}, fmt.Errorf("--renamed %q: no record %s of the project %q was sealed", value, id, slug)
}
