package generators

import (
	"regexp"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// report is one unit's report being written.
type report struct {
	f      *analysis.Facts
	t      *templates.Set
	u      zhixiao.Unit
	turn   templates.Turn
	d      *draft
	slots  map[string]any
	said   map[string]bool // codes already said in full in this paragraph
	used   map[string]bool // evidence already quoted
	past   []followed      // last period's recommendations
	layers []layered       // on which layer each problem's cause lies
}

func newReport(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, prefix string) *report {
	r := &report{
		f: f, t: t, u: u,
		turn:  templates.Turn{Seq: u.Seq, Period: f.Period()},
		d:     newDraft(prefix),
		slots: map[string]any{},
		said:  map[string]bool{},
		used:  map[string]bool{},
	}
	r.fillReach()
	return r
}

var codeSlot = regexp.MustCompile(`^([A-E]\d{3}|总分|[A-E]维)(名|全|简|述|评|差|位|移|变|同|样|灯|市|目标|)$`)

// look gives the slots that every report of a unit has.
func (r *report) look(name string) (any, bool) {
	if v, ok := r.slots[name]; ok {
		return v, true
	}
	if m := codeSlot.FindStringSubmatch(name); m != nil {
		return r.codeSlot(codeOf(m[1]), m[2]), true
	}
	return nil, knownSlot(r.t, name)
}

func codeOf(name string) string {
	if name == "总分" {
		return analysis.ScoreTotal
	}
	return strings.TrimSuffix(name, "维")
}

// codeSlot is what a slot with an indicator or score says.
func (r *report) codeSlot(code, suffix string) any {
	v := r.f.Value(code, r.u.Code)
	switch suffix {
	case "":
		return numberOrNil(v)
	case "名":
		return r.codeName(code)
	case "灯":
		return int(r.f.Light(code, r.u.Code))
	case "市":
		return r.f.Value(code, zhixiao.CityCode)
	case "目标":
		ind, _ := r.f.Indicator(code)
		return target(ind, ind.Target)
	case "差":
		return gapPhrase(r.f, code, r.u.Code)
	case "位":
		return rankPhrase(r.f, code, r.u)
	case "移":
		return movedPhrase(r.f, code, r.u)
	case "样":
		return sample(v)
	case "同":
		return yearPhrase(r.f, code, r.u.Code)
	case "变":
		return changePhrase(r.f, code, r.u.Code)
	case "评":
		return commas(changePhrase(r.f, code, r.u.Code), gapPhrase(r.f, code, r.u.Code), rankPhrase(r.f, code, r.u))
	}
	if !v.Ok() || suffix == "全" && r.said[code] {
		return nil
	}
	if suffix == "简" {
		return commas(join(plain(r.codeName(code)+"为"), number(v)), gapPhrase(r.f, code, r.u.Code))
	}
	head := join(plain(r.codeName(code)+"为"), number(v))
	if suffix == "述" {
		return commas(head, changePhrase(r.f, code, r.u.Code))
	}
	return commas(head, changePhrase(r.f, code, r.u.Code), gapPhrase(r.f, code, r.u.Code), rankPhrase(r.f, code, r.u))
}

// sample is how many cases a value rests on; −1 when it does not say.
func sample(q zhixiao.Quantity) float64 {
	switch {
	case !q.Ok():
		return -1
	case q.N > 0:
		return float64(q.N)
	}
	return q.Den.Float()
}

// numberOrNil keeps the quantity, so that conditions can compare it; a value
// whose unit is not printed as it stands is still one number.
func numberOrNil(q zhixiao.Quantity) any {
	if q.Unit == "比值" {
		q.Unit = ""
	}
	return q
}

func (r *report) codeName(code string) string {
	if ind, ok := r.f.Indicator(code); ok {
		return ind.Name
	}
	if code == analysis.ScoreTotal {
		return "总分"
	}
	return r.f.LevelName(code)
}

// target is a setting of indicators.yaml as a quantity.
func target(ind zhixiao.Indicator, value zhixiao.Decimal) zhixiao.Quantity {
	unit := ind.Unit
	if unit == "比值" {
		unit = ""
	}
	return zhixiao.Quantity{
		Key:   zhixiao.Key(ind.Code + "." + thresholdName(ind, value) + "@" + zhixiao.CityCode + "/设定"),
		Value: value, Unit: unit, Source: "indicators.yaml", Rule: "指标体系设定值",
	}
}

// counted is a number of things listed in the report itself.
func (r *report) counted(what string, n int, unit string, from ...zhixiao.Key) zhixiao.Quantity {
	return zhixiao.Quantity{
		Key:   zhixiao.NewKey("count."+what, r.u.Code, r.f.Period()),
		Value: zhixiao.Int(int64(n)), Unit: unit, Rule: "计数", From: from,
	}
}

// say fills the narrative patterns of the given numbers in turn.
func (r *report) say(ids ...string) []sentence {
	clear(r.said)
	var out []sentence
	for _, id := range ids {
		in, from, err := r.t.Narrative.Say(id, r.look, r.turn)
		r.d.fault(err)
		if from != nil {
			out = append(out, sentence{in, from.Prio, !from.Must && !refers(in)})
		}
	}
	return out
}

// refers reports whether a sentence points to a table or figure: without it nothing
// might.
func refers(in []document.Inline) bool {
	return slices.ContainsFunc(in, func(i document.Inline) bool { _, ok := i.(document.Ref); return ok })
}

func (r *report) para(role string, ids ...string) { r.d.paragraph(role, r.say(ids...)...) }

func (r *report) heading(level int, role, title string) {
	r.d.heading(level, role, plain(title))
}

func (r *report) ref(name, role string) {
	r.slots[name] = document.Inline(document.Ref{Target: r.d.id(role)})
}

// thresholdName says which of an indicator's thresholds a value is, so that two
// thresholds of one indicator never share a key.
func thresholdName(ind zhixiao.Indicator, value zhixiao.Decimal) string {
	switch {
	case value.Cmp(ind.Target) == 0:
		return "target"
	case value.Cmp(ind.Yellow) == 0:
		return "yellow"
	case value.Cmp(ind.Red) == 0:
		return "red"
	}
	return "floor"
}
