package prose

import (
	"strings"
	"sync"

	"zhixiao/templates"
)

// ending is what the name of a step of the rules takes behind it, and what is said of
// the step then: of 大厅, 大厅占比 is the share of the hall named first.
type ending[S any] struct {
	Name  string
	Type  Type
	Means string // in Chinese, what follows the step's name
	Of    func(*S) any
}

var drillEndings = sync.OnceValue(func() []ending[step] {
	at := func(i int, of func(key) any) func(*step) any {
		return func(s *step) any {
			if i >= len(s.keys) {
				return nil
			}
			return of(s.keys[i])
		}
	}
	name, shown := func(k key) any { return k.name }, func(k key) any { return k.shown }
	part, cum := func(k key) any { return k.Part }, func(k key) any { return k.Cum }
	return []ending[step]{
		{Name: "", Type: WordsType, Means: "居首的一项", Of: at(0, name)},
		{Name: "数", Type: NumberType, Means: "居首一项的数", Of: at(0, shown)},
		{Name: "占比", Type: NumberType, Means: "居首一项的占比", Of: at(0, part)},
		{Name: "总数", Type: NumberType, Means: "的总数", Of: at(0, func(k key) any { return k.Of })},
		{Name: "二", Type: WordsType, Means: "居次的一项", Of: at(1, name)},
		{Name: "二数", Type: NumberType, Means: "居次一项的数", Of: at(1, shown)},
		{Name: "二占比", Type: NumberType, Means: "居次一项的占比", Of: at(1, part)},
		{Name: "合计占比", Type: NumberType, Means: "前两项的合计占比", Of: at(1, cum)},
		{Name: "三", Type: WordsType, Means: "居第三的一项", Of: at(2, name)},
		{Name: "三数", Type: NumberType, Means: "居第三一项的数", Of: at(2, shown)},
		{Name: "三占比", Type: NumberType, Means: "居第三一项的占比", Of: at(2, part)},
		{Name: "率", Type: NumberType, Means: "居首一项自己的比率", Of: ifThere(func(s *step) *excess { return s.excess }, func(x *excess) any { return NumberOrNil(x.rate) })},
		{Name: "余率", Type: NumberType, Means: "其余各项的比率", Of: ifThere(func(s *step) *excess { return s.excess }, func(x *excess) any { return NumberOrNil(x.rest) })},
		{Name: "偏", Type: FlagType, Means: "居首一项的占比高于常态为1", Of: ifThere(func(s *step) *usual { return s.usual }, func(x *usual) any { return Flag(x.beyond) })},
		{Name: "常占", Type: NumberType, Means: "居首一项在常态下的占比", Of: ifThere(func(s *step) *usual { return s.usual }, func(x *usual) any { return x.share })},
	}
})

var rateEndings = sync.OnceValue(func() []ending[rated] {
	others := func(q *rated) *compared { return q.others }
	return []ending[rated]{
		{Name: "", Type: NumberType, Means: "的值", Of: func(q *rated) any { return q.own }},
		{Name: "余", Type: NumberType, Means: "在其他单位的值", Of: ifThere(others, func(x *compared) any { return x.rest })},
		{Name: "余别", Type: FlagType, Means: "与其他单位差异显著为1", Of: ifThere(others, func(x *compared) any { return Flag(x.differs) })},
		{Name: "上期", Type: NumberType, Means: "的上期值", Of: func(q *rated) any { return q.before }},
	}
})

var contrastEndings = sync.OnceValue(func() []ending[contrast] {
	return []ending[contrast]{
		{Name: "中", Type: NumberType, Means: "在有此情形者中的比率", Of: func(c *contrast) any { return NumberOrNil(c.Among) }},
		{Name: "外", Type: NumberType, Means: "在无此情形者中的比率", Of: func(c *contrast) any { return NumberOrNil(c.Others) }},
		{Name: "件", Type: NumberType, Means: "有此情形的件数", Of: func(c *contrast) any { return c.Count }},
		{Name: "别", Type: FlagType, Means: "两者差异显著时的方向", Of: func(c *contrast) any { return c.Sign }},
	}
})

// ifThere is what is said of a part of a step that need not be there.
func ifThere[S, P any](part func(*S) *P, of func(*P) any) func(*S) any {
	return func(s *S) any {
		if p := part(s); p != nil {
			return of(p)
		}
		return nil
	}
}

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
		if as, ok := strings.CutSuffix(name, endings[i].Name); ok {
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
	return e.Of(steps[as]), true
}

// stepSlots declares one step with each of its endings that is wanted.
func stepSlots[S any](a Asker, as string, endings []ending[S], wanted func(ending string) bool) []Slot {
	var all []Slot
	for _, e := range endings {
		if wanted(e.Name) {
			all = append(all, Slot{Name: as + e.Name, Type: e.Type, For: a, Means: "“" + as + "”" + e.Means})
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
