package atlas

import (
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/boundary"
	"zhixiao/generators/prose"
)

// Theme is what a map shows: an indicator or a score of the regions.
type Theme struct {
	Code string // B101, total, A
	Name string
	Unit string
}

// Themes is every theme a map is made of: the total, the scores of the five
// dimensions, and each indicator measured for regions.
func Themes(f *analysis.Facts) []Theme {
	themes := []Theme{{analysis.ScoreTotal, "综合得分", "分"}}
	for _, code := range prose.Dimensions() {
		themes = append(themes, Theme{code, f.LevelName(code) + "得分", "分"})
	}
	for _, i := range f.Indicators() {
		if i.AppliesTo(zhixiao.Region) {
			themes = append(themes, Theme{i.Code, i.Name, i.Unit})
		}
	}
	return themes
}

// Drawn is one theme's map for each use. Over the cartogram both are the same.
type Drawn struct {
	Theme Theme
	Paper *document.Map // millimetres or metres: pictures and DWG
	GIS   *document.Map // degrees where boundaries are real: MapInfo
}

// Style is how all maps of a run are drawn. The zero value is the tile
// cartogram in five quantile classes.
type Style struct {
	Boundaries *boundary.Set // nil for tiles
	Method     boundary.Method
	Classes    int
	Mark       string // printed on the map: 演示数据
}

// Draw is the theme's map of the regions in a style. Its numbers are the
// report's own quantities.
func Draw(f *analysis.Facts, theme Theme, style Style) (*Drawn, error) {
	spec, set := mapSpec(f, theme), style.Boundaries
	spec.Mark, spec.Method, spec.Number = style.Mark, style.Method, style.Classes
	if set == nil {
		m, err := boundary.Tiles(spec)
		return &Drawn{Theme: theme, Paper: m, GIS: m}, err
	}
	paper, err := boundary.Shapes(spec, set, document.GaussKruger)
	if err != nil {
		return nil, err
	}
	gis, err := boundary.Shapes(spec, set, document.LonLat)
	if err != nil {
		return nil, err
	}
	return &Drawn{theme, paper, gis}, nil
}

// mapSpec gathers a theme's values, ranks and, for the attribute table, every
// other theme's values.
func mapSpec(f *analysis.Facts, theme Theme) boundary.Spec {
	p := f.Period()
	end := prose.LastOf(p.End(), f.Cutoff())
	spec := boundary.Spec{
		Title: p.Title() + "各区" + theme.Name, Theme: theme.Code, Unit: theme.Unit,
		Source: "政务服务“好差评”质效监测数据，统计期" + prose.SpanOf(p, end), Date: end.Format(time.DateOnly),
	}
	themes := Themes(f)
	for _, t := range themes {
		spec.Fields = append(spec.Fields, t.Code+t.Name)
	}
	for _, u := range f.Units(zhixiao.Region) {
		row := document.MapUnit{Unit: u, Value: f.Value(theme.Code, u.Code), Rank: f.Rank(theme.Code, u.Code).Place}
		for _, t := range themes {
			row.All = append(row.All, f.Value(t.Code, u.Code))
		}
		spec.Units = append(spec.Units, row)
	}
	return spec
}

// DrawAll draws a report's maps anew in the run's style, so that the report
// shows the very maps that are exported. Reports are generated over tiles, as
// boundaries are no matter of facts or texts.
func DrawAll(d *document.Document, f *analysis.Facts, style Style) error {
	themes := map[string]Theme{}
	for _, t := range Themes(f) {
		themes[t.Code] = t
	}
	for _, blocks := range [][]document.Block{d.Body, d.Appendix} {
		for i, b := range blocks {
			figure, ok := b.(document.Figure)
			if !ok {
				continue
			}
			old, ok := figure.Graphic.(*document.Map)
			if !ok {
				continue
			}
			var err error
			if blocks[i], err = drawMap(figure, f, themes[old.Theme], style); err != nil {
				return err
			}
		}
	}
	return nil
}

// drawMap is a figure with its map in the style, and named accordingly.
func drawMap(figure document.Figure, f *analysis.Facts, theme Theme, style Style) (document.Figure, error) {
	m, err := Draw(f, theme, style)
	if err != nil {
		return figure, err
	}
	figure.Graphic = m.Paper
	if style.Boundaries != nil {
		figure.Caption, figure.Alt = overBoundaries(theme, style.Boundaries.Approved())
	}
	return figure, nil
}

// overBoundaries is caption and description of a map over real boundaries.
func overBoundaries(theme Theme, approved bool) (caption, alt string) {
	alt = "各区" + theme.Name + "地图，颜色越深数值越高。"
	if approved {
		return "各区" + theme.Name + "分布图", alt
	}
	return "各区" + theme.Name + "示意图", alt + "边界未经审核，不表示行政区域界线。"
}

// FileName is a map's file name without extension, in the manner of the
// reports: ZS2026-121_DT_2026Q3_全市_B101-按时办结率_V0.1_初稿.
func FileName(p zhixiao.Period, theme Theme) string {
	return strings.Join([]string{prose.ContractShort, "DT", p.String(), "全市", theme.Code + "-" + prose.FileSafe(theme.Name), "V0.1", "初稿"}, "_")
}
