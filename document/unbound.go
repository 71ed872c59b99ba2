package document

import (
	"regexp"
	"slices"
)

var dateForm = regexp.MustCompile(`[0-9０-９]+(?:年|月|日)`)

// Unvouched are the numbers that a difference brought in without a source: for
// what was edited those that Altered found, for what was added all of them.
// Dates (2026年, 10月, 15日) carry no measured value and are left out.
func (d Difference) Unvouched() []string {
	all := d.Unbound
	if d.Kind == Added {
		_, all = Altered(Passage{}, d.New)
	}
	if len(all) == 0 {
		return nil
	}
	dates := figures(joinedDates(d.New))
	var out []string
	for _, n := range all {
		if at := slices.Index(dates, n); at >= 0 {
			dates = slices.Delete(dates, at, at+1)
			continue
		}
		out = append(out, n)
	}
	return out
}

// joinedDates is the digits of a text that stand before a word of time.
func joinedDates(text string) string {
	var all string
	for _, d := range dateForm.FindAllString(text, -1) {
		all += d + " "
	}
	return all
}
