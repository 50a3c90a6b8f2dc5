package badge

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/piprate/json-gold/ld"

	"github.com/gatefold/gatefold/generator/proof"
)

// cryptosuite is the one suite that 1EdTech certifies for proofs within a badge.
const cryptosuite = "eddsa-rdfc-2022"

// canonical is the RDF Dataset Canonicalization (RDFC-1.0) of a JSON-LD document, as N-Quads. What no
// context gives a meaning to is an error: it would be left out, and so not be signed.
func (c contexts) canonical(document map[string]any) ([]byte, error) {
	options := ld.NewJsonLdOptions("")
	options.DocumentLoader, options.SafeMode = c, true
	options.Algorithm, options.Format = ld.AlgorithmURDNA2015, "application/n-quads"
	processor := ld.NewJsonLdProcessor()
	if _, err := processor.Expand(document, options); err != nil { // Normalize itself is not in the safe mode
		return nil, fmt.Errorf("the badge has a part without a meaning: %w", err)
	}
	out, err := processor.Normalize(document, options)
	if err != nil {
		return nil, fmt.Errorf("the badge has no canonical form: %w", err)
	}
	text, ok := out.(string)
	if !ok || text == "" {
		return nil, errors.New("the badge has no canonical form")
	}
	return []byte(text), nil
}

// hashed is what is signed of a document and the options of its proof (W3C Data Integrity EdDSA
// Cryptosuites 1.0, section 3.2.4): the hash of the options, then that of the document.
func (c contexts) hashed(document, options map[string]any) ([]byte, error) {
	doc, err := c.canonical(document)
	if err != nil {
		return nil, err
	}
	config, err := c.canonical(options)
	if err != nil {
		return nil, err
	}
	first, second := sha256.Sum256(config), sha256.Sum256(doc)
	return slices.Concat(first[:], second[:]), nil
}

// proven is a credential with its proof, ready to be written.
type proven struct {
	Credential
	Proof integrity `json:"proof"`
}

// integrity is a Data Integrity proof.
type integrity struct {
	Type               string   `json:"type"`
	Cryptosuite        string   `json:"cryptosuite"`
	Created            string   `json:"created"`
	VerificationMethod string   `json:"verificationMethod"`
	ProofPurpose       string   `json:"proofPurpose"`
	ProofValue         string   `json:"proofValue,omitempty"`
	Context            []string `json:"@context,omitempty"` // of the options that are hashed alone
}

// sign gives the proof of a credential.
func (c contexts) sign(credential Credential, p integrity, key ed25519.PrivateKey) (integrity, error) {
	document, err := generic(credential)
	if err != nil {
		return p, err
	}
	options := p
	options.Context = credential.Context
	config, err := generic(options)
	if err != nil {
		return p, err
	}
	hash, err := c.hashed(document, config)
	if err != nil {
		return p, err
	}
	p.ProofValue = proof.Multibase(ed25519.Sign(key, hash))
	return p, nil
}

// generic is a value as JSON-LD is worked on: maps, lists, texts.
func generic(value any) (map[string]any, error) {
	data, err := encode(value)
	if err != nil {
		return nil, err
	}
	out, err := decode(data)
	if err != nil {
		return nil, err
	}
	document, ok := out.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("%T is no JSON object", value)
	}
	return document, nil
}

func decode(data []byte) (any, error) {
	var v any
	err := json.Unmarshal(data, &v)
	return v, err
}

// encode writes JSON for people to read, without escapes of HTML.
func encode(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(value)
	return b.Bytes(), err
}
