package generators

import (
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// Vet checks the templates alone: every slot and every name in a condition is
// one that a generator can give. All faults are returned together.
func Vet(t *templates.Set) error {
	return t.Vet(func(name string) bool { return prose.KnownSlot(t, name) })
}
