package content

import (
	"reflect"
	"strconv"
	"strings"
)

// structOf is the kind's own struct in a record: of a RAID row of any type the row.
func structOf(r Record) reflect.Value {
	if row, ok := r.(RAIDRecord); ok {
		r = row.Row()
	}
	return reflect.ValueOf(r)
}

// columnValues are a record's values in the order of columns: nil or "" where there is none.
func columnValues(r Record, columns []Column) []any {
	m, rec := r.Common(), structOf(r)
	out := make([]any, len(columns))
	nth := map[int]int{} // how often a series' field has come
	for i, c := range columns {
		written := ""
		if i < len(m.Values) {
			written = m.Values[i]
		}
		field := rec.Field(c.field)
		if c.Series {
			n := nth[c.field]
			nth[c.field]++
			field = elementOf(field, n)
		}
		out[i] = canonicalValue(c, field, written)
	}
	return out
}

// elementOf is the n-th value of a series, or an unset number.
func elementOf(series reflect.Value, n int) reflect.Value {
	if n < series.Len() {
		return series.Index(n)
	}
	return reflect.ValueOf(Number{})
}

// canonicalValue is one value as text, or a list of tables as []any.
func canonicalValue(c Column, field reflect.Value, written string) any {
	switch v := field.Interface().(type) {
	case Number:
		if v.Set {
			return plainDecimal(v.Value)
		}
	case Flag:
		if v.Set && v.Yes {
			return "yes"
		} else if v.Set {
			return "no"
		}
	case Date:
		if !v.IsZero() {
			return v.String()
		}
	case Moment:
		if !v.IsZero() {
			return v.String()
		}
	case []string:
		return joinedList(v)
	case []Mention:
		refs := make([]string, len(v))
		for i, m := range v {
			refs[i] = m.Ref.String()
		}
		return joinedList(refs)
	}
	switch {
	case c.Type == GroupValue:
		return canonicalGroup(c, field)
	case c.Refs:
		return joinedList(splitRefs(splitList(written)))
	}
	return canonicalText(written)
}

// plainDecimal writes a number without exponent, sign of zero or digits that say nothing.
func plainDecimal(v float64) string {
	if v == 0 {
		return "0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func joinedList(items []string) string {
	var out []string
	for _, item := range items {
		if item = canonicalText(item); item != "" {
			out = append(out, item)
		}
	}
	return strings.Join(out, "; ")
}

// canonicalGroup is a list of tables; nil when it is empty.
func canonicalGroup(c Column, list reflect.Value) any {
	var out []any
	for i := range list.Len() {
		item := map[string]any{}
		for _, inner := range c.Columns {
			field := list.Index(i).Field(inner.field)
			written := ""
			if field.Kind() == reflect.String {
				written = field.String()
			}
			if v := canonicalValue(inner, field, written); v != nil && v != "" {
				item[inner.Key()] = v
			}
		}
		if len(item) > 0 {
			out = append(out, item)
		}
	}
	if out == nil {
		return nil
	}
	return out
}
