package quarter

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/generators/prose"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

// answered is what every slot of a report and of its problems says; turn puts the
// questions into an order.
func answered(r *report, slots []prose.Slot, turn func([]func())) map[string]any {
	said := map[string]any{}
	var questions []func()
	ask := func(prefix string, look templates.Lookup) {
		for _, s := range slots {
			if s.For&r.Asker == 0 {
				continue
			}
			for _, code := range []string{"B101", "D101", "总分", "A维"} {
				name := strings.ReplaceAll(s.Name, prose.CodeHead().Name, code)
				questions = append(questions, func() { said[prefix+name], _ = look(name) })
			}
		}
	}
	ask("", r.Look)
	for _, p := range r.problems {
		ask(p.Theme.ID+".", p.Look)
	}
	turn(questions)
	return said
}

// What a slot says does not depend on what was asked before it.
func TestSlotsSayTheSameInAnyOrder(t *testing.T) {
	orders := 20
	if testing.Short() {
		orders = 3
	}
	f, set := sample.SmallCity(t)
	slots := append(prose.Slots(set), Slots()...)
	random := rand.New(rand.NewPCG(1, 2))
	for _, kind := range []zhixiao.UnitKind{zhixiao.City, zhixiao.Region, zhixiao.Domain} {
		t.Run(kind.String(), func(t *testing.T) {
			unit := f.Units(kind)[0]
			first := answered(newReport(f, set, unit, "x", 3), slots, func(all []func()) {
				for _, ask := range all {
					ask()
				}
			})
			there := 0
			for _, v := range first {
				if v != nil {
					there++
				}
			}
			if there < len(first)/4 {
				t.Fatalf("%d of %d slots say something: too few to compare", there, len(first))
			}
			for range orders {
				r := newReport(f, set, unit, "x", 3)
				again := answered(r, slots, func(all []func()) {
					random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
					for _, ask := range all {
						ask()
					}
				})
				for name, v := range again {
					if !reflect.DeepEqual(v, first[name]) {
						t.Errorf("%s says %v, and %v in another order", name, first[name], v)
					}
				}
				if err := r.Draft.Err(); err != nil && strings.Contains(err.Error(), "成环") {
					t.Fatal(err)
				}
			}
		})
	}
}
