package analysis

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

// d reads a decimal of a test table.
func d(t testing.TB, s string) zhixiao.Decimal {
	t.Helper()
	v, err := zhixiao.ParseDecimal(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func facts(t testing.TB, snaps ...*zhixiao.Snapshot) *Facts {
	t.Helper()
	f, err := New(Input{Units: sample.Units(), Indicators: sample.Set(), Snapshots: snaps, Names: Names{L2: map[string]string{"0301": "电话无人接听"}}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}
