package proof

import (
	"fmt"
	"regexp"
	"strings"

	"zhixiao/document"
)

// part is one of the five parts of a remedy (docs/domain/reports.md §10).
type part struct {
	name string
	form *regexp.Regexp
}

var fiveParts = [...]part{
	{"牵头单位", regexp.MustCompile(`建议?由[^，。]{2,}`)},
	{"完成时限", regexp.MustCompile(patterns.Of("until when"))},
	{"措施", regexp.MustCompile(patterns.Of("measure"))},
	{"产出", regexp.MustCompile(`形成[^，。]{2,}|产出[：:]?[^，。]{2,}|印发[^，。]{2,}`)},
	{"成效判据", regexp.MustCompile(patterns.Of("judged by"))},
}

// proposes is how a remedy begins.
var proposes = regexp.MustCompile(`(?:^|[，。：；])建议由`)

// remedies wants a remedy to say who, what, by when, with what output and
// by which measure with a target it is told.
func (r *reader) remedies(p document.Para) {
	text := r.withMarks(p.Inlines)
	if !proposes.MatchString(text) && !r.role(p.ID, "advice") {
		return
	}
	var missing []string
	for _, x := range fiveParts {
		if !x.form.MatchString(text) {
			missing = append(missing, x.name)
		}
	}
	if len(missing) > 0 {
		r.tell(p.ID, Block, "建议缺要素", "缺"+strings.Join(missing, "、")+"："+firstRunes(text, 30))
	}
}

// cause wants a paragraph on why to rest on something: a number of the snapshot
// or a case, visit or evidence that can be looked up.
func (r *reader) cause(p document.Para) {
	if !r.role(p.ID, "cause") {
		return
	}
	text := r.withMarks(p.Inlines)
	if !strings.Contains(text, "#") && !evidence.MatchString(text) && !strings.Contains(text, "末四位") {
		r.tell(p.ID, Block, "成因无证据", firstRunes(text, 30))
	}
}

// role reports whether a block's ID says it is of that part of a report and not
// the part's opening or end.
func (r *reader) role(id document.ID, role string) bool {
	parts := strings.Split(string(id), ".")
	for i, p := range parts {
		if p == role && i+1 < len(parts) {
			return parts[i+1] != "intro" && parts[i+1] != "end"
		}
	}
	return false
}

// withMarks is the text with every bound number as #.
func (r *reader) withMarks(in []document.Inline) string {
	var s strings.Builder
	for _, part := range in {
		if n, ok := part.(document.Num); ok {
			if n.Q.Ok() && n.Q.Key != "" {
				s.WriteString("#")
			}
			continue
		}
		s.WriteString(document.InlineText(part, r.numbers))
	}
	return s.String()
}

func firstRunes(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(n, len(runes))])
}

var ordinals = regexp.MustCompile(patterns.Of("ordinal"))

// enumerate wants 二是 after 一是, all through the paragraphs under one heading.
func (r *reader) enumerate(id document.ID, text string) {
	for _, m := range ordinals.FindAllStringSubmatch(text, -1) {
		n := 1
		for document.ChineseNumeral(n) != m[1] {
			n++
		}
		switch {
		case n == 1:
			r.alone()
			r.counting = counting{1, id}
			continue
		case n != r.counting.last+1:
			r.tell(id, Block, "序号不连续", fmt.Sprintf("“%s是”前没有上一项", m[1]))
		}
		r.counting.last = n
	}
}

// alone finds an enumeration of one.
func (r *reader) alone() {
	if r.counting.last == 1 {
		r.tell(r.counting.first, Warn, "只有一项", "只有“一是”，没有“二是”")
	}
	r.counting = counting{}
}
