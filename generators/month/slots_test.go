package month

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/generators/prose"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

// answer is one slot of one subject.
type answer struct {
	of, slot string
	look     templates.Lookup
}

// asked is the slots of a registry for one subject, over those of what it belongs to.
func asked[T any](prefix string, r *prose.Registry[T], of T, v *volume) (all []answer) {
	look := prose.NewAnswers(r, of, prose.Month, v.Look, v.Draft.Fault).Look
	for _, s := range append(r.Slots(), volumeSlots().Slots()...) {
		all = append(all, answer{prefix, s.Name, look})
	}
	return all
}

// every is the slots of every paper of a period and of what its loops are about.
func every(f *analysis.Facts, set *templates.Set) (all []answer, drafts []*prose.Draft) {
	unit := f.Units(zhixiao.City)[0]
	start := func() *volume {
		v := newVolume(f, set, unit, "x", "complaint")
		drafts = append(drafts, v.Draft)
		return v
	}
	switch f.Period().Kind {
	case zhixiao.Day:
		v := start()
		return asked("day.", daySlots(), day{v}, v), drafts
	case zhixiao.Week:
		w := &week{volume: start()}
		all = asked("week.", weekSlots(), w, w.volume)
		for _, x := range w.voices() {
			all = append(all, asked("voice."+x.No+".", voiceSlots(), x, w.volume)...)
		}
		return all, drafts
	}
	l := newListing(f, set, unit)
	v, t := start(), start()
	all = append(asked("list.", listSlots(), l, l.volume), asked("ledger.", ledgerSlots(), &ledger{v, f.Ledger()}, v)...)
	all = append(all, asked("trial.", trialSlots(), &trials{t, t.sightings()}, t)...)
	r := &report{volume: start(), groups: f.ComplaintGroups(complaintRules(f, set))}
	for _, s := range f.Obstacles(unit.Code, obstaclesTold) {
		r.told = append(r.told, r.obstacle(s))
	}
	all = append(all, asked("report.", reportSlots(), r, r.volume)...)
	for _, o := range r.told {
		for _, s := range obstacleSlots().Slots() {
			all = append(all, answer{o.share.Keys[0] + ".", s.Name, o.look})
		}
	}
	for _, g := range r.chooseExamples() {
		all = append(all, asked("example."+g.Lead.No+".", exampleSlots(), example{r, g}, r.volume)...)
	}
	return all, drafts
}

// What a slot says does not depend on what was asked before it.
func TestSlotsSayTheSameInAnyOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, p := range []zhixiao.Period{sample.Month(), {Kind: zhixiao.Week, Year: 2026, N: 36}, {Kind: zhixiao.Day, Year: 2026, N: 244}} {
		f, set := sample.SmallPeriod(t, p)
		first, there := map[string]any{}, 0
		for order := range 21 {
			all, drafts := every(f, set)
			if order > 0 {
				random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			}
			for _, a := range all {
				name := a.of + a.slot
				v, known := a.look(a.slot)
				if !known {
					t.Fatalf("%s is not there", name)
				}
				if v != nil && order == 0 {
					there++
				}
				if _, again := first[name]; !again {
					first[name] = v
				} else if !reflect.DeepEqual(v, first[name]) {
					t.Errorf("%s: %s says %v, and %v in another order", p, name, first[name], v)
				}
			}
			for _, d := range drafts {
				if err := d.Err(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if there < len(first)/2 {
			t.Errorf("%s: only %d of %d slots say something", p, there, len(first))
		}
	}
}
