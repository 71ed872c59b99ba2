package generators

import (
	"testing"

	"zhixiao/generators/sample"
)

// TestRecorded: every quarterly report says what it proposes, in five parts
// with a measure that can be followed up.
func TestRecorded(t *testing.T) {
	f, set := sample.SmallCity(t)
	for _, k := range Catalogue() {
		if !k.Follows {
			continue
		}
		made, err := Make(Request{Kind: k.Name, Facts: f, Templates: set, Unit: k.Units(f)[0]})
		if err != nil {
			t.Fatal(err)
		}
		if len(made.Remedies) == 0 {
			t.Errorf("%s recommends nothing", k.Name)
		}
		for _, remedy := range made.Remedies {
			if remedy.Lead == "" || remedy.With == "" || remedy.What == "" || remedy.Deadline == "" || remedy.Output == "" || remedy.Measure == "" || remedy.Code == "" {
				t.Errorf("%s: %+v misses a part", made.Document.Title, remedy)
			}
		}
	}
}
