package zhixiao

import "strings"

// Nearest is the name that was probably meant by what was typed: of names the first
// that differs from it by the fewest slips of the keyboard, at most two, or a third of
// its letters, and has a letter of it. ok is false when none is that near. Letters'
// case does not matter.
func Nearest(typed string, names []string) (name string, ok bool) {
	least := 1 + max(2, len([]rune(typed))/3)
	for _, n := range names {
		if d := Slips(strings.ToLower(typed), strings.ToLower(n)); d < min(least, len([]rune(n))) {
			name, least, ok = n, d, true
		}
	}
	return name, ok
}

// Slips is the number of letters to add, drop, change or swap with the next one to
// make b of a.
func Slips(a, b string) int {
	x, y := []rune(a), []rune(b)
	d := make([][]int, len(x)+1)
	for i := range d {
		d[i] = make([]int, len(y)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(x)][len(y)]
}
