package docx

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// View chooses how tracked changes are read.
type View uint8

// The views.
const (
	Accepted View = iota // insertions stay, deletions go
	Original             // deletions stay, insertions go
)

// Reading is a reviewed Word file as read.
type Reading struct {
	Name     string // file name, for messages
	Job      string // the job that made it; empty for a foreign file
	Origin   string // what the job recorded about its sources
	IDs      []string
	Prints   map[document.ID]string // sums of the pictures as they were generated, see PrintSum
	Comments []Comment
	Changes  []Change
	Lost     []string // what has no place in the tree, in words, in reading order
	feet     []string // paragraphs at the foot of the pages
	accepted []Item
	original []Item
}

// Item is a paragraph or a table of the file, in reading order.
type Item struct {
	Mark      string      // bookmark; empty for what reviewers added and for the cover
	ID        document.ID // what the bookmark stands for
	Part      string      // paragraph of the block: "caption", "2"; see MarkName
	Also      []string    // further bookmarks: paragraphs the reviewer joined to it
	Continues string      // bookmark of the paragraph it was split from
	Front     bool        // before the first marked paragraph, or in the contents
	Boxed     bool        // in a text box
	Sheet     document.Sheet
	Align     document.Align
	Style     string // name of its paragraph style
	Inlines   []document.Inline
	Pictures  []Picture
	Table     *ReadTable
	section   int // of the file, from 0
}

// Picture is a picture that stands in a paragraph.
type Picture struct {
	Name    string // part in the package
	Alt     string
	Data    []byte  // nil when the package does not hold it
	WidthMM float64 // as printed; 0 when the file does not say
}

// ReadTable is a table as read.
type ReadTable struct {
	Widths []float64
	Rows   []ReadRow
}

// ReadRow is a row; Header rows repeat on every page.
type ReadRow struct {
	Header bool
	Cells  []ReadCell
}

// ReadCell is a cell. A cell that continues one from above is listed with
// Continues set.
type ReadCell struct {
	Span      int
	Starts    bool // a cell over several rows begins here
	Continues bool
	Items     []Item
}

// Comment is a reviewer's comment and the text it stands on.
type Comment struct {
	ID, Author, Date, Text, On string
	Mark                       string // bookmark of the paragraph it begins in
}

// Change is one tracked change. Kind is 插入, 删除, 移出, 移入, 插入段落标记, 删除段落标记,
// 插入行, 删除行, 插入格, 删除格 or 格式.
type Change struct{ Kind, Author, Date, Text, Mark string }

// Items is the file's paragraphs and tables by a view of the tracked changes.
func (r *Reading) Items(v View) []Item {
	if v == Original {
		return r.original
	}
	return r.accepted
}

// Limits on foreign packages.
const (
	maxEntries = 5000
	maxPart    = 48 << 20
	maxTotal   = 160 << 20
	maxRatio   = 200     // unpacked to packed, of parts over ratioFrom
	ratioFrom  = 1 << 20 // small parts may be as dense as they like
)

// archive is a foreign package with what is left of its allowance.
type archive struct {
	name  string
	files map[string]*zip.File
	left  int64
}

func (a *archive) problem(part, way, format string, args ...any) error {
	return &zhixiao.Problem{At: zhixiao.Place{File: a.name, Part: part}, Err: fmt.Errorf(format, args...), Way: way}
}

// Read reads a Word file that comes from outside: nothing in it is run or
// fetched, and what is too large, too deep, doubled or broken is a
// *zhixiao.Problem naming file and part.
func Read(ctx context.Context, name string, r io.ReaderAt, size int64) (*Reading, error) {
	a, err := openArchive(name, r, size)
	if err != nil {
		return nil, err
	}
	reading := &Reading{Name: name}
	main, err := a.mainPart(ctx)
	if err != nil {
		return nil, err
	}
	root, err := a.xml(ctx, main)
	if err != nil {
		return nil, err
	}
	if root.tag != "w:document" || root.child("w:body") == nil {
		return nil, a.problem(main, "", "不是Word的正文")
	}
	s, err := a.sources(ctx, reading, main)
	if err != nil {
		return nil, err
	}
	for _, v := range []View{Accepted, Original} {
		w := newWalker(ctx, reading, s, v)
		items, err := w.read(root.child("w:body"))
		if err != nil {
			return nil, a.problem(main, "", "%w", err)
		}
		if v == Original {
			reading.original = items
		} else {
			reading.accepted = items
		}
	}
	return reading, nil
}

