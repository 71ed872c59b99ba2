package press

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/atlas"
	"zhixiao/generators/boundary"
)

// boundaryFile configures the maps; it stands in the template folder.
const boundaryFile = "boundaries.yaml"

// boundaryConfig is boundaries.yaml. Without a file maps are tiles, classed as
// the configuration says.
type boundaryConfig struct {
	File     string `yaml:"file"`     // GeoJSON, beside boundaries.yaml or absolute
	Field    string `yaml:"field"`    // property with a unit's name or code
	Datum    string `yaml:"datum"`    // CGCS2000, WGS-84 or GCJ-02
	Approval string `yaml:"approval"` // 审图号
	Origin   string `yaml:"origin"`   // who made the boundaries
	Method   string `yaml:"method"`   // quantile, equal or natural
	Classes  int    `yaml:"classes"`  // how many greys
}

// carriesMaps reports whether the unit's reports have maps of the districts.
func carriesMaps(u zhixiao.Unit) bool { return u.Kind == zhixiao.City }

// prepare makes the press ready for a unit's reports. Boundaries are read only
// when a report shows them, so that a fault in them stops nothing else.
func (p *Press) prepare(u zhixiao.Unit) error {
	if !carriesMaps(u) || p.mapped != nil {
		return nil
	}
	return p.readStyle()
}

func (p *Press) inputsOf(u zhixiao.Unit) map[string]string {
	if carriesMaps(u) {
		return p.mapped
	}
	return p.inputs
}

// readStyle reads how maps are drawn. The warnings are kept to be shown once,
// however many maps there are.
func (p *Press) readStyle() error {
	style, version, err := p.edition.boundaries()
	if err != nil {
		return err
	}
	if style.Boundaries != nil {
		p.edition.Warnings = append(p.edition.Warnings, style.Boundaries.Warnings()...)
	}
	if p.edition.Demo {
		style.Mark = document.InventedData()
	}
	p.style, p.mapped = style, maps.Clone(p.inputs)
	p.mapped["区界"] = version
	return nil
}

// boundaries reads boundaries.yaml and what it names; without one maps are
// tiles. version changes with any byte of either.
func (l *Edition) boundaries() (style atlas.Style, version string, err error) {
	const tiles = "方块示意图"
	if l.Project.Templates == "" {
		return style, tiles, nil
	}
	path := filepath.Join(l.Project.Templates, boundaryFile)
	config, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return style, tiles, nil
	}
	if err != nil {
		return style, "", err
	}
	c, err := readBoundaryConfig(path, config)
	if err != nil {
		return style, "", err
	}
	h := sha256.New()
	h.Write(config)
	style.Method, style.Classes = boundary.Method(c.Method), c.Classes
	if c.File != "" {
		data, err := os.ReadFile(c.path(l.Project.Templates))
		if err != nil {
			return style, "", fmt.Errorf("%s中的file：%w", path, err)
		}
		h.Write(data)
		source := boundary.Source{File: c.File, Field: c.Field, Datum: boundary.Datum(c.Datum), Approval: c.Approval, Origin: c.Origin}
		if style.Boundaries, err = boundary.Read(data, source, l.Facts.Units(zhixiao.Region)); err != nil {
			return style, "", err
		}
	}
	return style, hex.EncodeToString(h.Sum(nil)), nil
}

func (c boundaryConfig) path(folder string) string {
	if filepath.IsAbs(c.File) {
		return c.File
	}
	return filepath.Join(folder, c.File)
}

// readBoundaryConfig reads and checks the settings; all faults at once.
func readBoundaryConfig(path string, data []byte) (boundaryConfig, error) {
	c := boundaryConfig{Method: string(boundary.Quantile), Classes: boundary.MaxClasses}
	if err := yaml.UnmarshalWithOptions(data, &c, yaml.Strict()); err != nil {
		return c, fmt.Errorf("%s：%w", path, err)
	}
	var faults []error
	fault := func(err error, way string) {
		faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: err, Way: way})
	}
	if err := boundary.CheckClasses(boundary.Method(c.Method), c.Classes); err != nil {
		fault(err, "改method或classes，删去则按分位数分5级")
	}
	switch named := c.Field+c.Datum+c.Approval+c.Origin != ""; {
	case c.File == "" && named:
		fault(errors.New("没有填写file"), "file填GeoJSON文件名；不用真实边界则只留method和classes")
	case c.File != "" && c.Field == "":
		fault(errors.New("没有填写field"), "field填GeoJSON中存放区名或代码的属性名")
	}
	return c, errors.Join(faults...)
}
