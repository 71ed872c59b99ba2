// Package proof reads finished documents as a proofreader would: numbers that
// disagree or have no source, sentences that fit any unit, forbidden words,
// wrong marks, personal data. It changes nothing.
package proof

import (
	"cmp"
	"slices"

	"zhixiao/document"
)

// String is the level's name in the table of findings.
func (l Level) String() string { return [...]string{"告警", "阻断"}[l] }

// Similarity thresholds of docs/domain/reports.md §2: two reports of a kind over
// warnAt are looked at, over blockAt they are stopped.
const (
	warnAt, blockAt = 0.35, 0.5
	ownEntities     = 5 // names that stand in this report alone
	reuseOf17       = 5 // reports of 17 that may share a sentence
)

// Read proofs documents together: each by itself, and all against each other.
// Findings come sorted by job, block and rule.
func Read(docs []*document.Document, words Words) []Finding {
	var all []Finding
	for _, d := range docs {
		all = append(all, readOne(d, words)...)
	}
	all = append(all, disagreeing(docs)...)
	b := newBook(docs, words)
	all = append(all, misplaced(docs, b)...)
	all = append(all, differences(docs, b)...)
	prose := reports(docs)
	all = append(all, alike(prose)...)
	all = append(all, reused(prose, words)...)
	all = append(all, ownNames(prose, words)...)
	place(docs, all)
	slices.SortFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Job, b.Job), cmp.Compare(b.Level, a.Level), cmp.Compare(a.Block, b.Block), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Text, b.Text))
	})
	return all
}

// reports are the documents that are written, not listed: what a list says beside
// its rows is the same in every volume.
func reports(docs []*document.Document) []*document.Document {
	return slices.DeleteFunc(slices.Clone(docs), func(d *document.Document) bool {
		return slices.ContainsFunc(d.Body, func(b document.Block) bool {
			t, ok := b.(document.Table)
			return ok && t.Long != nil
		})
	})
}

// place fills in the heading that each finding stands under.
func place(docs []*document.Document, all []Finding) {
	under := map[string]map[document.ID]string{}
	for _, d := range docs {
		numbers, now := document.Number(d), ""
		under[d.Job] = map[document.ID]string{}
		d.Blocks(func(b document.Block) {
			if h, ok := b.(document.Heading); ok {
				now = numbers.Heading(h.ID) + document.PlainText(h.Text, numbers)
			}
			under[d.Job][b.BlockID()] = now
		})
	}
	for i := range all {
		all[i].Under = under[all[i].Job][all[i].Block]
	}
}

// Blocks counts the findings that stop a report.
func Blocks(findings []Finding) int {
	n := 0
	for _, f := range findings {
		if f.Level == Block {
			n++
		}
	}
	return n
}

func readOne(d *document.Document, words Words) []Finding {
	r := reader{doc: d, numbers: document.Number(d), words: words}
	d.Blocks(r.block)
	r.alone()
	r.unreferred()
	r.quantities()
	r.chain()
	r.reds()
	return append(r.found, foreignRanks(d)...)
}

// readAtMost is how many texts of one block are remembered.
const readAtMost = 1 << 16

func (r *reader) block(b document.Block) {
	id := b.BlockID()
	read := map[string]bool{}
	document.EachInlines(b, func(in []document.Inline) {
		if len(in) == 0 {
			return
		}
		text := document.PlainText(in, r.numbers)
		if !read[text] { // most cells of a list say what others of it say
			if len(read) < readAtMost {
				read[text] = true
			}
			r.wording(id, text)
			r.marks(id, text)
			r.personal(id, text)
		}
		r.unboundRanks(id, in)
		if _, table := b.(document.Table); !table {
			r.unbound(id, in)
		}
	})
	r.amounts(b)
	switch b := b.(type) {
	case document.Heading:
		if b.Level <= 2 {
			r.alone()
		}
	case document.Para:
		r.enumerate(id, document.PlainText(b.Inlines, r.numbers))
		r.remedies(b)
		r.cause(b)
	case document.Figure:
		r.figure(b)
		for _, text := range []string{b.Caption, b.Source, b.Alt} {
			r.wording(id, text)
			r.personal(id, text)
		}
	case document.Table:
		r.wording(id, b.Caption)
		r.table(b)
	}
}
