package typeset

import (
	"strings"
	"unicode"
)

// The 禁则: marks that may not begin a line, marks that may not end one
// (GB/T 15834, 标点符号的位置和书写形式).
const (
	noStart = "！），．：；？、。〉》」』】〕〗’”…—～・·％‰℃°!),.:;?]}%ー々"
	noEnd   = "（《〈「『【〔〖‘“([{￥＄第"
	opening = "（《〈「『【〔〖‘“"
	closing = "，、。．：；！？）》〉」』】〕〗’”"
)

// units are the words that stay with the number before them, longest first
// where one begins another.
var units = strings.Fields("个百分点 百分点 个工作日 工作日 万人次 人次 万件 小时 分钟 件 分 位 个 项 家 名 人 次 条 天 日 月 年 季度 万元 亿元 元 万 亿 倍 户 起 类 期 处 张 份 级 章 页 号 区 字")

func isOpening(r rune) bool { return strings.ContainsRune(opening, r) }
func isClosing(r rune) bool { return strings.ContainsRune(closing, r) }

// latin reports whether r is part of a word that is not broken.
func latin(r rune) bool {
	switch {
	case r > ' ' && r < 0x7F:
		return true
	case r == '−', r == '±', r == '×', r == '℃', r == '°':
		return true
	}
	return r < 0x2000 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// han reports whether r stands in a square by itself.
func han(r rune) bool { return r > 0x2000 && !latin(r) }

// breakable says for every i whether a line may end before rune i. Index 0 is
// never a break.
func breakable(text []rune) []bool {
	may := make([]bool, len(text))
	for i := 1; i < len(text); i++ {
		may[i] = mayBreak(text[i-1], text[i])
	}
	for i, r := range text {
		if unicode.IsDigit(r) || r == '%' || r == '％' {
			keepUnit(text, may, i+1)
		}
	}
	return may
}

func mayBreak(before, after rune) bool {
	switch {
	case strings.ContainsRune(noStart, after), strings.ContainsRune(noEnd, before), after == ' ', after == '\u00A0', before == '\u00A0':
		return false
	case before == ' ':
		return true
	case latin(before) && latin(after):
		// A hyphen or slash inside a word lets it break, a sign before a digit not.
		return (before == '-' || before == '/') && unicode.IsLetter(after)
	}
	return true
}

// keepUnit forbids breaks between a number that ends before at and its unit.
func keepUnit(text []rune, may []bool, at int) {
	for _, u := range units {
		unit := []rune(u)
		if len(text)-at < len(unit) || string(text[at:at+len(unit)]) != u {
			continue
		}
		for j := range unit {
			may[at+j] = false
		}
		return
	}
}
