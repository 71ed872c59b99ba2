package front

import (
	"context"
	"image"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// mostFindings is how many sentences the front page tells.
const mostFindings = 5

// statement is one sentence of a paragraph with the keys of its numbers.
type statement struct {
	text string
	keys []zhixiao.Key
}

// statements parts a paragraph at its full stops.
func statements(inlines []document.Inline, n *document.Numbers) []statement {
	var all []statement
	var now statement
	for _, in := range inlines {
		if q, ok := in.(document.Num); ok && q.Q.Key != "" {
			now.keys = append(now.keys, q.Q.Key)
		}
		parts := strings.SplitAfter(document.InlineText(in, n), "。")
		for _, part := range parts {
			now.text += part
			if strings.HasSuffix(part, "。") {
				all = append(all, now)
				now = statement{}
			}
		}
	}
	if strings.TrimSpace(now.text) != "" {
		all = append(all, now)
	}
	return all
}

// abstract is the paragraphs below the report's 摘要, or its first paragraph where
// there is none.
func abstract(d *document.Document) []string {
	n := document.Number(d)
	var all []string
	inside := false
	for _, b := range d.Body {
		switch b := b.(type) {
		case document.Heading:
			if inside {
				return all
			}
			inside = b.Plain && document.PlainText(b.Text, n) == "摘要"
		case document.Para:
			if inside {
				all = append(all, document.PlainText(b.Inlines, n))
			}
		}
	}
	if len(all) > 0 {
		return all
	}
	for _, b := range d.Body {
		if p, ok := b.(document.Para); ok && p.Role == document.Body {
			return []string{document.PlainText(p.Inlines, n)}
		}
	}
	return nil
}

// findings are the sentences that a general report is about, as it prints them:
// the whole, how the districts lie apart, and its first problems, each heading
// with the first sentence below it.
func findings(d *document.Document, layout Layout) []Finding {
	n, starts := document.Number(d), layout.Pagination()
	var whole, problems, spread []Finding
	at := func(id document.ID) int { return layout.Front() + starts[id] }
	heading, below := "", false
	for _, b := range d.Body {
		switch b := b.(type) {
		case document.Heading:
			heading, below = document.PlainText(b.Text, n), strings.Contains(string(b.ID), ".problem.")
		case document.Para:
			said := statements(b.Inlines, n)
			switch {
			case len(said) == 0:
			case below:
				below = false
				problems = append(problems, finding(heading+"："+said[0].text, said[0].keys, at(b.ID)))
			case strings.HasSuffix(string(b.ID), ".overall.level.text"):
				whole = append(whole, finding(said[0].text, said[0].keys, at(b.ID)))
			case strings.HasSuffix(string(b.ID), ".overall.regions.text"), strings.HasSuffix(string(b.ID), ".overall.domains.text"):
				s := widest(said)
				spread = append(spread, finding(heading+"："+s.text, s.keys, at(b.ID)))
			}
		}
	}
	if len(problems) == 0 {
		return nil // no general report
	}
	room := mostFindings - len(whole) - min(len(spread), 1)
	list := append(whole, spread[:min(len(spread), 1)]...)
	list = append(list, problems[:min(len(problems), room)]...)
	if left := mostFindings - len(list); left > 0 && len(spread) > 1 {
		list = append(list, spread[1:min(len(spread), 1+left)]...)
	}
	return list
}

// widest is the sentence that tells how far units lie apart, else the first.
func widest(said []statement) statement {
	for _, s := range said {
		for _, k := range s.keys {
			if strings.HasPrefix(string(k), "total.range") {
				return s
			}
		}
	}
	return said[0]
}

func finding(text string, keys []zhixiao.Key, sheet int) Finding {
	f := Finding{Text: text, Sheet: sheet}
	if len(keys) > 0 {
		f.Key = keys[0]
	}
	return f
}

// Finding is a sentence of the report with the number that it rests on.
type Finding struct {
	Text  string      `json:"text"`
	Key   zhixiao.Key `json:"key"`   // empty when it has no number
	Sheet int         `json:"sheet"` // of the PDF, from 1
}

// Layout is a report on pages.
type Layout interface {
	// Pages is the number of sheets, Front that of those before the body's first.
	Pages() int
	Front() int
	Pagination() document.Pagination
	Image(ctx context.Context, i int, dpi float64) (*image.RGBA, error)
}
