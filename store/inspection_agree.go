package store

import (
	"fmt"
	"regexp"

	"zhixiao"
)

var inspectionNo = regexp.MustCompile(`^HC-\d{4}-\d{2}$`)

// agree checks that the sheets of an inspection fit together.
func (r *inspectionReader) agree(in *zhixiao.Inspection) {
	units := r.singles("单位", func(i int) string { return in.Units[i].Unit }, len(in.Units))
	points := r.singles("点位", func(i int) string { return in.Points[i].No }, len(in.Points))
	items := r.singles("核查项", func(i int) string { return in.Items[i].No }, len(in.Items))
	evidence := r.singles("证据", func(i int) string { return in.Evidence[i].No }, len(in.Evidence))
	r.singles("问题", func(i int) string { return in.Findings[i].No }, len(in.Findings))
	for i, p := range in.Points {
		if p.Unit != "" && !units[p.Unit] {
			r.fault(r.sheets["点位"][i], "在工作表“单位”补上该单位", "点位%s的单位没有列在工作表“单位”中", p.No)
		}
	}
	type cell struct{ point, item string }
	outcome := map[cell]zhixiao.Outcome{}
	told := map[cell]bool{}
	for i, x := range in.Results {
		rec, at := r.sheets["结果"][i], cell{x.Point, x.Item}
		r.known(rec, points, "点位", x.Point)
		r.known(rec, items, "核查项", x.Item)
		if _, twice := outcome[at]; twice {
			r.fault(rec, "删去多余的一行", "点位%s的核查项%s写了两次结果", x.Point, x.Item)
		}
		outcome[at] = x.Outcome
	}
	for i, f := range in.Findings {
		rec, at := r.sheets["问题"][i], cell{f.Point, f.Item}
		r.known(rec, points, "点位", f.Point)
		r.known(rec, items, "核查项", f.Item)
		told[at] = true
		if o, checked := outcome[at]; !checked || o != zhixiao.Fails {
			r.fault(rec, "核对工作表“结果”", "问题%s所在的点位%s、核查项%s没有记为不符合", f.No, f.Point, f.Item)
		}
		for _, no := range f.Evidence {
			r.known(rec, evidence, "证据", no)
		}
	}
	for i, x := range in.Results {
		if x.Outcome == zhixiao.Fails && !told[cell{x.Point, x.Item}] {
			r.fault(r.sheets["结果"][i], "在工作表“问题”写明事实和证据", "点位%s的核查项%s不符合，但没有对应的问题", x.Point, x.Item)
		}
	}
	if len(in.Results) == 0 && len(r.faults) == 0 {
		r.fault(record{sheet: "结果"}, "逐点位、逐项填写结果", "没有核查结果")
	}
}

// singles answers the names of a sheet's rows; a name that stands twice is a
// fault.
func (r *inspectionReader) singles(sheet string, name func(int) string, n int) map[string]bool {
	seen := map[string]bool{}
	for i := range n {
		if no := name(i); no != "" && seen[no] {
			r.fault(r.sheets[sheet][i], "改正编号或删去多余的一行", "%s%s重复", sheet, no)
		} else {
			seen[no] = true
		}
	}
	return seen
}

func (r *inspectionReader) known(rec record, names map[string]bool, what, name string) {
	if name != "" && !names[name] {
		r.fault(rec, fmt.Sprintf("在工作表“%s”补上，或改正编号", what), "%s%s不存在", what, name)
	}
}
