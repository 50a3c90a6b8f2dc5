package proof

import (
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

// wordList is the English list of BIP-39: 2048 words in the order of the alphabet, no two with the
// same first four letters.
//
//go:embed words.txt
var wordList string

const (
	// PaperWords is how many words write down a seed.
	PaperWords = 24
	wordBits   = 11
	listLength = 1 << wordBits
)

// Words writes the seed as 24 words: its 256 bits and the first 8 of their SHA-256, 11 bits a word
// (BIP-39). What is written is the seed itself; the stretching that wallets add is not used.
func (id Identity) Words() []string {
	list := strings.Fields(wordList)
	bits := append(id.seed[:], paperChecksum(id.seed[:]))
	words := make([]string, PaperWords)
	for i := range words {
		words[i] = list[bitsAt(bits, i*wordBits)]
	}
	return words
}

func paperChecksum(seed []byte) byte {
	sum := sha256.Sum256(seed)
	return sum[0]
}

// bitsAt takes wordBits bits from a place, the highest bit of a byte first.
func bitsAt(b []byte, at int) (n int) {
	for i := at; i < at+wordBits; i++ {
		n = n<<1 | int(b[i/8]>>(7-i%8)&1)
	}
	return n
}

// IdentityFromWords reads Words back: in any case, with any blanks, and with the numbers and commas
// that people write beside them. The error says which word is not on the list and which near ones
// are, how many words are missing, or that the words do not belong together.
func IdentityFromWords(text string) (Identity, error) {
	if len(text) > 4096 {
		return Identity{}, fmt.Errorf("this is much longer than %d words", PaperWords)
	}
	words := paperWords(text)
	if err := CheckWords(text); err != nil {
		return Identity{}, err
	}
	if len(words) != PaperWords {
		return Identity{}, fmt.Errorf("the key on paper has %d words, and here are %d", PaperWords, len(words))
	}
	list := strings.Fields(wordList)
	var bits [SeedSize + 1]byte
	for i, word := range words {
		n, _ := slices.BinarySearch(list, word)
		for j := range wordBits {
			at := i*wordBits + j
			bits[at/8] |= byte(n >> (wordBits - 1 - j) & 1 << (7 - at%8))
		}
	}
	if paperChecksum(bits[:SeedSize]) != bits[SeedSize] {
		return Identity{}, errors.New("these 24 words are all on the list, but they do not belong together: one is another word than on the paper, or two have changed places. Compare them with the paper one by one")
	}
	return IdentityFromSeed(bits[:SeedSize])
}

// CheckWords tells whether every word of a line is on the list, however many there are.
func CheckWords(text string) error {
	list := strings.Fields(wordList)
	for i, word := range paperWords(text) {
		if _, found := slices.BinarySearch(list, word); !found {
			return unknownWord(list, i+1, word)
		}
	}
	return nil
}

// CountWords is how many words a text has.
func CountWords(text string) int { return len(paperWords(text)) }

func paperWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
}

func unknownWord(list []string, place int, word string) error {
	if len(word) > 20 {
		word = word[:20]
	}
	near := nearWords(list, word)
	if len(near) == 0 {
		return fmt.Errorf("word %d, %q, is not one of the 2048 words of the list, and none is near it", place, word)
	}
	return fmt.Errorf("word %d, %q, is not one of the 2048 words of the list. Is it %s?", place, word, strings.Join(near, " or "))
}

// nearWords are up to three words of the list that need the fewest slips to become the mistyped one,
// at most two; the same first four letters, which no two words share, count as one slip.
func nearWords(list []string, word string) []string {
	const most, slips = 3, 2
	ranked := [slips + 1][]string{}
	for _, w := range list {
		d := distance(w, word)
		if len(word) >= 4 && strings.HasPrefix(w, word[:4]) {
			d = 1
		}
		if d <= slips {
			ranked[d] = append(ranked[d], w)
		}
	}
	for _, near := range ranked {
		if len(near) > 0 {
			return near[:min(most, len(near))]
		}
	}
	return nil
}

// distance counts the letters that were added, left out, exchanged or swapped with their neighbour
// (optimal string alignment).
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
			case a[i-1] == b[j-1]:
				rows[i][j] = rows[i-1][j-1]
			default:
				rows[i][j] = 1 + min(rows[i-1][j-1], rows[i-1][j], rows[i][j-1])
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
				}
			}
		}
	}
	return rows[len(a)][len(b)]
}

// ThreePlaces chooses three of the 24 words to ask for, in their order, each from 1 to 24.
func ThreePlaces(random io.Reader) ([3]int, error) {
	var places [3]int
	for i := range places {
		// One of eight in each third of the paper: three bits, no bias.
		var b [1]byte
		if _, err := io.ReadFull(random, b[:]); err != nil {
			return places, fmt.Errorf("no random bytes to choose words with: %w", err)
		}
		places[i] = 1 + 8*i + int(b[0]%8)
	}
	return places, nil
}
