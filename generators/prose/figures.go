package prose

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// Source is the line below a figure: where its numbers come from and the days they
// reach.
func (r *Report) Source(from string) string {
	return "数据来源：" + from + "；统计期" + r.spanTo(r.CitedReach(from))
}

// Dimensions are the codes of the five dimensions, in the order of the indicator set.
func Dimensions() []string { return []string{"A", "B", "C", "D", "E"} }

// Figure wraps a chart with its caption, source line and conclusion.
func (r *Report) Figure(role, caption string, c document.Chart, from, alt string) document.Figure {
	c.Source = r.Source(from)
	source := c.Source
	if c.N != "" {
		source += "；" + c.N
	}
	return document.Figure{ID: r.Draft.ID(role), Caption: caption, Graphic: c, Source: source + "。", Alt: alt + "。"}
}

// SurveyCodes are the questionnaire's indicators: the total first, then its groups of
// questions.
func SurveyCodes() []string { return []string{"D101", "D102", "D103", "D104", "D105", "D106", "D107"} }

// Surveyed is how many valid questionnaires stand behind a unit's scores.
func (r *Report) Surveyed() zhixiao.Quantity {
	return r.Facts.Count(analysis.Query{Cube: "survey", Column: "answers", Unit: r.Unit.Code})
}
