package prose

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/templates"
)

// Asker is a set of those that may ask for a slot: whose sentences may name it.
type Asker uint8

// Who asks. City is the general report, Unit a report on a district or a domain, Month
// every paper that is due monthly, weekly or daily.
const (
	City Asker = 1 << iota
	Unit
	Month
	Book
	Inspection

	AnyUnit = City | Unit | Book // every report on the numbers of a unit
)

// Names is the askers of the set: city, unit, month, book, inspection, in this order.
func (a Asker) Names() []string {
	all := [...]struct {
		asker Asker
		name  string
	}{{City, "city"}, {Unit, "unit"}, {Month, "month"}, {Book, "book"}, {Inspection, "inspection"}}
	var names []string
	for _, x := range all {
		if a&x.asker != 0 {
			names = append(names, x.name)
		}
	}
	return names
}

// MarshalJSON writes the names as a list.
func (a Asker) MarshalJSON() ([]byte, error) { return json.Marshal(a.Names()) }

// Type is what a slot holds.
type Type uint8

// NumberType is a quantity, printed with its unit and compared in conditions; WordsType is
// text, made of quantities where it says any; FlagType is a small number for conditions
// alone; ReferenceType points to a table or figure and is there only where that is.
const (
	NumberType Type = iota + 1
	WordsType
	FlagType
	ReferenceType
)

// String is the type as the dictionary prints it.
func (t Type) String() string { return [...]string{"", "数值", "文字", "条件", "引用"}[t] }

// MarshalText writes the type as the dictionary prints it.
func (t Type) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// Slot is the declaration of one name that sentences may ask for, or of a family of
// names that are made by one rule.
type Slot struct {
	Name  string `json:"name"` // 强维; of a family with the changing part in brackets: 〈指标〉全
	Type  Type   `json:"type"`
	For   Asker  `json:"for"`
	Means string `json:"means"` // in Chinese, for editors
	// Is reports whether a name is of the family; nil for a single name.
	Is func(name string) bool `json:"-"`
}

// Dictionary is the names that all askers together may ask for.
type Dictionary []Slot

// Askers is everyone who may ask for a name: 0 when nobody declares it.
func (d Dictionary) Askers(name string) (all Asker) {
	for _, s := range d {
		if s.Name == name || s.Is != nil && s.Is(name) {
			all |= s.For
		}
	}
	return all
}

// Names is the single names that one of the askers may ask for, for the nearest of
// them to be found.
func (d Dictionary) Names(a Asker) []string {
	var names []string
	for _, s := range d {
		if s.Is == nil && s.For&a != 0 {
			names = append(names, s.Name)
		}
	}
	return names
}

// Of is the slots that one of the askers may ask for, in the dictionary's order.
func (d Dictionary) Of(a Asker) Dictionary {
	return slices.DeleteFunc(slices.Clone(d), func(s Slot) bool { return s.For&a == 0 })
}

// Slots are the names that reports on a unit give, with what the drills, rates and
// contrasts of the rules in t give.
func Slots(t *templates.Set) []Slot {
	slots := slices.Concat(reportSlots().Slots(), problemSlots().Slots())
	for i := range t.Rules.Themes {
		theme := &t.Rules.Themes[i]
		slots = append(slots, DrillSlots(AnyUnit, theme.Drills, theme.Rates)...)
		for _, c := range theme.Contrasts {
			slots = append(slots, stepSlots(AnyUnit, c.As, contrastEndings(), all)...)
		}
	}
	return slots
}

// Check is every fault in the sentences of t: a name that nobody declares, or one
// that nobody who says the sentence may ask for, each with its place and the nearest
// name there is. sayers is who says the sentences of a file.
func (d Dictionary) Check(t *templates.Set, sayers func(file string) Asker) []error {
	askers := map[string]Asker{}
	var faults []error
	for s := range t.Sentences() {
		all := sayers(s.File())
		able := all
		for _, name := range s.Names() {
			if _, ok := askers[name]; !ok {
				askers[name] = d.Askers(name)
			}
			able &= askers[name]
		}
		if able != 0 {
			continue
		}
		told := map[string]bool{}
		for _, name := range s.Names() {
			if askers[name]&all != 0 || told[name] {
				continue
			}
			told[name] = true
			faults = append(faults, d.fault(t.PlaceOf(s, name), name, askers[name], all))
		}
		if len(told) == 0 {
			faults = append(faults, &zhixiao.Problem{
				At: t.PlaceOf(s, s.Names()[0]), Err: fmt.Errorf("句式%s所用的量分属不同成果，没有一种成果都有", s.ID), Way: "用 zhixiao list --slots 查看哪些成果可用哪些量",
			})
		}
	}
	return faults
}

// fault is one name out of place.
func (d Dictionary) fault(at zhixiao.Place, name string, known, asking Asker) error {
	p := &zhixiao.Problem{At: at, Err: fmt.Errorf("没有名为%q的量", name), Way: "用 zhixiao list --slots 查看全部量"}
	if known != 0 {
		p.Err = fmt.Errorf("量%q只有%s可用，这里是%s", name, strings.Join(known.Names(), "、"), strings.Join(asking.Names(), "、"))
	}
	if near, ok := zhixiao.Nearest(name, d.Names(asking)); ok && near != name {
		p.Way = "是否为" + near + "？" + p.Way
	}
	return p
}
