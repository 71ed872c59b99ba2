package generators

import (
	"testing"

	"zhixiao/templates"
)

func TestTemplatesUseOnlyKnownSlots(t *testing.T) {
	set, err := templates.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := Vet(set); err != nil {
		t.Error(err)
	}
}