func openArchive(name string, r io.ReaderAt, size int64) (*archive, error) {
	a := &archive{name: name, files: map[string]*zip.File{}, left: maxTotal}
	z, err := zip.NewReader(r, size)
	if err != nil {
		var magic [4]byte
		if n, _ := r.ReadAt(magic[:], 0); n == 4 && string(magic[:]) == "\xD0\xCF\x11\xE0" {
			return nil, a.problem("", "去掉密码，用Word另存为.docx", "是旧版Word文件（.doc）或加了密码的文件")
		}
		return nil, a.problem("", "请提交Word另存的.docx", "不是Word文件（DOCX）：%w", err)
	}
	if len(z.File) > maxEntries {
		return nil, a.problem("", "", "部件多达%d个，拒绝读取", len(z.File))
	}
	for _, f := range z.File {
		clean := strings.TrimPrefix(f.Name, "/")
		if strings.Contains(f.Name, `\`) || path.Clean("/"+clean) != "/"+strings.TrimSuffix(clean, "/") && clean != "" {
			return nil, a.problem(f.Name, "", "部件路径越界，拒绝读取")
		}
		key := strings.ToLower(clean)
		if _, twice := a.files[key]; twice {
			return nil, a.problem(f.Name, "", "部件重复，拒绝读取")
		}
		if strings.HasSuffix(key, "vbaproject.bin") {
			return nil, a.problem(f.Name, "另存为不含宏的.docx", "文件带宏，拒绝读取")
		}
		a.files[key] = f
	}
	return a, nil
}

// read is the bytes of a part; a part that is not there is nil without error.
func (a *archive) read(name string) ([]byte, error) {
	f := a.files[strings.ToLower(strings.TrimPrefix(name, "/"))]
	if f == nil {
		return nil, nil
	}
	if f.UncompressedSize64 > maxPart || f.UncompressedSize64 > ratioFrom && f.UncompressedSize64/max(f.CompressedSize64, 1) > maxRatio {
		return nil, a.problem(name, "", "部件展开后过大（%d字节），疑似压缩炸弹", f.UncompressedSize64)
	}
	r, err := f.Open()
	if err != nil {
		return nil, a.problem(name, "", "部件打不开：%w", err)
	}
	defer func() { _ = r.Close() }()
	limit := min(maxPart, a.left)
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, a.problem(name, "", "部件读不完：%w", err)
	}
	if int64(len(data)) > limit {
		return nil, a.problem(name, "", "文件展开后超过%dMB，拒绝读取", maxTotal>>20)
	}
	a.left -= int64(len(data))
	return data, nil
}

// xml is the tree of a part; a part that is not there is an error.
func (a *archive) xml(ctx context.Context, name string) (*node, error) {
	data, err := a.read(name)
	if err != nil {
		return nil, err
	}
	if data == nil {
		return nil, a.problem(name, "", "缺少部件")
	}
	n, err := parse(ctx, data)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, a.problem(name, "", "%w", err)
	}
	return n, nil
}

// maybe is the tree of a part, nil when the part is not there.
func (a *archive) maybe(ctx context.Context, name string) (*node, error) {
	if a.files[strings.ToLower(strings.TrimPrefix(name, "/"))] == nil {
		return nil, nil
	}
	return a.xml(ctx, name)
}

type relation struct {
	kind, target string
	external     bool
}

// relations is the relationships of a part, by id, with targets as part names.
func (a *archive) relations(ctx context.Context, of string) (map[string]relation, error) {
	dir, base := path.Split(of)
	root, err := a.maybe(ctx, dir+"_rels/"+base+".rels")
	if err != nil || root == nil {
		return nil, err
	}
	all := map[string]relation{}
	for _, k := range root.kids {
		rel := relation{kind: path.Base(k.attr("Type")), target: k.attr("Target"), external: k.attr("TargetMode") == "External"}
		if !rel.external {
			if strings.HasPrefix(rel.target, "/") {
				rel.target = strings.TrimPrefix(path.Clean(rel.target), "/")
			} else {
				rel.target = strings.TrimPrefix(path.Clean("/"+dir+rel.target), "/")
			}
		}
		all[k.attr("Id")] = rel
	}
	return all, nil
}

func (a *archive) mainPart(ctx context.Context) (string, error) {
	rels, err := a.relations(ctx, "")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if r.kind == "officeDocument" && !r.external {
			return r.target, nil
		}
	}
	if a.files[mainPart] != nil {
		return mainPart, nil
	}
	return "", a.problem("", "请提交Word另存的.docx", "%w", errors.New("不是Word文件（DOCX）：包里没有正文"))
}
