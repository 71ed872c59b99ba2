package store

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of a workbook. A worksheet of half a million rows and twenty columns is
// below them; what is above belongs in a CSV, which has none but those of a row.
const (
	mostParts    = 5000
	mostUnpacked = 400 << 20 // of all parts that are read
	mostSquashed = 300       // times a part above a megabyte may have been compressed
	mostShared   = 64 << 20  // bytes of shared texts
	mostTexts    = 2_000_000 // shared texts
	mostColumns  = 200
	longestCell  = 32767 // characters: Excel's own limit
	smallPart    = 4 << 20
)

// workbook is an Excel file whose rows are read as they stand in it. The parts that
// are not tables are never opened: pictures, charts, macros, comments.
//
// excelize reads the same, but its iterator takes the end of what it can parse for
// the end of the sheet and an unknown text for an empty one: half a file would be
// imported without a word (docs/adr/0023-imports-are-registered.md).
type workbook struct {
	path   string
	parts  map[string]*zip.File // by lower-case name
	sheets []bookSheet
	texts  []string // shared texts
	shift  int      // of its day numbers against those from 1900
	left   int64    // bytes that may still be unpacked
}

type bookSheet struct {
	name string
	part *zip.File
}

// openWorkbook looks at the directory of parts, and reads what all sheets share.
func openWorkbook(f io.ReaderAt, size int64) (*workbook, *cellError) {
	const again = "用Excel或WPS打开后另存为 .xlsx"
	start := make([]byte, 8)
	if _, err := f.ReadAt(start, 0); err == nil && string(start) == "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" {
		return nil, wrong("取消密码，或用Excel、WPS另存为 .xlsx", "工作簿设有打开密码，或者是旧的 .xls 格式")
	}
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, wrong(again, "工作簿无法打开：不是 .xlsx 文件，或文件不完整")
	}
	if len(z.File) > mostParts {
		return nil, wrong(again, "工作簿有%d个部件，最多%d个", len(z.File), mostParts)
	}
	b := &workbook{parts: map[string]*zip.File{}, left: mostUnpacked}
	for _, p := range z.File {
		b.parts[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(p.Name, `\`, "/"), "/"))] = p
	}
	shared, err := b.catalogue()
	if err == nil {
		err = b.measure(shared)
	}
	if err == nil && shared != nil {
		err = b.readTexts(shared)
	}
	var known *cellError
	if errors.As(err, &known) {
		return nil, known
	} else if err != nil {
		return nil, wrong(again, "工作簿无法打开：部件缺失或损坏")
	}
	return b, nil
}

// Error is what is wrong, without the way out.
func (e *cellError) Error() string { return e.err.Error() }

// measure refuses what would unpack to more than the limits, before any of it is.
func (b *workbook) measure(shared *zip.File) error {
	var sum uint64
	read := []*zip.File{}
	for _, s := range b.sheets {
		read = append(read, s.part)
	}
	if shared != nil {
		read = append(read, shared)
	}
	for _, p := range read {
		sum += p.UncompressedSize64
		if p.UncompressedSize64 > 1<<20 && p.UncompressedSize64/mostSquashed > p.CompressedSize64 {
			return wrong("用Excel或WPS打开，只留数据后另存为 .xlsx", "部件%s展开后是压缩时的%d倍，不像数据表", short(p.Name), p.UncompressedSize64/max(1, p.CompressedSize64))
		}
	}
	if sum > mostUnpacked {
		return wrong("分成几个文件，或另存为CSV（不限大小）", "工作簿展开后有%d兆字节，最多%d兆字节", sum>>20, mostUnpacked>>20)
	}
	return nil
}

// relation is a line of a .rels part.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

func (r relation) is(kind string) bool { return r.Mode != "External" && path.Base(r.Type) == kind }

// catalogue reads which worksheets there are, in their order, and finds the part
// of shared texts, nil when there is none.
func (b *workbook) catalogue() (shared *zip.File, err error) {
	roots, err := b.relations("_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(roots, func(r relation) bool { return r.is("officeDocument") })
	if i < 0 {
		return nil, errors.New("no workbook")
	}
	main := roots[i].Target
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := b.small(main, &book); err != nil {
		return nil, err
	}
	if p := book.Properties.Date1904; p == "1" || p == "true" || p == "on" {
		b.shift = 1462 // days from 1900's day 0 to 1904's
	}
	list, err := b.relations(path.Dir(main)+"/_rels/"+path.Base(main)+".rels", path.Dir(main))
	if err != nil {
		return nil, err
	}
	for _, s := range book.Sheets {
		i := slices.IndexFunc(list, func(r relation) bool { return r.ID == s.ID })
		if i < 0 {
			return nil, wrong("用Excel或WPS打开后另存为 .xlsx", "工作表%s的内容缺失", short(s.Name))
		}
		if !list[i].is("worksheet") {
			continue // a sheet that is only a chart
		}
		part := b.parts[strings.ToLower(list[i].Target)]
		if part == nil {
			return nil, wrong("用Excel或WPS打开后另存为 .xlsx", "工作表%s的内容缺失", short(s.Name))
		}
		b.sheets = append(b.sheets, bookSheet{s.Name, part})
	}
	if i := slices.IndexFunc(list, func(r relation) bool { return r.is("sharedStrings") }); i >= 0 {
		shared = b.parts[strings.ToLower(list[i].Target)]
	}
	return shared, nil
}

// relations reads a .rels part; targets become names of parts.
func (b *workbook) relations(name, folder string) ([]relation, error) {
	var list struct {
		Relations []relation `xml:"Relationship"`
	}
	if err := b.small(name, &list); err != nil {
		return nil, err
	}
	for i, r := range list.Relations {
		target := strings.ReplaceAll(r.Target, `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = "/" + folder + "/" + target
		}
		list.Relations[i].Target = strings.TrimPrefix(path.Clean(target), "/")
	}
	return list.Relations, nil
}

