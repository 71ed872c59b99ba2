package zhixiao

// Role is how papers read an indicator, beside how its value is made. It says what
// may be told of a value and never changes a cube, so it is no part of what a
// snapshot is frozen with (docs/adr/0030).
type Role struct {
	OnSite  bool     // of service in halls: does not apply to a unit without one
	Sampled bool     // rests on those who answered, rated or complained: of few it carries no problem
	Rare    bool     // a rate of rare events: moves of fewer than five of them are not told
	Ratings bool     // its cases are ratings, of which few weigh less than of others
	Uptake  bool     // how many use a way, not how well it works
	Praise  bool     // how many are more than content: a low value by itself is no problem
	Felt    string   // code of what the public says of the same thing; "" when it is not asked
	Related []string // codes that it may go together with over the districts, beside Felt
	Behind  string   // the feed that says what lies behind a matter that does badly; "" for none
	WorstBy []string // dimensions of its feed whose worst part is told even where no test finds it
}

// Column is what a column of a cube counts.
type Column struct {
	Unit  string // unit of measure of its sums: 件, 人次 …
	Of    string // code of the indicator whose bad or counted cases it holds; "" for none
	Index string // level-2 code that its concentration speaks of; "" for none
}

// Roles is what is said of indicators and columns in templates/indicators.yaml. The
// nil Roles says nothing.
type Roles struct {
	Indicators map[string]Role   // by code
	Feeds      map[string]Column // by feed: what its columns are where they do not say otherwise
	Columns    map[string]Column // by "feed.column"
	Classes    map[string]string // class of complaints, its first two digits → level-2 code that it speaks of
}

// Role is an indicator's; the zero one where nothing is said.
func (r *Roles) Role(code string) Role {
	if r == nil {
		return Role{}
	}
	return r.Indicators[code]
}

// Column is what a column of a cube counts; in 件 where nothing is said.
func (r *Roles) Column(cube, column string) Column {
	out := Column{Unit: "件"}
	if r == nil {
		return out
	}
	for _, said := range []Column{r.Feeds[cube], r.Columns[cube+"."+column]} {
		if said.Unit != "" {
			out.Unit = said.Unit
		}
		if said.Of != "" {
			out.Of = said.Of
		}
		if said.Index != "" {
			out.Index = said.Index
		}
	}
	return out
}

// Class is the level-2 code that a class of complaint speaks of, "" for none.
func (r *Roles) Class(l2 string) string {
	if r == nil {
		return ""
	}
	return r.Classes[l2[:min(2, len(l2))]]
}
