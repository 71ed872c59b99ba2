//go:build long

package main

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
	"zhixiao/document"
	"zhixiao/fixtures"
	"zhixiao/output/press"
)

// A false alarm is a problem that a region's or domain's report tells of (a heading
// under 突出问题 with its facts) when
//
//   - no plot running in the quarter explains it: none that reaches the unit moves
//     an indicator of the same index (level 2) or has its matter named in the
//     paragraph, and
//   - the data do not bear it out either: of the first indicator its facts give,
//     the value is neither worse than the city's beyond the 95 % margin, nor beyond
//     a light's threshold by more than its own margin, nor does a part of the unit
//     lie off by three standard errors or complaints rise beyond chance in the same
//     index. What is counted whole (the register of matters, the ledgers of
//     governance and inspection, E3) has no margin: there a red or yellow light
//     bears it out.
//
// It is what a reader would have to take back after checking, not what is merely
// small.
func falseAlarms(l *press.Edition, d *document.Document, plots []fixtures.Plot) (problems int, alarms []string) {
	for i, b := range d.Body {
		h, ok := b.(document.Heading)
		if !ok || !strings.Contains(string(h.ID), ".problem.") || i+1 == len(d.Body) {
			continue
		}
		p, ok := d.Body[i+1].(document.Para)
		if !ok {
			continue
		}
		problems++
		code := firstIndicator(l.Facts, d.Unit.Code, p)
		text := document.PlainText(h.Text, nil) + document.PlainText(p.Inlines, document.Number(d))
		_, theme, _ := strings.Cut(string(h.ID), ".problem.")
		if code != "" && !explained(l.Facts, d.Unit, code, text, plots) && !borneOut(l.Facts, d.Unit, code) && !surged(l, d.Unit.Code, theme) {
			light := [...]string{"无灯", "绿", "黄", "红"}[l.Facts.Light(code, d.Unit.Code)]
			alarms = append(alarms, d.Unit.Code+" "+code+"（"+light+"） "+document.PlainText(h.Text, nil))
		}
	}
	return problems, alarms
}

// firstIndicator is the first indicator of the unit that a paragraph gives.
func firstIndicator(f *analysis.Facts, unit string, p document.Para) string {
	for _, in := range p.Inlines {
		if n, ok := in.(document.Num); ok {
			what, of, _, _ := n.Q.Key.Split()
			if _, known := f.Indicator(what); known && of == unit {
				return what
			}
		}
	}
	return ""
}

// moves is the indicators that each knob of the made world drives.
func moves() map[string][]string {
	return map[string][]string{
		"overdue": {"B101"}, "acceptlate": {"B102"}, "handle": {"B103"}, "overlong": {"B104"}, "correct": {"B201", "B202"}, "repeat": {"B203"},
		"special": {"B204"}, "refused": {"B205"}, "online": {"B301"}, "offline": {"B302", "B303"}, "broken": {"B304"},
		"very": {"C103"}, "bad": {"C104"}, "abnormal": {"C106"}, "wait": {"C201", "C202"}, "booked": {"C203"}, "submit": {"C301"}, "answer": {"C302"}, "consult": {"C303"},
		"guide": {"A104"}, "consistent": {"A102"}, "d101": {"D101"}, "d102": {"D102"}, "d103": {"D103"}, "d104": {"D104"}, "d105": {"D105"}, "d106": {"D106"}, "d107": {"D107"},
		"visit": {"D201"}, "interview": {"D203"}, "right": {"D204"}, "rectify": {"E201"}, "revisit": {"E202"}, "feedback": {"E203"},
		"responded": {"E102"}, "solved": {"E103"}, "satisfied": {"E104"}, "repeated": {"E105"}, "ontime": {"E106"}, "complain": {"E101"},
	}
}

// explained reports whether a plot that reaches the unit moves the problem's index
// or has its matter named.
func explained(f *analysis.Facts, u zhixiao.Unit, code, text string, plots []fixtures.Plot) bool {
	ind, _ := f.Indicator(code)
	for _, s := range plots {
		if !during(s.From, s.To, f.Period()) || s.Region != "" && u.Kind == zhixiao.Region && s.Region != u.Code || s.Dept != "" && u.Kind == zhixiao.Domain && s.Dept != u.Code {
			continue
		}
		if s.Matter != "" && strings.Contains(text, s.Matter) {
			return true
		}
		// A plot of one matter somewhere is no explanation for another unit's whole.
		if plotUnit(s) != u.Code {
			continue
		}
		if len(s.Complaints) > 0 && (ind.Level2 == "E1" || ind.Level2 == "C1") {
			return true
		}
		for knob := range s.Odds {
			if slices.ContainsFunc(moves()[knob], func(c string) bool { x, _ := f.Indicator(c); return x.Level2 == ind.Level2 }) {
				return true
			}
		}
	}
	return false
}

// surged reports whether complaints of the problem's theme rose beyond chance.
func surged(l *press.Edition, unit, theme string) bool {
	for _, t := range l.Templates.Rules.Themes {
		if t.ID == theme {
			return slices.ContainsFunc(finding.Of(l.Facts, unit), func(x finding.Finding) bool {
				return (x.Kind == finding.Surge || x.Kind == finding.Newcomer) && x.By[0] == "l2" && slices.Contains(t.L2, x.Keys[0])
			})
		}
	}
	return false
}

// during reports whether months or quarters from…to touch p.
func during(from, to string, p zhixiao.Period) bool {
	a, err1 := zhixiao.ParsePeriod(from)
	b, err2 := zhixiao.ParsePeriod(to)
	return err1 == nil && err2 == nil && !a.Start().After(p.End()) && !b.End().Before(p.Start())
}

// borneOut reports whether the data speak for a problem without any plot.
func borneOut(f *analysis.Facts, u zhixiao.Unit, code string) bool {
	ind, _ := f.Indicator(code)
	v, margin, gap := f.Value(code, u.Code), f.Margin(code, u.Code), f.Gap(code, u.Code)
	worse := gap.Ok() && gap.Value.Sign()*int(ind.Direction) < 0
	tested, significant := f.Differs(code, u.Code, zhixiao.CityCode)
	lit := f.Light(code, u.Code) >= analysis.Yellow
	switch {
	case worse && tested && significant:
		return true
	case lit && (ind.Level2 == "E3" || !margin.Ok() && margin.Missing == zhixiao.NotApplicable): // counted whole
		return true
	case margin.Ok() && lit:
		threshold := ind.Yellow
		if f.Light(code, u.Code) == analysis.Red {
			threshold = ind.Red
		}
		if v.Value.Sub(threshold).Abs().Cmp(margin.Value) > 0 {
			return true
		}
	}
	for _, x := range finding.Of(f, u.Code) {
		other, known := f.Indicator(x.Code)
		switch x.Kind {
		case finding.Subgroup, finding.Outlier:
			if known && other.Level2 == ind.Level2 && x.Better < 0 {
				return true
			}
		case finding.Surge, finding.Newcomer:
			if ind.Level2 == "E1" {
				return true
			}
		}
	}
	return false
}
