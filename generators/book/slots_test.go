package book

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

// namesOf is every name that slots declare, those of families with some codes.
func namesOf(slots []prose.Slot) (names []string) {
	for _, s := range slots {
		if s.Is == nil {
			names = append(names, s.Name)
			continue
		}
		for _, code := range []string{"B101", "D101", "总分", "A维"} {
			if name := strings.ReplaceAll(s.Name, "〈指标〉", code); s.Is(name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// answered is what every slot of a book and of its examples says, asked in the order
// that turn gives them.
func answered(b *book, turn func([]string)) map[string]any {
	said := map[string]any{}
	ask := func(look templates.Lookup, prefix string, slots []prose.Slot) {
		names := namesOf(slots)
		turn(names)
		for _, name := range names {
			said[prefix+name], _ = look(name)
		}
	}
	ask(b.look, "", bookSlots().Slots())
	for _, told := range b.chosen() {
		ask(b.exampleOf(told).lookup, told.No+".", exampleSlots().Slots())
	}
	return said
}

// What a slot says does not depend on what was asked before it.
func TestSlotsSayTheSameInAnyOrder(t *testing.T) {
	orders := 20
	if testing.Short() {
		orders = 2
	}
	for _, tt := range books() {
		t.Run(tt.period.String(), func(t *testing.T) {
			f, set := sample.BookCityWith(t, func(s *zhixiao.Snapshot) {
				s.Governance = []zhixiao.LedgerTask{ledgerTask("G1", zhixiao.TaskClosed, 20, 0, 120), ledgerTask("G2", zhixiao.TaskWatched, 2, -1, 60), ledgerTask("G3", zhixiao.TaskWorked, 4, -1, -1)}
			}, sample.Q2026(2), sample.Q2026(3), tt.period)
			city, _ := f.Unit(zhixiao.CityCode)
			whole := newBook(f, set, city, "x")
			first := answered(whole, func([]string) {})
			there := 0
			for _, v := range first {
				if v != nil {
					there++
				}
			}
			if there < len(first)/2 {
				t.Fatalf("%d of %d slots say something: too few to compare", there, len(first))
			}
			random := rand.New(rand.NewPCG(1, uint64(tt.period.Year)))
			for range orders {
				b := newBook(f, set, city, "x")
				b.kept.causes.Of(whole.causes) // of the reports on 65 other units, which know nothing of the book
				again := answered(b, func(names []string) {
					random.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
				})
				for name, v := range again {
					if !reflect.DeepEqual(v, first[name]) {
						t.Errorf("%s says %v, and in another order %v", name, first[name], v)
					}
				}
				if err := b.draft.Err(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// A reference is there where its table or figure is, and points to it.
func TestReferencesAreThereWithTheirDisplays(t *testing.T) {
	b := governedBook(t)
	shown := 0
	for _, d := range displays() {
		ref, _ := b.ask(d.Name).(document.Ref)
		if id := b.shown(d.Name).BlockID(); ref.Target != id {
			t.Errorf("%s refers to %q, and stands as %q", d.Name, ref.Target, id)
		} else if id != "" {
			shown++
		}
	}
	if shown == 0 || shown == len(displays()) {
		t.Errorf("%d of %d displays are there: either side goes untested", shown, len(displays()))
	}
	if b.shown("图无"); b.draft.Err() == nil {
		t.Error("a display that nobody declared is no fault")
	}
}
