package store

import (
	"slices"
	"strconv"
	"testing"
)

// The lists beside the code are whole: every line has its fields, every rule a table that
// is checked and a bound that is a number.
func TestListsBesideTheCodeAreWhole(t *testing.T) {
	for _, r := range tabbed(formFile) {
		if len(r) != 6 || r[0] == "" || r[1] == "" || r[4] == "" || r[5] == "" {
			t.Errorf("forms.tsv: %q", r)
		}
	}
	checked := ruledTables()
	for _, r := range tabbed(ruleFile) {
		if len(r) != 5 || slices.Contains(r, "") || !slices.ContainsFunc(checked, func(c ruled) bool { return c.table == r[0] }) {
			t.Errorf("rules.tsv: %q", r)
		} else if _, err := strconv.ParseInt(r[1], 10, 64); err != nil {
			t.Errorf("rules.tsv: %q: %v", r, err)
		}
	}
}
