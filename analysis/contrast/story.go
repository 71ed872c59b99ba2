package contrast

import (
	"slices"
)

// story is one thing that happened, with the cells that show it.
type story struct {
	head  claim   // as it was found: the cell that stands out most
	name  claim   // where it lies: the finest cell that holds nearly all of it
	where []claim // cells that stand out even inside it
	more  []claim // cells that it explains
	also  []story // stories of other measures that are the same thing
}

// What is left of a claim must stand out by so much, and be so much of its excess, to
// be a story of its own.
const (
	ownDeviate = 3
	ownShare   = 0.35
	heldShare  = 0.8 // of a story's excess, for a finer cell to name it
)

// stories makes stories of the claims of one family. Discoveries are counted in
// stories: the bar is tightened to what so many stories allow until it stands.
func stories(list []claim) []story {
	n := discoveries(list)
	var told []story
	const rounds = 8
	for range rounds {
		told = merged(grown(list[:n], list))
		next := min(n, within(list, len(told)))
		if next == n {
			break
		}
		n = next
	}
	return told
}

// grown makes stories of sorted claims; all is every cell asked, for the naming.
func grown(claims, all []claim) []story {
	finer := map[*Asked][]claim{}
	for _, c := range all {
		if c.excess() > 0 {
			finer[c.of] = append(finer[c.of], c)
		}
	}
	var told []story
	for _, c := range claims {
		if !c.tellable() {
			continue
		}
		inside, around, at := related(told, c)
		z, excess := c.remains(inside, around)
		stands := z >= ownDeviate && excess >= ownShare*c.excess()
		switch {
		case at < 0 || stands && around == nil && len(inside) != 1:
			told = append(told, story{head: c, name: named(c, finer[c.of])})
		case stands && around == nil: // one thing, seen more widely
			s := &told[at]
			s.where = append(s.where, s.name)
			s.head, s.name = c, c
		case stands:
			told[at].where = append(told[at].where, c)
		default:
			told[at].more = append(told[at].more, c)
		}
	}
	return told
}

// related is what has been told inside a claim, each once, and the narrowest cell told
// around it; at is the story that explains most of it, −1 when none touches it.
func related(told []story, c claim) (inside []claim, around *claim, at int) {
	at = -1
	most := 0.0
	for i := range told {
		s := &told[i]
		if s.head.of != c.of {
			continue
		}
		for _, t := range []claim{s.name, s.head} {
			switch {
			case t.cell == c.cell || t.inside(c):
				if !slices.ContainsFunc(inside, func(o claim) bool { return t.cell == o.cell || t.inside(o) || o.inside(t) }) {
					inside = append(inside, t)
				}
				if t.excess() > most {
					most, at = t.excess(), i
				}
			case c.inside(t):
				if around == nil || t.inside(*around) {
					around = &claim{t.of, t.cell, t.family}
					at, most = i, c.excess()
				}
			default:
				continue
			}
			break
		}
	}
	return inside, around, at
}

// inside reports whether a claim's cell lies wholly in another's of the same measure.
func (c claim) inside(o claim) bool {
	if c.of != o.of || c.cell == o.cell {
		return false
	}
	for _, d := range o.of.columns(o.cell.Scope) {
		if c.cell.keys[d] != o.cell.keys[d] {
			return false
		}
	}
	return true
}

// columns are the places of a scope's dimensions in the keys.
func (a *Asked) columns(scope int) []int { return a.by[scope] }

// named is the finest cell that holds nearly all of a claim's excess, the claim itself
// where none does.
func named(c claim, finer []claim) claim {
	best, dims := c, len(c.of.columns(c.cell.Scope))
	for _, f := range finer {
		n := len(f.of.columns(f.cell.Scope))
		if n < dims || n == dims && f.excess() <= best.excess() || f.excess() < heldShare*c.excess() || !f.inside(c) || f.cell.X < leastEvents {
			continue
		}
		best, dims = f, n
	}
	return best
}

// merged joins the stories that are one thing: of one matter in places that overlap,
// whatever is measured; of one unit without a matter, parts and measures of one family. A matter
// is never joined to what holds for a whole unit: that chains strangers together.
func merged(list []story) []story {
	var out []story
	for _, s := range list {
		i := slices.IndexFunc(out, func(o story) bool { return s.name.sameThing(o.name) })
		if i < 0 {
			out = append(out, s)
			continue
		}
		out[i].also = append(out[i].also, s)
	}
	return out
}

func (c claim) sameThing(o claim) bool {
	a, b := c.place(), o.place()
	if a.Matter != "" || b.Matter != "" {
		return a.Matter == b.Matter && overlaps(a.Region, b.Region)
	}
	return c.of.Measure.Family == o.of.Measure.Family && a.unit() == b.unit()
}
