package contrast

// Measure is what is counted: bad events among exposures, and in which places.
type Measure struct {
	ID     string // overlong
	Family string // measures of one family tell of one thing: 时限, 退回, 评价, 诉求, 等候, 咨询电话, 网办 …
	Scopes []Scope
}

// Scope is a kind of place: the dimensions that make a cell, and those within which a
// cell is compared.
type Scope struct {
	// By are the dimensions of a cell, four at most; a row that lacks one is in no cell
	// of the scope and compared with none.
	By []string
	// Strata are shared with the other cells: elsewhere is expected stratum by stratum.
	Strata []string
	// Past are the strata of the own past. Where they are not shared with other cells a
	// stratum's former rate is taken towards the cell's own.
	Past []string
	// Alone says that hardly any stratum is shared with other cells: domains have no
	// matters in common. Their differences are held against the usual ones among them.
	Alone bool
}

// least is the exposure from which a cell is asked. It is a condition on the exposure,
// never on the events: that would bias the test.
const least = 10

// Cell is one place of a measure with what was counted and what was to be expected.
type Cell struct {
	Scope int // of the measure's Scopes
	X, N  float64
	// Else is expected at the rates of the others, Past at the own former rates; their
	// deviates are positive where there are more events than expected.
	Else, Past         Expectation
	crude, year, other Expectation // own former rate whatever the mix; the year before alone; the other three quarters

	keys [mostDims]uint16 // what all its rows have in common
}

// Expectation is what a comparator lets expect of a cell. Asked is false where the
// comparator has nothing to say: no past, nobody else.
type Expectation struct {
	E, V  float64 // events and their predictive variance, over-dispersion left out
	Z     float64 // deviate of the cell's events, over-dispersion counted
	Asked bool
}

// Excess is how many events more there are than expected.
func (c *Cell) Excess(e Expectation) float64 { return c.X - e.E }
