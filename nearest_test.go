package zhixiao_test

import (
	"testing"

	"zhixiao"
)

func TestNearest(t *testing.T) {
	names := []string{"region", "reason", "handle_days", "promise_days", "区域", "事项"}
	for typed, want := range map[string]string{
		"regoin": "region", "Region": "region", "handel_day": "handle_days", "promise_day": "promise_days", "区或": "区域", "satisfaction": "", "": "", "街道": "",
	} {
		if got, ok := zhixiao.Nearest(typed, names); got != want || ok != (want != "") {
			t.Errorf("%q is taken for %q, %v", typed, got, ok)
		}
	}
	for _, c := range []struct {
		a, b string
		n    int
	}{{"", "", 0}, {"abc", "abc", 0}, {"abc", "acb", 1}, {"abc", "ab", 1}, {"ab", "abc", 1}, {"abc", "axc", 1}, {"abcd", "badc", 2}, {"办件", "件办", 1}} {
		if got := zhixiao.Slips(c.a, c.b); got != c.n {
			t.Errorf("%q to %q: %d slips", c.a, c.b, got)
		}
	}
}
