package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/generator/badge"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/verify"
)

// claimOf is what was signed, as a badge tells it.
func claimOf(a proof.Attested) badge.Claim {
	c := badge.Claim{
		Hash: a.Hash, Origin: a.Origin, Index: a.Index, Leaf: a.Leaf, Record: a.Record, By: a.By, Relation: string(a.Relation),
		Basis: a.Basis.Sentence(a.By), From: a.From, Until: a.Until, Date: a.Date, Text: a.Text,
	}
	if c.Record == proof.NoRecord {
		c.Record = ""
	}
	return c
}

// maxPortfolioData bounds data/portfolio.json.
const maxPortfolioData = 16 << 20

// links lead to the page of a record, and to its entry and proof.
func (b *badging) links(rec verify.Record) ([]badge.Link, error) {
	var links []badge.Link
	page, err := b.pageOf(rec.Place)
	if err != nil {
		return nil, err
	}
	if page != "" {
		links = append(links, badge.Link{URL: page, Name: "The record on the learner’s site", Narrative: "As the site shows it; the proof beside it tells whether that is what was sealed."})
	}
	base := fmt.Sprintf("%sproof/records/%s.r%d", b.address, rec.ID, rec.Rev)
	return append(links,
		badge.Link{URL: base + ".leaf", Name: "The entry of the log", Narrative: "Its hash is the one that was signed."},
		badge.Link{URL: base + ".tlog-proof", Name: "The proof of the entry", Narrative: "It leads from the entry to a signed head of the log (C2SP tlog-proof)."}), nil
}

// pageOf is the address of a record's page, or "" where the site does not name one.
func (b *badging) pageOf(place string) (string, error) {
	parts := strings.Split(place, "/")
	if len(parts) < 2 {
		return "", nil
	}
	in, err := b.source.Open(b.c.Context(), "data/portfolio.json")
	if err != nil {
		return "", err
	}
	defer in.Close()
	var data struct {
		Projects []struct {
			Slug    string
			Records []struct{ ID, URL string }
		}
	}
	if err := json.NewDecoder(io.LimitReader(in, maxPortfolioData)).Decode(&data); err != nil {
		return "", fmt.Errorf("data/portfolio.json of the site cannot be read: %w", err)
	}
	for _, p := range data.Projects {
		for _, r := range p.Records {
			if p.Slug == parts[0] && r.ID == parts[len(parts)-1] {
				return b.below(r.URL), nil
			}
		}
	}
	return "", nil
}

// below is an address of the site, or "" for one that leads out of it.
func (b *badging) below(path string) string {
	base, err := url.Parse(b.address)
	if err != nil {
		return ""
	}
	u, err := base.Parse(path)
	if err != nil || !strings.HasPrefix(u.String(), b.address) {
		return ""
	}
	return u.String()
}

// passed is the id of the gate that the record is about, if its decision lets the work go on.
func (b *badging) passed(a proof.Attested, rec verify.Record, shown bool) (string, error) {
	parts := strings.Split(a.Record, "/")
	if a.Record == proof.NoRecord {
		return "", errors.New("--gate is for the record of a gate, and what you signed does not name its record")
	}
	if len(parts) != 3 || parts[1] != "gates" {
		return "", fmt.Errorf("--gate is for the record of a gate, such as device-refresh/gates/G1, and this is about %s", a.Record)
	}
	if !shown {
		return "", errors.New("the site does not show the record of that gate as it was when you spoke of it, so that its decision cannot be looked at. Speak of it as it is now: gatefold attest")
	}
	values, _, err := rec.Values(b.c.Context(), b.source)
	if err != nil {
		return "", err
	}
	for _, v := range values {
		if v.Name != "decision" {
			continue
		}
		if v.Value == "go" || v.Value == "conditional go" {
			return parts[2], nil
		}
		return "", fmt.Errorf("the decision at this gate was %q: only go and conditional go pass it. Without --gate the badge says what you have said of the record", v.Value)
	}
	return "", errors.New("the record of that gate does not show its decision, so that nobody can see that it was passed")
}
