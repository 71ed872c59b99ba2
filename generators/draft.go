package generators

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"zhixiao/document"
)

// draft is a document being written: its paragraphs still know their sentences,
// so that the least needed can be left out until the text fits its budget.
type draft struct {
	prefix string // of block IDs: district.110105
	blocks []document.Block
	paras  map[document.ID]*para
	faults []error
}

type para struct {
	role      document.Role
	sentences []sentence
}

// sentence is one statement. Larger numbers of prio go first; 0 stays, but for what
// is spare: that goes when nothing with a number is left.
type sentence struct {
	in    []document.Inline
	prio  int
	spare bool
}

func newDraft(prefix string) *draft {
	return &draft{prefix: prefix, paras: map[document.ID]*para{}}
}

func (d *draft) id(role string) document.ID { return document.ID(d.prefix + "." + role) }

func (d *draft) fault(err error) {
	if err != nil {
		d.faults = append(d.faults, err)
	}
}

func (d *draft) heading(level int, role string, title []document.Inline) {
	d.blocks = append(d.blocks, document.Heading{ID: d.id(role), Level: level, Text: title})
}

// paragraph adds the sentences as one paragraph; none make none.
func (d *draft) paragraph(role string, sentences ...sentence) {
	if len(sentences) == 0 {
		return
	}
	id := d.id(role)
	if d.paras[id] != nil {
		d.fault(fmt.Errorf("段落%s写了两次", id))
		return
	}
	d.paras[id] = &para{sentences: sentences}
	d.blocks = append(d.blocks, document.Para{ID: id})
}

// body is the blocks with the paragraphs as they stand now; a paragraph without
// sentences is not there.
func (d *draft) body() []document.Block {
	var out []document.Block
	for _, b := range d.blocks {
		p, ok := b.(document.Para)
		if !ok {
			out = append(out, b)
			continue
		}
		var in []document.Inline
		for _, s := range d.paras[p.ID].sentences {
			in = append(in, s.in...)
		}
		if len(in) > 0 {
			out = append(out, document.Para{ID: p.ID, Role: d.paras[p.ID].role, Inlines: in})
		}
	}
	return out
}

// fit leaves out sentences, highest priority number first and last ones first,
// until the text has at most limit characters.
func (d *draft) fit(doc *document.Document, limit int) {
	for {
		doc.Body = d.body()
		words := document.CountBody(doc).Words
		if words <= limit {
			return
		}
		numbers := document.Number(doc)
		for words > limit {
			s, ok := d.drop()
			if !ok {
				doc.Body = d.body()
				return
			}
			// A sentence ends in a full stop, so its length is its own.
			words -= document.CountWords(document.PlainText(s.in, numbers))
		}
	}
}

// drop takes out the least needed sentence; ok is false when none may go.
func (d *draft) drop() (dropped sentence, ok bool) {
	at, index := d.leastNeeded()
	if at == nil {
		at, index = d.spare()
	}
	if at == nil {
		return sentence{}, false
	}
	dropped = at.sentences[index]
	at.sentences = slices.Delete(slices.Clone(at.sentences), index, index+1)
	return dropped, true
}

// leastNeeded is the last sentence of the largest number; at is nil when none has one.
func (d *draft) leastNeeded() (at *para, index int) {
	worst := 0
	for p := range d.inOrder() {
		for i, s := range p.sentences {
			if s.prio >= worst && s.prio > 0 {
				at, index, worst = p, i, s.prio
			}
		}
	}
	return at, index
}

// spare is the last spare sentence of the paragraph with most sentences; a paragraph
// keeps one.
func (d *draft) spare() (at *para, index int) {
	for p := range d.inOrder() {
		if len(p.sentences) < 2 || at != nil && len(p.sentences) <= len(at.sentences) {
			continue
		}
		for i, s := range p.sentences {
			if s.spare {
				at, index = p, i
			}
		}
	}
	return at, index
}

// inOrder is every paragraph as it stands in the document.
func (d *draft) inOrder() iter.Seq[*para] {
	return func(yield func(*para) bool) {
		for _, b := range d.blocks {
			if p := d.paras[b.BlockID()]; p != nil && !yield(p) {
				return
			}
		}
	}
}

func (d *draft) err() error { return errors.Join(d.faults...) }
