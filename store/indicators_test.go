package store_test

import (
	"database/sql"
	"math"
	"slices"
	"strings"
	"testing"

	"zhixiao"
)

// plain holds each indicator a second time, written as one plain query that
// knows nothing of cubes. {u} is the unit's condition, {q} the quarter's on date.
var plain = map[string]string{
	"A101": "SELECT AVG(CASE WHEN elements_ok = elements_total THEN 100.0 ELSE 0 END) FROM matter WHERE {now} AND {u}",
	"A102": "SELECT 100.0 * SUM(consistent) / SUM(checked) FROM guide_check WHERE {q} AND {u}",
	"A103": "SELECT 100.0 * SUM(same_ok) / SUM(same_total) FROM matter WHERE {now} AND {u}",
	"A104": "SELECT 100.0 * SUM(positive) / COUNT(*) FROM guide_rating WHERE valid <> 0 AND {q} AND {u}",
	"A201": "SELECT AVG(100.0 * (statutory_days - promise_days) / statutory_days) FROM matter WHERE project_type <> 1 AND statutory_days <> 0 AND {now} AND {u}",
	"A202": "SELECT AVG(CASE project_type WHEN 1 THEN 100.0 ELSE 0 END) FROM matter WHERE {now} AND {u}",
	"A203": "SELECT AVG(100.0 * online) FROM matter WHERE {now} AND {u}",
	"A204": "SELECT AVG(CASE WHEN online = 1 AND scene_times = 0 THEN 100.0 ELSE 0 END) FROM matter WHERE {now} AND {u}",
	"A205": "SELECT AVG(scene_times) FROM matter WHERE {now} AND {u}",
	"A206": "SELECT 100.0 * SUM(materials_free) / SUM(materials) FROM matter WHERE {now} AND {u}",
	"A207": "SELECT AVG(100.0 * one_thing_ok) FROM matter WHERE one_thing = 1 AND {now} AND {u}",
	"B101": "SELECT AVG(CASE overdue WHEN 0 THEN 100.0 ELSE 0 END) FROM cases WHERE promised = 1 AND NOT (finished = 0 AND overdue = 0) AND {a} AND {u}",
	"B102": "SELECT AVG(CASE WHEN accept_days > 5 OR accept_days < 0 THEN 0 ELSE 100.0 END) FROM cases WHERE channel = 1 AND {a} AND {u}",
	"B103": "WITH v AS (SELECT 1.0 * handle_days / promise_days AS x, row_number() OVER (ORDER BY 1.0 * handle_days / promise_days) AS n, COUNT(*) OVER () AS of_all FROM cases WHERE finished = 1 AND promised = 1 AND promise_days > 0 AND {a} AND {u}) SELECT AVG(x) FROM v WHERE 2 * n BETWEEN of_all AND of_all + 2",
	"B104": "SELECT AVG(100.0 * overlong) FROM cases WHERE finished = 1 AND {a} AND {u}",
	"B201": "SELECT AVG(CASE WHEN accepted = 0 OR corrections <> 0 THEN 0 ELSE 100.0 END) FROM cases WHERE {a} AND {u}",
	"B202": "SELECT AVG(CASE corrections WHEN 0 THEN 0 ELSE 100.0 END) FROM cases WHERE {a} AND {u}",
	"B203": "SELECT AVG(100.0 * subject_repeat) FROM cases WHERE subject_first = 1 AND {a} AND {u}",
	"B204": "SELECT AVG(100.0 * special) FROM cases WHERE accepted = 1 AND {a} AND {u}",
	"B205": "SELECT AVG(100.0 * refused) FROM cases WHERE {a} AND {u}",
	"B301": "SELECT AVG(CASE channel WHEN 1 THEN 100.0 ELSE 0 END) FROM cases WHERE {a} AND {u}",
	"B302": "SELECT AVG(CASE came WHEN 0 THEN 0 ELSE 100.0 END) FROM cases WHERE channel = 1 AND {a} AND {u}",
	"B303": "SELECT AVG(came) FROM cases WHERE {a} AND {u}",
	"B304": "SELECT AVG(100.0 * chain_ok) FROM cases WHERE {a} AND {u}",
	"C101": "SELECT 100.0 * (SELECT COUNT(*) FROM evaluation WHERE is_default = 0 AND {q} AND {u}) / COUNT(*) FROM cases WHERE finished = 1 AND {a} AND {u}",
	"C102": "SELECT AVG(CASE WHEN satisfaction IN (3, 4, 5) THEN 100.0 ELSE 0 END) FROM evaluation WHERE valid = 1 AND is_default = 0 AND {q} AND {u}",
	"C103": "SELECT AVG(CASE WHEN satisfaction > 4 THEN 100.0 ELSE 0 END) FROM evaluation WHERE valid = 1 AND is_default = 0 AND {q} AND {u}",
	"C104": "SELECT 10000.0 * (SELECT COUNT(*) FROM evaluation WHERE satisfaction IN (1, 2) AND valid = 1 AND is_default = 0 AND {q} AND {u}) / COUNT(*) FROM cases WHERE finished = 1 AND {a} AND {u}",
	"C105": "WITH p(s, points) AS (VALUES (5, 100), (4, 80), (3, 60), (2, 30), (1, 0)) SELECT AVG(points) FROM evaluation JOIN p ON s = satisfaction WHERE valid = 1 AND is_default = 0 AND {q} AND {u}",
	"C106": "SELECT AVG(CASE WHEN abnormal + is_default > 0 THEN 100.0 ELSE 0 END) FROM evaluation WHERE {q} AND {u}",
	"C201": "SELECT AVG(wait_min) FROM ticket WHERE {q} AND {u}",
	"C202": "SELECT AVG(CASE WHEN wait_min >= 31 THEN 100.0 ELSE 0 END) FROM ticket WHERE {q} AND {u}",
	"C203": "SELECT AVG(100.0 * booked_ontime) FROM ticket WHERE booked <> 0 AND {q} AND {u}",
	"C204": "SELECT AVG(100.0 * hall_ok) FROM matter WHERE in_hall <> 0 AND {now} AND {u}",
	"C301": "SELECT AVG(100.0 * submitted) FROM online_session WHERE {q} AND {u}",
	"C302": "SELECT AVG(100.0 * answered) FROM phone_call WHERE {q} AND {u}",
	"C303": "SELECT AVG(100.0 * ontime) FROM consult WHERE due <> 0 AND {q} AND {u}",
	"D108": "SELECT 100.0 * (COUNT(*) FILTER (WHERE change = 1) - COUNT(*) FILTER (WHERE change = -1)) / COUNT(*) FROM survey WHERE change IN (-1, 0, 1) AND valid = 1 AND {q} AND {u}",
	"D201": "SELECT AVG(score) / 10 FROM visit WHERE {q} AND {u}",
	"D202": "SELECT (SELECT SUM(CASE severity WHEN '严重' THEN 3 WHEN '一般' THEN 1 ELSE 0.3 END) FROM visit_finding f WHERE f.no IN (SELECT no FROM visit WHERE {q} AND {u})) / COUNT(*) FROM visit WHERE {q} AND {u}",
	"D203": "SELECT AVG(score) FROM interview WHERE {q} AND {u}",
	"D204": "SELECT AVG(100.0 * answer_right) FROM phone_call WHERE probe = 1 AND asked = 1 AND {q} AND {u}",
	"E101": "SELECT 10000.0 * (SELECT COUNT(*) FROM complaint WHERE dup = 0 AND l2 NOT LIKE '99%' AND {q} AND {u}) / SUM(cases) FROM caseload WHERE {q} AND {u}",
	"E102": "SELECT AVG(100.0 * responded) FROM complaint WHERE due = 1 AND source = '12345' AND {c}",
	"E103": "SELECT AVG(100.0 * solved) FROM complaint WHERE visited = 1 AND source = '12345' AND {c}",
	"E104": "SELECT AVG(100.0 * satisfied) FROM complaint WHERE visited = 1 AND source = '12345' AND {c}",
	"E105": "SELECT AVG(100.0 * repeated) FROM complaint WHERE source = '12345' AND {c}",
	"E106": "SELECT AVG(100.0 * ontime) FROM complaint WHERE due = 1 AND source = '办不成事' AND {c}",
	"E201": "SELECT AVG(100.0 * rectify_ontime) FROM evaluation WHERE rectify_due = 1 AND {bad}",
	"E202": "SELECT AVG(100.0 * visited) FROM evaluation WHERE anonymous = 0 AND {bad}",
	"E203": "SELECT AVG(CASE feedback WHEN 3 THEN 0 ELSE 100.0 END) FROM evaluation WHERE feedback <> 0 AND {bad}",
	"E301": "SELECT AVG(100.0 * done_ontime) FROM governance_task WHERE due >= '2026-07-01' AND due < '2026-10-01' AND {u}",
	"E302": "WITH n AS (SELECT (SELECT COUNT(*) FROM complaint c WHERE {same} AND julianday(opened) - julianday(date) BETWEEN 0 AND 89) AS was, (SELECT COUNT(*) FROM complaint c WHERE {same} AND julianday(date) - julianday(done) BETWEEN 1 AND 90) AS is_now FROM (SELECT g.*, region, dept FROM governance_task JOIN governance g USING (no) WHERE done <> '' AND julianday(done) + 90 BETWEEN julianday('2026-07-01') AND julianday('2026-09-30')) g WHERE {u}) SELECT 100.0 - 100.0 * SUM(is_now) / SUM(was) FROM n",
	"E303": "SELECT AVG(100.0 * passed) FROM inspection_item WHERE due >= '2026-07-01' AND due < '2026-10-01' AND {u}",
}

