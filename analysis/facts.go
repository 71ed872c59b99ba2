// Package analysis measures and scores: every number a report shows is made
// here, once, as a zhixiao.Quantity, and only carried from here on.
package analysis

import (
	"zhixiao"
)

// ScoreTotal names the total. The scores beside the indicators, for Value, Rank, Change and
// the rest: "total", a level-1 letter "A"…"E", a level-2 code "A1", or
// "score.B101" for one indicator's score of 0–100.
const ScoreTotal = "total"

// Rank is a unit's place among the comparable units of its kind by standard
// competition ranking (1,2,2,4). Rank.Place is absent when the unit is not
// comparable (small sample, missing, observed indicator).
type Rank struct {
	Place zhixiao.Quantity // unit "位"
	Of    zhixiao.Quantity // comparable units
	Tied  []string         // codes of the other units on the same place
	Moved zhixiao.Quantity // places forward (+) or back (−) against last period; absent without baseline
}

// Change is the move against an earlier period: this published value minus that
// published value, in the difference's unit (百分点 for rates, 分 for scores).
type Change struct {
	Delta       zhixiao.Quantity
	From        zhixiao.Quantity
	Better      int  // +1 better, −1 worse, 0 level or undirected
	Tested      bool // a significance test applies (samples on both sides)
	Significant bool // among all tested changes of the unit, at a false discovery rate of 5 % (docs/adr/0013)
}

// Light is an indicator's warning light.
type Light uint8

// The lights. NoLight: observed, absent or without thresholds.
const (
	NoLight Light = iota
	Green
	Yellow
	Red
)

// Share is one row of a concentration: how much of a total one key holds.
type Share struct {
	Keys  []string         // dimension values: matter code, reason …
	Label string           // for reading: matter name …
	Count zhixiao.Quantity // in the cube's unit
	Of    zhixiao.Quantity // the total
	Part  zhixiao.Quantity // Count ÷ Of in %
	Cum   zhixiao.Quantity // cumulative share in %
}

// Loss is an indicator on which a unit loses points.
type Loss struct {
	Indicator zhixiao.Indicator
	Role      zhixiao.Role
	Value     zhixiao.Quantity
	Light     Light
	Points    zhixiao.Quantity // points of the total lost against full score
	Gap       zhixiao.Quantity // against the city
}

// Names resolves codes to names for readers.
type Names struct {
	Matters map[string]string // M0001 → 食品经营许可变更
	Halls   map[string]string
	Lines   map[string]string // masked number
	L2      map[string]string // 0301 → 电话无人接听
	L1      map[string]string
	Codes   map[string]string // evaluation codes 207 → 没有提供材料样本
}

// Input is everything an analysis may know.
type Input struct {
	Units      []zhixiao.Unit
	Indicators *zhixiao.IndicatorSet
	Names      Names
	Snapshots  []*zhixiao.Snapshot // oldest first; the last is the period reported on

	// Of interim and final reports: the contract, and the rows each of its quotas
	// counts from the term's first day to the last snapshot's cutoff, by Quota.ID.
	Contract zhixiao.Contract
	Counted  map[string]zhixiao.Counted
}
