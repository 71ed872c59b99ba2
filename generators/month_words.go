package generators

import "zhixiao"

// lastName is how running text calls the period before one of the kind.
func lastName(kind zhixiao.PeriodKind) string {
	switch kind {
	case zhixiao.Day:
		return "前一日"
	case zhixiao.Week:
		return "上周"
	case zhixiao.Month:
		return "上月"
	}
	return "上季度"
}
