// Package formats is the one table of the forms in which deliverables are printed.
// Whoever makes, locks, hands out, files or lists a deliverable asks the table which
// files there are and what they are called: nobody else names an extension. A new
// form is a writer of its own below document and one line of the table here.
package formats

import (
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"zhixiao/document/docx"
	"zhixiao/document/dwg"
	"zhixiao/document/tab"
)

// Matter is what is printed; several may be joined.
type Matter uint8

// The matters.
const (
	Report  Matter = 1 << iota // a document to read
	List                       // a document whose tables are delivered
	Figures                    // each figure of a document by itself
	Map                        // a map for drawing programs
)

// Format is one form of a deliverable.
type Format struct {
	Name  string // docx: what commands and ledgers call it
	Title string // Word: what people call it
	Ext   string // .docx, with its dot
	Media string // media type
	Tail  string // stands between a file's name and Ext: _MapInfo
	Group string // 报告（DOCX）: its line in the hand-over list of an archive; empty: 其他
	Of    Matter // what it is made of

	Draft   bool // people edit it: a file that differs from what was made is theirs
	Record  bool // kept for the record: pages and print are final in it
	OnAsked bool // made only when it is asked for

	// Issue puts mark and watermark of a copy that is handed out into a printed file;
	// nil where printing alone does.
	Issue func(name string, body []byte, mark, watermark string) ([]byte, error)
	write func(ctx context.Context, w io.Writer, s subject) error
}

// All is the table, in the order in which files are made and listed. A new form is a
// line here.
func All() []Format {
	return []Format{
		{Name: "docx", Title: "Word", Ext: ".docx", Media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Group: "报告（DOCX）", Of: Report | List, Draft: true, Issue: docx.Issue, write: writeWord},
		{Name: "pdf", Title: "PDF", Ext: ".pdf", Media: "application/pdf", Group: "报告（PDF/A）", Of: Report | List, Record: true, write: writePDF},
		{Name: "xlsx", Title: "Excel", Ext: ".xlsx", Media: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Group: "数据表（XLSX）", Of: List, write: writeBook},
		{Name: "jpg", Title: "JPG", Ext: ".jpg", Media: "image/jpeg", Group: "图（JPG）", Of: Figures | Map, write: writePicture},
		{Name: "html", Title: "网页", Ext: ".html", Media: "text/html; charset=utf-8", Group: "网页（HTML）", Of: Report | List, OnAsked: true, write: writePage},
		{Name: "dwg", Title: "DWG", Ext: ".dwg", Media: "image/vnd.dwg", Of: Map, write: func(ctx context.Context, w io.Writer, s subject) error { return dwg.Write(ctx, w, s.paper) }},
		{Name: "dxf", Title: "DXF", Ext: ".dxf", Media: "image/vnd.dxf", Of: Map, write: func(ctx context.Context, w io.Writer, s subject) error { return dwg.WriteDXF(ctx, w, s.paper) }},
		{Name: "mapinfo", Title: "MapInfo", Ext: ".zip", Tail: "_MapInfo", Media: "application/zip", Of: Map, write: func(ctx context.Context, w io.Writer, s subject) error { return tab.Write(ctx, w, s.gis) }},
	}
}

// Of is every format of a matter that is made without being asked for, and those of
// it that are asked for by name, in the table's order.
func Of(m Matter, asked ...string) []Format {
	return slices.DeleteFunc(All(), func(f Format) bool { return f.Of&m == 0 || f.OnAsked && !slices.Contains(asked, f.Name) })
}

// Working are the formats of a matter that people go on working in: those that are
// not for the record.
func Working(m Matter) []Format {
	return slices.DeleteFunc(Of(m), func(f Format) bool { return f.Record })
}

// Tables are the formats that hold the tables of a document and nothing else.
func Tables() []Format {
	return slices.DeleteFunc(Of(List), func(f Format) bool { return f.Of&Report != 0 })
}

// Asked reads a list of formats as a user types it, with commas between the names,
// which may be extensions or titles too. It answers the names, each once, in the
// table's order. Formats that are always made may be named and add nothing. An
// unknown name is an error that tells the known ones.
func Asked(list string) ([]string, error) {
	var names []string
	for _, typed := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '，' }) {
		typed = strings.TrimSpace(typed)
		at := slices.IndexFunc(All(), func(f Format) bool {
			return strings.EqualFold(typed, f.Name) || strings.EqualFold(typed, f.Ext) || strings.EqualFold(typed, f.Title)
		})
		if at < 0 {
			return nil, fmt.Errorf("没有格式%q，可用的有%s", typed, strings.Join(namesOf(All()), "、"))
		}
		if f := All()[at]; f.OnAsked {
			names = append(names, f.Name)
		}
	}
	return inOrder(names), nil
}

func namesOf(all []Format) []string {
	names := make([]string, len(all))
	for i, f := range all {
		names[i] = f.Name
	}
	return names
}

// inOrder is names in the table's order, each once.
func inOrder(names []string) []string {
	return slices.DeleteFunc(namesOf(All()), func(name string) bool { return !slices.Contains(names, name) })
}

// Kept are the formats made only when asked for that some of the files are in: who
// asked for a form once has it kept up to date.
func Kept(files []string) []string {
	var names []string
	for _, file := range files {
		if f, known := ByPath(file); known && f.OnAsked {
			names = append(names, f.Name)
		}
	}
	return inOrder(names)
}

// ByPath is the format of a file, told by its name.
func ByPath(file string) (Format, bool) {
	ext := path.Ext(file)
	for _, f := range All() {
		if strings.EqualFold(ext, f.Ext) && strings.HasSuffix(strings.TrimSuffix(file, ext), f.Tail) {
			return f, true
		}
	}
	return Format{}, false
}

// IsDraft reports whether people edit files of this name.
func IsDraft(file string) bool {
	f, known := ByPath(file)
	return known && f.Draft
}

// IsRecord reports whether a file of this name is kept for the record.
func IsRecord(file string) bool {
	f, known := ByPath(file)
	return known && f.Record
}

// Draft is the format that people edit, and that reviews come back in.
func Draft() Format {
	all := All()
	return all[slices.IndexFunc(all, func(f Format) bool { return f.Draft })]
}
