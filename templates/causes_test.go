package templates

import (
	"os"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestCauses reads testdata/causes.yaml: for a theme and what is known, which
// cause is found first and how strongly it is said.
func TestCauses(t *testing.T) {
	set, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/causes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name, Theme, Cause string
		Known              map[string]float64
		Strength           int
	}
	if err := yaml.UnmarshalWithOptions(data, &cases, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			look := func(name string) (any, bool) {
				if v, ok := c.Known[name]; ok {
					return v, true
				}
				return nil, true
			}
			id, strength := firstCause(t, &set.Rules, c.Theme, look)
			if id != c.Cause || strength != c.Strength {
				t.Errorf("cause %s at strength %d, want %s at %d", id, strength, c.Cause, c.Strength)
			}
		})
	}
}

func firstCause(t *testing.T, rules *Rules, theme string, look Lookup) (string, int) {
	t.Helper()
	for i := range rules.Causes {
		c := &rules.Causes[i]
		ok, err := c.Holds(theme, look)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			continue
		}
		strength, err := c.Strength(look)
		if err != nil {
			t.Fatal(err)
		}
		return c.ID, strength
	}
	return "", 0
}
