package shown

import (
	"encoding/json"
	"sync"
	"unicode/utf8"
)

const portfolioPath = "data/portfolio.json"

// cache keeps what several records are compared with.
type cache struct {
	mu     sync.Mutex
	tables map[string]loadedTable
	pages  map[string]*page
	data   *portfolio
}

type loadedTable struct {
	*csvTable
	err string
}

// noFile is what is found where nothing is.
const noFile = "no such file"

// table reads a published table once. err says what is wrong with it, for a reader.
func (c *cache) table(site Site, path string) (t *csvTable, err string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known, ok := c.tables[path]; ok {
		return known.csvTable, known.err
	}
	loaded := loadedTable{err: noFile}
	if body, ok := site.Read(path); ok {
		cells, sound := parseCSV(body)
		if loaded = (loadedTable{csvTable: newTable(cells)}); !sound {
			loaded.err = "a table that cannot be read"
		}
	}
	if c.tables == nil {
		c.tables = map[string]loadedTable{}
	}
	c.tables[path] = loaded
	return loaded.csvTable, loaded.err
}

// sharedPage reads a page that several records are compared with once; nil when it is not there.
func (c *cache) sharedPage(site Site, path string) *page {
	c.mu.Lock()
	defer c.mu.Unlock()
	p, ok := c.pages[path]
	if !ok {
		p = readPage(site, path)
		if c.pages == nil {
			c.pages = map[string]*page{}
		}
		c.pages[path] = p
	}
	return p
}

func readPage(site Site, path string) *page {
	body, ok := site.Read(path)
	if !ok {
		return nil
	}
	return newPage(body)
}

// portfolio is what data/portfolio.json says, by projects and ids.
type portfolio struct {
	err      string // what is wrong with it, "" when nothing is
	owner    map[string]any
	projects map[string]*projectData
}

type projectData struct {
	values         map[string]any
	records, gates map[string]map[string]any
}

func (c *cache) portfolio(site Site) *portfolio {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.data == nil {
		c.data = readPortfolio(site)
	}
	return c.data
}

func readPortfolio(site Site) *portfolio {
	body, ok := site.Read(portfolioPath)
	if !ok {
		return &portfolio{err: noFile}
	}
	var whole map[string]any
	if len(body) > tableLimit || !utf8.Valid(body) || json.Unmarshal(body, &whole) != nil || whole == nil {
		return &portfolio{err: "not JSON as gatefold writes it"}
	}
	p := &portfolio{projects: map[string]*projectData{}}
	p.owner, _ = whole["owner"].(map[string]any)
	for slug, values := range byName(whole["projects"], "slug") {
		p.projects[slug] = &projectData{values, byName(values["records"], "id"), byName(values["gates"], "id")}
	}
	return p
}

// byName indexes a list of objects by one of their texts.
func byName(list any, key string) map[string]map[string]any {
	items, _ := list.([]any)
	out := map[string]map[string]any{}
	for _, item := range items {
		object, _ := item.(map[string]any)
		if name, ok := object[key].(string); ok {
			out[name] = object
		}
	}
	return out
}
