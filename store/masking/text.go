package masking

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text is a text with full-width digits, letters and signs folded to half width,
// and where each byte of it stands in the original.
type text struct {
	s      string
	at     []int // byte of s → byte of the original; one more for the end
	digits int   // ASCII digits in s
}

func fold(s string) text {
	t := text{at: make([]int, 0, len(s)+1)}
	var b strings.Builder
	b.Grow(len(s))
	for i, c := range s {
		var size int
		if c == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(s[i:])
			b.WriteString(s[i : i+size])
		} else {
			c = half(c)
			size = utf8.RuneLen(c)
			b.WriteRune(c)
		}
		if c >= '0' && c <= '9' {
			t.digits++
		}
		for range size {
			t.at = append(t.at, i)
		}
	}
	t.s, t.at = b.String(), append(t.at, len(s))
	return t
}

// half folds what hides numbers: full-width ASCII, dashes and odd spaces. The
// marks of Chinese text stay as they are.
func half(c rune) rune {
	switch {
	case c >= '０' && c <= '９', c >= 'Ａ' && c <= 'Ｚ', c >= 'ａ' && c <= 'ｚ':
		return c - '！' + '!'
	case c == '－', c == '‐', c == '–', c == '—', c == '−':
		return '-'
	case c == '＋':
		return '+'
	case c == '　', c == '\u00a0':
		return ' '
	}
	return c
}

// matches calls visit with the places of form and its groups that touch no digit
// or Latin letter on either side.
func (t text) matches(form *regexp.Regexp, visit func(at []int)) {
	for from := 0; from < len(t.s); {
		at := form.FindStringSubmatchIndex(t.s[from:])
		if at == nil {
			return
		}
		for i := range at {
			if at[i] >= 0 {
				at[i] += from
			}
		}
		if wordAt(t.s, at[0]-1) && wordAt(t.s, at[0]) || wordAt(t.s, at[1]) && wordAt(t.s, at[1]-1) {
			// Go on behind the whole run: a piece of a longer number is no number.
			from = endOfWord(t.s, at[0]+1)
			continue
		}
		visit(at)
		from = max(at[1], at[0]+1)
	}
}

// matchesOf is matches of a form that holds one of words: most texts hold none,
// and looking for a word costs a hundredth of a pattern.
func (t text) matchesOf(form *regexp.Regexp, words []string, visit func(at []int)) {
	if t.has(words...) {
		t.matches(form, visit)
	}
}

// has reports whether one of words stands in the text.
func (t text) has(words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(t.s, w) })
}

// each visits every place of a word.
func (t text) each(word string, visit func(at int)) {
	for from := 0; ; {
		i := strings.Index(t.s[from:], word)
		if i < 0 {
			return
		}
		visit(from + i)
		from += i + len(word)
	}
}

func wordAt(s string, i int) bool {
	if i < 0 || i >= len(s) {
		return false
	}
	c := s[i]
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

func endOfWord(s string, i int) int {
	for wordAt(s, i) {
		i++
	}
	return i
}

// before is up to n characters before byte i.
func (t text) before(i, n int) string {
	from := i
	for range n {
		_, size := utf8.DecodeLastRuneInString(t.s[:from])
		from -= size
	}
	return t.s[from:i]
}

// after is up to n characters from byte i on.
func (t text) after(i, n int) string {
	to := i
	for range n {
		_, size := utf8.DecodeRuneInString(t.s[to:])
		to += size
	}
	return t.s[i:to]
}

func isHan(c rune) bool { return unicode.Is(unicode.Han, c) }

// runes is how many characters s has.
func runes(s string) int { return utf8.RuneCountInString(s) }

// middle keeps the first and last characters of an ASCII number and stars between.
func middle(s string, first, last int) string {
	if len(s) <= first+last {
		return strings.Repeat("*", len(s))
	}
	return s[:first] + strings.Repeat("*", len(s)-first-last) + s[len(s)-last:]
}

// compact is s without spaces and hyphens.
func compact(s string) string { return strings.NewReplacer(" ", "", "-", "").Replace(s) }

// span is a found piece of a text and what is shown in its place.
type span struct {
	start, end int
	shown      string
}
