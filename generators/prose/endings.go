package prose

import (
	"strings"
	"sync"

	"zhixiao"
	"zhixiao/templates"
)

// ending is what the name of a step of the rules takes behind it, and what is said of
// the step then: of 大厅, 大厅占比 is the share of the hall named first.
type ending[S any] struct {
	name  string
	typ   Type
	means string // in Chinese, what follows the step's name
	of    func(*S) any
}

var drillEndings = sync.OnceValue(func() []ending[step] {
	return []ending[step]{
		{"", WordsType, "居首的一项", func(s *step) any { return s.at(0, func(k key) any { return k.name }) }},
		{"数", NumberType, "居首一项的数", func(s *step) any { return s.at(0, func(k key) any { return k.shown }) }},
		{"占比", NumberType, "居首一项的占比", func(s *step) any { return s.at(0, func(k key) any { return k.Part }) }},
		{"总数", NumberType, "的总数", func(s *step) any { return s.at(0, func(k key) any { return k.Of }) }},
		{"二", WordsType, "居次的一项", func(s *step) any { return s.at(1, func(k key) any { return k.name }) }},
		{"二数", NumberType, "居次一项的数", func(s *step) any { return s.at(1, func(k key) any { return k.shown }) }},
		{"二占比", NumberType, "居次一项的占比", func(s *step) any { return s.at(1, func(k key) any { return k.Part }) }},
		{"合计占比", NumberType, "前两项的合计占比", func(s *step) any { return s.at(1, func(k key) any { return k.Cum }) }},
		{"三", WordsType, "居第三的一项", func(s *step) any { return s.at(2, func(k key) any { return k.name }) }},
		{"三数", NumberType, "居第三一项的数", func(s *step) any { return s.at(2, func(k key) any { return k.shown }) }},
		{"三占比", NumberType, "居第三一项的占比", func(s *step) any { return s.at(2, func(k key) any { return k.Part }) }},
		{"率", NumberType, "居首一项自己的比率", func(s *step) any {
			if s.excess == nil {
				return nil
			}
			return NumberOrNil(s.excess.rate)
		}},
		{"余率", NumberType, "其余各项的比率", func(s *step) any {
			if s.excess == nil {
				return nil
			}
			return NumberOrNil(s.excess.rest)
		}},
		{"偏", FlagType, "居首一项的占比高于常态为1", func(s *step) any {
			if s.usual == nil {
				return nil
			}
			return Flag(s.usual.beyond)
		}},
		{"常占", NumberType, "居首一项在常态下的占比", func(s *step) any {
			if s.usual == nil {
				return nil
			}
			return s.usual.share
		}},
	}
})

var rateEndings = sync.OnceValue(func() []ending[rated] {
	compared := func(of func(*rated) any) func(*rated) any {
		return func(q *rated) any {
			if !q.compared {
				return nil
			}
			return of(q)
		}
	}
	return []ending[rated]{
		{"", NumberType, "的值", func(q *rated) any { return q.own }},
		{"余", NumberType, "在其他单位的值", compared(func(q *rated) any { return q.rest })},
		{"余别", FlagType, "与其他单位差异显著为1", compared(func(q *rated) any { return Flag(q.differs) })},
		{"上期", NumberType, "的上期值", func(q *rated) any { return q.before }},
	}
})

var contrastEndings = sync.OnceValue(func() []ending[contrast] {
	return []ending[contrast]{
		{"中", NumberType, "在有此情形者中的比率", func(c *contrast) any { return NumberOrNil(c.Among) }},
		{"外", NumberType, "在无此情形者中的比率", func(c *contrast) any { return NumberOrNil(c.Others) }},
		{"件", NumberType, "有此情形的件数", func(c *contrast) any { return c.Count }},
		{"别", FlagType, "两者差异显著时的方向", func(c *contrast) any { return c.Sign }},
	}
})

// Flag is a condition as sentences compare it: 1 or 0.
func Flag(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

// split is the step that a name speaks of and what it says of it; e is nil when the
// name is of none of the steps.
func split[S any](name string, steps map[string]*S, endings []ending[S]) (as string, e *ending[S]) {
	for i := range endings {
		if as, ok := strings.CutSuffix(name, endings[i].name); ok {
			if _, asked := steps[as]; asked {
				return as, &endings[i]
			}
		}
	}
	return "", nil
}

// said is what a name says of one of the steps, nothing where the step found nothing;
// declared is false when the name is of none of them.
func said[S any](name string, steps map[string]*S, endings []ending[S]) (value any, declared bool) {
	as, e := split(name, steps, endings)
	if e == nil {
		return nil, false
	}
	if steps[as] == nil {
		return nil, true
	}
	return e.of(steps[as]), true
}

// stepSlots declares one step with each of its endings that is wanted.
func stepSlots[S any](a Asker, as string, endings []ending[S], wanted func(ending string) bool) []Slot {
	var all []Slot
	for _, e := range endings {
		if wanted(e.name) {
			all = append(all, Slot{Name: as + e.name, Type: e.typ, For: a, Means: "“" + as + "”" + e.means})
		}
	}
	return all
}

// gives reports whether a drill gives an ending: rates only where it tells the bad
// cases of all, what is usual only where it compares with the like.
func gives(d templates.Drill) func(ending string) bool {
	return func(ending string) bool {
		switch ending {
		case "率", "余率":
			return d.Of != ""
		case "偏", "常占":
			return d.Like
		}
		return true
	}
}

func all(string) bool { return true }

// DrillSlots are the slots that drills and rates give.
func DrillSlots(a Asker, drills []templates.Drill, rates []templates.Rate) []Slot {
	var slots []Slot
	for _, d := range drills {
		slots = append(slots, stepSlots(a, d.As, drillEndings(), gives(d))...)
	}
	for _, r := range rates {
		slots = append(slots, stepSlots(a, r.As, rateEndings(), all)...)
	}
	return slots
}

// DrillEntries are the same slots for a registry, answered from what was found.
func DrillEntries[T any](drills []templates.Drill, rates []templates.Rate, found func(T) Drilled) []Entry[T] {
	var entries []Entry[T]
	for _, s := range DrillSlots(0, drills, rates) {
		entries = append(entries, Entry[T]{Name: s.Name, Type: s.Type, Means: s.Means, Of: func(t T) any {
			v, _ := found(t).Look(s.Name)
			return v
		}})
	}
	return entries
}

// rated is a rate within the first keys of drills: a unit's own, that of the others,
// and that of the period before.
type rated struct {
	own, rest, before zhixiao.Quantity
	compared, differs bool // with the others; a city has none
}

// Fill puts what was found into a map of slots, for rooms that still keep one.
func (d Drilled) Fill(slots map[string]any) {
	slots["首"] = Flag(!d.beaten)
	fill(slots, d.steps, drillEndings())
	fill(slots, d.rates, rateEndings())
}

func fill[S any](slots map[string]any, steps map[string]*S, endings []ending[S]) {
	for as, s := range steps {
		for _, e := range endings {
			if s == nil {
				continue
			}
			if v := e.of(s); v != nil {
				slots[as+e.name] = v
			}
		}
	}
}
