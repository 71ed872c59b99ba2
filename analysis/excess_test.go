package analysis

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

// waits is a snapshot of one region's tickets by hall, weekday and hour.
func waits(rows map[[3]string][2]int64) *zhixiao.Snapshot {
	s := sample.Bare(sample.Quarter(3))
	c := sample.Cube("ticket", []string{"hall", "weekday", "hour"}, []string{"over30", "tickets", "C202.num", "C202.den"})
	s.Cubes["ticket"] = c
	for _, key := range []string{"H1", "H2"} {
		for _, day := range []string{"1", "3"} {
			for _, hour := range []string{"9", "10", "14"} {
				if n, ok := rows[[3]string{key, day, hour}]; ok {
					sample.Put(c, "R1", "F1", []string{key, day, hour}, n[0], n[1], n[0], n[1])
				}
			}
		}
	}
	return s
}

// first is the part named, "" when none stands.
func first(all []Excess) string {
	if len(all) == 0 || !all[0].Stands {
		return ""
	}
	return all[0].Key
}

// TestPartsAreNamedByRateNotByCount: the busiest hour holds most of the long waits
// (decoy), the bad one has the rate.
func TestPartsAreNamedByRateNotByCount(t *testing.T) {
	over := func(by string, where map[string]string) ExcessQuery {
		return ExcessQuery{Query: Query{Cube: "ticket", Column: "over30", Unit: "R1", By: []string{by}, Where: where}, Of: "tickets"}
	}
	day1 := map[string]string{"hall": "H1", "weekday": "1"}
	for _, tt := range []struct {
		name string
		rows map[[3]string][2]int64
		q    ExcessQuery
		want string
	}{
		{"the busiest hour has most and is no worse", map[[3]string][2]int64{
			{"H1", "1", "9"}: {10, 100}, {"H1", "1", "10"}: {100, 1000}, {"H1", "1", "14"}: {10, 100},
		}, over("hour", nil), ""},
		{"a small hour is bad beside the busiest", map[[3]string][2]int64{
			{"H1", "1", "9"}: {10, 100}, {"H1", "1", "10"}: {100, 1000}, {"H1", "1", "14"}: {40, 100},
		}, over("hour", nil), "14"},
		{"four bad cases are no headline", map[[3]string][2]int64{
			{"H1", "1", "9"}: {0, 1000}, {"H1", "1", "14"}: {4, 20},
		}, over("hour", nil), ""},
		{"the whole has no rest", map[[3]string][2]int64{{"H1", "1", "14"}: {40, 100}}, over("hall", nil), ""},
		{"a cell nobody visited", map[[3]string][2]int64{
			{"H1", "1", "9"}: {60, 100}, {"H1", "1", "10"}: {3, 3}, {"H1", "1", "14"}: {10, 100}, {"H1", "3", "10"}: {60, 100},
		}, over("hour", day1), "9"},
		{"a joint cell of nine", map[[3]string][2]int64{
			{"H1", "1", "9"}: {0, 100}, {"H1", "1", "10"}: {9, 40}, {"H1", "1", "14"}: {0, 100},
		}, over("hour", day1), ""},
		{"a joint cell of ten in thirty", map[[3]string][2]int64{
			{"H1", "1", "9"}: {0, 100}, {"H1", "1", "10"}: {10, 30}, {"H1", "1", "14"}: {0, 100},
		}, over("hour", day1), "10"},
		{"good ones are counted from the other side", map[[3]string][2]int64{
			{"H1", "1", "9"}: {90, 100}, {"H2", "1", "9"}: {500, 1000},
		}, ExcessQuery{Query: Query{Cube: "ticket", Column: "over30", Unit: "R1", By: []string{"hall"}}, Of: "tickets", Good: true}, "H2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := first(facts(t, waits(tt.rows)).Excesses(tt.q)); got != tt.want {
				t.Errorf("named %q, want %q", got, tt.want)
			}
		})
	}
}

