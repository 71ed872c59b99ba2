package generators

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

// bodies sets who is in charge of a problem: the department of its matter or
// phone line, and the service authority beside it.
func (r *report) bodies(p *problem) {
	dept := ""
	for _, d := range p.theme.Drills {
		first, ok := p.found.first[d.As]
		if !ok || p.thin[d.As] || d.By != "matter" && d.By != "line" {
			continue
		}
		if d.By == "matter" && p.slots["主事项"] == nil {
			p.slots["主事项"] = r.keyName("matter", first)
			p.slots["主事项码"] = first.Keys[0]
			dept = r.deptOf("case", "applied", "matter", first.Keys[0], dept)
		}
		if d.By == "line" {
			dept = r.deptOf("call", "calls", "line", first.Keys[0], dept)
		}
	}
	if p.slots["主事项"] == nil {
		p.slots["主事项"] = "高频事项"
		p.slots["主事项码"] = ""
	}
	body, service := r.inCharge(dept)
	p.slots["承办"], p.slots["政务"], p.slots["咨询"], p.slots["数据"] = body, service, body, service
	if own := r.hallBody(p); own != "" {
		p.slots["政务"] = own
	}
}

// hallBody is the body that runs the hall where a problem of the city lies, "" when
// it lies in none: whoever is asked to act has to be in charge of what is named.
func (r *report) hallBody(p *problem) string {
	if r.u.Kind != zhixiao.City {
		return ""
	}
	for _, d := range p.theme.Drills {
		first, ok := p.found.first[d.As]
		if !ok || d.By != "hall" || p.thin[d.As] {
			continue
		}
		top := r.f.Top(analysis.Query{Cube: d.Cube, Column: d.Column, Unit: r.u.Code, By: []string{"region"}, Where: map[string]string{"hall": first.Keys[0]}, Limit: 1})
		if len(top) > 0 {
			if u, ok := r.f.Unit(top[0].Keys[0]); ok {
				return serviceOf(u)
			}
		}
	}
	return ""
}

// others is who supports when one body would support itself.
func (r *report) others() string {
	if r.u.Kind == zhixiao.Region {
		return "各进驻单位"
	}
	if r.u.Kind == zhixiao.City {
		return "各区、各有关部门"
	}
	return "各区政务服务部门"
}

// deptOf is the department that counts most under a key; was when none does.
func (r *report) deptOf(cube, column, dim, key, was string) string {
	if was != "" {
		return was
	}
	top := r.f.Top(analysis.Query{Cube: cube, Column: column, Unit: r.u.Code, By: []string{"dept"}, Where: map[string]string{dim: key}, Limit: 1})
	if len(top) == 0 {
		return ""
	}
	return top[0].Keys[0]
}

// inCharge names the body that acts and the one that supports it. Both are
// never the same.
func (r *report) inCharge(dept string) (body, service string) {
	switch r.u.Kind {
	case zhixiao.Region:
		service = serviceOf(r.u)
		body = districtBody(r.f, r.t, r.u, dept)
		if body == "" || body == service {
			return service, service
		}
		return body, service
	case zhixiao.Domain:
		service = cityService
		return r.u.Short, service
	}
	if u, ok := r.f.Unit(dept); ok && u.Kind == zhixiao.Domain && u.Short != cityService {
		return u.Short, cityService
	}
	return cityService, cityService
}

// cityService is the body that runs the municipal platform and supervises.
const cityService = "市政务服务和数据局"

// serviceOf is the body that runs a region's halls.
func serviceOf(region zhixiao.Unit) string {
	switch {
	case region.Kind != zhixiao.Region:
		return cityService
	case region.Code == "BDA":
		return "经开区行政审批局"
	}
	return region.Short + "政务服务局"
}

// districtBody is the body that acts for a department in a region, "" when the
// department is not known.
func districtBody(f *analysis.Facts, t *templates.Set, region zhixiao.Unit, dept string) string {
	u, ok := f.Unit(dept)
	if !ok || u.Kind != zhixiao.Domain {
		return ""
	}
	if name, ok := t.Taxonomy.District[dept]; ok {
		return region.Short + name
	}
	return region.Short + strings.TrimPrefix(u.Short, "市")
}

