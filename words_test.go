package zhixiao_test

import (
	"errors"
	"testing"

	"zhixiao"
)

func TestDecimalPrints(t *testing.T) {
	for _, tt := range []struct {
		name   string
		n      int64
		places uint8
		want   string
	}{
		{"pads below one", 4, 1, "0.4"},
		{"keeps sign", -4, 1, "-0.4"},
		{"no point when whole", 17, 0, "17"},
		{"keeps trailing zeros", 9950, 2, "99.50"},
		{"zero with places", 0, 2, "0.00"},
		{"smallest int64", -1 << 63, 2, "-92233720368547758.08"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := (zhixiao.Decimal{N: tt.n, Places: tt.places}).String(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRatioRoundsHalfAwayFromZeroOnce(t *testing.T) {
	for _, tt := range []struct {
		num, den, scale int64
		places          uint8
		want            string
	}{
		{1, 3, 100, 2, "33.33"}, {2, 3, 100, 2, "66.67"}, {1, 8, 100, 0, "13"}, {-1, 8, 100, 0, "-13"},
		{5, 1000, 100, 0, "1"}, {4999, 1000000, 100, 0, "0"}, {921, 1286, 100, 1, "71.6"},
	} {
		got, err := zhixiao.Ratio(zhixiao.Int(tt.num), zhixiao.Int(tt.den), tt.scale, tt.places)
		if err != nil || got.String() != tt.want {
			t.Errorf("%d/%d×%d: got %s, %v, want %s", tt.num, tt.den, tt.scale, got, err, tt.want)
		}
	}
	if _, err := zhixiao.Ratio(zhixiao.Int(1), zhixiao.Int(0), 100, 2); !errors.Is(err, zhixiao.ErrZeroDenominator) {
		t.Errorf("zero denominator: got %v", err)
	}
	if _, err := zhixiao.Ratio(zhixiao.Int(1<<62), zhixiao.Int(1), 100, 2); !errors.Is(err, zhixiao.ErrOverflow) {
		t.Errorf("overflow: got %v", err)
	}
}

func TestDifferencesAreOfPublishedValues(t *testing.T) {
	a, _ := zhixiao.ParseDecimal("5.3")
	b, _ := zhixiao.ParseDecimal("4.9")
	if got := a.Sub(b).String(); got != "0.4" {
		t.Errorf("got %s", got)
	}
	c, _ := zhixiao.ParseDecimal("4.94")
	if got := a.Sub(c).String(); got != "0.36" {
		t.Errorf("mixed places: got %s", got)
	}
}

func TestParseDecimalRefusesWhatIsNoNumber(t *testing.T) {
	for _, s := range []string{"", "-", ".", "1.", ".5", "NaN", "Inf", "1e3", "1,000", "１２", "99999999999999999999", "1.2.3"} {
		if d, err := zhixiao.ParseDecimal(s); err == nil {
			t.Errorf("%q: got %s, want an error", s, d)
		}
	}
}

func TestPeriods(t *testing.T) {
	for _, tt := range []struct{ in, title, days, prev, ago string }{
		{"2026Q3", "2026年第三季度", "2026年7月1日至9月30日", "2026Q2", "2025Q3"},
		{"2026Q1", "2026年第一季度", "2026年1月1日至3月31日", "2025Q4", "2025Q1"},
		{"2026-08", "2026年8月", "2026年8月1日至8月31日", "2026-07", "2025-08"},
		{"2027-01", "2027年1月", "2027年1月1日至1月31日", "2026-12", "2026-01"},
		{"2026-08-17", "2026年8月17日", "2026年8月17日", "2026-08-16", "2025-08-17"},
		{"2026W01", "2026年第1周", "2025年12月29日至2026年1月4日", "2025W52", "2025W01"},
		{"2026-interim", "2026年中期", "2026年7月1日至10月31日", "2026Q2", "2025-interim"},
		{"2027-final", "2027年终期", "2026年7月1日至2027年6月30日", "2026Q2", "2026-final"},
	} {
		p, err := zhixiao.ParsePeriod(tt.in)
		if err != nil {
			t.Errorf("%s: %v", tt.in, err)
			continue
		}
		if p.String() != tt.in || p.Title() != tt.title || p.Range() != tt.days || p.Prev().String() != tt.prev || p.YearAgo().String() != tt.ago {
			t.Errorf("%s: got %s %s %s %s %s", tt.in, p, p.Title(), p.Range(), p.Prev(), p.YearAgo())
		}
		if p.Kind <= zhixiao.Quarter && p.Prev().Next() != p {
			t.Errorf("%s: Next does not undo Prev", tt.in)
		}
	}
	for _, s := range []string{"", "2026", "2026Q5", "2026-13", "2026-02-30", "2026W54", "２０２６Q3"} {
		if p, err := zhixiao.ParsePeriod(s); err == nil {
			t.Errorf("%q: got %s, want an error", s, p)
		}
	}
}

func TestKeysSplitBack(t *testing.T) {
	p, _ := zhixiao.ParsePeriod("2026Q3")
	k := zhixiao.NewKey("B101", "110105", p)
	if k != "B101@110105/2026Q3" {
		t.Fatalf("got %s", k)
	}
	if what, unit, period, ok := k.Split(); !ok || what != "B101" || unit != "110105" || period != "2026Q3" {
		t.Errorf("got %s %s %s %v", what, unit, period, ok)
	}
	if _, _, _, ok := zhixiao.Key("B101").Split(); ok {
		t.Error("a key without unit and period must not split")
	}
}

func TestAProblemNamesItsPlaceOnce(t *testing.T) {
	err := &zhixiao.Problem{
		At:  zhixiao.Place{File: "report.docx", Part: "word/document.xml", Paragraph: 3},
		Err: errors.New("占位符{{单位名}}无法识别"), Way: "可用的占位符见手册",
	}
	const want = "report.docx word/document.xml 第3段: 占位符{{单位名}}无法识别（可用的占位符见手册）"
	if err.Error() != want {
		t.Errorf("got %s", err)
	}
}
