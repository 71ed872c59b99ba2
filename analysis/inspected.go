package analysis

import (
	"slices"

	"zhixiao"
)

// Inspected is what a special inspection's records add up to. All its numbers
// are made here.
type Inspected struct {
	in     *zhixiao.Inspection
	period zhixiao.Period // month of the last day
	unitOf map[string]string
}

// ItemTally is what checking one item came to over all points.
type ItemTally struct {
	Item     zhixiao.InspectionItem
	Checked  zhixiao.Quantity // points where it applied, 个
	Failed   zhixiao.Quantity // points where it failed, 个
	Conforms zhixiao.Quantity // share that conformed, %
	Units    zhixiao.Quantity // units where it failed somewhere, 个
	At       []string         // those units' codes, in the order of the workbook
}

// NewInspected takes an inspection whose references agree, as
// store.ReadInspection proves.
func NewInspected(in *zhixiao.Inspection) *Inspected {
	x := &Inspected{in: in, period: zhixiao.Period{Kind: zhixiao.Month, Year: in.To.Year(), N: int(in.To.Month())}, unitOf: map[string]string{}}
	for _, p := range in.Points {
		x.unitOf[p.No] = p.Unit
	}
	return x
}

// Inspection is the records themselves.
func (x *Inspected) Inspection() *zhixiao.Inspection { return x.in }

// Period is the month in which the inspection ended.
func (x *Inspected) Period() zhixiao.Period { return x.period }

// UnitOf is the code of the unit a point belongs to.
func (x *Inspected) UnitOf(point string) string { return x.unitOf[point] }

// Units is how many units were inspected, 个.
func (x *Inspected) Units() zhixiao.Quantity {
	return x.count("units", zhixiao.CityCode, "个", "被核查单位数", int64(len(x.in.Units)))
}

// Points is how many points of a unit were inspected, 个; of all for the city.
func (x *Inspected) Points(unit string) zhixiao.Quantity {
	n := 0
	for _, p := range x.in.Points {
		if within(unit, p.Unit) {
			n++
		}
	}
	return x.count("points", unit, "个", "核查点位数", int64(n))
}

// Checked is how many items were checked at a unit's points, 项次; items that do
// not apply are left out.
func (x *Inspected) Checked(unit string) zhixiao.Quantity {
	return x.results("checked", unit, Wording("checked"), func(r zhixiao.InspectionResult) bool { return r.Outcome != zhixiao.OutOfScope })
}

// Failed is how many of them failed, 项次.
func (x *Inspected) Failed(unit string) zhixiao.Quantity {
	return x.results("failed", unit, "不符合的项次", func(r zhixiao.InspectionResult) bool { return r.Outcome == zhixiao.Fails })
}

func (x *Inspected) results(what, unit, rule string, counts func(zhixiao.InspectionResult) bool) zhixiao.Quantity {
	n := 0
	for _, r := range x.in.Results {
		if within(unit, x.unitOf[r.Point]) && counts(r) {
			n++
		}
	}
	return x.count(what, unit, "项次", rule, int64(n))
}

// Conformity is a unit's share of checks that conformed, %, one decimal.
// NotApplicable when nothing was checked.
func (x *Inspected) Conformity(unit string) zhixiao.Quantity {
	return x.share("conformity", unit, x.Checked(unit), x.Failed(unit))
}

// share is (checked − failed) ÷ checked in %.
func (x *Inspected) share(what, unit string, checked, failed zhixiao.Quantity) zhixiao.Quantity {
	q := zhixiao.Quantity{
		Key: x.key(what, unit), Unit: "%", Rule: Wording("rate met"), Source: x.in.No, N: checked.Value.N,
		Num: checked.Value.Sub(failed.Value), Den: checked.Value, From: []zhixiao.Key{checked.Key, failed.Key},
	}
	v, err := zhixiao.Ratio(q.Num, q.Den, 100, 1)
	if err != nil {
		q.Missing = zhixiao.NotApplicable
	}
	q.Value = v
	return q
}

// Findings is how many problems of a severity a unit has, 个; of any when
// severity is empty.
func (x *Inspected) Findings(unit, severity string) zhixiao.Quantity {
	n := 0
	for _, f := range x.in.Findings {
		if within(unit, x.unitOf[f.Point]) && (severity == "" || f.Severity == severity) {
			n++
		}
	}
	what := "findings"
	if severity != "" {
		what += "[" + severity + "]"
	}
	return x.count(what, unit, "个", "问题清单计数", int64(n))
}

// EvidenceCount is how many pieces of evidence a kind has; all when kind is empty.
func (x *Inspected) EvidenceCount(kind string) zhixiao.Quantity {
	n := 0
	for _, e := range x.in.Evidence {
		if kind == "" || e.Kind == kind {
			n++
		}
	}
	return x.count("evidence["+kind+"]", zhixiao.CityCode, "件", "证据目录计数", int64(n))
}

// Items tallies every item, the most often failed first; equal ones stay in the
// order of the workbook.
func (x *Inspected) Items() []ItemTally {
	var list []ItemTally
	for _, item := range x.in.Items {
		list = append(list, x.tally(item))
	}
	slices.SortStableFunc(list, func(a, b ItemTally) int { return b.Failed.Value.Cmp(a.Failed.Value) })
	return list
}

func (x *Inspected) tally(item zhixiao.InspectionItem) ItemTally {
	t := ItemTally{Item: item}
	var checked, failed int64
	for _, r := range x.in.Results {
		if r.Item != item.No || r.Outcome == zhixiao.OutOfScope {
			continue
		}
		checked++
		if r.Outcome == zhixiao.Fails {
			failed++
			if u := x.unitOf[r.Point]; !slices.Contains(t.At, u) {
				t.At = append(t.At, u)
			}
		}
	}
	of := func(what string) string { return "item." + what + "[" + item.No + "]" }
	t.Checked = x.count(of("checked"), zhixiao.CityCode, "个", "适用该项的点位数", checked)
	t.Failed = x.count(of("failed"), zhixiao.CityCode, "个", Wording("points failed"), failed)
	t.Units = x.count(of("units"), zhixiao.CityCode, "个", Wording("units failed"), int64(len(t.At)))
	t.Conforms = x.share(of("conformity"), zhixiao.CityCode, t.Checked, t.Failed)
	return t
}

func within(unit, of string) bool { return unit == zhixiao.CityCode || unit == of }

func (x *Inspected) key(what, unit string) zhixiao.Key {
	return zhixiao.NewKey(x.in.No+"."+what, unit, x.period)
}

func (x *Inspected) count(what, unit, word, rule string, n int64) zhixiao.Quantity {
	return zhixiao.Quantity{Key: x.key(what, unit), Value: zhixiao.Int(n), Unit: word, Source: x.in.No, Rule: rule}
}
