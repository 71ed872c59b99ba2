// Package contrast says where a quarter's counts are conspicuous and where they are
// not. It is the only place that may call a part of a unit conspicuous.
//
// A measure counts bad events among exposures: long waits among tickets, cases sent
// back among cases received. A cell is a measure in one place: a district, a matter in
// a district, a phone line at noon. Each cell is held against two comparators. What it
// would count at the rates of all others of its kind, itself left out (elsewhere), and
// at the rates of its own four quarters before with today's mix (past), the city's own
// move taken out. A cell worse than elsewhere beyond chance is lasting, one worse than
// its own past is news; the two families are never judged together, because many true
// lasting differences would loosen the bar for news.
//
// Rates are gamma posteriors with five pseudo-events, expectations carry the
// uncertainty of the rates they rest on (predictive variance) and what units differ by
// from quarter to quarter without any reason (over-dispersion). Few events are judged
// by the tail of a negative binomial distribution. False discovery is counted in
// stories, not cells: one thing that happened makes a unit, a matter and a stage
// conspicuous together.
package contrast
