package month

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// sighting is one thing that a visitor, an online trial or a covert call found.
type sighting struct {
	no, kind, region, dept, where, hall string
	at                                  string
	matter, task, item, l2, severity    string
	posted, actual, evidence            string
	status, recheck                     string
	again                               bool // the same was found last month
}

// trials is the list of what trials found being written.
type trials struct {
	*volume
	list []sighting
}

// Trial is 体验式调查问题清单: covert visits, online and telephone trials.
func Trial(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	v := newVolume(f, t, u, "trial", "visit", "trial", "phone_call")
	x := &trials{v, v.sightings()}
	if x.made().Value.Sign() == 0 {
		return nil, fmt.Errorf("%s没有体验式调查记录；先导入暗访（visit）、网办体验（trial）和电话暗访（phone_call），再冻结", f.Period().Title())
	}
	return write(v, trialPaper(), x)
}

// trialPaper is what the outline of the list may name.
var trialPaper = sync.OnceValue(func() *outline.Paper[*trials] {
	return &outline.Paper[*trials]{Outline: "month-trial", Kind: "month-trial", Besides: volumeSlots().Slots(), Parts: &outline.Parts[*trials]{
		Asker: prose.Month, Slots: trialSlots(), Tables: []outline.Table[*trials]{
			visitTable(), checkTable(),
			sightingTable(outline.Part{Name: "问题清单", Role: "table.list", Ref: "表清单", Means: "问题清单", Must: true}, func(sighting) bool { return true }),
			sightingTable(outline.Part{Name: "反复问题", Role: "table.again", Ref: "表反复", Means: "反复出现的问题表"}, again),
		},
	}}
})

var trialSlots = sync.OnceValue(func() *prose.Registry[*trials] {
	type entry = prose.Entry[*trials]
	kind := func(key, kind string) func(*trials) any {
		return func(x *trials) any { return x.found(key, func(s sighting) bool { return s.kind == kind }) }
	}
	return prose.NewRegistry(prose.Month,
		entry{Name: "体验次数", Type: prose.NumberType, Means: "体验总次数", Of: func(x *trials) any { return x.made() }},
		entry{Name: "现场次数", Type: prose.NumberType, Means: "现场暗访次数", Of: func(x *trials) any { return x.visits() }},
		entry{Name: "网办次数", Type: prose.NumberType, Means: "网办体验次数", Of: func(x *trials) any { return x.tried("online", "网办") }},
		entry{Name: "电话次数", Type: prose.NumberType, Means: "电话测试次数", Of: func(x *trials) any { return x.tried("calls", "电话") }},
		entry{Name: "体验问题", Type: prose.NumberType, Means: "体验发现的问题条数", Of: func(x *trials) any { return x.found("found", func(sighting) bool { return true }) }},
		entry{Name: "现场问题", Type: prose.NumberType, Means: "现场暗访发现的问题条数", Of: kind("found.visits", "现场")},
		entry{Name: "网办问题", Type: prose.NumberType, Means: "网办体验发现的问题条数", Of: kind("found.online", "网办")},
		entry{Name: "电话问题", Type: prose.NumberType, Means: "电话测试发现的问题条数", Of: kind("found.calls", "电话")},
		entry{Name: "严重问题", Type: prose.NumberType, Means: "严重问题条数", Of: func(x *trials) any { return x.found("grave", func(s sighting) bool { return s.severity == "严重" }) }},
		entry{Name: "反复数", Type: prose.NumberType, Means: "上月已指出又出现的问题条数", Of: func(x *trials) any { return x.found("again", again) }},
		entry{Name: "均分", Type: prose.NumberType, Means: "暗访平均得分", Of: func(x *trials) any {
			if len(x.Facts.Snapshot().Visits) == 0 {
				return nil
			}
			return x.Facts.VisitScore()
		}},
		entry{Name: "体验最多", Type: prose.WordsType, Means: "问题最多的项目", Of: func(x *trials) any {
			if items := itemsOf(x.list); len(items) > 0 {
				return items[0].name
			}
			return nil
		}},
	)
})