// plainQuery is the plain query of code for a unit's condition. The seven
// questions of the survey differ in a column, and D301 is made of two others.
func plainQuery(code, unit string) string {
	text, known := plain[code]
	switch {
	case !known && strings.HasPrefix(code, "D10"):
		d := strings.ToLower(code)
		text = "SELECT SUM(1.0 * weight * " + d + ") / SUM(weight) FROM survey WHERE valid = 1 AND " + d + " <> -1 AND {q} AND {u}"
	case code == "D301":
		return "SELECT (" + plainQuery("C105", unit) + ") - (" + plainQuery("D101", unit) + ")"
	}
	return strings.NewReplacer(
		"{same}", "c.dup = 0 AND c.l2 = g.l2 AND c.matter = g.matter AND c.region = g.region AND c.dept = g.dept",
		"{c}", "dup = 0 AND l2 NOT LIKE '99%' AND date >= '2026-07-01' AND date < '2026-10-01' AND "+unit,
		"{bad}", "satisfaction IN (1, 2) AND valid = 1 AND is_default = 0 AND date >= '2026-07-01' AND date < '2026-10-01' AND "+unit,
		"{now}", "'2026-09-30' BETWEEN valid_from AND valid_to",
		"{a}", "apply_date >= '2026-07-01' AND apply_date < '2026-10-01'",
		"{q}", "date >= '2026-07-01' AND date < '2026-10-01'",
		"{u}", unit).Replace(text)
}

