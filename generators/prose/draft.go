package prose

import (
	"errors"
	"fmt"
	"iter"
	"slices"

	"zhixiao/document"
)

// Draft is a document being written: its paragraphs still know their sentences,
// so that the least needed can be left out until the text fits its budget.
type Draft struct {
	prefix string // of block IDs: district.110105
	Blocks []document.Block
	paras  map[document.ID]*para
	faults []error
}

type para struct {
	role      document.Role
	sentences []Sentence
}

// Sentence is one statement. Larger numbers of prio go first; 0 stays, but for what
// is spare: that goes when nothing with a number is left.
type Sentence struct {
	Inlines []document.Inline
	Prio    int
	spare   bool
}

// NewDraft is an empty document whose block IDs begin with prefix.
func NewDraft(prefix string) *Draft {
	return &Draft{prefix: prefix, paras: map[document.ID]*para{}}
}

// ID is the block ID of a role: district.110105.table.core.
func (d *Draft) ID(role string) document.ID { return document.ID(d.prefix + "." + role) }

// Fault keeps an error for Err; nil is none.
func (d *Draft) Fault(err error) {
	if err != nil {
		d.faults = append(d.faults, err)
	}
}

// Heading appends a heading; level 1 is a chapter.
func (d *Draft) Heading(level int, role string, title []document.Inline) {
	d.Blocks = append(d.Blocks, document.Heading{ID: d.ID(role), Level: level, Text: title})
}

// Paragraph adds the sentences as one paragraph; none make none.
func (d *Draft) Paragraph(role string, sentences ...Sentence) {
	if len(sentences) == 0 {
		return
	}
	id := d.ID(role)
	if d.paras[id] != nil {
		d.Fault(fmt.Errorf("段落%s写了两次", id))
		return
	}
	d.paras[id] = &para{sentences: sentences}
	d.Blocks = append(d.Blocks, document.Para{ID: id})
}

// Body is the blocks with the paragraphs as they stand now; a paragraph without
// sentences is not there.
func (d *Draft) Body() []document.Block {
	var out []document.Block
	for _, b := range d.Blocks {
		p, ok := b.(document.Para)
		if !ok {
			out = append(out, b)
			continue
		}
		var in []document.Inline
		for _, s := range d.paras[p.ID].sentences {
			in = append(in, s.Inlines...)
		}
		if len(in) > 0 {
			out = append(out, document.Para{ID: p.ID, Role: d.paras[p.ID].role, Inlines: in})
		}
	}
	return out
}

// Fit leaves out sentences, highest priority number first and last ones first,
// until the text has at most limit characters.
func (d *Draft) Fit(doc *document.Document, limit int) {
	for {
		doc.Body = d.Body()
		words := document.CountBody(doc).Words
		if words <= limit {
			return
		}
		numbers := document.Number(doc)
		for words > limit {
			s, ok := d.drop()
			if !ok {
				doc.Body = d.Body()
				return
			}
			// A sentence ends in a full stop, so its length is its own.
			words -= document.CountWords(document.PlainText(s.Inlines, numbers))
		}
	}
}

// drop takes out the least needed sentence; ok is false when none may go.
func (d *Draft) drop() (dropped Sentence, ok bool) {
	at, index := d.leastNeeded()
	if at == nil {
		at, index = d.spare()
	}
	if at == nil {
		return Sentence{}, false
	}
	dropped = at.sentences[index]
	at.sentences = slices.Delete(slices.Clone(at.sentences), index, index+1)
	return dropped, true
}

// leastNeeded is the last sentence of the largest number; at is nil when none has one.
func (d *Draft) leastNeeded() (at *para, index int) {
	worst := 0
	for p := range d.inOrder() {
		for i, s := range p.sentences {
			if s.Prio >= worst && s.Prio > 0 {
				at, index, worst = p, i, s.Prio
			}
		}
	}
	return at, index
}

// spare is the last spare sentence of the paragraph with most sentences; a paragraph
// keeps one.
func (d *Draft) spare() (at *para, index int) {
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
func (d *Draft) inOrder() iter.Seq[*para] {
	return func(yield func(*para) bool) {
		for _, b := range d.Blocks {
			if p := d.paras[b.BlockID()]; p != nil && !yield(p) {
				return
			}
		}
	}
}

// Err is every fault met while writing, joined; nil when there was none.
func (d *Draft) Err() error { return errors.Join(d.faults...) }
