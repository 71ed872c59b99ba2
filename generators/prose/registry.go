package prose

import (
	"fmt"
	"strings"

	"zhixiao/templates"
)

// Entry declares a slot of the papers that a T writes, or a family of slots, and says
// how its value is found.
type Entry[T any] struct {
	Name  string // 强维; of a family with the changing part in brackets: 〈指标〉全
	Type  Type
	For   Asker  // whose sentences may name it; 0: every asker of its registry
	Means string // in Chinese, for editors
	// Of computes a single slot; nil when there is nothing to say. It may ask for other
	// slots and must answer the same whenever it is asked.
	Of func(T) any
	// Is reports whether a name is of the family, and Each computes that slot; both are
	// nil for a single name.
	Is   func(name string) bool
	Each func(t T, name string) any
}

// Registry is the slots of the papers that a T writes, each declared once for an asker.
type Registry[T any] struct {
	entries  []Entry[T]
	single   map[string][]int // name → entries, one an asker
	families []int
}

// NewRegistry takes the slots of one kind of writer; an entry that names no asker is for
// all of them. It panics when two entries give one asker the same name, or when one
// computes nothing: a fault of the program that every start would show.
func NewRegistry[T any](all Asker, entries ...Entry[T]) *Registry[T] {
	r := &Registry[T]{single: map[string][]int{}}
	for _, e := range entries {
		if e.For == 0 {
			e.For = all
		}
		i := len(r.entries)
		r.entries = append(r.entries, e)
		if e.Is != nil {
			r.families = append(r.families, i)
			continue
		}
		if e.Of == nil || r.find(e.Name, e.For) >= 0 {
			panic("slot " + e.Name + ": declared twice or without a function")
		}
		r.single[e.Name] = append(r.single[e.Name], i)
	}
	return r
}

// Slots is the declarations in their order, for the dictionary.
func (r *Registry[T]) Slots() []Slot {
	all := make([]Slot, 0, len(r.entries))
	for _, e := range r.entries {
		all = append(all, Slot{Name: e.Name, Type: e.Type, For: e.For, Means: e.Means, Is: e.Is})
	}
	return all
}

// find is the entry of a single name that one of the askers may ask for, −1 for none.
func (r *Registry[T]) find(name string, a Asker) int {
	for _, i := range r.single[name] {
		if r.entries[i].For&a != 0 {
			return i
		}
	}
	return -1
}

// Answers is what one writer answers to the slots of its registry. A value is computed
// when it is first asked for and kept, so that the order of asking changes nothing.
type Answers[T any] struct {
	registry *Registry[T]
	of       T
	asker    Asker
	under    templates.Lookup
	fault    func(error)
	kept     []answer
	asking   []string // the slots being computed, the outermost first
}

type answer struct {
	value any
	state state
}

type state uint8

const (
	unasked state = iota
	computing
	known
)

// NewAnswers answers for one writer on behalf of one asker. What the registry does not
// have is asked of under, nil for nobody; a circle of slots is told to fault, and the
// slot that closes it says nothing.
func NewAnswers[T any](r *Registry[T], of T, asker Asker, under templates.Lookup, fault func(error)) *Answers[T] {
	return &Answers[T]{registry: r, of: of, asker: asker, under: under, fault: fault, kept: make([]answer, len(r.entries))}
}

// Look is the value of a slot: a templates.Lookup.
func (a *Answers[T]) Look(name string) (value any, declared bool) {
	if i := a.registry.find(name, a.asker); i >= 0 {
		return a.single(i), true
	}
	for _, i := range a.registry.families {
		if e := &a.registry.entries[i]; e.For&a.asker != 0 && e.Is(name) {
			return e.Each(a.of, name), true
		}
	}
	if a.under == nil {
		return nil, false
	}
	return a.under(name)
}

func (a *Answers[T]) single(i int) any {
	e, kept := &a.registry.entries[i], &a.kept[i]
	switch kept.state {
	case known:
		return kept.value
	case computing:
		a.fault(fmt.Errorf("槽的取值成环：%s→%s", strings.Join(a.asking, "→"), e.Name))
		return nil
	}
	kept.state = computing
	outer := a.asking
	a.asking = append(a.asking, e.Name)
	value := e.Of(a.of)
	a.asking = outer
	*kept = answer{value, known}
	return value
}
