package metrics

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// officeRow is one row of the federal office's file, by the names of its columns.
type officeRow map[string]string

func (r officeRow) number(t *testing.T, column string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(r[column], 64)
	if err != nil {
		t.Fatalf("%s %s, %s: %v", r["WBS_ID"], r["Period"], column, err)
	}
	return v
}

// computed tells whether the file gives figures that are more than zeros.
func (r officeRow) computed() bool {
	for _, column := range []string{"CPI", "SPI", "EAC"} {
		if v, err := strconv.ParseFloat(r[column], 64); err == nil && v != 0 {
			return true
		}
	}
	return false
}

// officeRows reads the file from the folder of real data that GATEFOLD_DATA names.
func officeRows(t *testing.T) []officeRow {
	t.Helper()
	folder := os.Getenv("GATEFOLD_DATA")
	if folder == "" {
		if os.Getenv("GATEFOLD_FULL") == "1" {
			t.Fatal("GATEFOLD_FULL=1 asks for every test, and GATEFOLD_DATA does not name the folder of real data")
		}
		t.Skip("GATEFOLD_DATA does not name the folder of real data, which is not part of this repository; V7 was not compared")
	}
	file, err := os.Open(filepath.Join(folder, "evm", "federal-office-evm_monthly.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	table, err := csv.NewReader(file).ReadAll()
	if err != nil || len(table) < 2 {
		t.Fatalf("%d rows, %v", len(table), err)
	}
	var rows []officeRow
	for _, cells := range table[1:] {
		r := officeRow{}
		for i, name := range table[0] {
			r[name] = cells[i]
		}
		rows = append(rows, r)
	}
	return rows
}

// TestV7FederalOffice compares every row of the file that has computed figures: indices to the four
// decimals it gives, money to a cent more than its own rounding.
func TestV7FederalOffice(t *testing.T) {
	rows := officeRows(t)
	compared, tcpi := 0, 0
	for _, r := range rows {
		if !r.computed() {
			continue
		}
		compared++
		where := r["WBS_ID"] + " " + r["Period"] + " "
		p := Figures(r.number(t, "Cumulative_BCWS"), num(r.number(t, "Cumulative_BCWP")), num(r.number(t, "Cumulative_ACWP")), num(r.number(t, "BAC")))
		for _, f := range []struct {
			column string
			got    Value
			tol    float64
		}{{"CPI", p.CPI, .00005}, {"SPI", p.SPI, .00005}, {"CV", p.CV, .015}, {"SV", p.SV, .015}, {"EAC", p.EAC, .5}, {"ETC", p.ETC, .5}, {"VAC", p.VAC, .5}} {
			check(t, []figure{{where + f.column, f.got, r.number(t, f.column), f.tol}})
		}
		want := r.number(t, "TCPI")
		if want > 0 {
			tcpi++
			check(t, []figure{{where + "TCPI", p.TCPIBAC, want, .00005}})
			continue
		}
		if p.TCPIBAC.Set || p.TCPIBAC.Why == "" {
			t.Errorf("%sTCPI = %+v, the file has %v; want it undefined and the reason", where, p.TCPIBAC, want)
		}
	}
	if len(rows) != 192 || compared != 64 || tcpi != 36 {
		t.Errorf("%d rows, %d with figures, %d with a TCPI; want 192, 64, 36", len(rows), compared, tcpi)
	}
}

// TestV7AsRegisters reads the same packages as registers, once by their cumulative columns and once
// by those per period: nothing differs but the errors of rounding. The columns per period of the
// three last packages are 0 after the day of the report, so they do not sum to the budget.
func TestV7AsRegisters(t *testing.T) {
	registers := map[string][2][]string{}
	for _, r := range officeRows(t) {
		both := registers[r["WBS_ID"]]
		both[0] = append(both[0], strings.Join([]string{r["Period_Date"], r["Cumulative_BCWS"], r["Cumulative_BCWP"], r["Cumulative_ACWP"], r["BAC"]}, ","))
		both[1] = append(both[1], strings.Join([]string{r["Period_Date"], r["BCWS_Period"], r["BCWP_Period"], r["ACWP_Period"], r["BAC"]}, ","))
		registers[r["WBS_ID"]] = both
	}
	for id, both := range registers {
		cumulative, added := earned(t, 0, both[0]...), earned(t, 0, both[1]...)
		cut := id >= "1.6"
		if cumulative.PerPeriod || added.PerPeriod == cut {
			t.Errorf("%s: the cumulative columns are read per period: %v; the others: %v", id, cumulative.PerPeriod, added.PerPeriod)
		}
		if cut {
			continue
		}
		for i, p := range cumulative.Points {
			q := added.Points[i]
			if math.Abs(p.PV-q.PV) > .1 || math.Abs(p.EV.Value-q.EV.Value) > .1 || math.Abs(p.AC.Value-q.AC.Value) > .1 {
				t.Errorf("%s %s: %v, added up %v", id, p.PeriodEnd, p, q)
			}
		}
	}
}