// TestContrastBothWays plants special procedures among the over-long cases, among
// the others, and in neither, and columns that were not counted.
func TestContrastBothWays(t *testing.T) {
	for _, tt := range []struct {
		name                  string
		long, both, all, have int64
		among, others         string
		sign                  int
	}{
		{"10 of 22 against 0 of 47", 22, 10, 69, 10, "45.5%", "0.0%", 1},
		{"less frequent among the long", 40, 2, 440, 42, "5.0%", "10.0%", -1},
		{"as frequent", 40, 4, 440, 44, "10.0%", "10.0%", -1},
		{"more frequent by chance is not decided", 40, 6, 440, 44, "15.0%", "9.5%", 0},
		{"nine affected say nothing", 9, 5, 400, 5, "55.6%", "0.0%", 0},
		{"few others say nothing", 40, 0, 60, 10, "0.0%", "50.0%", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := sample.Bare(sample.Quarter(3))
			c := sample.Cube("case", []string{"matter"}, []string{"overlong", "overlong_special", "special", "accepted", "B101.num", "B101.den"})
			c.Histograms = map[string][]map[int64]int64{"B103": {nil, nil}}
			s.Cubes["case"] = c
			sample.Put(c, "R1", "F1", []string{"M1"}, tt.long, tt.both, tt.have, tt.all, 1, 1)
			sample.Put(c, "R1", "F1", []string{"M2"}, 0, 0, 500, 500, 1, 1) // another matter proves nothing of this one
			q := ContrastQuery{Cube: "case", Unit: "R1", Both: "overlong_special", Affected: "overlong", Having: "special", Whole: "accepted", Where: map[string]string{"matter": "M1"}}
			got, ok := facts(t, s).Contrasted(q)
			if !ok || got.Among.String() != tt.among || got.Others.String() != tt.others || got.Sign != tt.sign {
				t.Errorf("got %s against %s, sign %d (%t)", got.Among, got.Others, got.Sign, ok)
			}
			q.Both = "nowhere"
			if _, ok := facts(t, s).Contrasted(q); ok {
				t.Error("concluded from a column that is not counted")
			}
		})
	}
}

// TestTheRestIsWithoutTheUnit: a unit that has all bad cases, and one that has all
// cases.
func TestTheRestIsWithoutTheUnit(t *testing.T) {
	s := rated(sample.Quarter(3), map[string][2]int64{"R1": {43, 65}, "R2": {120, 120}, "R3": {103, 103}})
	sample.PutCase(s, "R1", "F1", "M9", 10, 40, nil)
	f := facts(t, s)
	q := RatioQuery{Cube: "case", Num: "B101.num", Den: "B101.den", Unit: "R1", Where: map[string]string{"matter": "M1"}, Scale: 100, Label: "%", Places: 2, MinN: 30, Rest: true}
	rest := f.Ratio(q)
	if rest.String() != "100.00%" || rest.N != 223 {
		t.Errorf("the rest is %s of %d", rest, rest.N)
	}
	if again, ok := f.Explain(rest.Key); !ok || again.Value.Cmp(rest.Value) != 0 {
		t.Errorf("%s is explained as %s", rest.Key, again)
	}
	q.Where = map[string]string{"matter": "M9"}
	if rest := f.Ratio(q); rest.Missing != zhixiao.SmallSample {
		t.Errorf("there is no rest, and it is %s", rest)
	}
}

// A part stands from three standard errors beyond the rest's rate on, reckoned here by
// hand: binomial where the events are some of the cases, else of counts.
func TestAPartStandsByThreeStandardErrors(t *testing.T) {
	const cases, restCases, restEvents = 100, 1000, 100
	const rate = (restEvents + 0.5) / (restCases + 1.0)
	stands := func(events int64, other bool) bool {
		s := sample.Bare(sample.Quarter(3))
		q := ExcessQuery{Query: Query{Cube: "ticket", Column: "over30", Unit: "R1", By: []string{"hall"}}, Of: "tickets"}
		c := sample.Cube("ticket", []string{"hall"}, []string{"over30", "tickets", "C202.num", "C202.den"})
		s.Cubes["ticket"] = c
		if other {
			q.Cube, q.Column, q.Of = "complaint", "cases", "ticket.tickets"
			s.Cubes["complaint"] = sample.Cube("complaint", []string{"hall"}, []string{"cases"})
			sample.Put(s.Cubes["complaint"], "R1", "F1", []string{"H1"}, events)
			sample.Put(s.Cubes["complaint"], "R1", "F1", []string{"H2"}, restEvents)
		}
		sample.Put(c, "R1", "F1", []string{"H1"}, events, cases, events, cases)
		sample.Put(c, "R1", "F1", []string{"H2"}, restEvents, restCases, restEvents, restCases)
		return first(facts(t, s).Excesses(q)) == "H1"
	}
	for _, tt := range []struct {
		name   string
		other  bool
		spread float64
	}{
		{"some of the cases", false, rate * cases * (1 + float64(cases)/restCases) * (1 - rate)},
		{"counted elsewhere", true, rate * cases * (1 + float64(cases)/restCases)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			turned := false
			for events := int64(10); events < 30; events++ {
				beyond := float64(events) - rate*cases
				want := beyond*beyond >= 9*tt.spread
				turned = turned || want && events > 10
				if got := stands(events, tt.other); got != want {
					t.Errorf("%d of %d: stands %t", events, cases, got)
				}
			}
			if !turned {
				t.Error("no part stood")
			}
		})
	}
}
