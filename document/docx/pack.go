package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"zhixiao/document"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// base packs the shell with the parts the library cannot add: properties and
// comments. Headers and footers are filled here; the
// main part stays with its placeholders. count is the number of parts.
func (w *Writer) base(p *printer, d *document.Document, fill *strings.Replacer) (data []byte, count int, err error) {
	extra, err := w.extra(p, d)
	if err != nil {
		return nil, 0, err
	}
	size := 64 << 10
	for _, x := range extra {
		size += len(x.data)
	}
	out := bytes.NewBuffer(make([]byte, 0, size))
	z := zip.NewWriter(out)
	add := func(name string, data []byte) {
		if err != nil {
			return
		}
		count++
		// Stored, because the library unpacks and packs it again.
		to, e := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if e == nil {
			_, e = to.Write(data)
		}
		err = e
	}
	for _, part := range w.shell.parts {
		switch {
		case part.name == typesPart:
			add(part.name, before(part.data, "</Types>", contentTypes(p)))
		case part.name == rootRels:
			add(part.name, before(part.data, "</Relationships>", propertyRels))
		case part.name == relsPart:
			add(part.name, before(part.data, "</Relationships>", mainRels(p)))
		case part.fill && part.name != mainPart:
			add(part.name, []byte(fill.Replace(string(part.data))))
		default:
			add(part.name, part.data)
		}
	}
	for _, part := range extra {
		add(part.name, part.data)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return nil, 0, fmt.Errorf("Word文件打不成包：%w", err)
	}
	return out.Bytes(), count, nil
}

// before puts text in front of the last end tag.
func before(data []byte, tag, text string) []byte {
	i := bytes.LastIndex(data, []byte(tag))
	if i < 0 {
		return data
	}
	out := make([]byte, 0, len(data)+len(text))
	out = append(out, data[:i]...)
	out = append(out, text...)
	return append(out, data[i:]...)
}

const propertyRels = `<Relationship Id="rIdZxCore" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rIdZxApp" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>` +
	`<Relationship Id="rIdZxCustom" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>`

func mainRels(p *printer) string {
	var b strings.Builder
	if len(p.notes) > 0 {
		b.WriteString(commentsRel)
	}
	for i := range p.pictures {
		b.WriteString(`<Relationship Id="` + imageRelID(i) + `" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="` + imageTarget(i) + `"/>`)
	}
	return b.String()
}

func contentTypes(p *printer) string {
	var b strings.Builder
	add := func(name, kind string) {
		b.WriteString(`<Override PartName="/` + name + `" ContentType="` + kind + `"/>`)
	}
	add("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	add("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
	add("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml")
	if len(p.notes) > 0 {
		b.WriteString(commentsType)
	}
	for i := range p.pictures {
		add("word/"+imageTarget(i), "image/jpeg")
	}
	return b.String()
}

// extra is the parts that come with a document.
func (w *Writer) extra(p *printer, d *document.Document) ([]part, error) {
	core, err := coreXML(d)
	if err != nil {
		return nil, err
	}
	custom, err := w.customXML(p, d)
	if err != nil {
		return nil, err
	}
	parts := []part{
		{name: "docProps/core.xml", data: []byte(core)},
		{name: "docProps/app.xml", data: []byte(xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>zhixiao</Application></Properties>`)},
		{name: "docProps/custom.xml", data: []byte(custom)},
	}
	if len(p.notes) > 0 {
		notes, err := commentsXML(p.notes)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{name: commentsPart, data: []byte(notes)})
	}
	return parts, nil
}

func coreXML(d *document.Document) (string, error) {
	var b strings.Builder
	b.WriteString(xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">`)
	for _, e := range []struct{ tag, text string }{
		{"dc:title", d.Title}, {"dc:subject", d.Subtitle}, {"dc:creator", d.Fields["编制单位"]}, {"dc:description", d.Origin}, {"dc:language", "zh-CN"},
	} {
		text, err := escape(e.text)
		if err != nil {
			return "", fmt.Errorf("文件属性%w", err)
		}
		if text != "" {
			b.WriteString(`<` + e.tag + `>` + text + `</` + e.tag + `>`)
		}
	}
	b.WriteString(`</cp:coreProperties>`)
	return b.String(), nil
}

// Custom properties survive every word processor; they name the job.
const (
	jobProperty     = "质效作业"
	originProperty  = "质效来源"
	programProperty = "质效程序"
)

func (w *Writer) customXML(p *printer, d *document.Document) (string, error) {
	var b strings.Builder
	b.WriteString(xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">`)
	properties := []struct{ name, text string }{{jobProperty, d.Job}, {originProperty, d.Origin}, {programProperty, w.opts.Program}}
	for i, piece := range idPieces(p.marks) {
		properties = append(properties, struct{ name, text string }{idsProperty + strconv.Itoa(i+1), piece})
	}
	for i, piece := range pieces(p.prints) {
		properties = append(properties, struct{ name, text string }{printsProperty + strconv.Itoa(i+1), piece})
	}
	for i, e := range properties {
		text, err := escape(e.text)
		if err != nil {
			return "", fmt.Errorf("文件属性%w", err)
		}
		b.WriteString(`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="` + strconv.Itoa(i+2) + `" name="` + e.name + `"><vt:lpwstr>` + text + `</vt:lpwstr></property>`)
	}
	b.WriteString(`</Properties>`)
	return b.String(), nil
}
