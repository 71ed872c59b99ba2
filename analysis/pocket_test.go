package analysis

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"zhixiao"
)

// pocketFacts has R1 doing matter M1 badly, R2 and R3 doing it well.
func pocketFacts(t *testing.T, inTime int64) *Facts {
	s := bare(quarter(3))
	for _, region := range []string{"R1", "R2", "R3"} {
		m1 := int64(398)
		if region == "R1" {
			m1 = inTime
		}
		putCase(s, region, "F1", "M1", m1, 400, nil)
		putCase(s, region, "F1", "M2", 3960, 4000, nil)
	}
	return facts(t, s)
}

func TestPocketsAreMeasuredByTheirLikeElsewhere(t *testing.T) {
	x := find(pocketFacts(t, 320).Findings("R1"), PocketFinding, "B101")
	if x == nil || !slices.Equal(x.Keys, []string{"M1"}) || x.By[0] != "matter" {
		t.Fatalf("got %+v", x)
	}
	var got []string
	for _, q := range x.Quantities {
		got = append(got, q.String())
	}
	// here, the unit, in time, cases, the matter in the rest of the city
	if want := []string{"80.00%", "97.27%", "320件", "400件", "99.50%"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if x := find(pocketFacts(t, 396).Findings("R1"), PocketFinding, "B101"); x != nil {
		t.Errorf("99.0 against 99.5 is noise: %+v", x)
	}
	// In the domain, region R1 is behind its own matters elsewhere.
	if x := find(pocketFacts(t, 320).Findings("F1"), PocketFinding, "B101"); x == nil {
		t.Error("the domain has no pocket")
	}
}

func TestSurgesBeyondChance(t *testing.T) {
	for _, tt := range []struct {
		name      string
		was, now  int64
		wantSurge bool
	}{
		{"doubled", 40, 90, true},
		{"large but not half as many again", 1000, 1300, false},
		{"half as many again by chance", 20, 31, false},
		{"from nothing", 0, 30, true},
		{"few", 0, 19, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := facts(t, complaints(quarter(2), tt.was), complaints(quarter(3), tt.now))
			x := find(f.Findings("R1"), SurgeFinding, "complaint.cases")
			if (x != nil) != tt.wantSurge {
				t.Errorf("got %+v", x)
			}
		})
	}
}

func TestALightThatMostShareWaits(t *testing.T) {
	s := onTime(quarter(3), 9690, 9600, 9600, 9600) // red everywhere, least in R1
	for range 6 {
		put(s.Cubes["evaluation"], "R1", "F1", []string{"M1", ""}, 100, 0, 9500, 100, 902500)
		put(s.Cubes["evaluation"], "R2", "F1", []string{"M1", ""}, 100, 0, 9900, 100, 980100)
	}
	f := facts(t, s)
	var got []string
	for _, p := range f.Problems("R1", 3) {
		got = append(got, p.Step.String()+p.Code)
	}
	if want := []string{"触黄且失分C105", "触红B101"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if p := f.Problems("R2", 1); len(p) != 1 || p[0].Code != "B101" || !strings.HasPrefix(p[0].Reason, "触红") {
		t.Errorf("worse than the city: %+v", p)
	}
}

// TestReadersDoNotDisturbOneAnother is for -race: the same answers to many at once.
func TestReadersDoNotDisturbOneAnother(t *testing.T) {
	f := facts(t, random(1, quarter(2)), random(2, quarter(3)))
	want := len(f.Findings("R1"))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, u := range []string{"R1", "R2", "F1", zhixiao.CityCode} {
				n := len(f.Findings(u))
				f.Problems(u, 3)
				f.Rank("total", u)
				if u == "R1" && n != want {
					t.Errorf("got %d findings, want %d", n, want)
				}
			}
		})
	}
	wg.Wait()
}
