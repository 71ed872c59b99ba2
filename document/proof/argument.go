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
	{"完成时限", regexp.MustCompile(`\d{4}年\d{1,2}月\d{1,2}日前|\d{1,2}月(?:\d{1,2}日|底)前|#个工作日内|年底前|季度末前`)},
	{"措施", regexp.MustCompile(`修订|取消|合并|公布|开通|调整|补录|核证|培训|清理|制定|建立|发布|统一|改造|核查|回访|增设|开展|优化|推行|梳理|明确|复核|整改|压缩|拨测|更新|落实|编制|完善|排查|共享|分流|安排|通报|退回|改写|增加|设置|实行|督办|抽查|修复|组织|预填|简化|公开|逐件|会商`)},
	{"产出", regexp.MustCompile(`形成[^，。]{2,}|产出[：:]?[^，。]{2,}|印发[^，。]{2,}`)},
	{"成效判据", regexp.MustCompile(`(?:达到|降至|提高到|提升至|不低于|不高于|控制在|回升至|高于|低于)[^。]*#`)},
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
		r.add(p.ID, Block, "建议缺要素", "缺"+strings.Join(missing, "、")+"："+firstRunes(text, 30))
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
		r.add(p.ID, Block, "成因无证据", firstRunes(text, 30))
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

var ordinals = regexp.MustCompile(`(?:^|[。；：，])([一二三四五六七八九十])是`)

// enumerate wants 二是 after 一是, all through the paragraphs under one heading.
func (r *reader) enumerate(id document.ID, text string) {
	for _, m := range ordinals.FindAllStringSubmatch(text, -1) {
		n := strings.Index("一二三四五六七八九十", m[1])/len("一") + 1
		switch {
		case n == 1:
			r.alone()
			r.counting = counting{1, id}
			continue
		case n != r.counting.last+1:
			r.add(id, Block, "序号不连续", fmt.Sprintf("“%s是”前没有上一项", m[1]))
		}
		r.counting.last = n
	}
}

// alone finds an enumeration of one.
func (r *reader) alone() {
	if r.counting.last == 1 {
		r.add(r.counting.first, Warn, "只有一项", "只有“一是”，没有“二是”")
	}
	r.counting = counting{}
}
