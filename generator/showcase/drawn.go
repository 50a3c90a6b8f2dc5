package showcase

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/gatefold/gatefold/generator/output"
	"github.com/gatefold/gatefold/generator/render"
	"github.com/gatefold/gatefold/generator/site"
)

// addPages adds pages that are drawn when they are written or served. All that a page shows comes from the
// configuration and from what is told of everybody, so that these, with the program's own stamp, stand for
// its bytes: when they are as they were, no page is drawn.
func addPages(files *output.Files, r *render.Renderer, pages []site.Page, cfg Config, everybody any) error {
	key, err := drawKey(cfg, everybody)
	if err != nil {
		return err
	}
	for _, page := range pages {
		own := ""
		if key != "" {
			own = key + " " + page.Path
		}
		if err := files.Add(page.Path, output.Drawn(own, func() ([]byte, error) { return r.Page(page) })); err != nil {
			return err
		}
	}
	return nil
}

// drawKey is "" where there is no stamp.
func drawKey(cfg Config, everybody any) (string, error) {
	if cfg.Stamp == "" {
		return "", nil
	}
	hash := sha256.New()
	enc := json.NewEncoder(hash)
	for _, v := range []any{cfg, everybody} {
		if err := enc.Encode(v); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
