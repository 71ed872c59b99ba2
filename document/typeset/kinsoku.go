package typeset

import "unicode"

// The 禁则: marks that may not begin a line, marks that may not end one
// (GB/T 15834, 标点符号的位置和书写形式).

// noStart reports whether r may not begin a line.
func noStart(r rune) bool {
	switch r {
	case '—', '…', '～', '・', '·', '％', '‰', '℃', '°', '!', ')', ',', '.', ':', ';', '?', ']', '}', '%', 'ー', '々', ' ', '\u00A0':
		return true
	}
	return isClosing(r)
}

// noEnd reports whether r may not end a line.
func noEnd(r rune) bool {
	switch r {
	case '(', '[', '{', '￥', '＄', '第', '\u00A0':
		return true
	}
	return isOpening(r)
}

func isOpening(r rune) bool {
	switch r {
	case '（', '《', '〈', '「', '『', '【', '〔', '〖', '‘', '“':
		return true
	}
	return false
}

func isClosing(r rune) bool {
	switch r {
	case '，', '、', '。', '．', '：', '；', '！', '？', '）', '》', '〉', '」', '』', '】', '〕', '〗', '’', '”':
		return true
	}
	return false
}

// isUnit reports whether r, standing after a number, is a measure word or the
// head of one (个百分点, 个工作日): the number stays with it.
func isUnit(r rune) bool {
	switch r {
	case '个', '百', '工', '人', '万', '亿', '小', '分', '件', '位', '项', '家', '名', '次', '条', '天', '日', '月', '年', '季', '元', '倍', '户', '起', '类', '期', '处', '张', '份', '级', '章', '页', '号', '区', '字':
		return true
	}
	return false
}

// isUnitPair reports whether a and b are one unit of two characters.
func isUnitPair(a, b rune) bool {
	switch a {
	case '万', '亿':
		return isUnit(b)
	case '人':
		return b == '次'
	case '小':
		return b == '时'
	case '分':
		return b == '钟'
	case '季':
		return b == '度'
	}
	return false
}

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
// never a break. A number keeps its unit; a unit of more than two characters
// breaks after the first: 2.6个 | 工作日.
func breakable(text []rune) []bool {
	may := make([]bool, len(text))
	for i := 1; i < len(text); i++ {
		may[i] = mayBreak(text[i-1], text[i])
	}
	for i, r := range text[:max(len(text)-1, 0)] {
		if (r < '0' || r > '9') && r != '%' || !isUnit(text[i+1]) {
			continue
		}
		may[i+1] = false
		if i+2 < len(text) && isUnitPair(text[i+1], text[i+2]) {
			may[i+2] = false
		}
	}
	return may
}

func mayBreak(before, after rune) bool {
	switch {
	case noStart(after), noEnd(before):
		return false
	case before == ' ':
		return true
	case latin(before) && latin(after):
		// A hyphen or slash inside a word lets it break, a sign before a digit not.
		return (before == '-' || before == '/') && unicode.IsLetter(after)
	}
	return true
}