// small decodes a part that is never long.
func (b *workbook) small(name string, into any) error {
	p := b.parts[strings.ToLower(name)]
	if p == nil || p.UncompressedSize64 > smallPart {
		return fmt.Errorf("%s: missing or too long", name)
	}
	r, err := p.Open()
	if err != nil {
		return err
	}
	return errors.Join(xml.NewDecoder(io.LimitReader(r, smallPart)).Decode(into), r.Close())
}

// xmlPart reads a part's XML piece by piece.
type xmlPart struct {
	*xml.Decoder
	from  io.ReadCloser
	leash *leash
}

// unpack opens a part. What all parts unpack to is bounded whatever the directory
// says of their sizes.
func (b *workbook) unpack(p *zip.File) (*xmlPart, error) {
	from, err := p.Open()
	if err != nil {
		return nil, err
	}
	l := &leash{r: &bounded{from, &b.left}, most: longestRecord, left: longestRecord}
	return &xmlPart{xml.NewDecoder(l), from, l}, nil
}

// piece is the next token. A part ends with an element; that it ends at all before
// is an error.
func (x *xmlPart) piece() (xml.Token, error) {
	x.leash.again()
	t, err := x.RawToken()
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return t, err
}

// bounded draws on a number of bytes that several readers share.
type bounded struct {
	r    io.Reader
	left *int64
}

// Read reads while there is something left.
func (b *bounded) Read(p []byte) (int, error) {
	if *b.left <= 0 {
		return 0, errNoEnd
	}
	n, err := b.r.Read(p)
	*b.left -= int64(n)
	return n, err
}

// text reads what an element such as si, is, t or v holds, up to its end. Readings
// of Chinese characters (rPh) are no part of it.
func (x *xmlPart) text(within string) (string, error) {
	var b strings.Builder
	aside, in := 0, within != "si" && within != "is"
	for {
		piece, err := x.piece()
		if err != nil {
			return "", err
		}
		switch p := piece.(type) {
		case xml.StartElement:
			switch p.Name.Local {
			case "rPh":
				aside++
			case "t":
				in = true
			}
		case xml.EndElement:
			switch p.Name.Local {
			case within:
				return unescape(b.String()), nil
			case "rPh":
				aside--
			case "t":
				in = false
			}
		case xml.CharData:
			if in && aside == 0 {
				b.Write(p)
			}
		}
		if b.Len() > longestCell && utf8.RuneCountInString(b.String()) > longestCell {
			return "", wrong("检查该列是否错位，过长的文字先摘要", "有一格超过%d个字", longestCell)
		}
	}
}

// unescape reads _x000D_ and the like, by which Excel writes characters that XML
// has not.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(e string) string {
		n, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil {
			return e
		}
		return string(rune(n))
	})
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// readTexts reads the shared texts.
func (b *workbook) readTexts(p *zip.File) (err error) {
	x, err := b.unpack(p)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, x.from.Close()) }()
	size := 0
	for {
		piece, err := x.piece()
		if err != nil {
			return err
		}
		switch p := piece.(type) {
		case xml.StartElement:
			if p.Name.Local != "si" {
				continue
			}
			s, err := x.text("si")
			if err != nil {
				return err
			}
			b.texts = append(b.texts, s)
			if size += len(s); size > mostShared || len(b.texts) > mostTexts {
				return wrong("分成几个文件，或另存为CSV（不限大小）", "工作簿的文字超过%d兆字节或%d条", mostShared>>20, mostTexts)
			}
		case xml.EndElement:
			if p.Name.Local == "sst" {
				return nil
			}
		}
	}
}
