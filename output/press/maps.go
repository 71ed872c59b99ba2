package press

import (
	"context"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/atlas"
	"zhixiao/output"
	"zhixiao/output/formats"
)

// Names of the maps of the districts, one a theme, made on demand.
const (
	MapsKind = "maps"
	MapsCode = "DT"
	MapsName = "各区专题地图"
)

// mapJobs is one job a theme: picture, DWG with a DXF beside it, MapInfo. An empty
// wanted is all themes, else it names one by its code or name.
func (p *Press) mapJobs(wanted string) ([]output.Job, error) {
	if err := p.readStyle(); err != nil {
		return nil, err
	}
	var jobs []output.Job
	var names []string
	for _, theme := range atlas.Themes(p.edition.Facts) {
		names = append(names, theme.Name)
		if !Matches(wanted, theme.Code, theme.Name) {
			continue
		}
		jobs = append(jobs, output.Job{
			ID: JobID(MapsKind, theme.Code, p.edition.Period), Kind: MapsKind, Unit: zhixiao.CityCode,
			Title: "各区" + theme.Name + "地图", Inputs: p.mapped,
			Make: func(ctx context.Context, sink document.Sink) (output.Made, error) {
				return p.makeMap(ctx, sink, theme)
			},
		})
	}
	if len(jobs) == 0 {
		return nil, output.Misusef("没有专题%q%s，专题是指标体系里的得分和指标", wanted, near(wanted, names))
	}
	return jobs, nil
}

func (p *Press) makeMap(ctx context.Context, sink document.Sink, theme atlas.Theme) (output.Made, error) {
	made, err := atlas.Draw(p.edition.Facts, theme, p.style)
	if err != nil {
		return output.Made{}, err
	}
	writers, err := p.Writers(&document.Document{})
	if err != nil {
		return output.Made{}, err
	}
	name := MapsKind + "/" + atlas.FileName(p.edition.Period, theme)
	err = put(ctx, sink, writers.MapFiles(formats.Of(formats.Map), name, made.Paper, made.GIS), inTurn)
	var facts []document.Fact
	for _, u := range made.Paper.Units {
		facts = append(facts, document.Fact{Key: u.Value.Key, Text: u.Value.Text(), Unit: u.Value.Unit, Place: "图上" + u.Unit.Name()})
	}
	return output.Made{Facts: facts}, err
}
