package packed

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

type inner struct {
	Name string
	N    float64
}

type outer struct {
	Yes   bool
	I     int
	U     uint16
	Text  string
	List  []inner
	Empty []string
	None  []string
	Map   map[string]int
	Next  *outer
}

func example() outer {
	return outer{
		Yes: true, I: -70000, U: 65535, Text: strings.Repeat("ü", 100), List: []inner{{"a", 0.1}, {"", math.Inf(-1)}},
		Empty: []string{}, Map: map[string]int{"b": 2, "a": 1}, Next: &outer{I: math.MinInt64},
	}
}

func TestRoundTrip(t *testing.T) {
	var types Types
	want := example()
	b := types.Append([]byte{}, reflect.ValueOf(want))
	var got outer
	rest, err := types.Read(string(b)+"rest", reflect.ValueOf(&got).Elem())
	if err != nil || rest != "rest" || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %q, %v", got, rest, err)
	}
}

func TestEveryCutIsTorn(t *testing.T) {
	var types Types
	b := types.Append(nil, reflect.ValueOf(example()))
	for n := range b {
		var got outer
		if _, err := types.Read(string(b[:n]), reflect.ValueOf(&got).Elem()); err == nil {
			t.Fatalf("the first %d of %d bytes are taken for the whole", n, len(b))
		}
	}
}

func TestHugeLengthIsRefused(t *testing.T) {
	var types Types
	var got []string
	if _, err := types.Read("\xff\xff\xff\xff\xff\xff\xff\xff\x7f", reflect.ValueOf(&got).Elem()); err == nil {
		t.Error("a list of 2^62 items was made")
	}
}

func FuzzRead(f *testing.F) {
	var types Types
	f.Add(string(types.Append(nil, reflect.ValueOf(example()))))
	f.Fuzz(func(t *testing.T, packed string) {
		var got outer
		rest, err := types.Read(packed, reflect.ValueOf(&got).Elem())
		if err == nil && !strings.HasSuffix(packed, rest) {
			t.Error("the rest is not the end of what was read")
		}
	})
}
