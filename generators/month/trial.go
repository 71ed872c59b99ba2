package month

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
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

// Trial is 体验式调查问题清单: covert visits, online and telephone trials.
func Trial(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	v := volume{Report: prose.New(f, t, u, prose.Month, "trial"), roster: roster{f, t}}
	list := v.sightings()
	v.fillTrials(list)
	if n, _ := v.Slots["体验次数"].(zhixiao.Quantity); n.Value.Sign() == 0 {
		return nil, fmt.Errorf("%s没有体验式调查记录；先导入暗访（visit）、网办体验（trial）和电话暗访（phone_call），再冻结", f.Period().Title())
	}
	v.Heading(1, "summary", "总体情况")
	v.Para("summary.text", "TY01", "TY02", "TY03", "TY04", "TY05")
	v.Put(v.visitTable("table.visits"))
	v.Put(v.itemTable("table.items", list))
	v.Heading(1, "list", "问题清单")
	v.Draft.Blocks = append(v.Draft.Blocks, v.sightingTable("table.list", "体验式调查问题清单", func(sighting) bool { return true }, list))
	again := func(s sighting) bool { return s.again }
	if slices.ContainsFunc(list, again) {
		v.Heading(1, "again", "反复出现问题")
		v.Draft.Blocks = append(v.Draft.Blocks, v.sightingTable("table.again", "反复出现问题", again, list))
	}
	v.Heading(1, "notes", "编制说明")
	v.FillReach("visit", "trial", "phone_call")
	for i, s := range v.Say("TY91", "TY92", "TY93", "N08", "N09") {
		v.Draft.Paragraph("notes."+zhixiao.Int(int64(i+1)).String(), s)
	}
	doc := v.Document("month-trial", "北京市体验式调查问题清单", document.Budget{})
	doc.TOC = false
	doc.Body = v.Draft.Body()
	return doc, v.Draft.Err()
}

// seenAt is what two months are compared by: the hall or the number, and the class.
type seenAt struct{ region, dept, where, l2 string }

func (s sighting) key() seenAt { return seenAt{s.region, s.dept, s.where, s.l2} }

// sightings is everything found this month: visits, then online, then calls.
func (v volume) sightings() []sighting {
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

func (v volume) fillTrials(list []sighting) {
	s := v.Facts.Snapshot()
	tried := func(kind string) int {
		seen := map[string]bool{}
		for _, x := range s.Trials {
			if x.Kind == kind {
				seen[trialNo(x)] = true
			}
		}
		return len(seen)
	}
	of := func(keep func(sighting) bool) int {
		n := 0
		for _, x := range list {
			if keep(x) {
				n++
			}
		}
		return n
	}
	kind := func(name string) func(sighting) bool { return func(x sighting) bool { return x.kind == name } }
	v.Slots["期次"], v.Slots["截至"] = v.Facts.Period().Title(), zhixiao.ChineseDate(v.Facts.Cutoff())
	visits, online, calls := v.Counted("trial.visits", len(s.Visits), "次"), v.Counted("trial.online", tried("网办"), "次"), v.Counted("trial.calls", tried("电话"), "次")
	v.Slots["现场次数"], v.Slots["网办次数"], v.Slots["电话次数"] = visits, online, calls
	v.Slots["体验次数"] = v.Facts.Sum(visits, online, calls)
	v.Slots["体验问题"] = v.Counted("trial.found", len(list), "条")
	v.Slots["现场问题"] = v.Counted("trial.found.visits", of(kind("现场")), "条")
	v.Slots["网办问题"] = v.Counted("trial.found.online", of(kind("网办")), "条")
	v.Slots["电话问题"] = v.Counted("trial.found.calls", of(kind("电话")), "条")
	v.Slots["严重问题"] = v.Counted("trial.grave", of(func(x sighting) bool { return x.severity == "严重" }), "条")
	v.Slots["反复数"] = v.Counted("trial.again", of(func(x sighting) bool { return x.again }), "条")
	if len(s.Visits) > 0 {
		v.Slots["均分"] = v.Facts.VisitScore()
		v.Ref("表点位", "table.visits")
	}
	if items := itemsOf(list); len(items) > 0 {
		v.Slots["体验最多"] = items[0].name
		v.Ref("表分布", "table.items")
	}
	v.Ref("表清单", "table.list")
	if of(func(x sighting) bool { return x.again }) > 0 {
		v.Ref("表反复", "table.again")
	}
}

// trialNo is a trial's number without the number of what it found.
func trialNo(x zhixiao.Trial) string {
	if x.Kind == "网办" && x.Item != "" {
		return x.No[:strings.LastIndexByte(x.No, '-')]
	}
	return x.No
}

// visitTable is 本月体验点位一览.
func (v volume) visitTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: v.Draft.ID(role), Caption: "本月现场体验点位一览", Columns: prose.Columns("clllccc", 0.6, 1.2, 2.4, 2.4, 1.5, 1, 1),
		Header: prose.Header("序号", "区域", "点位", "体验事项", "体验时间", "得分", "问题数"),
		Note:   prose.Plain("得分为百分制；问题数为该次体验记录的问题条数。"),
	}
	for i, x := range v.Facts.Visits(v.Unit.Code) {
		score := zhixiao.Quantity{Key: zhixiao.ObjectKey("visit.score", x.No, time.Time{}), Value: x.Score, Unit: "分", Source: "暗访记录"}
		found := zhixiao.Quantity{Key: zhixiao.ObjectKey("visit.found", x.No, time.Time{}), Value: zhixiao.Int(int64(len(x.Findings))), Unit: "条", Rule: "计数"}
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Words(v.regionName(zhixiao.Complaint{Region: x.Region})), prose.Words(v.HallName(x.Hall)), prose.Words(v.MatterName(x.Matter)),
			prose.Words(x.Date.Format(time.DateOnly) + " " + x.Slot), prose.Value(score), prose.Value(found),
		})
	}
	return t, len(t.Rows) > 0
}

