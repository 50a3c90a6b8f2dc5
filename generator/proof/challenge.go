package proof

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ErrChallengeMalformed: not an answer to a challenge as gatefold writes it.
var ErrChallengeMalformed = errors.New("this is not an answer of `gatefold prove`")

const (
	challengeHead    = "gatefold-challenge v1"
	minPhraseWords   = 3
	maxPhrase        = 500 // bytes
	maxChallengeText = 64 << 10

	nonJoiner, joiner = 0x200c, 0x200d // invisible, but part of words in Persian, Hindi and others
)

// NormalPhrase is a spoken phrase as it is signed, without its line ending: trimmed, one blank
// between words, in Unicode's normal form C. Letter case and punctuation stay. A phrase of fewer
// than three words is refused, because somebody may have prepared its signature.
func NormalPhrase(phrase string) (string, error) {
	if len(phrase) > 4*maxPhrase || !utf8.ValidString(phrase) {
		return "", fmt.Errorf("a phrase is text of at most %d bytes", maxPhrase)
	}
	words := strings.Fields(norm.NFC.String(phrase))
	text := strings.Join(words, " ")
	for _, r := range text {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != joiner && r != nonJoiner || r == '\u2028' || r == '\u2029' {
			return "", fmt.Errorf("the phrase holds an invisible character (U+%04X): type it by hand, with blanks between the words", r)
		}
	}
	switch {
	case len(words) < minPhraseWords:
		return "", fmt.Errorf("a phrase has at least three words, this one %d: ask for a longer one, best with today's date and the name of the company in it", len(words))
	case len(text) > maxPhrase:
		return "", fmt.Errorf("a phrase has at most %d bytes, this one %d", maxPhrase, len(text))
	}
	return text, nil
}

// Challenge is a phrase that somebody has named and the signature of it.
type Challenge struct {
	Phrase    string // normal
	Signature Signature
}

// Answer signs a phrase. The error is one of NormalPhrase.
func Answer(id Identity, phrase string) (Challenge, error) {
	text, err := NormalPhrase(phrase)
	if err != nil {
		return Challenge{}, err
	}
	return Challenge{text, Sign(id.Key(), NamespaceChallenge, []byte(text+"\n"))}, nil
}

// Check tells whether the phrase is signed by the key that the signature names. Whose key that is,
// and whether the phrase is the one that was asked for, remains to be compared.
func (c Challenge) Check() error {
	return c.Signature.Verify(NamespaceChallenge, []byte(c.Phrase+"\n"))
}

// Block is the answer to be sent: three lines and the signature.
func (c Challenge) Block() []byte {
	head := fmt.Sprintf("%s\nkey %s\nphrase %s\n", challengeHead, Fingerprint(c.Signature.Public), c.Phrase)
	return append([]byte(head), c.Signature.Armour()...)
}

// ParseChallenge reads Block back and nothing else, and leaves Check to be called. The error is
// ErrChallengeMalformed.
func ParseChallenge(block []byte) (Challenge, error) {
	c, err := parseChallenge(string(block))
	if err == nil && !bytes.Equal(c.Block(), block) {
		err = errors.New("its key line names another key than its signature")
	}
	if err != nil {
		return Challenge{}, fmt.Errorf("%w: %w", ErrChallengeMalformed, err)
	}
	return c, nil
}

func parseChallenge(block string) (Challenge, error) {
	if len(block) > maxChallengeText {
		return Challenge{}, errors.New("it is too long")
	}
	lines := strings.SplitN(block, "\n", 4)
	if len(lines) < 4 || lines[0] != challengeHead || !strings.HasPrefix(lines[1], "key ") {
		return Challenge{}, fmt.Errorf("it does not begin with the lines %q, %q and %q", challengeHead, "key ...", "phrase ...")
	}
	phrase, ok := strings.CutPrefix(lines[2], "phrase ")
	if text, err := NormalPhrase(phrase); !ok || err != nil || text != phrase {
		return Challenge{}, errors.New("its third line is not a phrase as it is signed")
	}
	s, err := ParseSignature([]byte(lines[3]))
	return Challenge{phrase, s}, err
}

// FindChallenge takes the block out of a message: other lines may stand before and after, and lines
// may end in CRLF, as mail programs make them. Within the block nothing may differ.
func FindChallenge(message []byte) (Challenge, error) {
	if len(message) > maxChallengeText {
		return Challenge{}, fmt.Errorf("%w: it has %d bytes, more than %d", ErrChallengeMalformed, len(message), maxChallengeText)
	}
	text := "\n" + strings.ReplaceAll(string(message), "\r\n", "\n")
	_, block, found := strings.Cut(text, "\n"+challengeHead+"\n")
	if !found {
		return Challenge{}, fmt.Errorf("%w: there is no line %q", ErrChallengeMalformed, challengeHead)
	}
	body, _, ended := strings.Cut(block+"\n", "\n"+armourFoot)
	if !ended {
		return Challenge{}, fmt.Errorf("%w: the line %q is missing", ErrChallengeMalformed, strings.TrimSpace(armourFoot))
	}
	return ParseChallenge([]byte(challengeHead + "\n" + body + "\n" + armourFoot))
}
