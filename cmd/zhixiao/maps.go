package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/dwg"
	"zhixiao/document/tab"
	"zhixiao/generators"
	"zhixiao/generators/boundary"
	"zhixiao/output"
)

const (
	mapsKind = "maps"
	mapsCode = "DT"
	mapsName = "各区专题地图"
	// boundaryFile configures real boundaries; it stands in the template folder.
	boundaryFile = "boundaries.yaml"
)

// boundaryConfig is boundaries.yaml.
type boundaryConfig struct {
	File     string `yaml:"file"`     // GeoJSON, beside boundaries.yaml or absolute
	Field    string `yaml:"field"`    // property with a unit's name or code
	Datum    string `yaml:"datum"`    // CGCS2000, WGS-84 or GCJ-02
	Approval string `yaml:"approval"` // 审图号
	Origin   string `yaml:"origin"`   // who made the boundaries
}

// mapJobs is one job a theme: picture, DWG with a DXF beside it, MapInfo.
func (l *line) mapJobs() ([]output.Job, error) {
	p, err := l.press()
	if err != nil {
		return nil, err
	}
	set, version, err := l.boundaries()
	if err != nil {
		return nil, err
	}
	inputs := maps.Clone(p.inputs)
	inputs["区界"] = version
	var jobs []output.Job
	for _, theme := range generators.MapThemes(l.facts) {
		jobs = append(jobs, output.Job{
			ID: mapsKind + "-" + theme.Code + "-" + l.period.String(), Kind: mapsKind, Unit: zhixiao.CityCode,
			Title: "各区" + theme.Name + "地图", Inputs: inputs,
			Make: func(ctx context.Context, sink document.Sink) (output.Made, error) {
				return p.makeMap(ctx, sink, theme, set)
			},
		})
	}
	return jobs, nil
}

func (p *press) makeMap(ctx context.Context, sink document.Sink, theme generators.MapTheme, set *boundary.Set) (output.Made, error) {
	mark := ""
	if p.line.demo {
		mark = "演示数据，不反映真实情况"
	}
	made, err := generators.Map(p.line.facts, theme, set, mark)
	if err != nil {
		return output.Made{}, err
	}
	picture, err := p.pictures.Picture(ctx, made.Paper)
	if err != nil {
		return output.Made{}, err
	}
	name := mapsKind + "/" + generators.MapFileName(p.line.period, theme)
	err = errors.Join(
		put(ctx, sink, name+".jpg", "JPG", func(w io.Writer) error { _, err := w.Write(picture.JPEG); return err }),
		put(ctx, sink, name+".dwg", "DWG", func(w io.Writer) error { return dwg.Write(ctx, w, made.Paper) }),
		put(ctx, sink, name+".dxf", "DXF", func(w io.Writer) error { return dwg.WriteDXF(ctx, w, made.Paper) }),
		put(ctx, sink, name+"_MapInfo.zip", "MapInfo", func(w io.Writer) error { return tab.Write(ctx, w, made.GIS) }),
	)
	var keys []string
	for _, u := range made.Paper.Units {
		keys = append(keys, string(u.Value.Key))
	}
	return output.Made{Facts: keys}, err
}

// boundaries reads the user's boundaries; without a configuration there are
// none and maps are drawn as tiles.
func (l *line) boundaries() (set *boundary.Set, version string, err error) {
	const tiles = "方块示意图"
	if l.at.templates == "" {
		return nil, tiles, nil
	}
	path := filepath.Join(l.at.templates, boundaryFile)
	config, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, tiles, nil
	}
	if err != nil {
		return nil, "", err
	}
	var c boundaryConfig
	if err := yaml.UnmarshalWithOptions(config, &c, yaml.Strict()); err != nil {
		return nil, "", fmt.Errorf("%s：%w", path, err)
	}
	if c.File == "" || c.Field == "" {
		return nil, "", &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: errors.New("没有填写file或field"), Way: "file填GeoJSON文件名，field填存放区名或代码的属性名"}
	}
	file := c.File
	if !filepath.IsAbs(file) {
		file = filepath.Join(l.at.templates, file)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, "", fmt.Errorf("%s中的file：%w", path, err)
	}
	source := boundary.Source{File: c.File, Field: c.Field, Datum: boundary.Datum(c.Datum), Approval: c.Approval, Origin: c.Origin}
	set, err = boundary.Read(data, source, l.facts.Units(zhixiao.Region))
	if err != nil {
		return nil, "", err
	}
	h := sha256.New()
	h.Write(config)
	h.Write(data)
	return set, hex.EncodeToString(h.Sum(nil)), nil
}
