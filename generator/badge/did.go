package badge

import (
	"crypto/ed25519"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/generator/proof"
)

const (
	didWeb    = "did:web:"
	maxDIDWeb = 500
)

// DIDKey is the did:key of the key that an identity signs badges with. It rests on nothing but the key.
func DIDKey(id proof.Identity) string { return id.DID() }

// CheckDIDWeb says what is wrong with a did:web (W3C CCG did:web method): a domain name, perhaps a port
// (%3A8443), perhaps folders after colons. All of it is in small letters here.
func CheckDIDWeb(did string) error {
	_, err := didWebParts(did)
	return err
}

func didWebParts(did string) ([]string, error) {
	fail := func() ([]string, error) {
		return nil, fmt.Errorf("%.200q is not a did:web: it is did:web: and the name of your site in small letters, such as did:web:cohort.example", did)
	}
	rest, ok := strings.CutPrefix(did, didWeb)
	if !ok || len(did) > maxDIDWeb {
		return fail()
	}
	parts := strings.Split(rest, ":")
	host, port, ported := strings.Cut(parts[0], "%3A")
	if n, err := strconv.Atoi(port); ported && (err != nil || n < 1 || n > 65535 || strconv.Itoa(n) != port) {
		return fail()
	}
	labels := strings.Split(host, ".")
	if len(labels) < 2 {
		return fail()
	}
	for _, l := range labels {
		if !isWord(l, "-") || l[0] == '-' || l[len(l)-1] == '-' {
			return fail()
		}
	}
	for _, p := range parts[1:] {
		if !isWord(p, "-_.") || strings.Trim(p, ".") == "" {
			return fail()
		}
	}
	return parts, nil
}

// isWord tells whether s holds small letters, digits and the marks alone, and not nothing.
func isWord(s, marks string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789"+marks) == ""
}

// DIDWebSite is the address of the site that a did:web stands for.
func DIDWebSite(did string) (string, error) {
	parts, err := didWebParts(did)
	if err != nil {
		return "", err
	}
	host, err := url.PathUnescape(parts[0])
	if err != nil {
		return "", err
	}
	return "https://" + strings.Join(append([]string{host}, parts[1:]...), "/") + "/", nil
}

// DIDWebAddress is where the document of a did:web is looked for.
func DIDWebAddress(did string) (string, error) {
	site, err := DIDWebSite(did)
	if err == nil && !strings.Contains(strings.TrimPrefix(did, didWeb), ":") {
		site += ".well-known/"
	}
	return site + "did.json", err
}

// DIDWebOf is the did:web of the site at an https address.
func DIDWebOf(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("%.200q is not the https address of a site, such as https://cohort.example/", address)
	}
	did := didWeb + strings.ReplaceAll(strings.ToLower(u.Host), ":", "%3A")
	if path := strings.Trim(u.Path, "/"); path != "" {
		did += ":" + strings.ReplaceAll(path, "/", ":")
	}
	return did, CheckDIDWeb(did)
}

// method names the key of a did in a proof.
func method(did string, pub ed25519.PublicKey) string { return did + "#" + proof.Multikey(pub) }

// didDocument is a DID document (W3C DID 1.0) with keys as W3C Controlled Identifiers 1.0 write them.
type didDocument struct {
	Context            []string   `json:"@context"`
	ID                 string     `json:"id"`
	VerificationMethod []multikey `json:"verificationMethod"`
	AssertionMethod    []string   `json:"assertionMethod"`
}

type multikey struct {
	ID                 string `json:"id"`
	Type               string `json:"type"`
	Controller         string `json:"controller"`
	PublicKeyMultibase string `json:"publicKeyMultibase"`
}

// DIDDocument is the file did.json of a did:web: the public keys that sign badges in its name.
func DIDDocument(did string, keys ...ed25519.PublicKey) ([]byte, error) {
	if err := CheckDIDWeb(did); err != nil {
		return nil, err
	}
	d := didDocument{Context: []string{"https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"}, ID: did}
	for _, k := range keys {
		d.VerificationMethod = append(d.VerificationMethod, multikey{method(did, k), "Multikey", did, proof.Multikey(k)})
		d.AssertionMethod = append(d.AssertionMethod, method(did, k))
	}
	return encode(d)
}
