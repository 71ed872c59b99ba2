package book

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/generators/prose"
	"zhixiao/generators/sample"
)

// endsOn is a source for every table that has days, with its last; others end on
// rest.
func endsOn(t *testing.T, rest string, own map[string]string) []zhixiao.Source {
	var out []zhixiao.Source
	for _, s := range prose.FeedReaches() {
		day := rest
		if own[s.Table] != "" {
			day = own[s.Table]
		}
		out = append(out, zhixiao.Source{Table: s.Table, Rows: 9, Last: sample.At(t, day)})
	}
	return out
}

// A paper says where its data end: of all of them, of a source that broke off, and
// under each picture. Days off are no gap, and waves are none.
func TestPapersSayWhereTheDataEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: every paper of many cities")
	}
	interim := zhixiao.Period{Kind: zhixiao.Interim, Year: 2026}
	whole := "2026年7月1日至10月31日"
	for _, tt := range []struct {
		name       string
		rest       string
		own        map[string]string
		span, cite string // of the paper; under a picture of the questionnaire
		early, all any
	}{
		{"the last day is a Saturday", "2026-10-30", nil, whole, whole, nil, nil},
		{"nothing is known of older snapshots", "", nil, whole, whole, nil, nil},
		{"a wave ended four working days before", "2026-10-31", map[string]string{"visit": "2026-10-26"}, whole, whole, nil, nil},
		{"tickets broke off", "2026-10-30", map[string]string{"ticket": "2026-09-15"}, whole, whole, "现场取号止于2026年9月15日", nil},
		{"tickets broke off by a working day", "2026-10-30", map[string]string{"ticket": "2026-10-29"}, whole, whole, "现场取号止于2026年10月29日", nil},
		{"the questionnaire broke off", "2026-10-30", map[string]string{"survey": "2026-09-11"}, whole, "2026年7月1日至2026年9月11日", "公众问卷止于2026年9月11日", nil},
		{"everything ends before the cutoff", "2026-10-15", nil, "2026年7月1日至2026年10月15日", "2026年7月1日至2026年10月15日", nil, "2026年10月15日"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, set := sample.BookCityWith(t, func(s *zhixiao.Snapshot) {
				if tt.rest != "" {
					s.Sources = endsOn(t, tt.rest, tt.own)
				}
			}, sample.Q2026(2), sample.Q2026(3), interim)
			city, _ := f.Unit(zhixiao.CityCode)
			r := prose.New(f, set, city, prose.Book, "x")
			if r.Span() != tt.span || !strings.HasSuffix(r.Source("公众问卷"), "统计期"+tt.cite) {
				t.Errorf("span %s, %s", r.Span(), r.Source("公众问卷"))
			}
			early, _ := r.Look("早停列")
			all, _ := r.Look("实止")
			if early != tt.early || all != tt.all && tt.all != nil {
				t.Errorf("broken off: %v, all: %v", early, all)
			}
			d, err := Interim(f, set, city)
			if err != nil {
				t.Fatal(err)
			}
			text := sample.Dump(t, d)
			if told, _ := tt.early.(string); (told != "") != strings.Contains(text, "止于") || !strings.Contains(text, told) {
				t.Errorf("the interim report does not say %q", told)
			}
			if tt.span != whole && strings.Contains(text, "统计期"+whole) {
				t.Error("the interim report reaches beyond its data")
			}
		})
	}
}
