package proof

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

func isError(err, want error) bool { return errors.Is(err, want) }

// needTool finds a program that a test cannot do without. Where it is missing the test is skipped
// and says why; with GATEFOLD_FULL=1, as in CI, it fails.
func needTool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("GATEFOLD_FULL") == "1" {
		t.Fatalf("GATEFOLD_FULL=1 and %s is missing: %v", name, err)
	}
	t.Skipf("needs %s, which is not installed here (.ci/run installs it)", name)
	return ""
}

// needVectors is a file of published vectors, from the folder that GATEFOLD_DATA names.
func needVectors(t *testing.T, name string) []byte {
	t.Helper()
	folder := os.Getenv("GATEFOLD_DATA")
	data, err := os.ReadFile(filepath.Join(folder, "vectors", filepath.FromSlash(name)))
	if folder != "" && err == nil {
		return data
	}
	if os.Getenv("GATEFOLD_FULL") == "1" {
		t.Fatalf("GATEFOLD_FULL=1 asks for every test, and GATEFOLD_DATA=%q leads to no vectors: %v", folder, err)
	}
	t.Skipf("GATEFOLD_DATA does not name the folder of published vectors, which is not part of this repository; %s was not compared", name)
	return nil
}

// TestEd25519Vectors holds the one check of a signature that everything here rests on to the 914
// edge cases of C2SP CCTV. Ours is that of RFC 8032 without cofactor, which compares R as encoded:
// it refuses what only a check with cofactor accepts, and an R in other than its canonical form.
func TestEd25519Vectors(t *testing.T) {
	var vectors []struct {
		Number        int
		Key, Sig, Msg string
		Flags         []string
	}
	if err := json.Unmarshal(needVectors(t, "ed25519vectors.json"), &vectors); err != nil {
		t.Fatal(err)
	}
	accepted := 0
	for _, v := range vectors {
		key, err1 := hex.DecodeString(v.Key)
		sig, err2 := hex.DecodeString(v.Sig)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		want := !slices.Contains(v.Flags, "low_order_residue") && !slices.Contains(v.Flags, "non_canonical_R")
		got := ed25519.Verify(key, []byte(v.Msg), sig)
		if got != want {
			t.Errorf("vector %d %v: accepted %v, want %v", v.Number, v.Flags, got, want)
		}
		if got {
			accepted++
		}
	}
	if len(vectors) != 914 || accepted != 208 {
		t.Errorf("%d vectors, %d accepted; want 914 and 208", len(vectors), accepted)
	}
}
