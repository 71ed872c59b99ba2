package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/generators"
	"zhixiao/store"
)

// approved is what an approval makes.
type approved struct {
	title string
	pages int
	files []store.ApprovedFile
}

// approvedFolder is where locked goods stand below the period's folder.
const approvedFolder = "approved"

func markOf(block, part string) string { return docx.MarkName(document.ID(block), part) }

// print makes the approved goods: the Word file with its version on the cover,
// the PDF printed from what that file says, its figures, and the 审签单.
func (a *approval) print(ctx context.Context, unit string) (*approved, error) {
	k, _, _, _ := jobOf(a.file.reading.Job)
	p, err := a.press()
	if err != nil {
		return nil, err
	}
	p.dated(a.when)
	d, u, err := p.reread(a.file, k, unit)
	if err != nil {
		return nil, err
	}
	was := d.Fields["版本"]
	d.Fields["版本"] = a.version() + "（审定）"
	word, err := docx.Retitle(a.file.name, a.file.body, was, d.Fields["版本"])
	if err != nil {
		return nil, err
	}
	if err := document.Check(d); err != nil {
		return nil, fmt.Errorf("不能审定：%w", err)
	}
	writers, err := p.of(d)
	if err != nil {
		return nil, err
	}
	layout, err := writers.pdf.Layout(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("PDF：%w", err)
	}
	var printed bytes.Buffer
	if err := layout.Print(ctx, &printed); err != nil {
		return nil, fmt.Errorf("PDF：%w", err)
	}
	name := approvedName(k, a.period, u, a.version(), "审定")
	goods := &approved{title: titleOf(k, u), pages: layout.Pages()}
	dir := approvedFolder + "/" + k.Name + "/"
	goods.put(store.RoleWord, dir+name+".docx", word)
	goods.put(store.RolePDF, dir+name+".pdf", printed.Bytes())
	if k.Sheets {
		book, err := workbook(ctx, numbered(d), a.when)
		if err != nil {
			return nil, err
		}
		goods.put(store.RoleBook, dir+name+".xlsx", book)
	}
	if err := goods.pictures(ctx, p, name, d); err != nil {
		return nil, err
	}
	return goods, a.sheet(ctx, p, goods, d, dir+approvedName(sheetKind(k), a.period, u, a.version(), "审定"))
}

func (g *approved) put(role, path string, body []byte) {
	g.files = append(g.files, store.ApprovedFile{Role: role, Path: path, Size: int64(len(body)), SHA256: sumOf(body), Body: body})
}

func sumOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// pictures takes every figure as a JPG of its own.
func (g *approved) pictures(ctx context.Context, p *press, name string, d *document.Document) error {
	numbers := document.Number(d)
	var all []error
	d.Blocks(func(b document.Block) {
		f, ok := b.(document.Figure)
		if !ok {
			return
		}
		picture, err := p.pictures.Picture(ctx, f.Graphic)
		if err != nil {
			all = append(all, fmt.Errorf("%s：%w", numbers.Label(f.ID), err))
			return
		}
		g.put(store.RolePicture, approvedFolder+"/charts/"+name+"_"+numbers.Label(f.ID)+".jpg", picture.JPEG)
	})
	return errors.Join(all...)
}

func titleOf(k generators.Kind, u zhixiao.Unit) string {
	if u.Kind == zhixiao.City {
		return k.Title
	}
	return u.Name() + k.Title
}

// sheetKind names the 审签单 of a kind.
func sheetKind(k generators.Kind) generators.Kind {
	k.Title += "审签单"
	return k
}

// approvedName is a file name at another version and state than a fresh draft's.
func approvedName(k generators.Kind, p zhixiao.Period, u zhixiao.Unit, version, state string) string {
	parts := strings.Split(k.FileName(p, u), "_")
	parts[len(parts)-2], parts[len(parts)-1] = version, state
	return strings.Join(parts, "_")
}

// reread is the tree of a reviewed file with everything that its print needs:
// the words of body and cover are the file's, the rest is the kind's.
func (p *press) reread(f *draft, k generators.Kind, unit string) (*document.Document, zhixiao.Unit, error) {
	for _, u := range k.Units(p.line.facts) {
		if u.Code != unit {
			continue
		}
		d, _, err := p.line.make(k, u)
		if err != nil {
			return nil, u, err
		}
		writers, err := p.of(d)
		if err != nil {
			return nil, u, err
		}
		cover, err := writers.word.Cover(f.reading)
		if err != nil {
			return nil, u, err
		}
		p.stamp(d)
		d.Body, d.Appendix = f.reading.Blocks(docx.Accepted)
		d.Budget, d.Origin = document.Budget{}, cover["数据版本"]
		for _, name := range sorted(d.Fields) {
			d.Fields[name] = cover[name]
		}
		d.Title, d.Subtitle = cover["报告标题"], cover["副标题"]
		return d, u, nil
	}
	return nil, zhixiao.Unit{}, &zhixiao.Problem{At: zhixiao.Place{File: f.name}, Err: fmt.Errorf("单位%q不在units.yaml里", unit), Way: "检查 --templates"}
}
