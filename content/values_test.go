package content

import (
	"fmt"
	"reflect"
	"testing"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		text  string
		order dateOrder
		want  string
		fault dateFault
	}{
		{"2025-04-18", 0, "2025-04-18", 0}, {" 2025/4/8 ", 0, "2025-04-08", 0}, {"20250418", 0, "2025-04-18", 0}, {"2024-02-29", 0, "2024-02-29", 0},
		{"18/04/2025", 0, "2025-04-18", 0}, {"04/18/2025", 0, "2025-04-18", 0}, {"3/4/25", dayFirst, "2025-04-03", 0}, {"3/4/25", monthFirst, "2025-03-04", 0},
		{"4/4/25", 0, "2025-04-04", 0}, {"03.04.2025", 0, "2025-04-03", 0}, {"3. 4. 2025", 0, "2025-04-03", 0}, {"05-06-71", dayFirst, "1971-06-05", 0},
		{"3 Mar 2025", 0, "2025-03-03", 0}, {"03-Mar-25", 0, "2025-03-03", 0}, {"March 3rd, 2025", 0, "2025-03-03", 0}, {"Mon, 3 March 2025", 0, "2025-03-03", 0},
		{"15/Feb/26", 0, "2026-02-15", 0}, {"1 Sept 2025", 0, "2025-09-01", 0}, {"22nd August 2025", 0, "2025-08-22", 0},
		{"3/4/2025", 0, "", dateAmbiguous}, {"2025-02-30", 0, "", dateImpossible}, {"31/04/2025", 0, "", dateImpossible}, {"13/13/2025", 0, "", dateImpossible}, {"3/25/2025", dayFirst, "", dateImpossible},
		{"2025-00-10", 0, "", dateImpossible}, {"0000-01-01", 0, "", dateImpossible}, {"30 Feb 2025", 0, "", dateImpossible},
		{"45720", 0, "2025-03-04", dateFine}, {"next week", 0, "", dateUnreadable}, {"Q1 2025", 0, "", dateUnreadable}, {"2025", 0, "", dateUnreadable}, {"2025-04", 0, "", dateUnreadable},
		{"18/04/025", 0, "", dateUnreadable}, {"1/2/3/4", 0, "", dateUnreadable}, {"Mar 2025", 0, "", dateUnreadable}, {"ASAP", 0, "", dateUnreadable}, {"٣/٤/٢٠٢٥", 0, "", dateUnreadable},
	} {
		if got, fault := parseDate(c.text, c.order); got.String() != c.want || fault != c.fault {
			t.Errorf("%q: %s fault %d, want %s fault %d", c.text, got, fault, c.want, c.fault)
		}
	}
}

func TestParseMoment(t *testing.T) {
	for _, c := range []struct{ text, want, zone string }{
		{"2025-09-02 08:10", "2025-09-02 08:10", ""}, {"2025-09-02T08:10:59", "2025-09-02 08:10", ""}, {"2025-09-02", "2025-09-02", ""}, {"2025-09-02 8:10:00.250", "2025-09-02 08:10", ""},
		{"2025-09-02T08:10:00Z", "2025-09-02 08:10", "Z"}, {"2025-09-02 08:10+01:00", "2025-09-02 08:10", "+01:00"}, {"2025-09-02 08:10 BST", "2025-09-02 08:10", "BST"},
		{"15/Feb/26 4:37 PM", "2026-02-15 16:37", ""}, {"2 Sep 2025, 12:05 a.m.", "2025-09-02 00:05", ""}, {"2025-09-02 12:00 pm", "2025-09-02 12:00", ""},
		{"2025-09-02 24:00", "", ""}, {"2025-09-02 08:61", "", ""}, {"2025-09-02 8:1", "", ""}, {"08:10", "", ""}, {"2025-09-02 13:00 pm", "", ""}, {"2025-09-02 08:10 or so later", "", ""},
	} {
		got, zone, fault := parseMoment(c.text, orderUnknown)
		if got.String() != c.want || zone != c.zone || (fault == dateFine) != (c.want != "") {
			t.Errorf("%q: %s zone %q fault %d, want %q zone %q", c.text, got, zone, fault, c.want, c.zone)
		}
	}
}

func TestInferOrder(t *testing.T) {
	for _, c := range []struct {
		texts []string
		order dateOrder
		doubt int
	}{
		{[]string{"03/04/2025", "", "25/04/2025"}, dayFirst, -1},
		{[]string{"03/04/2025", "04/25/2025 10:00"}, monthFirst, -1},
		{[]string{"", "03/04/2025", "05/06/2025"}, orderUnknown, 1},
		{[]string{"04/04/2025", "2025-04-05", "3.4.2025"}, orderUnknown, -1},
		{[]string{"25/04/2025", "04/25/2025", "03/04/2025"}, orderUnknown, 2},
	} {
		if order, doubt := inferOrder(c.texts, orderUnknown); order != c.order || doubt != c.doubt {
			t.Errorf("%v: %v, %d", c.texts, order, doubt)
		}
	}
	if order, doubt := inferOrder([]string{"03/04/2025"}, dayFirst); order != dayFirst || doubt != -1 {
		t.Error("the project's setting decides")
	}
}

