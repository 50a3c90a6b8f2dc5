package showcase

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/render"
	"github.com/gatefold/gatefold/generator/site"
)

// drawn are pages and what, beside the configuration, all that they show comes from.
type drawn struct {
	from  any
	pages []site.Page
}

// addPages adds pages that are drawn when they are written or served. The configuration, what they come
// from, and the program's own stamp stand for their bytes: when these are as they were, no page is drawn.
func addPages(files *output.Files, r *render.Renderer, cfg Config, all ...drawn) error {
	for _, d := range all {
		key, err := d.key(cfg)
		if err != nil {
			return err
		}
		for _, page := range d.pages {
			own := ""
			if key != "" {
				own = key + " " + page.Path
			}
			if err := files.Add(page.Path, output.Drawn(own, func() ([]byte, error) { return r.Page(page) })); err != nil {
				return err
			}
		}
	}
	return nil
}

// key is "" where there is no stamp.
func (d drawn) key(cfg Config) (string, error) {
	if cfg.Stamp == "" {
		return "", nil
	}
	return sumOf(cfg, d.from)
}

// sumOf stands for values.
func sumOf(values ...any) (string, error) {
	hash := sha256.New()
	enc := json.NewEncoder(hash)
	for _, v := range values {
		if err := enc.Encode(v); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
