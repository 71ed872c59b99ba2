package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/document/pdf"
	"zhixiao/front"
	"zhixiao/generators"
	"zhixiao/output"
)

// frontDesk keeps what the front page of the output folder shows of the reports of
// a batch. What goes wrong with it costs no report: it is told at the end.
type frontDesk struct {
	root string
	unit string // the one unit whose report is shown

	mu     sync.Mutex // guards faults
	faults []error
}

// newFrontDesk shows the region whose total has moved most since the period before:
// its report has most to tell.
func newFrontDesk(root string, f *analysis.Facts) *frontDesk {
	d := &frontDesk{root: root}
	if f.Period().Kind != zhixiao.Quarter {
		return d // no report on one unit but lists
	}
	most := zhixiao.Decimal{}
	for _, u := range f.Units(zhixiao.Region) {
		c := f.Change(analysis.ScoreTotal, u.Code)
		if d.unit == "" || c.Delta.Ok() && c.Delta.Value.Abs().Cmp(most) > 0 {
			d.unit = u.Code
			if c.Delta.Ok() {
				most = c.Delta.Value.Abs()
			}
		}
	}
	return d
}

// hashed hashes a PDF while it is written.
func hashed(w io.Writer, print func(io.Writer) error) (sum string, err error) {
	h := sha256.New()
	err = print(io.MultiWriter(w, h))
	return hex.EncodeToString(h.Sum(nil)), err
}

// shows reports whether the front page shows pages of a report: the city's, and that
// of one unit. Lists are told in files alone.
func (d *frontDesk) shows(k generators.Kind, doc *document.Document) bool {
	return d != nil && !k.Sheets && (doc.Unit.Kind == zhixiao.City || doc.Unit.Code == d.unit)
}

// keep shows a report whose PDF has a sum, or forgets what was shown of it.
func (d *frontDesk) keep(ctx context.Context, k generators.Kind, doc *document.Document, layout *pdf.Layout, sum string) {
	if d == nil {
		return
	}
	var err error
	if d.shows(k, doc) {
		err = front.Keep(ctx, d.root, doc, layout, sum)
	} else {
		err = front.Drop(d.root, doc.Job)
	}
	if err != nil {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.faults = append(d.faults, err)
	}
}

// writeFront makes the front page anew and says where it is. Its faults are told
// and stop nothing: the reports are there.
func (p *place) writeFront(ctx context.Context, out, notes io.Writer, desks ...*frontDesk) {
	var faults []error
	for _, d := range desks {
		faults = append(faults, d.faults...)
	}
	if err := front.Write(ctx, p.out, p.about()); err != nil {
		faults = append(faults, err)
	}
	for _, err := range faults {
		fmt.Fprintf(notes, "提示：目录页不全：%v\n", err)
	}
	fmt.Fprintf(out, "目录页：%s（双击打开）\n", filepath.Join(p.out, front.IndexFile))
}

// about is what the front page calls things, and what it proposes.
func (p *place) about() front.About {
	var a front.About
	for _, k := range generators.Catalogue() {
		title := k.Title
		switch k.Name {
		case "quarter-district":
			title = "区域报告"
		case "quarter-domain":
			title = "领域报告"
		}
		a.Kinds = append(a.Kinds, front.Kind{Name: k.Name, Title: title})
	}
	a.Kinds = append(a.Kinds, front.Kind{Name: mapsKind, Title: mapsName}, front.Kind{Name: volumeKind, Title: volumeTitle}, front.Kind{Name: "inspection", Title: "专项核查"})
	a.Next = []front.Step{
		{Command: "zhixiao why total@110000/2026Q3", What: "问一个数从哪里来：分子、分母、算法，直到原始数据表"},
		{Command: "zhixiao review take 文件.docx --by 姓名", What: "在Word里改一份报告，收回来：列出改了什么；与数据绑定的数被改动，报警"},
		{Command: "zhixiao build 2026Q3", What: "再做一次：输入没变的全部跳过；改过的稿件绝不覆盖"},
		{Command: "zhixiao build 2026-09", What: "做齐9月的问题清单（全市1册、区域17册、领域48册）、堵点分析、体验清单和台账（Word、PDF、Excel）"},
		{Command: "zhixiao build 2026Q3 --kind maps", What: "做齐各区专题地图，每个得分和指标一幅：JPG、DWG、DXF和MapInfo"},
		{Command: "zhixiao status", What: "合同履约：应交成果、配额进度、违约金"},
		{Command: "zhixiao vet 2026Q3", What: "像审稿人一样通读全部报告"},
		{Command: "zhixiao tour", What: "一分半钟看它与众不同之处，每一步都真做一遍"},
	}
	return a
}

// found is the sentences of a period's general report as the front page has them.
func (p *place) found(period zhixiao.Period) (front.Shown, bool) {
	m, err := output.ReadManifest(p.folder(period))
	if err != nil {
		return front.Shown{}, false
	}
	for _, s := range front.ReadShown(p.out, []*output.Manifest{m}) {
		if len(s.Findings) > 0 && s.Unit == "" {
			return s, true
		}
	}
	return front.Shown{}, false
}

// openFile opens a file as a double click would.
func openFile(ctx context.Context, path string) error {
	name, args := "xdg-open", []string{path}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", path}
	}
	if err := exec.CommandContext(ctx, name, args...).Start(); err != nil {
		return &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: fmt.Errorf("没有能打开它的程序（%s）", name), Way: "在文件管理器里双击打开"}
	}
	return nil
}
