package month

import "zhixiao/analysis"

func rowsWhere(keep func(analysis.ComplaintGroup) bool) func(analysis.ComplaintGroup) int64 {
	return func(g analysis.ComplaintGroup) int64 {
		if keep(g) {
			return 1
		}
		return 0
	}
}

func casesWhere(keep func(analysis.ComplaintGroup) bool) func(analysis.ComplaintGroup) int64 {
	return func(g analysis.ComplaintGroup) int64 {
		if keep(g) {
			return g.Cases
		}
		return 0
	}
}

func all(analysis.ComplaintGroup) bool { return true }

func isGrave(g analysis.ComplaintGroup) bool { return g.Severity >= grave }

// openWhere counts the complaints that are open.
func openWhere(keep func(analysis.ComplaintGroup) bool) func(analysis.ComplaintGroup) int64 {
	return func(g analysis.ComplaintGroup) int64 {
		if keep(g) {
			return g.Open
		}
		return 0
	}
}
