package seal

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

const (
	maxMetadataFile = 64 << 20 // of an artifact that is looked into
	maxMetadataPart = 1 << 20  // of the part in it that names people
)

// Named tells whom the properties of an artifact name as its author: an Office file in docProps/core.xml
// (ECMA-376 part 2, core properties), a PDF in its information dictionary. "" when nobody is named, or
// when it cannot be told. Removing that after sealing breaks the seal.
func (it Item) Named(src fs.FS) string {
	if it.Kind != proof.KindArtifact || it.file.size > maxMetadataFile {
		return ""
	}
	data, err := fs.ReadFile(src, it.Path)
	if err != nil {
		return ""
	}
	switch strings.ToLower(path.Ext(it.Path)) {
	case ".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm":
		return officeAuthor(data)
	case ".pdf":
		if m := regexp.MustCompile(`/Author\s*\(([^()\\\x00-\x1f]{1,80})\)`).FindSubmatch(data); m != nil {
			return strings.ToValidUTF8(string(m[1]), "?")
		}
	}
	return ""
}

func officeAuthor(data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ""
	}
	f, err := z.Open("docProps/core.xml")
	if err != nil {
		return ""
	}
	defer f.Close()
	var core struct {
		Creator        string `xml:"creator"`
		LastModifiedBy string `xml:"lastModifiedBy"`
	}
	if xml.NewDecoder(io.LimitReader(f, maxMetadataPart)).Decode(&core) != nil {
		return ""
	}
	names := []string{strings.TrimSpace(core.Creator)}
	if last := strings.TrimSpace(core.LastModifiedBy); last != names[0] {
		names = append(names, last)
	}
	return strings.Trim(strings.Join(names, ", "), ", ")
}
