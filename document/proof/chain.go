package proof

import (
	"fmt"
	"slices"
	"strings"

	"zhixiao/document"
)

// sayAgain is how alike a cause and its problem may be (Jaccard of two-character
// pieces) before the cause is the problem once more (docs/domain/reports.md §12).
const sayAgain = 0.6

// chain wants every problem to have a cause and a remedy, and the cause to
// say something else than the problem. Reports that keep no such parts are left
// alone.
func (r *reader) chain() {
	problems, causes, remedies := r.themes("problem"), r.themes("cause"), r.themes("advice")
	if len(causes) == 0 || len(remedies) == 0 {
		return
	}
	for _, theme := range sortedKeys(problems) {
		for _, next := range []struct {
			name string
			in   map[string]document.Block
		}{{"成因", causes}, {"建议", remedies}} {
			if next.in[theme] == nil {
				r.tell(problems[theme].BlockID(), Block, "问题链断裂", "该问题没有对应的"+next.name)
			}
		}
		if c, ok := causes[theme].(document.Para); ok {
			if share := r.alikeness(problems[theme], c); share > sayAgain {
				r.tell(c.ID, Warn, "成因即现象", fmt.Sprintf("与问题表述相似度%.2f", share))
			}
		}
	}
}

// themes is the paragraphs of one part of the report by theme: blocks whose IDs end
// in part.theme, or part.theme.facts.
func (r *reader) themes(part string) map[string]document.Block {
	out := map[string]document.Block{}
	for _, b := range r.doc.Body {
		p, ok := b.(document.Para)
		if !ok {
			continue
		}
		words := strings.Split(strings.TrimSuffix(string(p.ID), ".facts"), ".")
		if n := len(words); n >= 2 && words[n-2] == part && words[n-1] != "intro" && words[n-1] != "end" {
			out[words[n-1]] = p
		}
	}
	return out
}

func sortedKeys(m map[string]document.Block) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// alikeness is the share of two-character pieces that two blocks have in common.
func (r *reader) alikeness(a, b document.Block) float64 {
	x, y := r.pieces(a), r.pieces(b)
	shared := 0
	for p := range x {
		if y[p] {
			shared++
		}
	}
	if union := len(x) + len(y) - shared; union > 0 {
		return float64(shared) / float64(union)
	}
	return 0
}

func (r *reader) pieces(b document.Block) map[string]bool {
	out := map[string]bool{}
	document.EachInlines(b, func(in []document.Inline) {
		text := letters(document.PlainText(in, r.numbers))
		for i := 0; i+2 <= len(text); i++ {
			out[string(text[i:i+2])] = true
		}
	})
	return out
}

// reds wants every indicator that a table shows red to be named in the text: a red
// light is always written down (docs/domain/reports.md §12).
func (r *reader) reds() {
	var text strings.Builder
	for _, b := range r.doc.Body {
		switch b.(type) {
		case document.Para, document.List, document.Heading:
			document.EachInlines(b, func(in []document.Inline) { text.WriteString(document.PlainText(in, r.numbers)) })
		}
	}
	told := map[string]bool{}
	r.doc.Blocks(func(b document.Block) {
		t, ok := b.(document.Table)
		if !ok || t.Long != nil {
			return
		}
		name, light := -1, -1
		for i := range t.Columns {
			switch r.head(t, i) {
			case "指标":
				name = i
			case "预警":
				light = i
			}
		}
		for _, row := range t.Rows {
			if name < 0 || light < 0 || len(row) != len(t.Columns) || document.PlainText(row[light].Inlines, r.numbers) != "红" {
				continue
			}
			if n := document.PlainText(row[name].Inlines, r.numbers); !told[n] && !strings.Contains(text.String(), n) {
				r.tell(t.ID, Block, "触红未写", n+"触红，正文没有提到")
				told[n] = true
			}
		}
	})
}
