package finding_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao/analysis/finding"
	"zhixiao/fixtures/year"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestMain(m *testing.M) { os.Exit(year.Main(m)) }

// What is found in a tenth of the demo year, in its order, and which of it are the
// problems of a unit.
func TestGoldenFindings(t *testing.T) {
	year.NotShort(t)
	y, err := year.Open()
	if err != nil {
		t.Fatal(err)
	}
	f, err := y.Facts("2026Q3")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, unit := range []string{"110000", "110105", "110119", "F07", "F41", "F23"} {
		for _, x := range finding.Of(f, unit) {
			got = append(got, fmt.Sprint(unit, " ", year.Written(x)))
		}
		for _, p := range finding.Problems(f, unit, 9) {
			got = append(got, fmt.Sprint(unit, " problem ", year.Written(p)))
		}
	}
	path := filepath.Join("testdata", "findings-2026Q3.txt")
	if *update {
		if err := os.WriteFile(path, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(strings.TrimSuffix(string(kept), "\n"), "\n"), got); diff != "" {
		t.Errorf("%s differs; run go test ./analysis/finding -run Golden -update and read it:\n%s", path, diff)
	}
}
