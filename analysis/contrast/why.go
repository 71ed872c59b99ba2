package contrast

import (
	"cmp"
	"math"
	"slices"
)

// Inside is what a story's bad events say of themselves: events by a key (a material, a
// stage, an error), of the story's place now, of the same place in the quarters before
// and of everybody else now.
type Inside struct {
	Key              string
	Now, Then, Other float64
}

// Reason is a key that holds more of a story's events than it usually does.
type Reason struct {
	Key    string
	X, Of  float64 // events with the key, of all
	Usual  float64 // share of the events that the key usually has
	Z      float64 // deviate of X from Usual
	AsEver bool    // no key stands out: this is merely the one with most events
}

// reasonDeviate is from when a key is named as what the events of a story have in common.
const reasonDeviate = 2.5

// Why is what a story's events have in common. The usual share of a key is its share
// before, taken towards that of everybody else where there were few events. Where no key
// holds more than usual, the one with most events is told, as ever; ok is false without
// events.
func Why(keys []Inside) (r Reason, ok bool) {
	var now, then, other float64
	for _, k := range keys {
		now, then, other = now+k.Now, then+k.Then, other+k.Other
	}
	if now <= 0 {
		return r, false
	}
	var all []Reason
	for _, k := range keys {
		elsewhere := (k.Other + 1) / (other + float64(len(keys)))
		usual := (k.Then + pseudo*elsewhere) / (then + pseudo)
		e := now * usual
		v := e * math.Max(1-usual, 0.05) * (1 + now/(then+pseudo))
		reason := Reason{Key: k.Key, X: k.Now, Of: now, Usual: usual}
		if k.Now > 0 && e > 0 {
			reason.Z = expected{e, v}.standing(k.Now, now, 0)
		}
		all = append(all, reason)
	}
	best := slices.MaxFunc(all, func(a, b Reason) int { return cmp.Compare(a.Z, b.Z) })
	if best.Z >= reasonDeviate {
		return best, true
	}
	best = slices.MaxFunc(all, func(a, b Reason) int { return cmp.Compare(a.X, b.X) })
	best.AsEver = true
	return best, true
}
