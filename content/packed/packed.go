// Package packed writes Go values as bytes that name nothing, and reads them back: for what one version
// of a program keeps for itself. The reader must ask for the type that was written.
//
// It is here because nothing general is quick enough: of ten thousand documents encoding/gob makes one
// stream that only one processor can read, and self-describing formats (JSON, CBOR, MessagePack) spend
// four fifths of their time on the names of fields.
//
// Booleans, numbers, strings, slices, maps with string keys, pointers and structs of exported fields can
// be packed.
package packed

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"sync"
)

// ErrTorn is returned for bytes that end too early or cannot be what was asked for.
var ErrTorn = errors.New("torn or foreign bytes")

// Types holds what was learnt about types. The zero Types is ready and safe for concurrent use.
type Types struct {
	mu    sync.RWMutex
	known map[reflect.Type]*codec
}

// codec packs the values of one type.
type codec struct {
	pack   func(b []byte, v reflect.Value) []byte
	unpack func(r *reader, v reflect.Value)
}

// Append puts v behind b. It panics on a type that cannot be packed.
func (t *Types) Append(b []byte, v reflect.Value) []byte {
	return t.of(v.Type()).pack(b, v)
}

// Read takes one value off the front of packed, into v, which must be settable. The strings in it share
// the bytes of packed.
func (t *Types) Read(packed string, v reflect.Value) (rest string, err error) {
	r := &reader{rest: packed}
	t.of(v.Type()).unpack(r, v)
	if r.torn {
		return "", ErrTorn
	}
	return r.rest, nil
}

func (t *Types) of(typ reflect.Type) *codec {
	t.mu.RLock()
	c := t.known[typ]
	t.mu.RUnlock()
	if c != nil {
		return c
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil {
		t.known = map[reflect.Type]*codec{}
	}
	return t.learn(typ)
}

// learn is called with the lock held.
func (t *Types) learn(typ reflect.Type) *codec {
	if c := t.known[typ]; c != nil {
		return c
	}
	c := new(codec)
	t.known[typ] = c // before its parts: a type may hold itself
	*c = t.make(typ)
	return c
}

func (t *Types) make(typ reflect.Type) codec {
	switch typ.Kind() {
	case reflect.Bool:
		return codec{packBool, func(r *reader, v reflect.Value) { v.SetBool(r.uint() == 1) }}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return codec{packInt, func(r *reader, v reflect.Value) { v.SetInt(r.int()) }}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return codec{packUint, func(r *reader, v reflect.Value) { v.SetUint(r.uint()) }}
	case reflect.Float64:
		return codec{packFloat, func(r *reader, v reflect.Value) { v.SetFloat(math.Float64frombits(r.uint())) }}
	case reflect.String:
		return codec{packString, func(r *reader, v reflect.Value) { v.SetString(r.string()) }}
	case reflect.Slice:
		return sliceOf(typ, t.learn(typ.Elem()))
	case reflect.Map:
		if typ.Key().Kind() == reflect.String {
			return mapOf(typ, t.learn(typ.Elem()))
		}
	case reflect.Struct:
		return t.structure(typ)
	case reflect.Pointer:
		return pointerTo(typ, t.learn(typ.Elem()))
	}
	panic(fmt.Sprintf("packed: %v cannot be packed", typ))
}

func packBool(b []byte, v reflect.Value) []byte {
	if v.Bool() {
		return append(b, 1)
	}
	return append(b, 0)
}

func packInt(b []byte, v reflect.Value) []byte  { return binary.AppendVarint(b, v.Int()) }
func packUint(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, v.Uint()) }

func packFloat(b []byte, v reflect.Value) []byte {
	return binary.AppendUvarint(b, math.Float64bits(v.Float()))
}

func packString(b []byte, v reflect.Value) []byte {
	s := v.String()
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// sliceOf keeps nil apart from empty.
func sliceOf(typ reflect.Type, elem *codec) codec {
	return codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			b = binary.AppendUvarint(b, uint64(v.Len())+1)
			for i := range v.Len() {
				b = elem.pack(b, v.Index(i))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			n, ok := r.length()
			if !ok {
				v.SetZero()
				return
			}
			out := reflect.MakeSlice(typ, n, n)
			for i := 0; i < n && !r.torn; i++ {
				elem.unpack(r, out.Index(i))
			}
			v.Set(out)
		},
	}
}

// mapOf keeps nil apart from empty.
func mapOf(typ reflect.Type, elem *codec) codec {
	return codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			b = binary.AppendUvarint(b, uint64(v.Len())+1)
			keys := map[string]reflect.Value{}
			for _, k := range v.MapKeys() {
				keys[k.String()] = k
			}
			for _, name := range slices.Sorted(maps.Keys(keys)) {
				b = elem.pack(packString(b, keys[name]), v.MapIndex(keys[name]))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			n, ok := r.length()
			if !ok {
				v.SetZero()
				return
			}
			out := reflect.MakeMapWithSize(typ, n)
			for i := 0; i < n && !r.torn; i++ {
				key, value := reflect.New(typ.Key()).Elem(), reflect.New(typ.Elem()).Elem()
				key.SetString(r.string())
				elem.unpack(r, value)
				out.SetMapIndex(key, value)
			}
			v.Set(out)
		},
	}
}

func (t *Types) structure(typ reflect.Type) codec {
	fields := make([]*codec, typ.NumField())
	for i := range fields {
		if !typ.Field(i).IsExported() {
			panic(fmt.Sprintf("packed: %v has a field %s that is not exported", typ, typ.Field(i).Name))
		}
		fields[i] = t.learn(typ.Field(i).Type)
	}
	return codec{
		func(b []byte, v reflect.Value) []byte {
			for i, f := range fields {
				b = f.pack(b, v.Field(i))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			for i, f := range fields {
				f.unpack(r, v.Field(i))
			}
		},
	}
}

func pointerTo(typ reflect.Type, elem *codec) codec {
	return codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			return elem.pack(append(b, 1), v.Elem())
		},
		func(r *reader, v reflect.Value) {
			if r.uint() == 0 {
				v.SetZero()
				return
			}
			v.Set(reflect.New(typ.Elem()))
			elem.unpack(r, v.Elem())
		},
	}
}
