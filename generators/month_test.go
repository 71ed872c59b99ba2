package generators

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/sample"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Every deliverable of a month, a week and a day holds together, is the same when
// made again, and reads as the golden text.
func TestShortPeriods(t *testing.T) {
	for _, p := range []zhixiao.Period{sample.Month(), {Kind: zhixiao.Week, Year: 2026, N: 36}, {Kind: zhixiao.Day, Year: 2026, N: 244}} {
		f, set := sample.SmallPeriod(t, p)
		for _, k := range Catalogue() {
			if k.Period != p.Kind {
				continue
			}
			for i, u := range k.Units(f) {
				if !slices.Contains([]string{zhixiao.CityCode, "110101", "F23"}, u.Code) {
					continue
				}
				name := k.Name + "-" + u.Code
				d, err := written(k, f, set, u)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				d.Budget = document.Budget{} // the hand-made data are too few for the length
				if err := document.Check(d); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				got := sample.Dump(t, d)
				if again, err := written(k, f, set, u); err != nil || sample.Dump(t, again) != got {
					t.Errorf("%s: second time differs (%v)", name, err)
				}
				if i < 2 {
					golden(t, name, got)
				}
			}
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; run go test ./generators -run ShortPeriods -update and read it:\n%s", path, diff)
	}
}
