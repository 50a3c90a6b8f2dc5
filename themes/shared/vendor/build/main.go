// Command build makes echarts.gatefold.min.js out of the npm packages of ECharts, and the licence
// texts that go with it. The packages are pinned by their sha512; the result by its sha256, which
// the build has to meet.
package main

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// result is the file that the site embeds.
const result = "echarts.gatefold.min.js"

//go:embed entry.js
var entry string

func main() {
	tarballs := flag.String("tarballs", ".", "folder with the packages, as `npm pack` leaves them")
	out := flag.String("out", "..", "folder of the result")
	accept := flag.Bool("accept", false, "write the sha256 of this build as the one to meet")
	flag.Parse()
	if err := run(*tarballs, *out, *accept); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(tarballs, out string, accept bool) error {
	scratch, err := os.MkdirTemp("", "echarts")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	for _, p := range packages() {
		if err := p.unpack(tarballs, filepath.Join(scratch, "node_modules", p.name)); err != nil {
			return err
		}
	}
	js, err := bundle(scratch)
	if err != nil {
		return err
	}
	if err := meet(out, js, accept); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, result), js, 0o644); err != nil {
		return err
	}
	return licences(scratch, out)
}

// bundle is the classic script with the one global echarts.
func bundle(scratch string) ([]byte, error) {
	r := api.Build(api.BuildOptions{
		Stdin:             &api.StdinOptions{Contents: entry, ResolveDir: scratch, Sourcefile: "entry.js"},
		AbsWorkingDir:     scratch,
		Bundle:            true,
		Format:            api.FormatIIFE,
		GlobalName:        "echarts",
		Target:            api.ES2017,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		Charset:           api.CharsetUTF8,
		LegalComments:     api.LegalCommentsNone, // NOTICE and LICENSE stand beside the file
		Banner:            map[string]string{"js": "/* ECharts 6.1.0, custom build; licences: LICENSE and NOTICE beside this file */"},
		Define:            map[string]string{"process.env.NODE_ENV": `"production"`, "__DEV__": "false"},
		LogLevel:          api.LogLevelSilent,
	})
	if len(r.Errors) > 0 {
		return nil, errors.New(r.Errors[0].Text)
	}
	return r.OutputFiles[0].Contents, nil
}

// meet compares the sha256 of the build with the one in the sum file.
func meet(out string, js []byte, accept bool) error {
	sum := sha256.Sum256(js)
	line := hex.EncodeToString(sum[:]) + "  " + result + "\n"
	path := filepath.Join(out, result+".sha256")
	if accept {
		return os.WriteFile(path, []byte(line), 0o644)
	}
	want, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if string(want) != line {
		return fmt.Errorf("the build is %s, %s wants %s", strings.Fields(line)[0], filepath.Base(path), strings.TrimSpace(string(want)))
	}
	return nil
}

// licences writes LICENSE (Apache-2.0, as ECharts carries it) and NOTICE (ECharts' own, and the
// licence texts of what is bundled).
func licences(scratch, out string) error {
	read := func(path string) string {
		b, err := os.ReadFile(filepath.Join(scratch, "node_modules", path))
		if err != nil {
			return ""
		}
		return strings.ReplaceAll(strings.TrimSpace(string(b)), "\r\n", "\n")
	}
	license, parts := read("echarts/LICENSE"), []string{read("echarts/NOTICE")}
	for _, p := range [][2]string{
		{"ZRender 6.1.0, BSD-3-Clause", "zrender/LICENSE"}, {"d3.js, in parts of ECharts, BSD-3-Clause", "echarts/licenses/LICENSE-d3"}, {"tslib 2.3.0, 0BSD", "tslib/LICENSE.txt"},
	} {
		text := read(p[1])
		if text == "" {
			return errors.New("no licence text in " + p[1])
		}
		parts = append(parts, strings.Repeat("=", 72)+"\n"+p[0]+"\n\n"+text)
	}
	if license == "" || parts[0] == "" {
		return errors.New("the package of ECharts has no LICENSE or NOTICE")
	}
	if err := os.WriteFile(filepath.Join(out, "LICENSE"), []byte(license+"\n"), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "NOTICE"), []byte(strings.Join(parts, "\n\n")+"\n"), 0o644)
}
