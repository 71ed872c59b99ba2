package review

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/generators"
	"zhixiao/output/formats"
	"zhixiao/output/press"
	"zhixiao/store/ledger"
)

// approved is what an approval makes.
type approved struct {
	title string
	pages int
	files []ledger.ApprovedFile
}

// approvedFolder is where locked deliverables stand below the period's folder.
const approvedFolder = "approved"

// print makes the approved deliverables: the Word file with its version on the cover,
// the PDF printed from what that file says, its figures, and the 审签单.
func (a *approval) print(ctx context.Context, unit string) (*approved, error) {
	k, _, _, _ := press.JobOf(a.file.Reading.Job)
	p, err := a.Press()
	if err != nil {
		return nil, err
	}
	p.Dated(a.by.When)
	d, u, err := Reread(a.Edition, p, a.file, k, unit)
	if err != nil {
		return nil, err
	}
	was := d.Fields["版本"]
	d.Fields["版本"] = a.version() + "（审定）"
	word, err := docx.Retitle(a.file.Name, a.file.Body, was, d.Fields["版本"])
	if err != nil {
		return nil, err
	}
	if err := document.Check(d); err != nil {
		return nil, fmt.Errorf("不能审定：%w", err)
	}
	paper, err := p.Lay(ctx, d)
	if err != nil {
		return nil, err
	}
	paper.Reread = true
	made := &approved{title: press.TitleOf(k, u), pages: paper.Pages()}
	name := formats.Name{Root: approvedFolder + "/", Folder: k.Name + "/", File: ApprovedName(k, a.Period, u, a.version(), "审定")}
	var faults []error
	for _, f := range paper.Files(formats.Of(press.MatterOf(k)), name) {
		body := word
		if !f.Format.Draft {
			if body, err = f.Bytes(ctx); err != nil {
				faults = append(faults, err)
			}
		}
		made.put(f.Format.Name, f.Path, body)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	name.File = ApprovedName(sheetKind(k), a.Period, u, a.version(), "审定")
	return made, a.sheet(ctx, p, made, d, name)
}

func (g *approved) put(role, path string, body []byte) {
	g.files = append(g.files, ledger.ApprovedFile{Role: role, Path: path, Size: int64(len(body)), SHA256: SumOf(body), Body: body})
}

// SumOf is the SHA-256 of a file, in hex.
func SumOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// sheetKind names the 审签单 of a kind.
func sheetKind(k generators.Kind) generators.Kind {
	k.Title += "审签单"
	return k
}

// ApprovedName is a file name without extension at another version and state than a fresh draft's.
func ApprovedName(k generators.Kind, p zhixiao.Period, u zhixiao.Unit, version, state string) string {
	parts := strings.Split(k.FileName(p, u), "_")
	parts[len(parts)-2], parts[len(parts)-1] = version, state
	return strings.Join(parts, "_")
}

// Reread is the tree of a reviewed file with everything that its print needs: the
// words of body and cover are the file's, the rest is the kind's. A unit that the
// templates do not know is an error.
func Reread(l *press.Edition, p *press.Press, f *Draft, k generators.Kind, unit string) (*document.Document, zhixiao.Unit, error) {
	units := k.Units(l.Facts)
	at := slices.IndexFunc(units, func(u zhixiao.Unit) bool { return u.Code == unit })
	if at < 0 {
		return nil, zhixiao.Unit{}, &zhixiao.Problem{At: zhixiao.Place{File: f.Name}, Err: fmt.Errorf("单位%q不在units.yaml里", unit), Way: "检查 --templates"}
	}
	u := units[at]
	d, _, err := l.Make(k, u)
	if err != nil {
		return nil, u, err
	}
	writers, err := p.Writers(d)
	if err != nil {
		return nil, u, err
	}
	cover, err := writers.Cover(f.Reading)
	if err != nil {
		return nil, u, err
	}
	l.Stamp(d)
	d.Body, d.Appendix = f.Reading.Blocks(docx.Accepted)
	d.Budget, d.Origin = document.Budget{}, cover["数据版本"]
	for name := range d.Fields {
		d.Fields[name] = cover[name]
	}
	d.Title, d.Subtitle = cover["报告标题"], cover["副标题"]
	return d, u, nil
}
