package prose

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// charge is who is in charge of a problem, and of which matter.
type charge struct {
	matter, code  string // of the problem; code is "" where it lies in none
	body, service string // who acts, and who runs the platform beside it
	halls         string // who runs the halls: one hall's own body where the problem lies there
}

// bodies finds who is in charge: the department of the problem's matter or phone line,
// and the service authority beside it.
func (p *Problem) bodies() charge {
	return p.charge.Of(func() charge {
		c, dept := charge{matter: "高频事项"}, ""
		for _, d := range p.Theme.Drills {
			first, ok := p.found.First(d.As)
			switch {
			case !ok || p.thin[d.As]:
			case d.By == "matter" && c.code == "":
				c.matter, c.code = p.r.keyName("matter", first), first.Keys[0]
				dept = p.r.DeptOf("case", "applied", "matter", first.Keys[0], dept)
			case d.By == "line":
				dept = p.r.DeptOf("call", "calls", "line", first.Keys[0], dept)
			}
		}
		c.body, c.service = p.r.inCharge(dept)
		c.halls = c.service
		if own := p.HallBody(); own != "" {
			c.halls = own
		}
		return c
	})
}

// HallBody is the body that runs the hall where a problem of the city lies, "" when
// it lies in none: whoever is asked to act has to be in charge of what is named.
func (p *Problem) HallBody() string {
	r := p.r
	if r.Unit.Kind != zhixiao.City {
		return ""
	}
	for _, d := range p.Theme.Drills {
		first, ok := p.found.First(d.As)
		if !ok || d.By != "hall" || p.thin[d.As] {
			continue
		}
		top := r.Facts.Top(analysis.Query{Cube: d.Cube, Column: d.Column, Unit: r.Unit.Code, By: []string{"region"}, Where: map[string]string{"hall": first.Keys[0]}, Limit: 1})
		if len(top) > 0 {
			if u, ok := r.Facts.Unit(top[0].Keys[0]); ok {
				return ServiceOf(u)
			}
		}
	}
	return ""
}

// Others is who supports when one body would support itself.
func (r *Report) Others() string {
	if r.Unit.Kind == zhixiao.Region {
		return "各进驻单位"
	}
	if r.Unit.Kind == zhixiao.City {
		return "各区、各有关部门"
	}
	return "各区政务服务部门"
}

// DeptOf is the department that counts most under a key; was when none does.
func (r *Report) DeptOf(cube, column, dim, key, was string) string {
	if was != "" {
		return was
	}
	top := r.Facts.Top(analysis.Query{Cube: cube, Column: column, Unit: r.Unit.Code, By: []string{"dept"}, Where: map[string]string{dim: key}, Limit: 1})
	if len(top) == 0 {
		return ""
	}
	return top[0].Keys[0]
}

// inCharge names the body that acts and the one that supports it. Both are
// never the same.
func (r *Report) inCharge(dept string) (body, service string) {
	switch r.Unit.Kind {
	case zhixiao.Region:
		service = ServiceOf(r.Unit)
		body = DistrictBody(r.Facts, r.Templates, r.Unit, dept)
		if body == "" || body == service {
			return service, service
		}
		return body, service
	case zhixiao.Domain:
		service = CityService
		return r.Unit.Short, service
	}
	if u, ok := r.Facts.Unit(dept); ok && u.Kind == zhixiao.Domain && u.Short != CityService {
		return u.Short, CityService
	}
	return CityService, CityService
}

// CityService is the body that runs the municipal platform and supervises.
const CityService = "市政务服务和数据局"

// ServiceOf is the body that runs a region's halls.
func ServiceOf(region zhixiao.Unit) string {
	switch {
	case region.Kind != zhixiao.Region:
		return CityService
	case region.Code == "BDA":
		return "经开区行政审批局"
	}
	return region.Short + "政务服务局"
}

// DistrictBody is the body that acts for a department in a region, "" when the
// department is not known.
func DistrictBody(f *analysis.Facts, t *templates.Set, region zhixiao.Unit, dept string) string {
	u, ok := f.Unit(dept)
	if !ok || u.Kind != zhixiao.Domain {
		return ""
	}
	if name, ok := t.Taxonomy.District[dept]; ok {
		return region.Short + name
	}
	return region.Short + strings.TrimPrefix(u.Short, "市")
}

// quoted is the evidence that a problem may quote.
type quoted struct {
	visit     []document.Inline // a finding of a visit
	hall      string            // where that was
	complaint []document.Inline // masked
}

