package store

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"zhixiao"
)

// parsed is a body read back.
func parsed(body string) (*zhixiao.Cube, error) {
	p := parser{cube: &zhixiao.Cube{Feed: "case", Dims: []string{"matter"}, Columns: []string{"finished", "B101.num"}}, histograms: []string{"B103"}, body: body}
	return p.cube, p.parse()
}

func TestCubesReadBackWholeAndSummedUp(t *testing.T) {
	cube := &zhixiao.Cube{
		Feed: "case", Dims: []string{"matter"}, Columns: []string{"finished", "B101.num"},
		Rows: []zhixiao.CubeRow{
			{Region: "110101", Dept: "F01", Keys: []string{"M0001"}, Sums: []int64{7, -2}},
			{Region: "110101", Dept: "F01", Keys: []string{"事项"}, Sums: []int64{1 << 50, 3}},
			{Region: "", Dept: "F01", Keys: []string{""}, Sums: []int64{0, 4}},
			{Region: "110101", Dept: "F01", Keys: []string{"M0003"}, Sums: []int64{1, 1}},
		},
		Histograms: map[string][]map[int64]int64{"B103": {{5: 1, -7: 2}, {}, {9: 9}, {5: 2}}},
	}
	body, err := encode(cube)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := parsed(body); err != nil || !reflect.DeepEqual(got, cube) {
		t.Errorf("got %+v, %v", got, err)
	}
	want := &zhixiao.Cube{
		Feed: "case", Columns: cube.Columns,
		Rows: []zhixiao.CubeRow{
			{Region: "110101", Dept: "F01", Sums: []int64{8 + 1<<50, 2}},
			{Region: "", Dept: "F01", Sums: []int64{0, 4}},
		},
		Histograms: map[string][]map[int64]int64{"B103": {{5: 3, -7: 2}, {9: 9}}},
	}
	if got := summed(cube); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestSumsReadBackAsTheyWereSummed(t *testing.T) {
	const body = "110101\tF01\tM0001\t7\t2\t5:1\n110101\tF01\tM0002\t1\t0\t5:2,8:1\n110102\tF01\tM0001\t3\t3\t\n"
	cube, err := parsed(body)
	if err != nil {
		t.Fatal(err)
	}
	want := summed(cube)
	kept, err := encode(want)
	if err != nil {
		t.Fatal(err)
	}
	p := parser{cube: &zhixiao.Cube{Feed: want.Feed, Columns: want.Columns}, histograms: histograms(want), body: kept}
	if err := p.parse(); err != nil || len(p.cube.Rows) != len(want.Rows) {
		t.Fatalf("got %+v, %v", p.cube, err)
	}
	for i, r := range p.cube.Rows {
		w := want.Rows[i]
		if r.Region != w.Region || r.Dept != w.Dept || !slices.Equal(r.Sums, w.Sums) || !maps.Equal(p.cube.Histograms["B103"][i], want.Histograms["B103"][i]) {
			t.Errorf("row %d: got %+v, want %+v", i, r, w)
		}
	}
}

func TestBadBodiesNameTheirRow(t *testing.T) {
	const good = "110101\tF01\tM0001\t7\t2\t5:1\n"
	for body, want := range map[string]string{
		good + "110101\tF01\tM0001\t7\t2\n" + good:        "第2行有5列，应为6列",
		good + "110101\tF01\tM0001\t7\t2\t5:1\t9\n":       "第2行有7列",
		"110101\tF01\t7\n" + good:                         "第1行有3列",
		good + "110101\tF01\tM0001\tx\t2\t5:1\n":          "第2行: 不是整数",
		good + "110101\tF01\tM0001\t7\t2\t5:a\n":          "第2行",
		"110101\tF01\tM0001\t-\t2\t5:1\n":                 "第1行: 不是整数",
		"110101\tF01\tM0001\t99999999999999999999\t2\t\n": "第1行: 不是整数",
	} {
		if _, err := parsed(body); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", body, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("110101\tF01\tM0001\t7\t2\t5:1\n")
	f.Add("\t\t\t0\t0\t\n\n")
	f.Fuzz(func(t *testing.T, body string) {
		if c, err := parsed(body); err == nil && len(c.Rows) != strings.Count(body, "\n") {
			t.Errorf("%q: %d rows", body, len(c.Rows))
		}
	})
}
