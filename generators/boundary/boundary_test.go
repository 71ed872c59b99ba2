package boundary

import (
	"fmt"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
)

func quantities(places uint8, ns ...int64) []zhixiao.Quantity {
	var out []zhixiao.Quantity
	for _, n := range ns {
		out = append(out, zhixiao.Quantity{Value: zhixiao.Decimal{N: n, Places: places}})
	}
	return out
}

func describe(cs []document.Class) string {
	var b strings.Builder
	for _, c := range cs {
		fmt.Fprintf(&b, "[%s n=%d]", c.Label, c.Count)
	}
	return b.String()
}

func TestClassify(t *testing.T) {
	missing := zhixiao.Absent("", "", zhixiao.SmallSample)
	for _, tt := range []struct {
		name   string
		values []zhixiao.Quantity
		method Method
		n      int
		want   string
	}{
		{"quantile halves", quantities(0, 4, 1, 3, 2), Quantile, 2, "[1～3 n=2][3～4 n=2]"},
		{"ties stay together", quantities(0, 1, 1, 1, 1, 5), Quantile, 3, "[1～5 n=4][5 n=1]"},
		{"equal width", quantities(1, 0, 10, 99, 100), Equal, 2, "[0.0～5.0 n=2][5.0～10.0 n=2]"},
		{"equal melts empty classes", quantities(0, 0, 1, 100), Equal, 5, "[0～80 n=2][80～100 n=1]"},
		{"natural finds the gaps", quantities(0, 1, 2, 10, 11, 12, 50), Natural, 3, "[1～10 n=2][10～50 n=3][50 n=1]"},
		{"all equal is one class", quantities(0, 7, 7), Equal, 5, "[7 n=2]"},
		{"more classes than values", quantities(0, 1, 2), Natural, 5, "[1～2 n=1][2 n=1]"},
		{"absent values stay out", append(quantities(0, 1, 2), missing), Quantile, 2, "[1～2 n=1][2 n=1]"},
		{"nothing at all", []zhixiao.Quantity{missing}, Quantile, 3, ""},
		{"negative", quantities(1, -15, -5, 5), Equal, 2, "[-1.5～-0.5 n=1][-0.5～0.5 n=2]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Classify(tt.values, tt.method, tt.n)
			if err != nil {
				t.Fatal(err)
			}
			if describe(got) != tt.want {
				t.Errorf("got %s, want %s", describe(got), tt.want)
			}
			n := 0
			for i, c := range got {
				n += c.Count
				if i > 0 && c.Grey >= got[i-1].Grey {
					t.Error("a higher class is not darker")
				}
			}
			present := 0
			for _, q := range tt.values {
				if q.Ok() {
					present++
					if c := classOf(q, got); c < 0 || q.Value.Cmp(got[c].From) < 0 {
						t.Errorf("%s is in class %d", q.Text(), c)
					}
				}
			}
			if n != present {
				t.Errorf("classes count %d of %d values", n, present)
			}
		})
	}
	if _, err := Classify(quantities(0, 1), "jenks", 3); err == nil || !strings.Contains(err.Error(), "natural") {
		t.Errorf("unknown method: %v", err)
	}
}

func TestCheckClassesNamesEveryFault(t *testing.T) {
	for _, tt := range []struct {
		name   string
		method Method
		n      int
		want   []string
	}{
		{"sound", Natural, MaxClasses, nil},
		{"unknown method", "jenks", 3, []string{"jenks"}},
		{"no method", "", 3, []string{"分级方法"}},
		{"none", Equal, 0, []string{"分级数为0"}},
		{"too many, and unknown", "x", 6, []string{"分级方法", "分级数为6"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := CheckClasses(tt.method, tt.n)
			if (err == nil) != (len(tt.want) == 0) {
				t.Fatalf("got %v", err)
			}
			for _, w := range tt.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%v does not name %s", err, w)
				}
			}
		})
	}
}

// beijing is a spec of all 17 units with value 90+i and the last one absent.
func beijing() Spec {
	s := Spec{Title: "2026年第三季度各区按时办结率", Theme: "B101", Unit: "%", Source: "办件库", Date: "2026-09-30"}
	names := strings.Fields("110101东城区 110102西城区 110105朝阳区 110108海淀区 110106丰台区 110107石景山区 110109门头沟区 110111房山区 110112通州区 110113顺义区 110115大兴区 110114昌平区 110117平谷区 110116怀柔区 110118密云区 110119延庆区 BDA经开区")
	for i, n := range names {
		code, short := n[:6], n[6:]
		if strings.HasPrefix(n, "BDA") {
			code, short = "BDA", n[3:]
		}
		q := zhixiao.Quantity{Key: zhixiao.Key("B101@" + code + "/2026Q3"), Value: zhixiao.Decimal{N: int64(9000 + 37*i), Places: 2}, Unit: "%"}
		if code == "BDA" {
			q = zhixiao.Absent(q.Key, "%", zhixiao.NotProvided)
		}
		s.Units = append(s.Units, document.MapUnit{Unit: zhixiao.Unit{Code: code, Short: short}, Value: q, All: []zhixiao.Quantity{q}})
	}
	s.Fields = []string{"按时办结率"}
	return s
}

func TestTilesPlaceEveryUnitOnce(t *testing.T) {
	m, err := Tiles(beijing())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(m.Title, "示意图（非行政区域界线）") {
		t.Errorf("title %s", m.Title)
	}
	at := map[document.Point]string{}
	for _, p := range layer(m, LayerFill).Polygons {
		name := m.Units[p.Unit].Unit.Short
		if other := at[p.Outer[0]]; other != "" {
			t.Errorf("%s stands on %s", name, other)
		}
		at[p.Outer[0]] = name
	}
	for _, tt := range []struct {
		name string
		x, y float64
	}{{"延庆区", 27.5, 86}, {"门头沟区", 0, 43}, {"经开区", 82.5, 0}, {"东城区", 55, 21.5}} {
		if got := at[document.Point{X: tt.x, Y: tt.y}]; got != tt.name {
			t.Errorf("at %g,%g stands %q, want %s", tt.x, tt.y, got, tt.name)
		}
	}
	if len(at) != 17 {
		t.Errorf("%d tiles", len(at))
	}
}

func TestTilesGiveANewDistrictARow(t *testing.T) {
	s := beijing()
	s.Units = append(s.Units, document.MapUnit{Unit: zhixiao.Unit{Code: "110199", Short: "新区"}})
	m, err := Tiles(s)
	if err != nil {
		t.Fatal(err)
	}
	ps := layer(m, LayerFill).Polygons
	if got := ps[17].Outer[0]; got != (document.Point{X: 0, Y: 0}) {
		t.Errorf("the new district stands at %v", got)
	}
}
