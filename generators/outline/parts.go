package outline

import (
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// Parts is what an outline may name where it speaks of a T: of a paper, or of one item of
// a loop.
type Parts[T any] struct {
	Asker   prose.Asker // on whose behalf the slots are asked for
	Slots   *prose.Registry[T]
	Tables  []Table[T]
	Figures []Figure[T]
	Loops   []Loop[T]
	Plans   []Plan[T]
}

// Figure is a figure that an outline may place.
type Figure[T any] struct {
	Part
	// Of is the chart or picture, nil for none. A chart's title, source and height are
	// the outline's.
	Of func(T) document.Graphic
}

// Plan is paragraphs that a planner writes, where an outline says plan.
type Plan[T any] struct {
	Name  string
	Means string // in Chinese, for editors
	Of    func(T) []Paragraph
}

// Paragraph is one paragraph of a planner.
type Paragraph struct {
	Role string // of its ID
	Said []prose.Sentence
}

// Loop is what an outline may repeat something for.
type Loop[T any] struct {
	Name  string
	items func(t T, under templates.Lookup, fault func(error)) []scope
	words func(under *templates.Vocabulary) *templates.Vocabulary
	slots func() []prose.Slot
}

// Each is a loop over the items of a T: key begins the IDs of what is written of an item
// and is its own. Slots of an item are answered before those of what it belongs to.
func Each[T, S any](name string, items func(T) []S, key func(S) string, parts *Parts[S]) Loop[T] {
	return Loop[T]{
		Name: name,
		items: func(t T, under templates.Lookup, fault func(error)) (all []scope) {
			for _, item := range items(t) {
				all = append(all, scope{key(item), prose.NewAnswers(parts.Slots, item, parts.Asker, under, fault).Look, bound[S]{parts, item}})
			}
			return all
		},
		words: func(under *templates.Vocabulary) *templates.Vocabulary { return parts.vocabulary(under) },
		slots: parts.slots,
	}
}

// scope is where an outline speaks: of the paper, or of one item of a loop.
type scope struct {
	key  string // begins the roles, empty for the paper
	look templates.Lookup
	subject
}

// subject is what an outline speaks of, whatever its type.
type subject interface {
	table(name string) (Part, func([]pick) filled, bool)
	figure(name string) (Part, document.Graphic, bool)
	items(name string, under templates.Lookup, fault func(error)) []scope
	plan(name string) []Paragraph
}

type bound[T any] struct {
	parts *Parts[T]
	of    T
}

func (b bound[T]) table(name string) (Part, func([]pick) filled, bool) {
	for _, t := range b.parts.Tables {
		if t.Name == name {
			return t.Part, func(picked []pick) filled { return t.fill(b.of, picked) }, true
		}
	}
	return Part{}, nil, false
}

func (b bound[T]) figure(name string) (Part, document.Graphic, bool) {
	for _, f := range b.parts.Figures {
		if f.Name == name {
			return f.Part, f.Of(b.of), true
		}
	}
	return Part{}, nil, false
}

func (b bound[T]) items(name string, under templates.Lookup, fault func(error)) []scope {
	for _, l := range b.parts.Loops {
		if l.Name == name {
			return l.items(b.of, under, fault)
		}
	}
	return nil
}

func (b bound[T]) plan(name string) []Paragraph {
	for _, p := range b.parts.Plans {
		if p.Name == name {
			return p.Of(b.of)
		}
	}
	return nil
}

// slots is the slots that are declared here and in the loops, for the dictionary.
func (p *Parts[T]) slots() []prose.Slot {
	all := p.Slots.Slots()
	for _, x := range p.declared() {
		if x.Ref != "" {
			all = append(all, prose.Slot{Name: x.Ref, Type: prose.ReferenceType, For: p.Asker, Means: x.Means})
		}
	}
	for _, l := range p.Loops {
		all = append(all, l.slots()...)
	}
	return all
}

// declared is the tables and the figures.
func (p *Parts[T]) declared() (all []Part) {
	for _, t := range p.Tables {
		all = append(all, t.Part)
	}
	for _, f := range p.Figures {
		all = append(all, f.Part)
	}
	return all
}

// vocabulary is what an outline may name here; under is what it may name besides.
func (p *Parts[T]) vocabulary(under *templates.Vocabulary) *templates.Vocabulary {
	own := prose.Dictionary(p.Slots.Slots())
	v := &templates.Vocabulary{Kind: under.Kind, Loops: map[string]*templates.Vocabulary{}, Near: append(own.Names(p.Asker), under.Near...)}
	refs := map[string]bool{}
	for _, t := range p.Tables {
		v.Tables = append(v.Tables, templates.Word{Name: t.Name, Must: t.Must, Ref: t.Ref, Columns: t.columns})
	}
	for _, f := range p.Figures {
		v.Figures = append(v.Figures, templates.Word{Name: f.Name, Must: f.Must, Ref: f.Ref})
	}
	for _, x := range p.declared() {
		refs[x.Ref] = x.Ref != ""
	}
	v.Slots = func(name string) bool { return refs[name] || own.Askers(name) != 0 || under.Slots(name) }
	for _, x := range p.Plans {
		v.Plans = append(v.Plans, x.Name)
	}
	for _, l := range p.Loops {
		v.Loops[l.Name] = l.words(v)
	}
	return v
}
