package proof

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"zhixiao/document"
)

// wording finds forbidden words and wrong names of bodies.
func (r *reader) wording(id document.ID, text string) {
	for _, w := range r.words.Forbidden {
		if i := strings.Index(text, w); i >= 0 {
			r.tell(id, Block, "禁用词", "“"+w+"”："+around(text, i, len(w)))
		}
	}
	for wrong, right := range r.words.Names {
		if i := strings.Index(text, wrong); i >= 0 && !strings.Contains(right, wrong) {
			r.tell(id, Block, "机构名称", "“"+wrong+"”应为“"+right+"”："+around(text, i, len(wrong)))
		}
	}
}

var (
	halfMark    = regexp.MustCompile(`\p{Han}[,;:!?]|[,;:!?]\p{Han}|\p{Han}\.(?:\p{Han}|$)|\(\p{Han}|\p{Han}\)`)
	fullDigit   = regexp.MustCompile(`[０-９Ａ-Ｚａ-ｚ]`)
	doubledMark = regexp.MustCompile(`[，。；：、！？]{2,}`)
	hanSpace    = regexp.MustCompile(`\p{Han} +\p{Han}`)
	badBracket  = regexp.MustCompile(`[\[【][0-9]{4}[\]】]`)
	pairs       = [][2]string{{"（", "）"}, {"“", "”"}, {"《", "》"}, {"〔", "〕"}}
)

// marks finds half-width marks in Chinese, full-width digits, doubled marks and
// marks without their partner (GB/T 15834-2011).
func (r *reader) marks(id document.ID, text string) {
	for _, m := range []struct {
		rule string
		form *regexp.Regexp
	}{{"半角标点", halfMark}, {"全角数字或字母", fullDigit}, {"重复标点", doubledMark}, {"汉字间空格", hanSpace}} {
		if at := m.form.FindStringIndex(text); at != nil {
			r.tell(id, Block, m.rule, around(text, at[0], at[1]-at[0]))
		}
	}
	if at := badBracket.FindStringIndex(text); at != nil && !strings.Contains(text, "京政数合【2026】121号") {
		r.tell(id, Block, "文号括号", around(text, at[0], at[1]-at[0]))
	}
	if word := repeated(quoted.ReplaceAllString(text, "“”")); word != "" {
		r.tell(id, Block, "词语重复", "“"+word+word+"”："+around(text, strings.Index(text, word+word), 2*len(word)))
	}
	for _, p := range pairs {
		if strings.Count(text, p[0]) != strings.Count(text, p[1]) {
			r.tell(id, Block, "标点不成对", p[0]+p[1]+"："+around(text, 0, 0))
		}
	}
}

// repeated is the first word of two to six characters that follows upon itself, as
// where a slot begins with the word before it (差评差评按期整改率); "" when none
// does. 一件一件 and its like are Chinese.
func repeated(text string) string {
	const shortest, longest = 2, 6
	all := []rune(text)
	for i := range all {
		for n := shortest; n <= longest && i+2*n <= len(all); n++ {
			word := all[i : i+n]
			if !unicode.Is(unicode.Han, all[i+n-1]) {
				break // the word would run over a mark or a number
			}
			if unicode.Is(unicode.Han, word[0]) && word[0] != '一' && word[0] != '逐' && slices.Equal(word, all[i+n:i+2*n]) {
				return string(word)
			}
		}
	}
	return ""
}

// numberLike are digits that are no quantities: dates, periods, numbers of
// cases and clauses, document numbers. They are taken out before the search for
// unbound numbers.
var numberLike = regexp.MustCompile(strings.Join([]string{
	patterns.Of("period"),
	`\d{1,2}月(?:\d{1,2}日)?(?:至(?:\d{1,2}月)?\d{1,2}日)?`,
	`\d{1,2}:\d{2}`, `第\d{1,2}周`,
	`\d{1,2}时(?:至\d{1,2}时)?`,
	`(?:GZ|TY|HC|ZL|ZJ)-[0-9A-Z-]+`,
	`〔\d{4}〕\d+号`, `【\d{4}】\d+号`,
	`GB/T ?\d+(?:[.-]\d+)*`, `DA/T ?\d+(?:-\d+)?`,
	`\d{3,4}-\d*\*+\d*`, `\*+\d+`, `\d+\*+\d*`,
	`[A-EK]\d{2,3}`, `12345`, `95%(?:置信|的置信)`, `P90|p<0\.05|n<30`,
	`\d+号窗口`, `第\d+号`, `末四位\d{4}`,
}, "|"))

// quoted is what others said: a complaint's own numbers are its evidence, not
// the report's figures.
var quoted = regexp.MustCompile(`“[^“”]*”`)

var digits = regexp.MustCompile(`\d+(?:\.\d+)?[%％]?`)

// unbound finds numbers in running text that are no Quantity: nobody could say
// where they come from.
func (r *reader) unbound(id document.ID, in []document.Inline) {
	for _, part := range in {
		var text string
		switch part := part.(type) {
		case document.Text:
			text = string(part)
		case document.Strong:
			text = string(part)
		default:
			continue
		}
		// Dates go first: 7日 of a rule must not be cut out of 8月17日.
		text = numberLike.ReplaceAllString(quoted.ReplaceAllString(text, ""), "")
		for _, allowed := range r.words.Allowed {
			text = strings.ReplaceAll(text, allowed, "")
		}
		if at := digits.FindStringIndex(text); at != nil {
			r.tell(id, Block, "数字未绑定", around(text, at[0], at[1]-at[0]))
		}
	}
}

// around is a found text with up to twelve characters on both sides.
func around(text string, at, size int) string {
	const width = 12
	before, after := []rune(text[:at]), []rune(text[at+size:])
	return string(before[max(0, len(before)-width):]) + text[at:at+size] + string(after[:min(len(after), width)])
}

// letters keeps Han characters alone: digits, Latin and marks are no wording.
func letters(text string) []rune {
	kept := make([]rune, 0, len(text)/3)
	for _, c := range text {
		if unicode.Is(unicode.Han, c) {
			kept = append(kept, c)
		}
	}
	return kept
}

// evidence is the form of evidence and complaint numbers, which belong to one
// unit by nature.
var evidence = regexp.MustCompile(`(?:GZ|TY|HC|ZL|ZJ)-[0-9A-Z-]+[0-9A-Z]`)