// evidence finds what can be quoted for a problem: a visit's finding, a masked
// complaint, the longest case. Nothing is quoted twice in one report.
func (r *report) evidence(p *problem) {
	p.slots["暗访句"], p.slots["暗访厅"] = nil, ""
	if in, hall := r.visitSentence(p); in != nil {
		p.slots["暗访句"], p.slots["暗访厅"] = in, hall
	}
	if in := r.complaintSentence(p); in != nil {
		p.slots["案例句"] = in
	}
	if in := r.longSentence(p); in != nil {
		p.slots["超长句"] = in
	}
}

// findingsOf is the classes of visit findings that speak of a theme.
func findingsOf(t *templates.Theme) []string {
	if len(t.Items) > 0 {
		return t.Items
	}
	return t.L2
}

func (r *report) visitSentence(p *problem) ([]document.Inline, string) {
	if r.u.Kind != zhixiao.Region {
		return nil, ""
	}
	for _, v := range r.f.Visits(r.u.Code) {
		for _, finding := range v.Findings {
			fits := slices.Contains(findingsOf(p.theme), finding.L2) || p.theme.ID == "visit"
			if p.focus != nil && p.focus.By[0] == "matter" && v.Matter != p.focus.Keys[0] {
				fits = false // what was seen of another matter proves nothing
			}
			if first, ok := p.found.first["大厅"]; ok && v.Hall != first.Keys[0] {
				fits = false // nor what was seen in another hall
			}
			id := v.No + finding.Evidence + finding.Item
			if !fits || r.used[id] || finding.Posted == "" || finding.Actual == "" {
				continue
			}
			r.used[id] = true
			return r.visited(v, finding), r.hallName(v.Hall)
		}
	}
	return nil, ""
}

func (r *report) visited(v zhixiao.Visit, finding zhixiao.VisitFinding) []document.Inline {
	s := monthDay(v.Date) + v.Slot + "，访员在" + r.hallName(v.Hall) + "体验" + r.matterName(v.Matter) +
		"，公示为“" + quoted(finding.Posted) + "”，现场实际为“" + quoted(finding.Actual) + "”（暗访" + v.No + "，证据" + finding.Evidence + "）。"
	return plain(s)
}

// complaintSentence quotes a complaint of the theme, one of the problem's matter
// before others.
func (r *report) complaintSentence(p *problem) []document.Inline {
	var best *zhixiao.Complaint
	for _, l2 := range p.theme.L2 {
		list := r.f.Complaints(r.u.Code, l2)
		for i := range list {
			c := &list[i]
			if r.used[c.No] || len([]rune(c.Text)) > 110 {
				continue
			}
			if c.Matter == p.slots["主事项码"] {
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

func (r *report) quote(c *zhixiao.Complaint) []document.Inline {
	r.used[c.No] = true
	return plain(monthDay(c.Date) + "，有办事人就" + r.matterName(c.Matter) + "反映：“" + quoted(c.Text) + "”（" + c.No + "）")
}

func (r *report) longSentence(p *problem) []document.Inline {
	list := r.f.LongCases(r.u.Code)
	at := slices.IndexFunc(list, func(c zhixiao.LongCase) bool { return c.Matter == p.slots["主事项码"] })
	if at < 0 {
		return nil
	}
	return r.longest(list[at])
}

func (r *report) longest(c zhixiao.LongCase) []document.Inline {
	days := func(what string, n int64) zhixiao.Quantity {
		return zhixiao.Quantity{Key: zhixiao.ObjectKey("longcase."+what, c.Matter+"-"+c.No, r.f.Cutoff()), Value: zhixiao.Int(n), Unit: "个工作日", Source: "超长办件记录"}
	}
	out := join(plain(r.matterName(c.Matter)+"（办件号末四位"+c.No+"），历时"), number(days("days", c.Days)))
	if c.Promised > 0 {
		out = join(out, plain("，承诺时限为"), number(days("promised", c.Promised)))
	}
	if c.Stage != "" && c.StageDays > 0 {
		out = join(out, plain("，其中"+c.Stage+"停留"), number(days("stage", c.StageDays)))
	}
	return out
}

// quoted is text to stand inside Chinese quotation marks.
func quoted(s string) string {
	s = strings.NewReplacer("“", "‘", "”", "’").Replace(strings.TrimSpace(s))
	return strings.TrimRight(s, "。；，")
}

func monthDay(t time.Time) string { return fmt.Sprintf("%d月%d日", t.Month(), t.Day()) }
