package generator

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// ed25519Vectors are the 914 edge cases of C2SP CCTV, with what Go's crypto/ed25519 says of each.
func ed25519Vectors(t *testing.T) (file []byte, want []bool) {
	t.Helper()
	folder := os.Getenv("GATEFOLD_DATA")
	file, err := os.ReadFile(filepath.Join(folder, "vectors", "ed25519vectors.json"))
	switch {
	case folder != "" && err == nil:
	case os.Getenv("GATEFOLD_FULL") == "1":
		t.Fatalf("GATEFOLD_FULL=1 asks for every test, and GATEFOLD_DATA=%q leads to no vectors: %v", folder, err)
	default:
		t.Skip("GATEFOLD_DATA does not name the folder of published vectors, which is not part of this repository; the page was not compared")
	}
	var vectors []struct{ Key, Sig, Msg string }
	if err := json.Unmarshal(file, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors {
		key, err1 := hex.DecodeString(v.Key)
		sig, err2 := hex.DecodeString(v.Sig)
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		want = append(want, ed25519.Verify(key, []byte(v.Msg), sig))
	}
	return file, want
}

// askPage is a script that has the page's own code judge vectors: with the browser's WebCrypto, of which
// it counts the questions, and without.
const askPage = `(async (vectors) => {
  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (h) => parseInt(h, 16));
  let asked = 0;
  const subtle = {
    digest: (...a) => crypto.subtle.digest(...a), importKey: (...a) => crypto.subtle.importKey(...a),
    verify: (...a) => { asked++; return crypto.subtle.verify(...a); },
  };
  const browser = await GatefoldVerify.makeCrypto(subtle), own = await GatefoldVerify.makeCrypto(null);
  const judge = async (c) => {
    const out = [];
    for (const v of vectors) out.push(await c.ed25519(bytes(v.key), new TextEncoder().encode(v.msg), bytes(v.sig)));
    return out;
  };
  return { browser: await judge(browser), own: await judge(own), native: browser.native && !own.native, asked };
})`

// TestVerifyPageVectors holds the page's script, in a browser, to the answers of Go on all signatures
// that checkers are known to disagree about.
func TestVerifyPageVectors(t *testing.T) {
	file, want := ed25519Vectors(t)
	k := verifiable(t, `{}`, "")
	ctx := browser(t)
	var got struct {
		Browser, Own []bool
		Native       bool
		Asked        int // how often WebCrypto was
	}
	err := chromedp.Run(ctx, chromedp.Navigate(hosted(t, k)+"/proof/verify.html"),
		chromedp.Evaluate(askPage+"("+string(file)+")", &got, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	if err != nil {
		t.Fatal(err)
	}
	if len(want) != 914 || len(got.Browser) != len(want) || len(got.Own) != len(want) || !got.Native || got.Asked == 0 {
		t.Fatalf("%d vectors, %d and %d answers, WebCrypto there: %v, asked %d times", len(want), len(got.Browser), len(got.Own), got.Native, got.Asked)
	}
	accepted := 0
	for i, w := range want {
		if got.Browser[i] != w || got.Own[i] != w {
			t.Errorf("vector %d: with WebCrypto %v, without %v, Go says %v", i, got.Browser[i], got.Own[i], w)
		}
		if w {
			accepted++
		}
	}
	if accepted != 208 {
		t.Errorf("%d accepted, want 208", accepted)
	}
	t.Logf("WebCrypto was asked about %d of %d", got.Asked, len(want))
}