func TestParseNumber(t *testing.T) {
	comma := numberStyle{comma: true}
	for _, c := range []struct {
		text  string
		style numberStyle
		want  float64
	}{
		{"1234.5", numberStyle{}, 1234.5}, {"1,234.50", numberStyle{}, 1234.5}, {"1.234,50", numberStyle{}, 1234.5}, {"1,234", numberStyle{}, 1234}, {"1.234", numberStyle{}, 1.234},
		{"1.234", comma, 1234}, {"1,234", comma, 1.234}, {"1.234.567", numberStyle{}, 1234567}, {"12,34,567", numberStyle{}, 1234567}, {"1 234 567,8", numberStyle{}, 1234567.8}, {"1’234.50", numberStyle{}, 1234.5}, {"1\u00a0234", numberStyle{}, 1234},
		{"£1,234.50", numberStyle{}, 1234.5}, {"$1.2k", numberStyle{}, 1200}, {"€ 3m", numberStyle{}, 3e6}, {"2.5 million", numberStyle{}, 2.5e6}, {"USD 40", numberStyle{}, 40}, {"40 EUR", numberStyle{}, 40}, {"US$ 40", numberStyle{}, 40}, {"1.2k USD", numberStyle{}, 1200},
		{"(500)", numberStyle{}, -500}, {"-3 %", numberStyle{}, -3}, {"−3", numberStyle{}, -3}, {"-£20", numberStyle{}, -20}, {"£-20", numberStyle{}, -20}, {"+7", numberStyle{}, 7}, {"(0)", numberStyle{}, 0},
		{"99.9 %", numberStyle{}, 99.9}, {"≥ 99.9%", numberStyle{}, 99.9}, {"4 h", numberStyle{}, 4}, {"5 days", numberStyle{}, 5}, {".5", numberStyle{}, .5}, {"12.", numberStyle{}, 12}, {"0,5", numberStyle{}, .5}, {"0.4", numberStyle{ratio: true}, 40}, {"0.29", numberStyle{ratio: true}, 29},
	} {
		if got, ok := parseNumber(c.text, c.style); !ok || got != c.want {
			t.Errorf("%q: %v %v, want %v", c.text, got, ok, c.want)
		}
	}
	for _, text := range []string{"", "abc", "3 of 5", "1e5", "1.2.3", "1,2,3", "--5", "(-5)", "12-14", "NaN", "Infinity", "9999999999999999999", "1,234,56.7", "£", "1/2"} {
		if got, ok := parseNumber(text, numberStyle{}); ok {
			t.Errorf("%q was read as %v", text, got)
		}
	}
	for text, want := range map[string]float64{"1_000": 1000, "0x1F": 31, "1e5": 100000, "-0.5": -.5, "+3": 3, "0b11": 3} {
		if got, ok := tomlNumber(text); !ok || got != want {
			t.Errorf("TOML %q: %v %v", text, got, ok)
		}
	}
	for _, text := range []string{"inf", "-inf", "nan"} {
		if _, ok := tomlNumber(text); ok {
			t.Errorf("TOML %q was read", text)
		}
	}
}

func TestInferNumbers(t *testing.T) {
	for _, c := range []struct {
		texts      []string
		semicolons bool
		comma      bool
		doubt      int
	}{
		{[]string{"1.234", "1.234,50"}, false, true, -1},
		{[]string{"1,234", "0.5"}, false, false, -1},
		{[]string{"1,234", "5,678"}, false, false, -1},
		{[]string{"", "1.234"}, false, false, 1},
		{[]string{"1,234"}, true, true, 0},
		{[]string{"1,5", "1.5"}, false, false, -1},
		{[]string{"12", "500"}, true, false, -1},
	} {
		style, doubt := inferNumbers(c.texts, c.semicolons)
		if style.comma != c.comma || doubt != c.doubt {
			t.Errorf("%v: %+v, %d", c.texts, style, doubt)
		}
	}
	if !inferRatio([]string{"0", "0.4", "1"}, numberStyle{}) || inferRatio([]string{"0", "1"}, numberStyle{}) || inferRatio([]string{"0.5", "40"}, numberStyle{}) || inferRatio([]string{"0.5%"}, numberStyle{}) {
		t.Error("percentages written as fractions")
	}
}

