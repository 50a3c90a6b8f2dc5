package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// npmPackage is one package, pinned by the integrity that npm itself records.
type npmPackage struct{ name, version, integrity string }

func packages() []npmPackage {
	return []npmPackage{
		{"echarts", "6.1.0", "q0yaFPggC9FUdsWH4blavRWFmxdrIodbkoKNAjJudAI6CA9gNPxHtV2RcZNEepZVlk4yvBYkOkbk6HIVpIyHZA=="},
		{"zrender", "6.1.0", "oEGMDB6pOP2S6OwRR4PdVv610zrjnA3Bh+JnSG12fYJlBKjtNAoEb5fSUoCOOINlH96I2fU38/A2UpRKs67xYQ=="},
		{"tslib", "2.3.0", "N82ooyxVNm6h1riLCoyS9e3fuJ3AMG2zIZs2Gd1ATcSFjSA23Q0fzjjZeh0jbJvWVDZ0cJT8yaNNaaXHzueNjg=="},
	}
}

// unpack checks the tarball and writes its files to dir.
func (p npmPackage) unpack(tarballs, dir string) error {
	file := p.name + "-" + p.version + ".tgz"
	raw, err := os.ReadFile(filepath.Join(tarballs, file))
	if err != nil {
		return err
	}
	sum := sha512.Sum512(raw)
	if got := base64.StdEncoding.EncodeToString(sum[:]); got != p.integrity {
		return fmt.Errorf("%s is sha512-%s, wanted sha512-%s", file, got, p.integrity)
	}
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := write(t, h, dir); err != nil {
			return err
		}
	}
}

// write unpacks one regular file; its first folder is npm's own.
func write(t *tar.Reader, h *tar.Header, dir string) error {
	_, name, ok := strings.Cut(h.Name, "/")
	if h.Typeflag != tar.TypeReg || !ok {
		return nil
	}
	if !filepath.IsLocal(name) {
		return fmt.Errorf("%s lies outside of its package", h.Name)
	}
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	b, err := io.ReadAll(t)
	if err != nil {
		return err
	}
	return os.WriteFile(path, b, 0o644)
}
