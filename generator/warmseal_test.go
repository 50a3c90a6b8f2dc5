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
	w.vouch(id)
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
		accepted, _ := seal.ReadAccepted(folders[0], w.keysOf(id), entries)
		plan, err := seal.NewPlan(items, state, entries, stored, seal.SecretsOf([]proof.Identity{id}), seal.Options{Retract: w.rand.Intn(2) == 0, Accepted: accepted})
		if err != nil {
			return nil, err
		}
		return plan.Leaves, seal.WriteStored(folders[0], plan.Stored)
	})
	return store, head, err
}

func (w *warmWorld) keysOf(id proof.Identity) proof.KeyHistory {
	h, err := proof.CheckKeyHistory([]proof.SignedKeys{proof.SignKeys(proof.NewKeys(id, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)), id, nil)})
	if err != nil {
		w.t.Fatal(err)
	}
	return h
}

// vouch has somebody else speak of an entry, and now and then take that back, where the random edits do not
// keep it from that.
func (w *warmWorld) vouch(author proof.Identity) {
	folder, err := proof.OpenFolder(w.path("proof"))
	if err != nil {
		w.t.Fatal(err)
	}
	defer folder.Close()
	store := proof.Store{Folder: folder, Origin: author.Origin(), Keys: w.keysOf(author).LogKeys()}
	state, err := store.State()
	if err != nil || state.Head.Size == 0 {
		return
	}
	entries, err := store.Entries(state)
	other, idErr := proof.NewIdentity(bytes.NewReader(bytes.Repeat([]byte{2}, proof.SeedSize)))
	if err != nil || idErr != nil {
		return
	}
	index := w.rand.Intn(len(entries))
	record := state.Rows[index].Path
	if w.rand.Intn(4) == 0 {
		record = proof.NoRecord
	}
	signed, err := proof.SignAttestation(other, proof.Attestation{
		Origin: author.Origin(), Index: int64(index), Leaf: proof.LeafHash(entries[index]), Record: record, By: "Sam", Relation: proof.RelationPeer,
		Basis: proof.Bases()[w.rand.Intn(5)], From: "2026-01-01", Until: "2026-01-31", Date: "2026-02-01", Text: "So it was.",
	})
	if err != nil {
		return
	}
	kept, _ := proof.ReadRevocations(folder)
	var list proof.Revocations
	if len(kept) > 0 {
		list, _, _ = kept[0].Check()
	}
	if _, gone := list.Of(signed.Hash()); !gone && w.rand.Intn(3) == 0 {
		revoked, err := proof.SignRevocations(other, append(list, proof.Revocation{Note: signed.Hash(), Date: "2026-03-01", Reason: "It was not."}))
		if err != nil || store.KeepRevocations(revoked) != nil {
			return
		}
	}
	_ = store.KeepAttestation(signed) // it fails where something else stands in the place of its folder
}
