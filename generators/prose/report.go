package prose

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// Report is one unit's report being written.
type Report struct {
	Facts     *analysis.Facts
	Templates *templates.Set
	Unit      zhixiao.Unit
	Turn      templates.Turn
	Draft     *Draft
	Asker     Asker            // what kind of paper it is
	Look      templates.Lookup // what the sentences ask: a room's own slots over those of every unit
	Used      map[string]bool  // evidence already quoted
	Tables    []string         // whose early ends the notes tell; none: of every source with days

	drilled     Lazy[Drilled]
	levelsFound Lazy[levels]
}

// New starts a report on u for one asker; prefix begins its block IDs. A room that
// answers slots of its own puts them over Look.
func New(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, asker Asker, prefix string) *Report {
	r := &Report{
		Facts: f, Templates: t, Unit: u, Asker: asker,
		Turn:  templates.Turn{Seq: u.Seq, Period: f.Period()},
		Draft: NewDraft(prefix),
		Used:  map[string]bool{},
	}
	r.Look = NewAnswers(reportSlots(), r, asker, nil, r.Draft.Fault).Look
	return r
}

// Drilled is where what every report speaks of gathers, outside its problems.
func (r *Report) Drilled() Drilled {
	return r.drilled.Of(func() Drilled { return r.DrillDown(UnitDrills(), UnitRates()) })
}

// NumberOrNil keeps the quantity, so that conditions can compare it; a value
// whose unit is not printed as it stands is still one number.
func NumberOrNil(q zhixiao.Quantity) any { return plainRatio(q) }

func plainRatio(q zhixiao.Quantity) zhixiao.Quantity {
	if q.Unit == "比值" {
		q.Unit = ""
	}
	return q
}

// CodeName is an indicator, a dimension or the total as text calls it.
func (r *Report) CodeName(code string) string {
	if ind, ok := r.Facts.Indicator(code); ok {
		return ind.Name
	}
	if code == analysis.ScoreTotal {
		return "总分"
	}
	return r.Facts.LevelName(code)
}

// Target is a setting of indicators.yaml as a quantity.
func Target(ind zhixiao.Indicator, value zhixiao.Decimal) zhixiao.Quantity {
	unit := ind.Unit
	if unit == "比值" {
		unit = ""
	}
	return zhixiao.Quantity{
		Key:   zhixiao.Key(ind.Code + "." + thresholdName(ind, value) + "@" + zhixiao.CityCode + "/设定"),
		Value: value, Unit: unit, Source: "indicators.yaml", Rule: "指标体系设定值",
	}
}

// Counted is a number of things listed in the report itself.
func (r *Report) Counted(what string, n int, unit string, from ...zhixiao.Key) zhixiao.Quantity {
	return zhixiao.Quantity{
		Key:   zhixiao.NewKey("count."+what, r.Unit.Code, r.Facts.Period()),
		Value: zhixiao.Int(int64(n)), Unit: unit, Rule: "计数", From: from,
	}
}

// Say fills the narrative patterns of the given numbers in turn.
func (r *Report) Say(ids ...string) []Sentence {
	var out []Sentence
	for _, id := range ids {
		in, from, err := r.Templates.Narrative.Say(id, r.Look, r.Turn)
		r.Draft.Fault(err)
		if from != nil {
			out = append(out, Sentence{in, from.Prio, !from.Must && !refers(in)})
		}
	}
	return out
}

// First is the first sentence of a list that can be said.
func (r *Report) First(list []templates.Sentence, look templates.Lookup) []document.Inline {
	return r.firstIn(r.Turn, list, look)
}

func (r *Report) firstIn(turn templates.Turn, list []templates.Sentence, look templates.Lookup) []document.Inline {
	for i := range list {
		in, ok, err := list[i].Say(look, turn)
		r.Draft.Fault(err)
		if ok {
			return in
		}
	}
	return nil
}

// SayFor fills narrative patterns with the slots of a part of the paper.
func (r *Report) SayFor(look templates.Lookup, ids ...string) []Sentence {
	return r.sayIn(r.Turn, look, ids...)
}

func (r *Report) sayIn(turn templates.Turn, look templates.Lookup, ids ...string) []Sentence {
	var out []Sentence
	for _, id := range ids {
		in, from, err := r.Templates.Narrative.Say(id, look, turn)
		r.Draft.Fault(err)
		if from != nil {
			out = append(out, Sentence{Inlines: in, Prio: from.Prio})
		}
	}
	return out
}

// refers reports whether a sentence points to a table or figure: without it nothing
// might.
func refers(in []document.Inline) bool {
	return slices.ContainsFunc(in, func(i document.Inline) bool { _, ok := i.(document.Ref); return ok })
}

// Para appends a paragraph of the narrative patterns of the given numbers; those that
// cannot be said are left out.
func (r *Report) Para(role string, ids ...string) { r.Draft.Paragraph(role, r.Say(ids...)...) }

// Heading appends a heading; level 1 is a chapter.
func (r *Report) Heading(level int, role, title string) {
	r.Draft.Heading(level, role, Plain(title))
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
