package outline

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// Paper is a paper that is written by an outline.
type Paper[T any] struct {
	Outline string // name of the file: week-report
	Kind    string
	Parts   *Parts[T]
	Besides []prose.Slot // of the look that the paper's own slots stand over
}

// Declared is a paper of whatever subject, for the check of outlines and the dictionary.
type Declared interface {
	Named() string // of its outline
	Slots() []prose.Slot
	Vocabulary(base prose.Dictionary) *templates.Vocabulary
}

// Named is the name of its outline.
func (p *Paper[T]) Named() string { return p.Outline }

// Slots is the slots that the paper and its loops declare, for the dictionary.
func (p *Paper[T]) Slots() []prose.Slot { return p.Parts.slots() }

// Vocabulary is what an outline of the paper may name; base is the slots that are
// answered besides its own.
func (p *Paper[T]) Vocabulary(base prose.Dictionary) *templates.Vocabulary {
	base = append(base[:len(base):len(base)], p.Besides...)
	return p.Parts.vocabulary(&templates.Vocabulary{
		Kind: p.Kind, Near: base.Names(p.Parts.Asker),
		Slots: func(name string) bool { return base.Askers(name)&p.Parts.Asker != 0 },
	})
}

// Writing is a paper being written.
type Writing[T any] struct {
	Outlines templates.Outlines
	Of       T
	Look     templates.Lookup // the slots of Of
	Draft    *prose.Draft     // takes what is written, and the faults
	// Say is the sentences of some numbers, as far as they can be said.
	Say func(look templates.Lookup, ids ...string) []prose.Sentence
}

// Write writes the paper by its outline. What is wrong with a part is a fault of the
// draft and keeps no other from being written; an outline that cannot be read is an
// error.
func (p *Paper[T]) Write(in Writing[T]) (Page, error) {
	o, err := in.Outlines.Of(p.Outline)
	if err != nil {
		return Page{}, err
	}
	w := &writer{outline: o, draft: in.Draft, say: in.Say, places: map[string]place{}, refs: map[string]*reference{}, tables: map[string]content{}}
	for _, x := range p.Parts.declared() {
		if x.Ref != "" {
			w.refs[x.Ref] = &reference{part: x}
		}
	}
	w.paper = scope{look: w.over(in.Look), subject: bound[T]{p.Parts, in.Of}}
	w.find(o.Sections, nil)
	w.sections(o.Sections, w.paper)
	return Page{Title: w.words(&o.Title, w.paper), outline: o, draft: in.Draft}, nil
}

// Page is what the outline says of the whole paper, with what was written.
type Page struct {
	Title   string
	outline *templates.Outline
	draft   *prose.Draft
}

// Into gives a document its body, and what the outline says of contents, cover and
// length.
func (p Page) Into(d *document.Document) {
	d.TOC, d.Sheet, d.Budget = p.outline.TOC, p.outline.Sheet, p.outline.Budget
	if p.outline.Fit > 0 {
		p.draft.Fit(d, p.outline.Fit)
		return
	}
	d.Body = p.draft.Body()
}

type writer struct {
	outline *templates.Outline
	draft   *prose.Draft
	say     func(templates.Lookup, ...string) []prose.Sentence
	paper   scope
	places  map[string]place      // where the tables and figures of the paper stand
	refs    map[string]*reference // by slot
	tables  map[string]content    // of the paper, made so far
}

// place is where a table or figure stands: under conditions of its own and of the
// sections about it.
type place struct {
	when   []*templates.Condition
	figure bool
}

// reference is whether what a slot refers to will be there, found out when it is first
// asked for.
type reference struct {
	part         Part
	known, there bool
	asking       bool
}

// find notes where the paper's tables and figures stand; those of loops cannot be
// referred to.
func (w *writer) find(list []templates.Section, under []*templates.Condition) {
	for i := range list {
		s := &list[i]
		if s.Each != "" {
			continue
		}
		above := append(under[:len(under):len(under)], &s.When)
		for j := range s.Body {
			if p := &s.Body[j]; p.Each == "" && p.Table+p.Figure != "" {
				w.places[p.Table+p.Figure] = place{append(above[:len(above):len(above)], &p.When), p.Figure != ""}
			}
		}
		w.find(s.Sections, above)
	}
}

