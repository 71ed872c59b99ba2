package generators

import (
	"errors"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/generators/book"
	"zhixiao/generators/inspection"
	"zhixiao/generators/month"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
	"zhixiao/generators/quarter"
	"zhixiao/templates"
)

// Dictionary is every name that sentences of t may ask for, with who may ask, each
// name once an asker, in the order of the rooms that declare them.
func Dictionary(t *templates.Set) prose.Dictionary {
	said := map[string]prose.Asker{}
	var all prose.Dictionary
	for _, s := range slices.Concat(prose.Slots(t), quarter.Slots(), month.Slots(t), book.Slots(), outlinedSlots()) {
		if s.For &^= said[s.Name]; s.For == 0 {
			continue // a step of several rules
		}
		said[s.Name] |= s.For
		all = append(all, s)
	}
	return all
}

// Vet checks the templates alone: every slot and every name in a condition is
// one that a paper which says the sentence can give. All faults are returned together,
// each with file, line, column and the nearest name.
func Vet(t *templates.Set) error {
	all := append([]error{t.Faults()}, Dictionary(t).Check(t, sayers)...)
	return errors.Join(append(all, t.Check(vocabularies(t))...)...)
}

// outlined is the papers that are written by outlines.
func outlined() []outline.Declared { return append(month.Outlined(), inspection.Outlined()...) }

func outlinedSlots() (all []prose.Slot) {
	for _, p := range outlined() {
		all = append(all, p.Slots()...)
	}
	return all
}

// vocabularies is what the outlines of t may name, by the names of the outlines.
func vocabularies(t *templates.Set) map[string]*templates.Vocabulary {
	base := prose.Dictionary(prose.Slots(t))
	all := map[string]*templates.Vocabulary{}
	for _, p := range outlined() {
		all[p.Named()] = p.Vocabulary(base)
	}
	return all
}

// sayers is whose papers say the sentences of a file of the templates.
func sayers(file string) prose.Asker {
	for _, of := range []struct {
		begins string
		asker  prose.Asker
	}{
		{"narrative/book_", prose.Book}, {"narrative/inspection", prose.Inspection}, {"narrative/month-", prose.Month}, {"narrative/ledger", prose.Month},
		{"narrative/week", prose.Month}, {"narrative/day", prose.Month}, {"rules/blocks", prose.Month},
		{"narrative/quarter-general", prose.City | prose.Book}, {"narrative/quarter-domain", prose.Unit},
	} {
		if strings.HasPrefix(file, of.begins) {
			return of.asker
		}
	}
	return prose.AnyUnit | prose.Month
}

// Asker is who asks for slots in the sentences of a kind; ok is false for a kind
// outside the catalogue, but inspection is one here.
func Asker(kind string) (a prose.Asker, ok bool) {
	switch kind {
	case "quarter-general":
		return prose.City, true
	case "quarter-district", "quarter-domain":
		return prose.Unit, true
	case "interim", "final":
		return prose.Book, true
	case "inspection":
		return prose.Inspection, true
	}
	for _, k := range Catalogue() {
		if k.Name == kind && (k.Period == zhixiao.Month || k.Period == zhixiao.Week || k.Period == zhixiao.Day) {
			return prose.Month, true
		}
	}
	return 0, false
}
