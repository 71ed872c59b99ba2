package contract_test

import (
	"testing"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/contract"
)

func on(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// term is a contract of 100 days with 2,160 yuan a day of penalty.
func term() zhixiao.Contract {
	return zhixiao.Contract{
		Total: zhixiao.Int(2160000), PenaltyRate: zhixiao.Decimal{N: 1, Places: 1}, PenaltyLimit: 30, From: on("2026-08-01"), To: on("2026-11-08"),
		Quotas: []zhixiao.Quota{{ID: "visit", Name: "暗访", Unit: "次", Target: 200, Table: "visit", Date: "date"}},
	}
}

func TestFulfilPaceAndLight(t *testing.T) {
	for _, tc := range []struct {
		name            string
		day             string
		done            int64
		part, forecast  string
		short           string
		light           analysis.Light
		withoutForecast bool
	}{
		{"on pace", "2026-09-19", 100, "50.0", "200", "0", analysis.Green, false},
		{"six points behind", "2026-09-19", 88, "44.0", "176", "24", analysis.Yellow, false},
		{"exactly five points behind", "2026-09-19", 90, "45.0", "180", "20", analysis.Green, false},
		{"eleven points behind", "2026-09-19", 78, "39.0", "156", "44", analysis.Red, false},
		{"reached early", "2026-11-08", 240, "120.0", "240", "0", analysis.Green, false},
		{"after the term the pace stays", "2027-01-01", 190, "95.0", "190", "10", analysis.Green, false},
		{"before the term", "2026-07-01", 0, "0.0", "", "", analysis.Green, true},
	} {
		p := contract.Fulfil(term(), map[string]zhixiao.Counted{"visit": {Done: tc.done}}, on(tc.day))[0]
		if p.Part.Text() != tc.part || p.Light != tc.light {
			t.Errorf("%s: part %s light %d, want %s %d", tc.name, p.Part.Text(), p.Light, tc.part, tc.light)
		}
		if tc.withoutForecast {
			if p.Forecast.Ok() {
				t.Errorf("%s: forecast %s out of nothing", tc.name, p.Forecast.Text())
			}
			continue
		}
		if p.Forecast.Text() != tc.forecast || p.Short.Text() != tc.short {
			t.Errorf("%s: forecast %s short %s, want %s %s", tc.name, p.Forecast.Text(), p.Short.Text(), tc.forecast, tc.short)
		}
	}
}

func TestObligations(t *testing.T) {
	c := term()
	september := zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 9}
	c.Duties = []zhixiao.Duty{{ID: "list", Every: zhixiao.Month, Within: 5, Copies: 2, Periods: []zhixiao.Period{september}}}
	for _, tc := range []struct {
		name         string
		day          string
		deliverables contract.Deliverables
		standing     contract.Standing
		left         int
		late         string
		penalty      string
		grave        bool
	}{
		{"the month is running", "2026-09-20", contract.Deliverables{}, contract.NotYet, 13, "0", "0.00", false},
		{"one of two made", "2026-10-05", contract.Deliverables{Made: 1}, contract.Open, 2, "0", "0.00", false},
		{"made and late", "2026-10-10", contract.Deliverables{Made: 2}, contract.Made, -2, "3", "6480.00", false},
		{"approved", "2026-10-06", contract.Deliverables{Made: 2, Approved: 2}, contract.Approved, 1, "0", "0.00", false},
		{"delivered late stays late", "2026-12-31", contract.Deliverables{Handed: []contract.HandOver{{Day: on("2026-10-09")}}}, contract.Delivered, 0, "2", "4320.00", false},
		{"handed over on the very day", "2026-10-09", contract.Deliverables{Handed: []contract.HandOver{{Day: on("2026-10-09")}}}, contract.Delivered, 0, "2", "4320.00", false},
		{"handed over a day later is not handed over", "2026-10-08", contract.Deliverables{Handed: []contract.HandOver{{Day: on("2026-10-09")}}}, contract.Open, -1, "1", "2160.00", false},
		{"handed over again stops no clock anew", "2026-12-31", contract.Deliverables{Handed: []contract.HandOver{{Day: on("2026-10-09")}, {Day: on("2026-11-20")}}}, contract.Delivered, 0, "2", "4320.00", false},
		{"between two deliveries it is handed over", "2026-11-19", contract.Deliverables{Handed: []contract.HandOver{{Day: on("2026-10-09")}, {Day: on("2026-11-20")}}}, contract.Delivered, 0, "2", "4320.00", false},
		{"beyond the limit", "2026-11-08", contract.Deliverables{}, contract.Open, -22, "32", "69120.00", true},
	} {
		o := contract.Obligations(c, zhixiao.Calendar{}, on(tc.day), func(zhixiao.Duty, zhixiao.Period) contract.Deliverables { return tc.deliverables })[0]
		if got := o.Due.Format(time.DateOnly); got != "2026-10-07" {
			t.Fatalf("due on %s", got)
		}
		if o.Standing != tc.standing || o.Left != tc.left || o.Late.Text() != tc.late || o.Penalty.Text() != tc.penalty || o.Grave != tc.grave {
			t.Errorf("%s: %v left %d late %s penalty %s grave %v, want %v %d %s %s %v", tc.name,
				o.Standing, o.Left, o.Late.Text(), o.Penalty.Text(), o.Grave, tc.standing, tc.left, tc.late, tc.penalty, tc.grave)
		}
	}
}