// over is look with the slots that refer to tables and figures.
func (w *writer) over(look templates.Lookup) templates.Lookup {
	return func(name string) (any, bool) {
		r, ok := w.refs[name]
		if !ok {
			return look(name)
		}
		if r.asking {
			w.draft.Fault(fmt.Errorf("槽的取值成环：%s", name))
			return nil, true
		}
		if !r.known {
			r.asking = true
			r.there = w.willBe(r.part.Name)
			r.asking, r.known = false, true
		}
		if !r.there {
			return nil, true
		}
		return document.Inline(document.Ref{Target: w.draft.ID(r.part.Role)}), true
	}
}

// willBe reports whether the outline places a table or figure of the paper that has
// something to show.
func (w *writer) willBe(name string) bool {
	at, ok := w.places[name]
	for _, when := range at.when {
		ok = ok && w.holds(when, w.paper)
	}
	switch {
	case !ok:
		return false
	case at.figure:
		_, graphic, _ := w.paper.figure(name)
		return graphic != nil
	}
	_, _, _, there := w.laid(name, w.paper)
	return there
}

func (w *writer) holds(when *templates.Condition, at scope) bool {
	ok, err := when.Holds(at.look)
	w.draft.Fault(err)
	return ok
}

// each is the items of a loop, or the place itself where no loop is named.
func (w *writer) each(loop string, at scope) []scope {
	if loop == "" {
		return []scope{at}
	}
	return at.items(loop, at.look, w.draft.Fault)
}

// under is a role in a place.
func under(key, role string) string {
	if key != "" && role != "" {
		key += "."
	}
	return key + role
}

func (w *writer) sections(list []templates.Section, in scope) {
	for i := range list {
		s := &list[i]
		for _, at := range w.each(s.Each, in) {
			if !w.holds(&s.When, at) {
				continue
			}
			role := under(at.key, s.Role)
			w.draft.Heading(s.Level, role, w.inlines(&s.Title, at))
			for j := range s.Body {
				w.part(&s.Body[j], at, role)
			}
			w.sections(s.Sections, at)
		}
	}
}

func (w *writer) part(p *templates.Part, in scope, section string) {
	for _, at := range w.each(p.Each, in) {
		if !w.holds(&p.When, at) {
			continue
		}
		switch {
		case p.Table != "":
			if t, ok := w.table(p.Table, at); ok {
				w.draft.Blocks = append(w.draft.Blocks, t)
			}
		case p.Figure != "":
			if f, ok := w.figure(p.Figure, at); ok {
				w.draft.Blocks = append(w.draft.Blocks, f)
			}
		case p.Plan != "":
			for _, x := range at.plan(p.Plan) {
				w.draft.Paragraph(x.Role, x.Said...)
			}
		default:
			w.paragraph(p, at, section)
		}
	}
}

func (w *writer) paragraph(p *templates.Part, at scope, section string) {
	said := w.say(at.look, p.Say...)
	role := section
	if p.Role != "" || p.Each != "" {
		role = under(at.key, p.Role)
	} else if !p.Apart {
		role += ".text"
	}
	if !p.Apart {
		w.draft.Paragraph(role, said...)
		return
	}
	for i, s := range said {
		w.draft.Paragraph(under(role, zhixiao.Int(int64(i+1)).String()), s)
	}
}

// inlines is a text that must be there.
func (w *writer) inlines(p *templates.Pattern, at scope) []document.Inline {
	in, missing, err := p.Fill(at.look)
	w.draft.Fault(err)
	if missing != "" {
		w.draft.Fault(p.Lacks(missing))
	}
	return in
}

// words is a text that must be there, without what stands behind its numbers.
func (w *writer) words(p *templates.Pattern, at scope) string {
	return document.PlainText(w.inlines(p, at), nil)
}

// note is a text that is left out where a slot of it has no value.
func (w *writer) note(p *templates.Pattern, at scope) []document.Inline {
	in, _, err := p.Fill(at.look)
	w.draft.Fault(err)
	return in
}

// content is what a table holds in the columns that the outline picks.
type content struct {
	filled
	rows  [][]document.Cell // nil for a long one
	there bool
}

