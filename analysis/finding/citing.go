package finding

import (
	"strings"
)

// citing finds up to k complaints of a unit that show a class or a matter.
func (m *miner) citing(unit string, by, keys []string, k int) []string {
	want := map[string]string{}
	for i, d := range by {
		want[d] = keys[i]
	}
	var out []string
	for _, c := range m.f.Complaints(unit, want["l2"]) {
		if matches(want["matter"], c.Matter) && matches(want["street"], c.Street) && matches(want["hall"], c.Hall) &&
			strings.HasPrefix(c.L2, want["l1"]) && len(out) < k {
			out = append(out, c.No)
		}
	}
	return out
}

func matches(want, got string) bool { return want == "" || want == got }
