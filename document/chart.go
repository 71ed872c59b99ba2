package document

import "zhixiao"

// ChartKind names a kind of chart. Each kind says what Labels and Series mean.
type ChartKind string

// The kinds.
const (
	ColumnChart        ChartKind = "column"         // one series, one value a label
	GroupedColumnChart ChartKind = "grouped-column" // 2–4 series side by side
	RankingBarChart    ChartKind = "ranking-bar"    // horizontal bars in the order given, error bars from Margins, Highlight drawn dark
	LineChart          ChartKind = "line"           // 1–4 series over periods
	StackedColumnChart ChartKind = "stacked-column" // series stacked in order
	RadarChart         ChartKind = "radar"          // 2–3 series over 3–12 axes; all of one scale
	QuadrantChart      ChartKind = "quadrant"       // Series[0] is x, Series[1] is y, one point a label; lines at Cross
	DumbbellChart      ChartKind = "dumbbell"       // Series[0] and Series[1] are the two ends, one row a label
	HeatTableChart     ChartKind = "heat-table"     // rows are Series, columns are Labels
	ParetoChart        ChartKind = "pareto"         // Series[0] counts in descending order, Series[1] cumulative shares in %
	WaterfallChart     ChartKind = "waterfall"      // Series[0] increments; the last label is the total
	PieChart           ChartKind = "pie"            // one series, at most 5 slices
	BoxPlotChart       ChartKind = "box-plot"       // Series are min, lower quartile, median, upper quartile, max
)

// Chart is what a picture of numbers shows, not how: charts draws it. A missing
// point is a gap; a series whose length differs from Labels is an error.
type Chart struct {
	Kind      ChartKind
	Title     string // inside the picture; the caption stands outside
	Labels    []string
	Series    []Series
	XTitle    string // axis names; the unit stands with them
	YTitle    string
	Unit      string // of the values
	N         string // sample line: n=1059
	Source    string // 数据来源：…
	Highlight string // label drawn in the strong colour
	Reference *Reference
	Cross     *[2]Reference // quadrant lines: x, y
	WidthMM   float64       // 0 means 150
	HeightMM  float64       // 0 means a height that fits the kind and the number of labels
}

// Series is one row of values. Margins, when set, are 95 % half-widths.
type Series struct {
	Name    string
	Points  []zhixiao.Quantity
	Margins []zhixiao.Quantity
}

// Reference is a line across the plot: 全市, 目标.
type Reference struct {
	Name  string
	Value zhixiao.Quantity
}
