package generators

import (
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/boundary"
)

// MapTheme is what a map shows: an indicator or a score of the regions.
type MapTheme struct {
	Code string // B101, total, A
	Name string
	Unit string
}

// MapThemes is every theme a map is made of: the total, the scores of the five
// dimensions, and each indicator measured for regions.
func MapThemes(f *analysis.Facts) []MapTheme {
	themes := []MapTheme{{analysis.ScoreTotal, "综合得分", "分"}}
	for _, code := range dimensions() {
		themes = append(themes, MapTheme{code, f.LevelName(code) + "得分", "分"})
	}
	for _, i := range f.Indicators() {
		if i.AppliesTo(zhixiao.Region) {
			themes = append(themes, MapTheme{i.Code, i.Name, i.Unit})
		}
	}
	return themes
}

// Maps is one theme's map for each use. Over the cartogram both are the same.
type Maps struct {
	Theme MapTheme
	Paper *document.Map // millimetres or metres: pictures and DWG
	GIS   *document.Map // degrees where boundaries are real: MapInfo
}

// MapStyle is how all maps of a run are drawn. The zero value is the tile
// cartogram in five quantile classes.
type MapStyle struct {
	Boundaries *boundary.Set // nil for tiles
	Method     boundary.Method
	Classes    int
	Mark       string // printed on the map: 演示数据
}

// Map is the theme's map of the regions in a style. Its numbers are the
// report's own quantities.
func Map(f *analysis.Facts, theme MapTheme, style MapStyle) (*Maps, error) {
	spec, set := mapSpec(f, theme), style.Boundaries
	spec.Mark, spec.Method, spec.Number = style.Mark, style.Method, style.Classes
	if set == nil {
		m, err := boundary.Tiles(spec)
		return &Maps{Theme: theme, Paper: m, GIS: m}, err
	}
	paper, err := boundary.Shapes(spec, set, document.GaussKruger)
	if err != nil {
		return nil, err
	}
	gis, err := boundary.Shapes(spec, set, document.LonLat)
	if err != nil {
		return nil, err
	}
	return &Maps{theme, paper, gis}, nil
}

// mapSpec gathers a theme's values, ranks and, for the attribute table, every
// other theme's values.
func mapSpec(f *analysis.Facts, theme MapTheme) boundary.Spec {
	p := f.Period()
	end := lastOf(p.End(), f.Cutoff())
	spec := boundary.Spec{
		Title: p.Title() + "各区" + theme.Name, Theme: theme.Code, Unit: theme.Unit,
		Source: "政务服务“好差评”质效监测数据，统计期" + spanOf(p, end), Date: end.Format(time.DateOnly),
	}
	themes := MapThemes(f)
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

// DrawMaps draws a report's maps anew in the run's style, so that the report
// shows the very maps that are exported. Reports are generated over tiles, as
// boundaries are no matter of facts or texts.
func DrawMaps(d *document.Document, f *analysis.Facts, style MapStyle) error {
	themes := map[string]MapTheme{}
	for _, t := range MapThemes(f) {
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
func drawMap(figure document.Figure, f *analysis.Facts, theme MapTheme, style MapStyle) (document.Figure, error) {
	m, err := Map(f, theme, style)
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
func overBoundaries(theme MapTheme, approved bool) (caption, alt string) {
	alt = "各区" + theme.Name + "地图，颜色越深数值越高。"
	if approved {
		return "各区" + theme.Name + "分布图", alt
	}
	return "各区" + theme.Name + "示意图", alt + "边界未经审核，不表示行政区域界线。"
}

// scoreMap is the map of the regions' totals as a figure of a report.
func (r *report) scoreMap(role string) document.Figure {
	m, err := Map(r.f, MapThemes(r.f)[0], MapStyle{})
	r.d.fault(err)
	if err != nil {
		return document.Figure{}
	}
	return document.Figure{
		ID: r.d.id(role), Caption: "各区综合得分示意图", Graphic: m.Paper, Source: r.source("按指标体系计分") + "。",
		Alt: "各区综合得分按大致方位排列的方块示意图，颜色越深得分越高，不表示行政区域界线。",
	}
}

// MapFileName is a map's file name without extension, in the manner of the
// reports: ZS2026-121_DT_2026Q3_全市_B101-按时办结率_V0.1_初稿.
func MapFileName(p zhixiao.Period, theme MapTheme) string {
	return strings.Join([]string{contractShort, "DT", p.String(), "全市", theme.Code + "-" + fileSafe(theme.Name), "V0.1", "初稿"}, "_")
}