func again(s sighting) bool { return s.again }

func (x *trials) visits() zhixiao.Quantity {
	return x.Counted("trial.visits", len(x.Facts.Snapshot().Visits), "次")
}

// tried is how many trials of a kind there were.
func (x *trials) tried(key, kind string) zhixiao.Quantity {
	seen := map[string]bool{}
	for _, t := range x.Facts.Snapshot().Trials {
		if t.Kind == kind {
			seen[trialNo(t)] = true
		}
	}
	return x.Counted("trial."+key, len(seen), "次")
}

// made is how many visits and trials there were.
func (x *trials) made() zhixiao.Quantity {
	return x.Facts.Sum(x.visits(), x.tried("online", "网办"), x.tried("calls", "电话"))
}

// found counts what was found of which keep holds.
func (x *trials) found(key string, keep func(sighting) bool) zhixiao.Quantity {
	n := 0
	for _, s := range x.list {
		if keep(s) {
			n++
		}
	}
	return x.Counted("trial."+key, n, "条")
}

// seenAt is what two months are compared by: the hall or the number, and the class.
type seenAt struct{ region, dept, where, l2 string }

func (s sighting) key() seenAt { return seenAt{s.region, s.dept, s.where, s.l2} }

// sightings is everything found this month: visits, then online, then calls.
func (v *volume) sightings() []sighting {
	before := map[seenAt]bool{}
	if b, ok := v.Facts.Before(); ok {
		for _, s := range found(b.Snapshot()) {
			before[s.key()] = true
		}
	}
	list := found(v.Facts.Snapshot())
	for i := range list {
		s := &list[i]
		s.again = before[s.key()] && s.kind != "网办" // a platform is no place
		if s.kind == "现场" {
			s.dept = v.DeptOf("caseload", "cases", "matter", s.matter, "")
		}
		if call, ok := v.Templates.Lists.Calls[s.l2]; ok && s.kind == "电话" {
			s.posted, s.actual = call.Posted, call.Actual
		}
	}
	order := []string{"现场", "网办", "电话"}
	slices.SortStableFunc(list, func(a, b sighting) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.kind), slices.Index(order, b.kind)),
			cmp.Compare(v.place(zhixiao.Complaint{Region: a.region}), v.place(zhixiao.Complaint{Region: b.region})), strings.Compare(a.no, b.no))
	})
	return list
}

// found is what a snapshot's visits and trials found.
func found(s *zhixiao.Snapshot) []sighting {
	var out []sighting
	for _, x := range s.Visits {
		for i, y := range x.Findings {
			out = append(out, sighting{no: x.No + "-" + zhixiao.Int(int64(i+1)).String(), kind: "现场", region: x.Region, where: x.Hall, hall: x.Hall,
				at: x.Date.Format(time.DateOnly) + " " + x.Slot, matter: x.Matter, task: "以申请人身份咨询并体验全流程",
				item: y.Item, l2: y.L2, severity: y.Severity, posted: y.Posted, actual: y.Actual, evidence: y.Evidence})
		}
	}
	for _, x := range s.Trials {
		if x.Item == "" {
			continue
		}
		out = append(out, sighting{no: x.No, kind: x.Kind, region: x.Region, dept: x.Dept, where: x.Target, at: x.Date.Format(time.DateOnly) + " " + x.Time,
			matter: x.Matter, task: x.Task, item: x.Item, l2: x.L2, severity: x.Severity, posted: x.Posted, actual: x.Actual, evidence: x.Evidence,
			status: x.Status, recheck: x.Recheck})
	}
	return out
}

// trialNo is a trial's number without the number of what it found.
func trialNo(x zhixiao.Trial) string {
	if x.Kind == "网办" && x.Item != "" {
		return x.No[:strings.LastIndexByte(x.No, '-')]
	}
	return x.No
}
