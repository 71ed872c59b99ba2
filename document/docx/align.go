package docx

import "slices"

// pair is an element of a and its counterpart in b; −1 stands for none.
type pair struct{ a, b int }

// align pairs equal elements of two sequences in order and lists the rest
// between them: removed ones first, then added ones. Elements that are unique in
// both sequences are paired first, so that long lists take n·log n time.
func align(a, b []string) []pair {
	var out []pair
	at := pair{0, 0}
	for _, m := range append(matches(a, b), pair{len(a), len(b)}) {
		for ; at.a < m.a; at.a++ {
			out = append(out, pair{at.a, -1})
		}
		for ; at.b < m.b; at.b++ {
			out = append(out, pair{-1, at.b})
		}
		if m.a < len(a) {
			out = append(out, m)
		}
		at = pair{m.a + 1, m.b + 1}
	}
	return out
}

// matches are the equal elements of two sequences in rising order.
func matches(a, b []string) []pair {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out []pair
	for i := range head {
		out = append(out, pair{i, i})
	}
	for _, m := range middle(a[head:len(a)-tail], b[head:len(b)-tail]) {
		out = append(out, pair{m.a + head, m.b + head})
	}
	for i := tail; i > 0; i-- {
		out = append(out, pair{len(a) - i, len(b) - i})
	}
	return out
}

// mostCells bounds the table of the exact comparison.
const mostCells = 1 << 21

func middle(a, b []string) []pair {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	if len(a)*len(b) <= mostCells {
		return longest(a, b)
	}
	anchors := rising(unique(a, b))
	if len(anchors) == 0 {
		return nil // nothing to hold on to: all removed, all added
	}
	var out []pair
	from := pair{0, 0}
	for _, m := range append(anchors, pair{len(a), len(b)}) {
		for _, in := range matches(a[from.a:m.a], b[from.b:m.b]) {
			out = append(out, pair{in.a + from.a, in.b + from.b})
		}
		if m.a < len(a) {
			out = append(out, m)
		}
		from = pair{m.a + 1, m.b + 1}
	}
	return out
}

// longest is a longest common subsequence by dynamic programming.
func longest(a, b []string) []pair {
	wide := len(b) + 1
	best := make([]int32, (len(a)+1)*wide)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				best[i*wide+j] = best[(i+1)*wide+j+1] + 1
			} else {
				best[i*wide+j] = max(best[(i+1)*wide+j], best[i*wide+j+1])
			}
		}
	}
	var out []pair
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			out = append(out, pair{i, j})
			i, j = i+1, j+1
		case best[(i+1)*wide+j] >= best[i*wide+j+1]:
			i++
		default:
			j++
		}
	}
	return out
}

// unique pairs the elements that stand once in each sequence, in the order of a.
func unique(a, b []string) []pair {
	type seen struct{ n, at int }
	in := map[string]seen{}
	for j, s := range b {
		in[s] = seen{in[s].n + 1, j}
	}
	times := map[string]int{}
	for _, s := range a {
		times[s]++
	}
	var out []pair
	for i, s := range a {
		if times[s] == 1 && in[s].n == 1 {
			out = append(out, pair{i, in[s].at})
		}
	}
	return out
}

// rising keeps the most pairs whose second members rise too.
func rising(all []pair) []pair {
	var ends []int
	before := make([]int, len(all))
	for i, p := range all {
		k, _ := slices.BinarySearchFunc(ends, p.b, func(e, want int) int { return all[e].b - want })
		before[i] = -1
		if k > 0 {
			before[i] = ends[k-1]
		}
		if k == len(ends) {
			ends = append(ends, i)
		} else {
			ends[k] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	var out []pair
	for i := ends[len(ends)-1]; i >= 0; i = before[i] {
		out = append(out, all[i])
	}
	slices.Reverse(out)
	return out
}

// inGaps pairs removed and added elements that stand in the same gap and are
// alike, so that an edited paragraph is one paragraph and not two. alike is
// asked for neighbours in order.
func inGaps(all []pair, alike func(a, b int) bool) []pair {
	var out []pair
	for i := 0; i < len(all); {
		if all[i].a >= 0 && all[i].b >= 0 {
			out = append(out, all[i])
			i++
			continue
		}
		var gone, come []int
		for ; i < len(all) && (all[i].a < 0 || all[i].b < 0); i++ {
			if all[i].b < 0 {
				gone = append(gone, all[i].a)
			} else {
				come = append(come, all[i].b)
			}
		}
		out = append(out, gap(gone, come, alike)...)
	}
	return out
}

// gap pairs in order; what has no counterpart within reach stands alone.
func gap(gone, come []int, alike func(a, b int) bool) []pair {
	const reach = 12 // looked ahead for a counterpart
	var out []pair
	for len(gone) > 0 {
		at := slices.IndexFunc(come[:min(len(come), reach)], func(b int) bool { return alike(gone[0], b) })
		if at < 0 {
			out = append(out, pair{gone[0], -1})
			gone = gone[1:]
			continue
		}
		for _, b := range come[:at] {
			out = append(out, pair{-1, b})
		}
		out = append(out, pair{gone[0], come[at]})
		gone, come = gone[1:], come[at+1:]
	}
	for _, b := range come {
		out = append(out, pair{-1, b})
	}
	return out
}
