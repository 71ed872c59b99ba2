package store

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// textRow is one row of a table as it was written.
type textRow struct {
	number int // from 1, as Excel counts it
	cells  []string
	faults []*cellError // of cells that hold no text at all
}

// textTable is a table of text, read row by row. next ends with io.EOF; merged is
// known then.
type textTable interface {
	title() string
	next() (textRow, error)
	merged() []string // joined cells below the header, like A2:A5
}

// tableFile is an open file of tables: a CSV is one, a workbook has one for each
// worksheet.
type tableFile struct {
	f      *os.File
	sha256 string // of the content, hex
	shift  int    // of a workbook's day numbers
	open   []func() (textTable, error)
}

// openTables opens a file for reading its tables in turn.
func openTables(path string) (t *tableFile, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, problem(path, errors.New("文件不存在或不可读"), "检查路径和权限")
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close())
		}
	}()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, problem(path, errors.New("不是普通文件"), "检查路径")
	}
	look, err := lookThrough(f)
	if err != nil {
		return nil, problem(path, errors.New("文件读取失败"), "检查磁盘和权限")
	}
	t = &tableFile{f: f, sha256: look.sha256}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		rows, wrong := readCSV(f, look)
		if wrong != nil {
			return nil, problem(path, wrong.err, wrong.way)
		}
		rows.name, rows.path = name, path
		t.open = append(t.open, func() (textTable, error) { return rows, nil })
	case ".xlsx":
		book, wrong := openWorkbook(f, info.Size())
		if wrong != nil {
			return nil, problem(path, wrong.err, wrong.way)
		}
		book.path = path
		t.shift = book.shift
		for _, s := range book.sheets {
			t.open = append(t.open, func() (textTable, error) { return book.rows(s) })
		}
	default:
		return nil, problem(path, errors.New("文件类型不支持"), "只接受 .csv 和 .xlsx，其他格式先另存")
	}
	return t, nil
}

// next is the file's next table, io.EOF after the last.
func (t *tableFile) next() (textTable, error) {
	if len(t.open) == 0 {
		return nil, io.EOF
	}
	open := t.open[0]
	t.open = t.open[1:]
	return open()
}

// Close closes the file.
func (t *tableFile) Close() error { return t.f.Close() }

// look is what passing over a file once says of it.
type look struct {
	sha256 string
	start  []byte // at most four bytes
	utf8   bool
}

// lookThrough reads a file from end to end and goes back to its beginning.
func lookThrough(f io.ReadSeeker) (l look, err error) {
	sum, buffer, kept := sha256.New(), make([]byte, 64<<10), 0
	l.utf8 = true
	for err == nil {
		var n int
		n, err = f.Read(buffer[kept:])
		fresh := buffer[:kept+n]
		sum.Write(fresh[kept:])
		if len(l.start) < 4 {
			l.start = append(l.start, fresh[kept:min(len(fresh), kept+4-len(l.start))]...)
		}
		kept = 0
		if l.utf8 {
			whole := wholeRunes(fresh)
			l.utf8 = utf8.Valid(fresh[:whole])
			kept = copy(buffer, fresh[whole:])
		}
	}
	l.utf8 = l.utf8 && kept == 0
	l.sha256 = hex.EncodeToString(sum.Sum(nil))
	if !errors.Is(err, io.EOF) {
		return l, err
	}
	_, err = f.Seek(0, io.SeekStart)
	return l, err
}

// wholeRunes is how many bytes of b end before a character that is cut off.
func wholeRunes(b []byte) int {
	for back := 1; back <= min(3, len(b)); back++ {
		if at := len(b) - back; utf8.RuneStart(b[at]) {
			if !utf8.FullRune(b[at:]) {
				return at
			}
			break
		}
	}
	return len(b)
}

// csvTable reads a CSV.
type csvTable struct {
	name, path string
	r          *csv.Reader
	leash      *leash
	gbk        bool
	number     int // of the last row
	line       int // where the last row ended
}

// readCSV takes what is no valid UTF-8 for GBK, as older systems write it.
func readCSV(f io.Reader, l look) (*csvTable, *cellError) {
	start := string(l.start)
	if strings.HasPrefix(start, "\xff\xfe") || strings.HasPrefix(start, "\xfe\xff") {
		return nil, wrong("在Excel中另存为“CSV UTF-8（逗号分隔）”", "文件是UTF-16编码（Unicode文本），不是CSV")
	}
	t := &csvTable{gbk: !l.utf8}
	if t.gbk {
		f = simplifiedchinese.GB18030.NewDecoder().Reader(f)
	} else if strings.HasPrefix(start, "\ufeff") {
		if _, err := io.ReadFull(f, make([]byte, len("\ufeff"))); err != nil {
			return nil, wrong("检查磁盘和权限", "文件读取失败")
		}
	}
	t.leash = &leash{r: f, most: longestRecord, left: longestRecord}
	t.r = csv.NewReader(t.leash)
	t.r.FieldsPerRecord = -1 // a short row is reported with its number
	return t, nil
}

func (t *csvTable) title() string    { return t.name }
func (t *csvTable) merged() []string { return nil }

func (t *csvTable) next() (textRow, error) {
	cells, err := t.r.Read()
	t.leash.again()
	if errors.Is(err, io.EOF) {
		return textRow{}, err
	} else if err != nil {
		return textRow{}, t.refused(err)
	}
	// Empty lines are skipped by the reader, and a cell may hold several.
	line, _ := t.r.FieldPos(0)
	t.number += line - t.line
	t.line = line
	for _, c := range cells {
		t.line += strings.Count(c, "\n")
		if t.gbk && strings.ContainsRune(c, utf8.RuneError) {
			return textRow{}, problem(t.path, fmt.Errorf("第%d行既不是UTF-8也不是GBK编码", t.number), "在Excel中另存为“CSV UTF-8（逗号分隔）”")
		}
	}
	return textRow{number: t.number, cells: cells}, nil
}

// refused says in Chinese what encoding/csv said in English.
func (t *csvTable) refused(err error) error {
	var at *csv.ParseError
	switch {
	case errors.Is(err, errNoEnd):
		return problem(t.path, fmt.Errorf("第%d行之后的一行超过%d兆字节", t.number, longestRecord>>20), "引号可能没有成对；在Excel中另存为“CSV UTF-8（逗号分隔）”")
	case errors.As(err, &at):
		return problem(t.path, fmt.Errorf("第%d行的引号没有成对，或引号前后有多余的字", at.Line), "在Excel中另存为“CSV UTF-8（逗号分隔）”；单元格里的引号要写两个")
	}
	return problem(t.path, fmt.Errorf("第%d行之后无法读取", t.number), "检查磁盘和权限")
}

// longestRecord bounds what a parser may hold at once: a row of a CSV, a piece of
// a worksheet.
const longestRecord = 4 << 20

var errNoEnd = errors.New("没有结束")

// leash is a reader whose parser must come to an end now and then: what it has
// begun it keeps in memory.
type leash struct {
	r          io.Reader
	most, left int64
}

// again lets the parser have the full length again.
func (l *leash) again() { l.left = l.most }

// Read reads on while the leash lasts.
func (l *leash) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errNoEnd
	}
	n, err := l.r.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}
