package prose

import (
	"zhixiao"
)

// KeptRemedy is one remedy of a report in its five parts (who, what, by
// when, output, measure), with the indicator that tells success and the value it
// has to reach. It is kept until the next period's report follows it up.
type KeptRemedy struct {
	Unit                                        string
	Lead, With, What, Deadline, Output, Measure string
	Code                                        string // indicator of the measure
	Target                                      zhixiao.Decimal
}

// Reaches reports whether a value is at its goal or beyond.
func Reaches(ind zhixiao.Indicator, value, goal zhixiao.Decimal) bool {
	if ind.Direction == zhixiao.Lower {
		return value.Cmp(goal) <= 0
	}
	return value.Cmp(goal) >= 0
}