func TestTalliesCountRoutineDuties(t *testing.T) {
	c := term()
	var days []zhixiao.Period
	for d := on("2026-09-18"); d.Before(on("2026-09-24")); d = d.AddDate(0, 0, 1) {
		days = append(days, zhixiao.Period{Kind: zhixiao.Day, Year: 2026, N: d.YearDay()})
	}
	c.Duties = []zhixiao.Duty{{ID: "day", Every: zhixiao.Day, Within: 1, Copies: 1, Periods: days}}
	list := contract.Obligations(c, zhixiao.Calendar{}, on("2026-09-23"), func(_ zhixiao.Duty, p zhixiao.Period) contract.Deliverables {
		if p == days[0] || p == days[4] {
			return contract.Deliverables{Made: 1}
		}
		return contract.Deliverables{}
	})
	if len(list) != 4 {
		t.Fatalf("%d days are owed, want Friday, Monday, Tuesday and Wednesday", len(list))
	}
	if list[0].Penalty.Ok() {
		t.Error("a routine duty carries a penalty")
	}
	got := contract.Tallies(list, on("2026-09-23"))[0]
	if got.Due.Text() != "3" || got.Made.Text() != "2" || got.Open.Text() != "1" {
		t.Errorf("due %s made %s open %s, want 3 2 1", got.Due.Text(), got.Made.Text(), got.Open.Text())
	}
}

// facts are of an interim report whose snapshot counts nothing but the quotas.
func facts(t *testing.T, counted map[string]zhixiao.Counted) *analysis.Facts {
	t.Helper()
	f, err := analysis.New(analysis.Input{
		Units:      []zhixiao.Unit{{Code: zhixiao.CityCode, Kind: zhixiao.City, Short: "全市"}},
		Indicators: &zhixiao.IndicatorSet{Indicators: []zhixiao.Indicator{{Code: "B101", Feed: "case"}}},
		Snapshots:  []*zhixiao.Snapshot{{ID: "s", Period: zhixiao.Period{Kind: zhixiao.Interim, Year: 2026}, Cutoff: on("2026-09-19")}},
		Contract:   term(), Counted: counted,
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAnAccountSaysWhatStatusSays(t *testing.T) {
	counted := map[string]zhixiao.Counted{"visit": {Done: 83}}
	f := facts(t, counted)
	account, status := contract.Of(f), contract.Fulfil(term(), counted, f.Cutoff())[0]
	p := account.Paces()[0]
	if p.Done.Text() != "83" || p.Rate.Text() != status.Part.Text() || account.Elapsed().Text() != status.Time.Text() || p.Ahead.Text() != "-8.5" {
		t.Errorf("done %s rate %s elapsed %s ahead %s, status %s %s", p.Done, p.Rate, account.Elapsed(), p.Ahead, status.Part, status.Time)
	}
	if q, ok := f.Explain(p.Done.Key); !ok || q.Text() != "83" {
		t.Errorf("why does not know %s", p.Done.Key)
	}
}

func TestAnAccountOfNothingCounted(t *testing.T) {
	account := contract.Of(facts(t, nil))
	if n := len(account.Paces()) + len(account.Quotas()); n > 0 || account.Elapsed().Ok() {
		t.Errorf("%d quotas out of nothing, elapsed %s", n, account.Elapsed())
	}
}
