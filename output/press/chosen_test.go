package press

import "testing"

// A name that fits none is answered with the nearest there are, or with none.
func TestNearestNamesAreOffered(t *testing.T) {
	names := []string{"朝阳区", "丰台区", "朝阳区", "quarter-district", "quarter-domain"}
	for typed, want := range map[string]string{
		"朝阳曲":              "，相近的有朝阳区",
		"Quarter-distrikt": "，相近的有quarter-district、quarter-domain",
		"上海":               "",
	} {
		if got := near(typed, names); got != want {
			t.Errorf("%s: got %q, want %q", typed, got, want)
		}
	}
}
