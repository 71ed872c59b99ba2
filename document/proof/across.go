package proof

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// disagreeing finds keys that print different values anywhere in docs.
func disagreeing(docs []*document.Document) []Finding {
	type first struct {
		text, job string
	}
	seen := map[zhixiao.Key]first{}
	var found []Finding
	for _, d := range docs {
		reported := map[zhixiao.Key]bool{}
		document.EachQuantity(d, func(q zhixiao.Quantity) {
			if q.Key == "" {
				return
			}
			was, known := seen[q.Key]
			if !known {
				seen[q.Key] = first{q.Text(), d.Job}
			} else if was.text != q.Text() && !reported[q.Key] {
				reported[q.Key] = true
				found = append(found, Finding{Job: d.Job, Title: d.Title + " " + d.Subtitle, Level: Block, Rule: "数字不一致",
					Text: fmt.Sprintf("%s：此处%s，%s为%s", q.Key, q.Text(), was.job, was.text)})
			}
		})
	}
	return found
}

// Likeness is how much of two texts' 5-grams they share (Jaccard).
type Likeness struct {
	A, B  string // jobs
	Share float64
}

// Likenesses compares every two documents of a kind by the 5-grams of their
// bodies, digits, marks and unit names removed. Sorted, most alike first.
func Likenesses(docs []*document.Document) []Likeness {
	seed := maphash.MakeSeed()
	grams := make([][]uint64, len(docs))
	for i, d := range docs {
		grams[i] = fiveGrams(seed, d)
	}
	var all []Likeness
	for i := range docs {
		for j := i + 1; j < len(docs); j++ {
			if docs[i].Kind == docs[j].Kind {
				all = append(all, Likeness{docs[i].Job, docs[j].Job, jaccard(grams[i], grams[j])})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Likeness) int {
		switch {
		case a.Share > b.Share:
			return -1
		case a.Share < b.Share:
			return 1
		}
		return 0
	})
	return all
}

func fiveGrams(seed maphash.Seed, d *document.Document) []uint64 {
	numbers := document.Number(d)
	names := strings.NewReplacer(d.Unit.Full, "", d.Unit.Short, "", strings.TrimSuffix(d.Unit.Short, "区"), "", d.Unit.Domain+"领域", "")
	if d.Unit.Kind == zhixiao.City {
		names = strings.NewReplacer()
	}
	var grams []uint64
	for _, b := range d.Body {
		switch b.(type) {
		case document.Para, document.List:
			document.EachInlines(b, func(in []document.Inline) {
				text := letters(names.Replace(document.PlainText(in, numbers)))
				for i := 0; i+5 <= len(text); i++ {
					grams = append(grams, maphash.String(seed, string(text[i:i+5])))
				}
			})
		}
	}
	slices.Sort(grams)
	return slices.Compact(grams)
}

func jaccard(a, b []uint64) float64 {
	shared, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	if union := len(a) + len(b) - shared; union > 0 {
		return float64(shared) / float64(union)
	}
	return 0
}

func alike(docs []*document.Document) []Finding {
	titles := map[string]string{}
	for _, d := range docs {
		titles[d.Job] = d.Title + " " + d.Subtitle
	}
	var found []Finding
	for _, l := range Likenesses(docs) {
		if l.Share <= warnAt {
			break
		}
		level := Warn
		if l.Share > blockAt {
			level = Block
		}
		found = append(found, Finding{Job: l.A, Title: titles[l.A], Level: level, Rule: "雷同", Text: fmt.Sprintf("与%s相似度%.2f", l.B, l.Share)})
	}
	return found
}

// reused finds sentences whose wording, names and numbers taken out, stands in
// too many reports of a kind.
func reused(docs []*document.Document, words Words) []Finding {
	entities := replacer(words.Entities)
	type use struct {
		jobs  []string
		first *document.Document
		block document.ID
	}
	count := map[string]int{}
	uses := map[string]*use{}
	var order []string
	for _, d := range docs {
		count[d.Kind]++
		mine := map[string]bool{}
		eachSentence(d, entities, func(id document.ID, sentence string) {
			key := d.Kind + "\x00" + sentence
			if mine[key] {
				return
			}
			mine[key] = true
			u := uses[key]
			if u == nil {
				u = &use{first: d, block: id}
				uses[key] = u
				order = append(order, key)
			}
			u.jobs = append(u.jobs, d.Job)
		})
	}
	var found []Finding
	for _, key := range order {
		kind, sentence, _ := strings.Cut(key, "\x00")
		u := uses[key]
		if limit := max(reuseOf17, count[kind]*reuseOf17/17); len(u.jobs) > limit {
			found = append(found, finding(u.first, u.block, Warn, "句式复用", fmt.Sprintf("%d份同类报告用了同一句式（上限%d份）：%s", len(u.jobs), limit, sentence)))
		}
	}
	return found
}

// eachSentence visits the sentences of the body with numbers as # and names as
// ○; sentences under twelve characters are too short to be anyone's own.
func eachSentence(d *document.Document, entities *strings.Replacer, visit func(document.ID, string)) {
	own := strings.NewReplacer(orSelf(d.Unit.Full), "○", orSelf(d.Unit.Short), "○", orSelf(d.Unit.Domain), "○")
	for _, b := range d.Body {
		p, ok := b.(document.Para)
		if !ok {
			continue
		}
		var text strings.Builder
		for _, in := range p.Inlines {
			switch in := in.(type) {
			case document.Num, document.Ref:
				text.WriteString("#")
			default:
				text.WriteString(document.InlineText(in, nil))
			}
		}
		for s := range strings.SplitSeq(own.Replace(entities.Replace(text.String())), "。") {
			if len([]rune(s)) >= 12 {
				visit(p.ID, s)
			}
		}
	}
}

// orSelf keeps an empty name from matching everywhere.
func orSelf(name string) string {
	if name == "" {
		return "\x00"
	}
	return name
}

func replacer(names []string) *strings.Replacer {
	sorted := slices.Clone(names)
	slices.SortFunc(sorted, func(a, b string) int { return len(b) - len(a) })
	pairs := make([]string, 0, 2*len(sorted))
	for _, n := range sorted {
		pairs = append(pairs, orSelf(n), "○")
	}
	return strings.NewReplacer(pairs...)
}

// ownNames wants every report of a kind with several units to hold names that
// stand in no other report of that kind.
func ownNames(docs []*document.Document, words Words) []Finding {
	holders := map[string]map[string]int{} // kind → entity → reports
	mine := make([][]string, len(docs))
	sizes := map[string]int{}
	longest := slices.Clone(words.Entities)
	slices.SortStableFunc(longest, func(a, b string) int { return len(b) - len(a) })
	for i, d := range docs {
		sizes[d.Kind]++
		mine[i] = namesIn(d, longest)
		if holders[d.Kind] == nil {
			holders[d.Kind] = map[string]int{}
		}
		for _, e := range mine[i] {
			holders[d.Kind][e]++
		}
	}
	var found []Finding
	for i, d := range docs {
		own := 0
		for _, e := range mine[i] {
			if holders[d.Kind][e] == 1 {
				own++
			}
		}
		if sizes[d.Kind] > 1 && own < ownEntities {
			found = append(found, Finding{Job: d.Job, Title: d.Title + " " + d.Subtitle, Level: Block, Rule: "独有实体不足",
				Text: fmt.Sprintf("只有%d个本单位独有的事项、大厅、街乡等名称，至少%d个", own, ownEntities)})
		}
	}
	return found
}

// namesAtMost is how much text is searched for names: a report is far shorter, and
// of a list of tens of thousands of rows the first thousands are enough.
const namesAtMost = 1 << 20

// namesIn lists the entities, longest first, that stand in the body, each once.
func namesIn(d *document.Document, entities []string) []string {
	numbers := document.Number(d)
	var body strings.Builder
	for _, b := range d.Body {
		document.EachInlines(b, func(in []document.Inline) {
			if body.Len() < namesAtMost {
				body.WriteString(document.PlainText(in, numbers))
				body.WriteByte('\n')
			}
		})
	}
	text := body.String()
	// Longer names first, and taken out: 中医诊所备案 does not name 诊所备案.
	var names []string
	for _, e := range entities {
		if e != "" && strings.Contains(text, e) {
			names = append(names, e)
			text = strings.ReplaceAll(text, e, "\x00")
		}
	}
	for _, m := range evidence.FindAllString(text, -1) {
		if !slices.Contains(names, m) {
			names = append(names, m)
		}
	}
	return names
}
