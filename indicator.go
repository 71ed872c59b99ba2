package zhixiao

// Direction says which way of a value is better.
type Direction int8

// The directions. An observed indicator is shown, never scored.
const (
	Lower   Direction = -1
	Observe Direction = 0
	Higher  Direction = 1
)

// Formula says how an indicator's value is made from its feed's sums.
type Formula uint8

// The formulas.
const (
	RatioFormula      Formula = iota // Num ÷ Den × Scale
	MedianFormula                    // median of the values counted in the histogram column
	DifferenceFormula                // value of Minuend − value of Subtrahend, published values
)

// Indicator is the definition of a third-level indicator: one entry of
// templates/indicators.yaml. Thresholds and weights are exact decimals.
type Indicator struct {
	Code       string // B101
	Name       string // 按时办结率
	Level1     string // B
	Level2     string // B1
	Unit       string // %, 分, 次, 件/万件 …
	Direction  Direction
	Formula    Formula
	Feed       string // cube it is counted in; empty for a difference
	Num, Den   string // what is counted of the feed's rows, in the set's language; of a derived feed "=feed.tally"
	Squares    string // Σw·x² of means likewise, empty for proportions
	Scale      int64  // 100 for %, 10000 for 件/万件, 1 for 次
	Minuend    string // indicator codes of a difference
	Subtrahend string
	Places     uint8   // decimals of the published value
	MinN       int64   // below this denominator: SmallSample
	Region     Decimal // weight in a region's score, in points of 100
	Domain     Decimal // weight in a domain's score
	Target     Decimal
	Yellow     Decimal
	Red        Decimal
	Floor      Decimal // 零分点
	HasLights  bool    // thresholds are set
	Perception bool    // public side (公众侧) rather than management side (管理侧)
	Occasional bool    // counts what need not arise in a unit: where nothing did while it did elsewhere, it does not apply
	Definition string
	How        string // formula in words, for the appendix
	Source     string // 办件库 …
	Basis      string // where the definition comes from
}

// AppliesTo reports whether the indicator is measured for units of kind k:
// D201 and D202 for regions, D203 for domains, the rest for both.
func (i Indicator) AppliesTo(k UnitKind) bool {
	switch k {
	case Region:
		return i.Direction == Observe || i.Region.Sign() > 0
	case Domain:
		return i.Direction == Observe || i.Domain.Sign() > 0
	}
	return true
}

// IndicatorSet is the indicators in the order of their codes with the names of
// levels. Version is the content hash of the file it was read from.
type IndicatorSet struct {
	Version    string
	Language   Language
	Levels     map[string]string // A → 部门承诺, A1 → 事项与指南规范
	Indicators []Indicator
	Feeds      []Feed
	Roles      *Roles `json:"-"` // how papers read them; not frozen, always that of the templates in use
}

// Language is the language of a set's expressions.
type Language string

// The languages.
const (
	SQL      Language = ""         // SQLite's own, over one row; in the sets of programs up to 0.2.0
	Counting Language = "counting" // that of package counting
)

// Feed describes one cube: a feed table grouped by region, department and the
// feed's own dimensions, with named sums. Everything a report counts is a sum
// in a cube, so that a freeze reads every feed table once.
type Feed struct {
	Name    string // cube name: case, evaluation …
	Table   string // SQL table or view
	Date    string // date column that decides the period; empty: state at period end (valid_from/valid_to)
	Where   string // condition on the rows that count; empty for all
	Dims    []Dim
	Tallies []Tally // sums beside the indicators' own
}

// Dim is one dimension of a cube: its name and the expression for it.
type Dim struct{ Name, Expr string }

// Tally is one named sum of a cube and what it counts.
type Tally struct{ Name, Expr string }