func TestLevels(t *testing.T) {
	for _, c := range []struct {
		texts  []string
		impact bool
		scale  Scale
		want   string
	}{
		{[]string{"Low", "medium", "H"}, false, ScaleThree, "[1 3 5]"},
		{[]string{"Very low", "low", "Medium", "high", "VH"}, false, ScaleFive, "[1 2 3 4 5]"},
		{[]string{"Low", "High", "Critical"}, true, ScaleFive, "[2 4 5]"},
		{[]string{"Rare", "Unlikely", "Possible", "Likely", "Almost certain"}, false, ScaleFive, "[1 2 3 4 5]"},
		{[]string{"Negligible", "Minor", "Moderate", "Major", "Severe"}, true, ScaleFive, "[1 2 3 4 5]"},
		{[]string{"1", "3", "5"}, false, ScaleNumbers, "[1 3 5]"},
		{[]string{"4 - Likely", "2 (low)", "High (4)"}, false, ScaleNumbers, "[4 2 4]"},
		{[]string{"10 %", "30%", "50%", "70%", "71%"}, false, ScalePercent, "[1 2 3 4 5]"},
		{[]string{"5", "40", "90"}, false, ScalePercent, "[1 3 5]"},
		{[]string{"0.1", "0.3", "0.9"}, false, ScaleDecimal, "[1 2 5]"},
		{[]string{"0.1", "0.4", "0.8"}, true, ScaleDecimal, "[2 4 5]"},
		{[]string{".025", ".08", ".18", ".38", ".63", ".87"}, false, ScaleDecimal, "[1 1 2 3 4 5]"},
		{[]string{"0,1", "0,5"}, false, ScaleDecimal, "[1 3]"},
		{[]string{"0", "6", "7.5"}, false, ScaleNumbers, "[0 0 0]"},
		{[]string{"120%", "50%"}, false, ScalePercent, "[0 3]"},
		{[]string{"-1", "3"}, false, ScaleNumbers, "[0 3]"},
	} {
		scale := inferScale(c.texts, c.impact)
		var got []int
		for _, text := range c.texts {
			v, known := parseLevel(text, scale)
			if !known {
				t.Errorf("%q is not known", text)
			}
			got = append(got, v)
		}
		if scale.name != c.scale || fmt.Sprint(got) != c.want {
			t.Errorf("%v: %s %v, want %s %s", c.texts, scale.name, got, c.scale, c.want)
		}
	}
	if _, known := parseLevel("3 bananas", levelScale{name: ScaleNumbers}); known {
		t.Error("3 bananas is a level")
	}
}

func TestWords(t *testing.T) {
	x := newWordIndex()
	for _, c := range []struct{ vocabulary, text, want string }{
		{"raid type", "Action Items", "action"}, {"basis", "Simulated pmo", "simulated PMO"}, {"basis", "course_capstone", "course capstone"}, {"domain", "End user computing", "end-user-computing"},
		{"gate decision", "No-Go", "kill"}, {"criterion result", "N/A", "waived"}, {"rag", "YELLOW", "amber"}, {"question", "failed deployment", "failed-deployment"}, {"rag", "purple", ""},
	} {
		if got, _ := x.find(c.vocabulary, c.text); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.vocabulary, c.text, got, c.want)
		}
	}
	for _, k := range Kinds() {
		for _, c := range Columns(k) {
			for _, inner := range append(c.Columns, c) {
				if inner.Vocabulary != "" && len(wordsOf(inner.Vocabulary)) == 0 {
					t.Errorf("%s, %s: no vocabulary %q", k.Name, inner.Name, inner.Vocabulary)
				}
			}
		}
	}
}

func TestHeaders(t *testing.T) {
	for name, want := range map[string]string{"date raised": "Date raised", "pv": "PV", "id": "ID", "raci": "RACI", "baseline 2 remaining": "Baseline 2 remaining"} {
		if got := (Column{Name: name}).Header(); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
	var names []string
	for _, c := range Columns(Kinds()[9]) {
		names = append(names, c.Name)
	}
	if want := []string{"date", "scope", "completed", "remaining", "baseline remaining", "note"}; !reflect.DeepEqual(names, want) {
		t.Errorf("%q", names)
	}
}

// TestVocabularies holds the names of the sets, the struct tags and the words together.
func TestVocabularies(t *testing.T) {
	named := map[string]bool{"basis": true, "domain": true, "project status": true, "method": true, "question": true}
	var note func(columns []Column)
	note = func(columns []Column) {
		for _, c := range columns {
			named[c.Vocabulary] = true
			note(c.Columns)
		}
	}
	for _, k := range Kinds() {
		note(Columns(k))
	}
	delete(named, "")
	for _, name := range vocabularyNames() {
		if !named[name] || len(vocabularyOf(name)) == 0 {
			t.Errorf("%q has no words, or no column names it", name)
		}
		delete(named, name)
	}
	for name := range named {
		t.Errorf("the set %q does not exist", name)
	}
	if vocabularyOf("colours") != nil {
		t.Error("there is no such set")
	}
}