// allot gives a problem what can be quoted for it. Nothing is given twice in one
// report, whether or not a sentence quotes it in the end.
func (r *Report) allot(p *Problem) (q quoted) {
	q.visit, q.hall = r.visitSentence(p)
	q.complaint = r.complaintSentence(p)
	return q
}

// findingsOf is the classes of visit findings that speak of a theme.
func findingsOf(t *templates.Theme) []string {
	if len(t.Items) > 0 {
		return t.Items
	}
	return t.L2
}

func (r *Report) visitSentence(p *Problem) ([]document.Inline, string) {
	if r.Unit.Kind != zhixiao.Region {
		return nil, ""
	}
	for _, v := range r.Facts.Visits(r.Unit.Code) {
		for _, finding := range v.Findings {
			fits := slices.Contains(findingsOf(p.Theme), finding.L2) || p.Theme.ID == "visit"
			if p.Focus != nil && p.Focus.By[0] == "matter" && v.Matter != p.Focus.Keys[0] {
				fits = false // what was seen of another matter proves nothing
			}
			if first, ok := p.found.First("大厅"); ok && v.Hall != first.Keys[0] {
				fits = false // nor what was seen in another hall
			}
			id := v.No + finding.Evidence + finding.Item
			if !fits || r.Used[id] || finding.Posted == "" || finding.Actual == "" {
				continue
			}
			r.Used[id] = true
			return r.Visited(v, finding), r.HallName(v.Hall)
		}
	}
	return nil, ""
}

// Visited is the sentence on one finding of a visit: what was posted, what was met.
func (r *Report) Visited(v zhixiao.Visit, finding zhixiao.VisitFinding) []document.Inline {
	s := MonthDay(v.Date) + v.Slot + "，访员在" + r.HallName(v.Hall) + "体验" + r.MatterName(v.Matter) +
		"，公示为“" + Quoted(finding.Posted) + "”，现场实际为“" + Quoted(finding.Actual) + "”（暗访" + v.No + "，证据" + finding.Evidence + "）。"
	return Plain(s)
}

// complaintSentence quotes a complaint of the theme, one of the problem's matter
// before others.
func (r *Report) complaintSentence(p *Problem) []document.Inline {
	var best *zhixiao.Complaint
	for _, l2 := range p.Theme.L2 {
		list := r.Facts.Complaints(r.Unit.Code, l2)
		for i := range list {
			c := &list[i]
			if r.Used[c.No] || len([]rune(c.Text)) > 110 {
				continue
			}
			if c.Matter == p.bodies().code {
				return r.quote(c)
			}
			if best == nil {
				best = c
			}
		}
	}
	if best == nil {
		return nil
	}
	return r.quote(best)
}

func (r *Report) quote(c *zhixiao.Complaint) []document.Inline {
	r.Used[c.No] = true
	return Plain(MonthDay(c.Date) + "，有办事人就" + r.MatterName(c.Matter) + "反映：“" + Quoted(c.Text) + "”（" + c.No + "）")
}

// longest is the longest case of the problem's matter; nil when none was long.
func (p *Problem) longest() []document.Inline {
	list := p.r.Facts.LongCases(p.r.Unit.Code)
	at := slices.IndexFunc(list, func(c zhixiao.LongCase) bool { return c.Matter == p.bodies().code })
	if at < 0 {
		return nil
	}
	return p.r.Longest(list[at])
}

// Longest is the sentence on a case that took far longer than promised.
func (r *Report) Longest(c zhixiao.LongCase) []document.Inline {
	days := func(what string, n int64) zhixiao.Quantity {
		return zhixiao.Quantity{Key: zhixiao.ObjectKey("longcase."+what, c.Matter+"-"+c.No, r.Facts.Cutoff()), Value: zhixiao.Int(n), Unit: "个工作日", Source: "超长办件记录"}
	}
	out := Join(Plain(r.MatterName(c.Matter)+"（办件号末四位"+c.No+"），历时"), Number(days("days", c.Days)))
	if c.Promised > 0 {
		out = Join(out, Plain("，承诺时限为"), Number(days("promised", c.Promised)))
	}
	if c.Stage != "" && c.StageDays > 0 {
		out = Join(out, Plain("，其中"+c.Stage+"停留"), Number(days("stage", c.StageDays)))
	}
	return out
}

// Quoted is text to stand inside Chinese quotation marks.
func Quoted(s string) string {
	s = strings.NewReplacer("“", "‘", "”", "’").Replace(strings.TrimSpace(s))
	return strings.TrimRight(s, "。；，")
}

// MonthDay is 8月17日.
func MonthDay(t time.Time) string { return fmt.Sprintf("%d月%d日", t.Month(), t.Day()) }
