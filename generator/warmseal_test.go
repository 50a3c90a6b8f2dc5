package generator

import (
	"bytes"
	"crypto/ed25519"
	"os"
	"path/filepath"
	"time"

	"github.com/gatefold/gatefold/content"
	"github.com/gatefold/gatefold/generator/proof"
	"github.com/gatefold/gatefold/generator/seal"
)

// sealIt seals the portfolio as it is, and now and then has a witness sign the log. What the random edits
// have made of the log may keep it from that.
func (w *warmWorld) sealIt() string {
	id, err := proof.NewIdentity(bytes.NewReader(bytes.Repeat([]byte{1}, proof.SeedSize)))
	if err != nil {
		w.t.Fatal(err)
	}
	if w.rand.Intn(6) == 0 { // begin a log anew
		for _, dir := range []string{w.path("proof"), w.cache + ".signed"} {
			if err := os.RemoveAll(dir); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	signed := proof.SignKeys(proof.NewKeys(id, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)), id, nil)
	for name, body := range proof.KeyHistoryFiles([]proof.SignedKeys{signed}) {
		w.write("proof/"+name, body)
	}
	p, _, err := content.Load(os.DirFS(w.dir), content.LoadOptions{})
	if err != nil || p == nil {
		return ""
	}
	items, err := seal.Items(p, os.DirFS(w.dir))
	if err != nil {
		return ""
	}
	store, head, err := w.grow(id, items)
	if err != nil {
		return "seal, which failed: " + err.Error()
	}
	if w.rand.Intn(2) == 0 {
		return "seal"
	}
	key := id.CosignKey(0) // a witness all the same
	head, err = head.With(proof.Cosign(head, "witness.example", key, time.Date(2026, 2, 1+w.rand.Intn(28), 0, 0, 0, 0, time.UTC)))
	if err != nil || store.Archive(head) != nil {
		return "seal"
	}
	known := proof.VerifierKey{Name: "witness.example", Kind: proof.KindCosignKey, Key: key.Public().(ed25519.PublicKey)}
	w.write("proof/policy.txt", proof.Policy{Witnesses: []proof.PolicyKey{{Name: "sam", Key: known}}, Quorum: "sam"}.Print())
	return "seal and witness"
}

func (w *warmWorld) grow(id proof.Identity, items []seal.Item) (proof.Store, proof.Checkpoint, error) {
	var folders [2]proof.DiskFolder
	for i, dir := range []string{filepath.Join(w.dir, "proof"), w.cache + ".signed"} {
		f, err := proof.OpenFolder(dir)
		if err != nil {
			w.t.Fatal(err)
		}
		w.t.Cleanup(func() { f.Close() })
		folders[i] = f
	}
	log := proof.VerifierKey{Name: id.Origin(), Kind: proof.KindLogKey, Key: id.LogKey().Public().(ed25519.PublicKey)}
	store := proof.Store{Folder: folders[0], Origin: id.Origin(), Keys: []proof.VerifierKey{log}}
	stored, _ := seal.ReadStored(folders[0])
	signer := proof.LogSigner{Keys: []ed25519.PrivateKey{id.LogKey()}, Memory: folders[1]}
	head, err := store.Grow(signer, nil, func(state proof.State) ([]proof.NewLeaf, error) {
		entries, err := store.Entries(state)
		if err != nil {
			return nil, err
		}
		plan, err := seal.NewPlan(items, state, entries, stored, seal.SecretsOf([]proof.Identity{id}), seal.Options{Retract: w.rand.Intn(2) == 0})
		if err != nil {
			return nil, err
		}
		return plan.Leaves, seal.WriteStored(folders[0], plan.Stored)
	})
	return store, head, err
}
