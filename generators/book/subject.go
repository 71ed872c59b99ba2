package book

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// book is an interim or final report being written. What its chapters say and show is
// asked of it by name: the sentences ask for slots, the chapters for displays.
type book struct {
	report    *prose.Report
	facts     *analysis.Facts
	templates *templates.Set
	unit      zhixiao.Unit
	draft     *prose.Draft
	turn      templates.Turn
	quarters  []zhixiao.Period // the series that chapters 2 and 3 speak of
	kept      kept
	answers   *prose.Answers[*book]
	displays  *prose.Answers[*book]
}

// kept is what several slots, tables or figures share.
type kept struct {
	found     prose.Lazy[prose.Drilled]
	problems  prose.Lazy[[]*prose.Problem]
	chosen    prose.Lazy[[]*zhixiao.Complaint]
	base      prose.Lazy[[]analysis.Move]
	year, run prose.Lazy[[]analysis.Move]
	lost      prose.Lazy[lost]
	apart     [zhixiao.Domain + 1]prose.Lazy[apart]
	steady    [zhixiao.Domain + 1]prose.Lazy[analysis.Sensitivity]
	groups    [zhixiao.Domain + 1]prose.Lazy[[]string]
	sides     prose.Lazy[sides]
	months    prose.Lazy[months]
	governed  prose.Lazy[governed]
	causes    prose.Lazy[causeHits]
	seasons   prose.Lazy[seasons]
	advised   prose.Lazy[advised]
	redundant prose.Lazy[[]analysis.Redundancy]
	revision  prose.Lazy[revision]
}

func newBook(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, prefix string) *book {
	r := prose.New(f, t, u, prose.Book, prefix)
	b := &book{report: r, facts: f, templates: t, unit: u, draft: r.Draft, turn: r.Turn, quarters: f.Quarters()}
	if b.final() {
		const year = 4 // the contract year; the quarters before are what it is compared with
		b.quarters = prose.LastN(b.quarters, year)
	}
	b.answers = prose.NewAnswers(bookSlots(), b, prose.Book, r.Look, b.draft.Fault)
	b.displays = prose.NewAnswers(bookDisplays(), b, prose.Book, nil, b.draft.Fault)
	r.Look = b.look
	return b
}

func (b *book) final() bool { return b.facts.Period().Kind == zhixiao.Final }

// look gives the book's own slots before those of every report.
func (b *book) look(name string) (any, bool) {
	v, known := b.answers.Look(name)
	return inWords(v), known
}

// ask is the value of a slot, nil where it has none.
func (b *book) ask(slot string) any {
	v, _ := b.look(slot)
	return v
}

// words is the text of a slot, "" where it has none.
func (b *book) words(slot string) string {
	s, _ := b.ask(slot).(string)
	return s
}

// inWords is a slot's value with its unit as it reads after a number: 0.46个百分点.
func inWords(v any) any {
	q, ok := v.(zhixiao.Quantity)
	if !ok {
		return v
	}
	q.Unit = prose.UnitWord(q.Unit)
	return q
}

func (b *book) heading(level int, role, title string) {
	b.draft.Heading(level, role, prose.Plain(title))
}

// say fills the narrative patterns of the given numbers in turn.
func (b *book) say(look templates.Lookup, ids ...string) []prose.Sentence {
	var out []prose.Sentence
	for _, id := range ids {
		in, from, err := b.templates.Narrative.Say(id, look, b.turn)
		b.draft.Fault(err)
		if from != nil {
			out = append(out, prose.Sentence{Inlines: in, Prio: from.Prio})
		}
	}
	return out
}

func (b *book) para(role string, ids ...string) { b.draft.Paragraph(role, b.say(b.look, ids...)...) }

// lead is a paragraph that begins with a strong title.
func (b *book) lead(look templates.Lookup, role, title, id string) {
	said := b.say(look, id)
	if len(said) == 0 {
		return
	}
	said[0].Inlines = prose.Join([]document.Inline{document.Strong(title)}, said[0].Inlines)
	b.draft.Paragraph(role, said...)
}

// line is one short pattern as inlines; nothing when it cannot be said.
func (b *book) line(look templates.Lookup, id string) []document.Inline {
	for _, s := range b.say(look, id) {
		return s.Inlines
	}
	return nil
}
