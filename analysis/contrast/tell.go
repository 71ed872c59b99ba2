package contrast

import (
	"cmp"
	"math"
	"slices"
)

// Kind is what a story is.
type Kind uint8

// Worse is worse than the own past; Standing is worse than elsewhere and was so before;
// Mix is a rate that rose because the business has another composition; Seasonal was as
// bad a year before; Heard is more complaints where nothing of the handling got worse;
// Improved is better than the own past; Busier is more business without a worse rate.
const (
	Worse Kind = iota + 1
	Standing
	Mix
	Seasonal
	Heard
	Improved
	Busier
)

// String is the kind's name in files and tables.
func (k Kind) String() string {
	return [...]string{"", "worse", "standing", "mix", "seasonal", "heard", "improved", "busier"}[k]
}

// Fact is a cell as a story tells of it.
type Fact struct {
	Measure    string
	Place      Place
	X, N       float64
	Past, Else Expectation
}

// Story is one thing that can be said of a quarter. Its facts are cells with their
// counts, so that every word of it can be counted again.
type Story struct {
	Kind  Kind
	Fact         // where it lies
	Found Fact   // the widest cell that showed it
	Where []Fact // cells that stand out even inside it
	Also  []Fact // other measures of the same thing
	// Lasting says of a story that is news that the place is worse than elsewhere too.
	Lasting bool
	Excess  float64 // events beyond what is expected
	Z       float64
}

// complaints is the family of measures that count complaints.
const complaints = "诉求"

// Tell is the stories of a quarter, of each kind the most events beyond expectation
// first: news, lasting differences, changes of mix, seasons, complaints alone,
// improvements, surges.
func Tell(all []*Asked, surges []Surge) []Story {
	news := stories(askedIn(News, all))
	lasting := stories(askedIn(Lasting, all))
	var told []Story
	for _, s := range news {
		told = append(told, s.told(kindOf(s, news)))
	}
	for _, s := range lasting {
		if i := slices.IndexFunc(news, func(n story) bool { return n.shares(s) }); i >= 0 {
			told[i].Lasting = true
			continue
		}
		told = append(told, s.told(Standing))
	}
	for _, s := range mixes(all) {
		told = append(told, s.told(Mix))
	}
	for _, s := range stories(askedIn(Better, all)) {
		told = append(told, s.told(Improved))
	}
	for _, s := range surges {
		if !slices.ContainsFunc(told, func(t Story) bool {
			return (t.Kind == Worse || t.Kind == Busier) && t.Place.Meets(s.Place) && t.Place.Matter != ""
		}) {
			told = append(told, Story{Kind: Busier, Fact: Fact{Measure: "cases", Place: s.Place, X: s.N, N: s.N, Past: Expectation{E: s.Expected, Z: s.Z, Asked: true}}, Excess: s.N - s.Expected, Z: s.Z})
		}
	}
	slices.SortStableFunc(told, func(a, b Story) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(b.Excess, a.Excess)) })
	return told
}

// kindOf is what a story of the own past is: a season where the year before was as bad,
// complaints alone where nothing else in the place is news.
func kindOf(s story, news []story) Kind {
	if s.seasonal() {
		return Seasonal
	}
	if !s.complained() {
		return Worse
	}
	where := s.name.place()
	for _, o := range news {
		if !o.complained() && o.name.place().Meets(where) {
			return Worse
		}
	}
	return Heard
}

// complained reports whether a story rests on complaints alone.
func (s story) complained() bool {
	return s.name.of.Measure.Family == complaints && !slices.ContainsFunc(s.also, func(o story) bool { return o.name.of.Measure.Family != complaints })
}

// seasonal reports whether a story, or a wider cell that shows it, stands out against
// the other quarters but not against that of the year before.
func (s story) seasonal() bool {
	const stands, usual = 3, 2
	for _, c := range append([]claim{s.name, s.head}, s.more...) {
		if c.cell.other.Asked && c.cell.year.Asked && c.cell.other.Z >= stands && c.cell.year.Z < usual {
			return true
		}
	}
	return false
}

// shares reports whether two stories of one measure lie in each other.
func (s story) shares(o story) bool {
	for _, a := range []claim{s.name, s.head} {
		for _, b := range []claim{o.name, o.head} {
			if a.of == b.of && (a.cell == b.cell || a.inside(b) || b.inside(a)) {
				return true
			}
		}
	}
	return false
}

// mixes are the cells whose rate rose without any stratum of theirs getting worse: their
// business has another composition. One matter makes every place it touches stand out,
// and is told once.
func mixes(all []*Asked) []story {
	const stands, usual, events, share = 4, 2, 10, 0.1
	var list []claim
	for _, a := range all {
		for i := range a.Cells {
			c := &a.Cells[i]
			excess := c.X - c.crude.E
			if c.crude.Asked && c.crude.Z >= stands && c.Past.Z < usual && excess >= events && excess >= share*c.crude.E {
				list = append(list, claim{a, c, News})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b claim) int { return cmp.Compare(b.cell.crude.Z, a.cell.crude.Z) })
	var told []story
	for _, c := range list {
		if !slices.ContainsFunc(told, func(s story) bool { return s.name.of == c.of && s.name.place().Meets(c.place()) }) {
			told = append(told, story{head: c, name: c})
		}
	}
	return told
}

// fact is a claim's cell.
func (c claim) fact() Fact {
	return Fact{Measure: c.of.Measure.ID, Place: c.place(), X: c.cell.X, N: c.cell.N, Past: c.cell.Past, Else: c.cell.Else}
}

func (s story) told(k Kind) Story {
	t := Story{Kind: k, Fact: s.name.fact(), Found: s.head.fact(), Excess: math.Abs(s.name.excess()), Z: s.name.z()}
	for _, w := range s.where {
		t.Where = append(t.Where, w.fact())
	}
	for _, o := range s.also {
		t.Also = append(t.Also, o.name.fact())
	}
	if k == Mix {
		t.Excess, t.Z = s.name.cell.X-s.name.cell.crude.E, s.name.cell.crude.Z
	}
	return t
}
