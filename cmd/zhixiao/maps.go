package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/dwg"
	"zhixiao/document/tab"
	"zhixiao/generators/atlas"
	"zhixiao/output"
)

const (
	mapsKind = "maps"
	mapsCode = "DT"
	mapsName = "各区专题地图"
)

// mapJobs is one job a theme: picture, DWG with a DXF beside it, MapInfo. An empty
// wanted is all themes, else it names one by its code or name.
func (l *line) mapJobs(wanted string) ([]output.Job, error) {
	p, err := l.press()
	if err != nil {
		return nil, err
	}
	if err := p.readStyle(); err != nil {
		return nil, err
	}
	var jobs []output.Job
	var names []string
	for _, theme := range atlas.Themes(l.facts) {
		names = append(names, theme.Name)
		if !matches(wanted, theme.Code, theme.Name) {
			continue
		}
		jobs = append(jobs, output.Job{
			ID: mapsKind + "-" + theme.Code + "-" + l.period.String(), Kind: mapsKind, Unit: zhixiao.CityCode,
			Title: "各区" + theme.Name + "地图", Inputs: p.mapped,
			Make: func(ctx context.Context, sink document.Sink) (output.Made, error) {
				return p.makeMap(ctx, sink, theme)
			},
		})
	}
	if len(jobs) == 0 {
		return nil, usageError{fmt.Errorf("没有专题%q%s，专题是指标体系里的得分和指标", wanted, near(wanted, names))}
	}
	return jobs, nil
}

func (p *press) makeMap(ctx context.Context, sink document.Sink, theme atlas.Theme) (output.Made, error) {
	made, err := atlas.Draw(p.line.facts, theme, p.style)
	if err != nil {
		return output.Made{}, err
	}
	picture, err := p.pictures.Picture(ctx, made.Paper)
	if err != nil {
		return output.Made{}, err
	}
	name := mapsKind + "/" + atlas.FileName(p.line.period, theme)
	err = errors.Join(
		put(ctx, sink, name+".jpg", "JPG", func(w io.Writer) error { _, err := w.Write(picture.JPEG); return err }),
		put(ctx, sink, name+".dwg", "DWG", func(w io.Writer) error { return dwg.Write(ctx, w, made.Paper) }),
		put(ctx, sink, name+".dxf", "DXF", func(w io.Writer) error { return dwg.WriteDXF(ctx, w, made.Paper) }),
		put(ctx, sink, name+"_MapInfo.zip", "MapInfo", func(w io.Writer) error { return tab.Write(ctx, w, made.GIS) }),
	)
	var facts []document.Fact
	for _, u := range made.Paper.Units {
		facts = append(facts, document.Fact{Key: u.Value.Key, Text: u.Value.Text(), Unit: u.Value.Unit, Place: "图上" + u.Unit.Name()})
	}
	return output.Made{Facts: facts}, err
}
