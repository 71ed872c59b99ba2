package generators

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// QuarterGeneral is the quarterly report on the whole city.
func QuarterGeneral(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	r := newReport(f, t, u, "general")
	return r.document("quarter-general", "北京市政务服务质效季度总报告", document.Budget{}), nil
}