type itemCount struct {
	name  string
	kinds map[string]int
	grave int
	all   int
}

// itemsOf counts what was found by check item, the most frequent first.
func itemsOf(list []sighting) []itemCount {
	at := map[string]int{}
	var out []itemCount
	for _, s := range list {
		i, known := at[s.item]
		if !known {
			i = len(out)
			at[s.item] = i
			out = append(out, itemCount{name: s.item, kinds: map[string]int{}})
		}
		out[i].kinds[s.kind]++
		out[i].all++
		if s.severity == "严重" {
			out[i].grave++
		}
	}
	slices.SortStableFunc(out, func(a, b itemCount) int { return cmp.Or(cmp.Compare(b.all, a.all), strings.Compare(a.name, b.name)) })
	return out
}

// itemTable is the distribution of what was found.
func (v volume) itemTable(role string, list []sighting) (document.Table, bool) {
	t := document.Table{
		ID: v.Draft.ID(role), Caption: "体验问题分布", Unit: "条", Columns: prose.Columns("lccccc", 2.4, 1, 1, 1, 1, 1),
		Header: prose.Header("检查项", "现场", "网办", "电话", "合计", "其中严重"),
	}
	total := itemCount{name: "合计", kinds: map[string]int{}}
	row := func(x itemCount) []document.Cell {
		key := "trial.item[" + x.name + "]"
		cells := []document.Cell{prose.Words(x.name)}
		for _, kind := range []string{"现场", "网办", "电话"} {
			cells = append(cells, prose.Value(v.Counted(key+"."+kind, x.kinds[kind], "条")))
		}
		return append(cells, prose.Value(v.Counted(key, x.all, "条")), prose.Value(v.Counted(key+".grave", x.grave, "条")))
	}
	for _, x := range itemsOf(list) {
		t.Rows = append(t.Rows, row(x))
		for kind, n := range x.kinds {
			total.kinds[kind] += n
		}
		total.all, total.grave = total.all+x.all, total.grave+x.grave
	}
	t.Rows = append(t.Rows, row(total))
	t.Sums = columnSums(t.Rows, 1, 5)
	return t, len(list) > 0
}

// sightingTable lists what was found, one row each.
func (v volume) sightingTable(role, caption string, keep func(sighting) bool, list []sighting) document.Table {
	return document.Table{
		ID: v.Draft.ID(role), Caption: caption, Landscape: true, A3: true, Small: true,
		Columns: prose.Columns("ccllclllllllcccllccl", 0.5, 1.5, 1.2, 1.6, 0.7, 1.1, 1.5, 1.1, 1.5, 1.6, 2.0, 2.2, 0.7, 0.7, 1.2, 1.3, 2.4, 0.9, 0.8, 0.9),
		Header: prose.Header("序号", "编号", "区域／部门", "点位／平台／号码", "体验方式", "体验时间", "任务剧本", "检查项", "问题类别", "问题描述",
			"公示或标准要求", "实际情况", "严重程度", "否决项", "证据编号", "责任单位", "整改建议", "时限", "状态", "复核结果"),
		Long: v.sightingRows(keep, list),
	}
}

func (v volume) sightingRows(keep func(sighting) bool, list []sighting) iter.Seq[[]document.Cell] {
	return func(yield func([]document.Cell) bool) {
		n := 0
		for _, s := range list {
			if !keep(s) {
				continue
			}
			n++
			if !yield(v.sightingRow(n, s)) {
				return
			}
		}
		if n == 0 {
			yield(noneRow(20, 11, "本月体验没有发现问题（零报告）"))
		}
	}
}

func (v volume) sightingRow(n int, s sighting) []document.Cell {
	as := zhixiao.Complaint{Region: s.region, Dept: s.dept, Hall: s.hall, L2: s.l2}
	duty, _ := v.roster.duty(as)
	class := v.Templates.Lists.Class(s.l2)
	veto := "否"
	if slices.Contains(v.Templates.Lists.Veto, s.l2) {
		veto = "是"
	}
	where, dept := s.where, ""
	if s.hall != "" {
		where = v.HallName(s.hall)
	}
	if u, ok := v.Facts.Unit(s.dept); ok && s.kind != "现场" {
		dept = u.Short
	}
	task := s.task
	if s.matter != "" {
		task = v.MatterName(s.matter) + "：" + task
	}
	status := s.status
	if status == "" {
		status = "待核实"
	}
	repeated := ""
	if s.again {
		repeated = "（上月已指出）"
	}
	var out []document.Cell
	for _, text := range []string{
		zhixiao.Int(int64(n)).String(), s.no, slashed(v.regionName(as), dept), where, s.kind, s.at, task, s.item, v.className(s.l2),
		fmt.Sprintf("体验中发现“%s”类问题%s", v.Facts.Names().L2[s.l2], repeated), s.posted, s.actual, s.severity, veto, s.evidence, duty,
		"请" + duty + "核实" + class.Check + "，附" + class.Output + "。", v.Templates.Calendar.After(v.Facts.Cutoff(), class.Days).Format(time.DateOnly), status, s.recheck,
	} {
		if text == "" {
			text = "—"
		}
		out = append(out, prose.Words(text))
	}
	return out
}
