// Package press makes deliverables: it opens what was frozen of a period, has the
// generators write, and prints every document in the formats of the one table. It
// reads data and templates of a Project, and answers what it made as values: it
// prints no message, ends no program and reads no clock.
package press

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators"
	"zhixiao/output"
	"zhixiao/store"
	"zhixiao/templates"
)

// Project is where a contract's things are, and what its papers bear.
type Project struct {
	Database  string // file
	Templates string // folder; empty: the program's own
	Output    string // folder of the deliverables
	Fonds     string // 全宗号; empty when nobody said
	Org       string // 编制单位; empty: the contract's
	By        string // 经办人; empty when nobody said
	FrozenSet bool   // read a snapshot with the indicator set it was frozen with, whatever the templates'
	Program   Program
}

// Program is what makes the deliverables.
type Program struct {
	Version  string        // printed in every deliverable: 0.2.0
	Input    func() string // what makes deliverables stale when it changes: version and digest of the sources
	Revision func() string // state of the sources in version control; "" where not known. It makes nothing stale
}

// Name is the program's name and version, for files' properties.
func (p Program) Name() string { return "质效 " + p.Version }

// Folder is a period's folder below the output folder.
func (p *Project) Folder(period zhixiao.Period) string {
	return filepath.Join(p.Output, period.String())
}

// OpenStore opens the database, which must be there.
func (p *Project) OpenStore(ctx context.Context) (*store.Store, error) {
	st, err := store.Open(ctx, p.Database)
	if err == nil {
		st.Knows(templates.FormerIndicators)
	}
	return st, err
}

// LoadTemplates reads the project's templates; all their faults come together.
func (p *Project) LoadTemplates() (*templates.House, error) {
	if p.Templates != "" {
		if _, err := os.Stat(p.Templates); err != nil {
			return nil, &zhixiao.Problem{At: zhixiao.Place{File: p.Templates}, Err: errors.New("模板目录不存在"), Way: "用 zhixiao init 建一份，或去掉 --templates、清空 zhixiao.yaml 里的 templates"}
		}
	}
	set, err := templates.Open(p.Templates)
	if err == nil && p.Templates != "" { // the program's own are held against the dictionary by a test
		err = generators.Vet(set.Set)
	}
	if err != nil && p.Templates != "" {
		err = fmt.Errorf("模板目录%s有错误：\n%w", p.Templates, err)
	}
	return set, err
}

// Maker is who answers for the reports: 责任者.
func (p *Project) Maker() string {
	return cmp.Or(p.Org, output.Wording("maker"))
}

// Sign prints the project's 编制单位 on a cover that names one.
func (p *Project) Sign(d *document.Document) {
	if _, named := d.Fields["编制单位"]; named && p.Org != "" {
		d.Fields["编制单位"] = p.Org
	}
}

// Manifests are the manifests of the periods that have a folder of deliverables.
// Folders of other names are none of them; a project without output has none.
func (p *Project) Manifests() (map[zhixiao.Period]*output.Manifest, error) {
	folders, err := os.ReadDir(p.Output)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("成果目录%s无法读取：%w", p.Output, err)
	}
	all := map[zhixiao.Period]*output.Manifest{}
	for _, folder := range folders {
		period, err := zhixiao.ParsePeriod(folder.Name())
		if err != nil || !folder.IsDir() {
			continue
		}
		if all[period], err = output.ReadManifest(filepath.Join(p.Output, folder.Name())); err != nil {
			return nil, err
		}
	}
	return all, nil
}