// governed is a case whose 90 days end in the hand-made quarter, with what two
// regions complained of before it was opened.
var governed = map[string][][]any{
	"governance no title lead l2 matter regions opened due done status": {{"ZL-9", "减少材料反复", "F23", "0201", "M0003", "110101,110102", "2026-02-01", "2026-05-15", "2026-05-15", "已销号"}},
	"governance_task no region dept due done_ontime before_90d after_90d": {
		{"ZL-9", "110101", "F23", "2026-05-15", 1, 1, 0}, {"ZL-9", "110102", "F23", "2026-05-15", 1, 5, 2}},
	complaintHead: {before("GZ-11", "2026-01-10", "110102"), before("GZ-12", "2026-02-01", "110102"), before("GZ-13", "2025-11-04", "110102"),
		before("GZ-14", "2026-01-31", "110102"), before("GZ-15", "2026-01-31", "110102"), before("GZ-16", "2026-01-31", "110101"),
		before("GZ-17", "2025-11-03", "110102")}, // a day too early
}

const complaintHead = "complaint no source date region dept matter street hall match_method project_no l2 model_l2 confidence reviewed severity times dup typical identity text due responded visited solved satisfied repeated ontime status closed"

// before is a complaint of F23's M0003 and class 0201.
func before(no, date, region string) []any {
	return []any{no, "12345", date, region, "F23", "M0003", "", "", "exact", "", "0201", "0201", 90, 1, 2, 1, 0, 0, "个人", "材料反复", 0, 0, 0, 0, 0, 0, 0, "办结", date}
}

