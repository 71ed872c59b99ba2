package finding

import (
	"strings"

	"zhixiao"
	"zhixiao/analysis"
)

// question is one asked of every unit: does one key hold much of a count?
type question struct {
	cube, column string
	by           []string
	where        map[string]string
	least        int64     // fewest counted under the key
	share        int64     // least share in %
	local        bool      // keys live in one place (street, hall): no city share to compare with
	deeper       *question // asked again within the matter found
}

// questions is what is asked. The numbers are the red flags of the indicators and of
// the rules for causes.
func questions() []question {
	reason := &question{cube: "correction", column: "times", by: []string{"reason"}, least: 10, share: 40}
	stage := &question{cube: "stage", column: "days", by: []string{"stage"}, least: 10, share: 40}
	step := &question{cube: "session", column: "sessions", by: []string{"step"}, where: map[string]string{"step": "!提交成功"}, least: 10, share: 30}
	return []question{
		{cube: "complaint", column: "cases", by: []string{"l2"}, least: 20, share: 12},
		{cube: "complaint", column: "cases", by: []string{"matter"}, least: 10, share: 12},
		{cube: "complaint", column: "cases", by: []string{"l2", "matter"}, least: 10, share: 5},
		{cube: "complaint", column: "cases", by: []string{"street"}, least: 10, share: 25, local: true},
		{cube: "correction", column: "times", by: []string{"reason"}, least: 20, share: 30},
		{cube: "case", column: "corrected", by: []string{"matter"}, least: 20, share: 15, deeper: reason},
		{cube: "case", column: "repeat_subjects", by: []string{"matter"}, least: 10, share: 15, deeper: reason},
		{cube: "case", column: "overlong", by: []string{"matter"}, least: 5, share: 20, deeper: stage},
		{cube: "case", column: "overdue", by: []string{"matter"}, least: 10, share: 20},
		{cube: "stage", column: "days", by: []string{"stage"}, least: 20, share: 35},
		{cube: "ticket", column: "over30", by: []string{"hall"}, least: 20, share: 35, local: true},
		{cube: "ticket", column: "over30", by: []string{"hall", "weekday", "hour"}, least: 8, share: 8, local: true},
		{cube: "ticket", column: "over30", by: []string{"weekday", "hour"}, least: 10, share: 12},
		{cube: "evaluation", column: "bad", by: []string{"code"}, least: 5, share: 20},
		{cube: "evaluation", column: "bad", by: []string{"matter"}, least: 5, share: 20},
		{cube: "evaluation", column: "bad", by: []string{"window"}, least: 5, share: 15, local: true},
		{cube: "session", column: "sessions", by: []string{"step"}, where: map[string]string{"step": "!提交成功"}, least: 30, share: 30},
		{cube: "session", column: "sessions", by: []string{"error"}, where: map[string]string{"step": "!提交成功"}, least: 15, share: 20},
		{cube: "session", column: "sessions", by: []string{"matter"}, where: map[string]string{"step": "!提交成功"}, least: 30, share: 20, deeper: step},
	}
}

// concentrations asks every question of a unit.
func (m *miner) concentrations(u zhixiao.Unit, _ []Finding) []Finding {
	var out []Finding
	for _, d := range questions() {
		top, fd, ok := m.leading(u, d, Concentration)
		if !ok {
			continue
		}
		out = append(out, fd)
		if d.deeper == nil {
			continue
		}
		within := *d.deeper
		within.where = map[string]string{"matter": top.Keys[0]}
		for k, v := range d.deeper.where {
			within.where[k] = v
		}
		if _, deep, ok := m.leading(u, within, Drill); ok {
			deep.Other = top.Keys[0]
			deep.Label = top.Label + "·" + deep.Label
			out = append(out, deep)
		}
	}
	return out
}

// leading asks one question: the leading key, when it holds enough.
func (m *miner) leading(u zhixiao.Unit, d question, kind Kind) (analysis.Share, Finding, bool) {
	q := analysis.Query{Cube: d.cube, Column: d.column, Unit: u.Code, By: d.by, Where: d.where, Limit: 1}
	top := m.f.Top(q)
	if len(top) == 0 || !top[0].Part.Ok() || top[0].Count.Value.N < d.least || top[0].Part.Value.Cmp(zhixiao.Int(d.share)) < 0 {
		return analysis.Share{}, Finding{}, false
	}
	s := top[0]
	lift := 0
	if !d.local && u.Kind != zhixiao.City {
		lift = m.lift(q, s)
	}
	return s, Finding{
		Kind: kind, Unit: u.Code, Code: d.cube + "." + d.column, By: d.by, Keys: s.Keys, Label: s.Label, Better: -1,
		Salience:   saliencyTop + hundredths(s.Part.Value, 10000)/200 + lift + min(int(s.Count.Value.N), 80)/2,
		Quantities: []zhixiao.Quantity{s.Count, s.Part, s.Of},
		Cases:      m.evidence(u, d, s),
		Reason:     analysis.Wording("first share") + zhixiao.Int(d.share).String() + "%",
	}, true
}

// evidence is the complaints that show a concentration of complaints.
func (m *miner) evidence(u zhixiao.Unit, d question, s analysis.Share) []string {
	if d.cube != "complaint" {
		return nil
	}
	return m.citing(u.Code, d.by, s.Keys, 3)
}

// lift is how much larger the key's share is here than in the city: 0 to 150.
func (m *miner) lift(q analysis.Query, s analysis.Share) int {
	all := m.inCity(q)
	if all.total == 0 || s.Of.Value.N == 0 {
		return 0
	}
	city := all.n[strings.Join(s.Keys, "\x00")]
	// In tenths of a percent; orders findings only.
	here := int(s.Count.Value.N * 1000 / s.Of.Value.N)
	there := int(city * 1000 / all.total)
	return max(0, min(here-there, 450)/3)
}

// cityGroups is the city's counts of a query by keys, and their whole.
type cityGroups struct {
	n     map[string]int64
	total int64
}

// inCity is the city's groups of a query, made once.
func (m *miner) inCity(q analysis.Query) cityGroups {
	q.Unit, q.Limit = zhixiao.CityCode, 0
	whole := m.f.Count(analysis.Query{Cube: q.Cube, Column: q.Column, Unit: q.Unit, Where: q.Where})
	name := string(whole.Key) + "|" + strings.Join(q.By, "+")
	m.mu.Lock()
	found, ok := m.cityGroups[name]
	m.mu.Unlock()
	if !ok {
		found = cityGroups{map[string]int64{}, whole.Value.N}
		for _, g := range m.f.Groups(q) {
			found.n[strings.Join(g.Keys, "\x00")] = g.N
		}
		m.mu.Lock()
		m.cityGroups[name] = found
		m.mu.Unlock()
	}
	return found
}