// content is made once for a table of the paper, also when a sentence asks for it first.
func (w *writer) content(layout *templates.TableLayout, fill func([]pick) filled, at scope) content {
	if c, made := w.tables[layout.Name]; made && at.key == "" {
		return c
	}
	var picked []pick
	for i := range layout.Columns {
		picked = append(picked, pick{layout.Columns[i].Name, w.inlines(&layout.Columns[i].Text, at)})
	}
	c := content{filled: fill(picked), there: layout.None.Set()}
	for row := range c.filled.rows {
		c.there = true
		if c.long {
			break
		}
		c.rows = append(c.rows, row)
	}
	if at.key == "" {
		w.tables[layout.Name] = c
	}
	return c
}

// laid is a table with its layout.
func (w *writer) laid(name string, at scope) (Part, *templates.TableLayout, content, bool) {
	part, fill, ok := at.table(name)
	layout, laid := w.outline.Table(name)
	if !ok || !laid {
		w.draft.Fault(fmt.Errorf("提纲%s没有写明表%q", w.outline.Name, name))
		return part, nil, content{}, false
	}
	c := w.content(layout, fill, at)
	return part, layout, c, c.there
}

// table is a table as the outline has it; there is none without rows, unless the outline
// says what stands there then.
func (w *writer) table(name string, at scope) (document.Table, bool) {
	part, layout, c, ok := w.laid(name, at)
	if !ok {
		return document.Table{}, false
	}
	t := document.Table{
		ID: w.draft.ID(under(at.key, part.Role)), Caption: w.words(&layout.Caption, at), Unit: w.words(&layout.Unit, at), Note: w.note(&layout.Note, at),
		Landscape: layout.Landscape, A3: layout.A3, Small: layout.Small,
	}
	var heads []string
	none := -1
	for i := range layout.Columns {
		col := &layout.Columns[i]
		names := c.heads[i]
		if names == nil {
			names = []string{cmp.Or(w.words(&col.Head, at), col.Name)}
		}
		if col.Name == layout.NoneIn {
			none = len(heads)
		}
		align := document.Center
		if col.Left {
			align = document.Start
		}
		for _, name := range names {
			heads, t.Columns = append(heads, name), append(t.Columns, document.Column{Width: col.Width, Align: align})
		}
	}
	t.Header = prose.Header(heads...)
	rows := c.filled.rows
	if layout.None.Set() {
		rows = orNone(rows, len(heads), none, w.words(&layout.None, at))
	}
	switch {
	case c.long:
		t.Long = rows
	case len(c.rows) > 0:
		t.Rows = c.rows
	default:
		t.Rows = slices.Collect(rows)
	}
	if c.total {
		t.Sums = sumsOf(t.Rows, c.sums)
	}
	return t, true
}

// orNone is rows, or the one row of an empty list: text at its place, dashes elsewhere.
func orNone(rows iter.Seq[[]document.Cell], columns, at int, text string) iter.Seq[[]document.Cell] {
	return func(yield func([]document.Cell) bool) {
		some := false
		for row := range rows {
			some = true
			if !yield(row) {
				return
			}
		}
		if some {
			return
		}
		none := make([]document.Cell, columns)
		for i := range none {
			none[i] = prose.Words("—")
		}
		none[max(at, 0)] = prose.Words(text)
		yield(none)
	}
}

// figure is a figure as the outline has it; ok is false where there is nothing to show.
func (w *writer) figure(name string, at scope) (f document.Figure, ok bool) {
	part, graphic, known := at.figure(name)
	layout, laid := w.outline.Figure(name)
	if !known || !laid {
		w.draft.Fault(fmt.Errorf("提纲%s没有写明图%q", w.outline.Name, name))
		return f, false
	}
	if graphic == nil {
		return f, false
	}
	f = document.Figure{
		ID: w.draft.ID(under(at.key, part.Role)), Caption: w.words(&layout.Caption, at), Graphic: graphic,
		Source: w.words(&layout.Source, at), Alt: w.words(&layout.Alt, at), WidthMM: layout.WidthMM,
	}
	if chart, is := graphic.(document.Chart); is {
		chart.Title, chart.Source = cmp.Or(w.words(&layout.Title, at), f.Caption), strings.TrimSuffix(f.Source, "。")
		chart.HeightMM = cmp.Or(layout.HeightMM, chart.HeightMM)
		f.Graphic = chart
	}
	return f, true
}