func TestEveryIndicatorAgreesWithAPlainQuery(t *testing.T) {
	s, path := handMade(t)
	fill(t, s, governed)
	snap, _ := freeze(t, s)
	set, _ := masters(t)
	db := raw(t, path)
	for _, unit := range []struct {
		name, where string
		in          func(r zhixiao.CubeRow) bool
	}{
		{"the city", "1", func(zhixiao.CubeRow) bool { return true }},
		{"a region", "region = '110101'", func(r zhixiao.CubeRow) bool { return r.Region == "110101" }},
		{"another region", "region = '110102'", func(r zhixiao.CubeRow) bool { return r.Region == "110102" }},
		{"a domain", "dept = 'F23'", func(r zhixiao.CubeRow) bool { return r.Dept == "F23" }},
	} {
		measured := 0
		for _, i := range set.Indicators {
			if unit.name == "a domain" && (i.Code == "D201" || i.Code == "D202") {
				continue // a visit knows no department
			}
			var want sql.NullFloat64
			if err := db.Get(&want, plainQuery(i.Code, unit.where)); err != nil {
				t.Fatalf("%s: %v", i.Code, err)
			}
			got, ok := valueOf(t, snap, set, i, unit.in)
			if ok != want.Valid || ok && math.Abs(got-want.Float64) > 2e-4 {
				t.Errorf("%s of %s: got %v %v, want %v", i.Code, unit.name, got, ok, want)
			}
			if ok {
				measured++
			}
		}
		if unit.name == "the city" && measured != 62 {
			t.Errorf("the hand-made quarter measures only %d indicators", measured)
		}
	}
}

// valueOf computes an indicator from its cube's sums, without rounding.
func valueOf(t *testing.T, snap *zhixiao.Snapshot, set *zhixiao.IndicatorSet, i zhixiao.Indicator, in func(zhixiao.CubeRow) bool) (float64, bool) {
	t.Helper()
	if i.Formula == zhixiao.DifferenceFormula {
		a, okA := valueOf(t, snap, set, find(set, i.Minuend), in)
		b, okB := valueOf(t, snap, set, find(set, i.Subtrahend), in)
		return a - b, okA && okB
	}
	c := snap.Cubes[i.Feed]
	num, den := c.Column(i.Code+".num"), c.Column(i.Code+".den")
	var sumN, sumD int64
	var values []int64
	for n, r := range c.Rows {
		if !in(r) {
			continue
		}
		sumD += r.Sums[den]
		if i.Formula == zhixiao.MedianFormula {
			for v, times := range c.Histograms[i.Code][n] {
				values = append(values, slices.Repeat([]int64{v}, int(times))...)
			}
			continue
		}
		sumN += r.Sums[num]
	}
	if sumD == 0 {
		return 0, false
	}
	if i.Formula == zhixiao.MedianFormula {
		if int64(len(values)) != sumD {
			t.Errorf("%s: %d values, den %d", i.Code, len(values), sumD)
		}
		slices.Sort(values)
		return float64(values[(len(values)-1)/2]+values[len(values)/2]) / 2 / 10000, true
	}
	return float64(sumN) / float64(sumD) * float64(i.Scale), true
}

func find(set *zhixiao.IndicatorSet, code string) zhixiao.Indicator {
	return set.Indicators[slices.IndexFunc(set.Indicators, func(i zhixiao.Indicator) bool { return i.Code == code })]
}
