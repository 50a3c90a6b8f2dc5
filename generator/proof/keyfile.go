package proof

import (
	"bytes"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"fmt"

	"golang.org/x/crypto/ssh"
)

// What can be wrong with a private key file.
var (
	// ErrKeyFile: not a private key file that gatefold can use.
	ErrKeyFile = errors.New("this is not a private key that gatefold can use")
	// ErrPassphrase: the passphrase is not the one that the file was locked with, or there is none.
	ErrPassphrase = errors.New("the passphrase does not open the key")
)

// maxKeyFile is more than any private key file of an Ed25519 key has, comments included.
const maxKeyFile = 64 << 10

// KeyFile is a private key file as it is stored. Whose key it is stands in it in the clear; the seed
// comes out with Open.
type KeyFile struct {
	Public ed25519.PublicKey
	Locked bool // a passphrase is needed
	data   []byte
}

// MarshalKeyFile writes an identity as a private key file that OpenSSH reads too, locked with a
// passphrase unless that is empty. The comment is the principal. No two files of one key are alike.
func MarshalKeyFile(id Identity, passphrase []byte) ([]byte, error) {
	comment := Principal(id.Public())
	var block *pem.Block
	var err error
	if len(passphrase) == 0 {
		block, err = ssh.MarshalPrivateKey(id.Key(), comment)
	} else {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(id.Key(), comment, passphrase)
	}
	if err != nil {
		return nil, fmt.Errorf("the key cannot be written: %w", err)
	}
	return pem.EncodeToMemory(block), nil
}

// ParseKeyFile reads a private key file without opening it. The error is ErrKeyFile.
func ParseKeyFile(data []byte) (KeyFile, error) {
	if len(data) > maxKeyFile {
		return KeyFile{}, fmt.Errorf("%w: it has more than %d bytes", ErrKeyFile, maxKeyFile)
	}
	if err := checkRounds(data); err != nil {
		return KeyFile{}, err
	}
	k := KeyFile{data: bytes.Clone(data)}
	id, err := openKey(data, nil)
	var missing *ssh.PassphraseMissingError
	switch {
	case err == nil:
		k.Public = id.Public()
		return k, nil
	case !errors.As(err, &missing):
		return KeyFile{}, err
	case missing.PublicKey == nil:
		return KeyFile{}, fmt.Errorf("%w: it is of an older form than OpenSSH's own", ErrKeyFile)
	}
	k.Locked = true
	if k.Public, err = parseWireKey(missing.PublicKey.Marshal()); err != nil {
		return KeyFile{}, fmt.Errorf("%w: %w", ErrKeyFile, err)
	}
	return k, nil
}

// Origin is that of the identity.
func (k KeyFile) Origin() string { return ownOrigin(k.Public) }

// Bytes is the file as it was read.
func (k KeyFile) Bytes() []byte { return bytes.Clone(k.data) }

// Open gives the identity. The error is ErrPassphrase or ErrKeyFile.
func (k KeyFile) Open(passphrase []byte) (Identity, error) {
	if !k.Locked {
		passphrase = nil
	} else if len(passphrase) == 0 {
		return Identity{}, ErrPassphrase
	}
	id, err := openKey(k.data, passphrase)
	if errors.Is(err, x509.IncorrectPasswordError) {
		return Identity{}, ErrPassphrase
	}
	if err == nil && !id.Public().Equal(k.Public) {
		err = fmt.Errorf("%w: it says that it is the key %s, but it is %s", ErrKeyFile, Fingerprint(k.Public), id.Fingerprint())
	}
	if err != nil {
		return Identity{}, err
	}
	return id, nil
}

// maxRounds is how slowly a file may ask to be opened: about a minute. ssh-keygen writes 16 or 24.
const maxRounds = 10_000

// checkRounds refuses a file that would take for ever to open (OpenSSH PROTOCOL.key: a magic, the
// cipher, "bcrypt", and as its options a salt and the number of rounds).
func checkRounds(data []byte) error {
	block, _ := pem.Decode(data)
	if block == nil {
		return nil // openKey says what is wrong
	}
	rest, _ := bytes.CutPrefix(block.Bytes, []byte("openssh-key-v1\x00"))
	_, rest, _ = cutString(rest)
	kdf, rest, _ := cutString(rest)
	options, _, _ := cutString(rest)
	_, rounds, ok := cutString(options)
	if string(kdf) == "bcrypt" && (!ok || len(rounds) != 4 || binary.BigEndian.Uint32(rounds) > maxRounds) {
		return fmt.Errorf("%w: its passphrase would take more than %d rounds to try", ErrKeyFile, maxRounds)
	}
	return nil
}

// openKey wraps every error but those about the passphrase into ErrKeyFile.
func openKey(data, passphrase []byte) (Identity, error) {
	var raw any
	var err error
	if passphrase == nil {
		raw, err = ssh.ParseRawPrivateKey(data)
	} else {
		raw, err = ssh.ParseRawPrivateKeyWithPassphrase(data, passphrase)
	}
	var missing *ssh.PassphraseMissingError
	switch {
	case errors.As(err, &missing), errors.Is(err, x509.IncorrectPasswordError):
		return Identity{}, err
	case err != nil:
		return Identity{}, fmt.Errorf("%w: it does not read as a private key of OpenSSH (it begins with -----BEGIN OPENSSH PRIVATE KEY-----), or it is damaged", ErrKeyFile)
	}
	key, ok := raw.(*ed25519.PrivateKey)
	if !ok {
		return Identity{}, fmt.Errorf("%w: it is a key of another kind (%T); gatefold uses Ed25519 alone", ErrKeyFile, raw)
	}
	if len(*key) != ed25519.PrivateKeySize || !bytes.Equal(*key, ed25519.NewKeyFromSeed(key.Seed())) {
		return Identity{}, fmt.Errorf("%w: its private and its public half do not belong together: it is damaged", ErrKeyFile)
	}
	return IdentityFromSeed(key.Seed())
}
