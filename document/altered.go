package document

import (
	"regexp"
	"slices"
	"strings"
)

var digits = regexp.MustCompile(`[+-]?\d+(?:\.\d+)?`)

// Altered compares the numbers of a generated passage with those of the
// reviewer's text: the bound numbers that no longer stand there, and the
// numbers that stand there now and came from no source.
func Altered(was Passage, now string) (lost []Bound, unbound []string) {
	left := figures(now)
	known := figures(was.Text)
	for _, n := range was.Numbers {
		for _, want := range figures(n.Text) {
			at := slices.Index(left, want)
			if at < 0 {
				lost = append(lost, n)
				break
			}
			left = slices.Delete(left, at, at+1)
		}
		for _, bound := range figures(n.Text) {
			if at := slices.Index(known, bound); at >= 0 {
				known = slices.Delete(known, at, at+1)
			}
		}
	}
	// Digits of the words themselves, as in 2026年 and 12345, are no new numbers.
	for _, word := range known {
		if at := slices.Index(left, word); at >= 0 {
			left = slices.Delete(left, at, at+1)
		}
	}
	return lost, left
}

// figures is the numbers of a text with their signs; full-width digits are read
// as half-width, and the stroke in 2026-08 is no sign.
func figures(s string) []string {
	half := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		case r == '－', r == '−':
			return '-'
		case r == '＋':
			return '+'
		}
		return r
	}, s)
	var all []string
	for _, at := range digits.FindAllStringIndex(half, -1) {
		n := half[at[0]:at[1]]
		if at[0] > 0 && (n[0] == '-' || n[0] == '+') && wordByte(half[at[0]-1]) {
			n = n[1:]
		}
		all = append(all, n)
	}
	return all
}

func wordByte(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
