package generator

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"text/template"

	"github.com/gatefold/gatefold/themes"
)

func verifyReadme(t *testing.T, fingerprint string) string {
	t.Helper()
	var b strings.Builder
	fields := map[string]string{"Author": "Ada Okafor", "SiteURL": "https://ada.example/", "Fingerprint": fingerprint, "Principal": "abcd@gatefold", "Origin": "abcd.gatefold.alt/log"}
	if err := template.Must(template.New("").Option("missingkey=error").Parse(themes.VerifyReadme())).Execute(&b, fields); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestVerifyReadmeAlone follows README.txt as a stranger would: its three commands, in its order.
func TestVerifyReadmeAlone(t *testing.T) {
	for _, tool := range []string{"dash", "ssh-keygen", "openssl", "sha256sum"} {
		path, err := exec.LookPath(tool)
		needTool(t, tool, path, err)
	}
	commands := regexp.MustCompile(`(?m)^   ((?:ssh-keygen|sha256sum|sh) .*)$`).FindAllStringSubmatch(verifyReadme(t, "SHA256:x"), -1)
	if len(commands) < 3 {
		t.Fatalf("README.txt has the commands %q, want three", commands)
	}
	for tamper, want := range map[string][3]bool{"": {true, true, true}, "page-edited": {true, false, false}, "list-edited": {false, false, false}, "disclosure-edited": {true, true, false}} {
		k := verifiable(t, "{}", tamper)
		for i, command := range commands[:3] {
			cmd := exec.CommandContext(t.Context(), "dash", "-c", strings.Replace(command[1], "FINGERPRINT", k.Fingerprint, 1))
			cmd.Dir = filepath.Join(k.dir, "site")
			out, err := cmd.CombinedOutput()
			if (err == nil) != want[i] {
				t.Errorf("%q, %s: %v\n%s", tamper, command[1], err, out)
			}
			if i == 0 && err == nil && !strings.HasSuffix(strings.TrimSpace(string(out)), " key "+k.Fingerprint) {
				t.Errorf("the first command says %q, which does not end in %s", out, k.Fingerprint)
			}
		}
	}
}

// TestVerifyWords keeps bare words of praise out of what readers see.
func TestVerifyWords(t *testing.T) {
	for name, text := range map[string]string{"README.txt": verifyReadme(t, "SHA256:x"), "verify.html": themes.VerifyPage(), "verify.sh": string(themes.VerifyShell()), "verify.js": string(themes.VerifyScript())} {
		if bad := regexp.MustCompile(`(?i)\b(verified|authentic|trusted site)\b`).FindString(text); bad != "" {
			t.Errorf("%s says %q: say what, by whom and by when", name, bad)
		}
	}
}
