// Package masking hides personal data in Chinese free text by numbered rules:
// telephone and identity numbers, names, addresses, companies, plates, cards and
// the numbers of single cases. The store masks what it takes in; proof uses the
// same rules to find what is still open.
package masking

import (
	"cmp"
	"slices"
)

// Rule is one rule with the number it is audited under.
type Rule struct {
	No   string // T01
	Name string // 手机号

	find func(text) []span
}

// Hit is one thing a rule found in a text. It never holds what was found.
type Hit struct {
	Rule, Name string
	Start, End int    // bytes of the text it was found in
	Shown      string // what stands there after masking; may be empty
}

// Rules are the rules in the order in which they win over each other: where two
// find the same characters, the first masks them (docs/domain/format.md §8).
func Rules() []Rule {
	return []Rule{
		{"T01", "身份证号", identities},
		{"T02", "统一社会信用代码", creditCodes},
		{"T03", "银行卡号", cards},
		{"T04", "手机号", mobiles},
		{"T05", "固定电话", landlines},
		{"T06", "出入境证件号", passports},
		{"T07", patterns.Of("T07"), personalNumbers},
		{"T08", "工单号、办件号", caseNumbers},
		{"T09", "车牌号", plates},
		{"T10", "工作人员姓名、工号", staff},
		{"T11", "姓名", names},
		{"T12", "住址", addresses},
		{"T13", "企业名称", companies},
	}
}

// Find is what the rules find in s, in the order of the text, without overlaps.
func Find(s string) []Hit {
	t := fold(s)
	var hits []Hit
	for _, r := range Rules() {
		for _, sp := range r.find(t) {
			h := Hit{Rule: r.No, Name: r.Name, Start: t.at[sp.start], End: t.at[sp.end], Shown: sp.shown}
			if !slices.ContainsFunc(hits, func(o Hit) bool { return h.Start < o.End && o.Start < h.End }) {
				hits = append(hits, h)
			}
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int { return cmp.Compare(a.Start, b.Start) })
	return hits
}

// Mask is s with everything that Find finds hidden, and what was hidden. Masked
// text is found clean: masking it again changes nothing. The places of hits
// are those of the round they were found in.
func Mask(s string) (string, []Hit) {
	var all []Hit
	for {
		hits := Find(s)
		if len(hits) == 0 {
			return s, all
		}
		// What one rule shows may end where another begins, so look again. Each
		// round leaves fewer open characters; it must end.
		s = shown(s, hits)
		all = append(all, hits...)
	}
}

func shown(s string, hits []Hit) string {
	var out []byte
	last := 0
	for _, h := range hits {
		out = append(out, s[last:h.Start]...)
		out = append(out, h.Shown...)
		last = h.End
	}
	return string(append(out, s[last:]...))
}

// Count is how often each rule hit, by rule number.
func Count(hits []Hit) map[string]int {
	n := map[string]int{}
	for _, h := range hits {
		n[h.Rule]++
	}
	return n
}
