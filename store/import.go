package store

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"zhixiao"
)

// Imported is what Import put into one table.
type Imported struct {
	Table  string
	Rows   int
	Masked map[string]int // rule number of store/masking → what it hid in free text
}

// mostFaults is how many faults of a file are listed before the rest is counted.
const mostFaults = 50

// Import reads a CSV file (UTF-8 or GBK) or an Excel workbook into feed tables.
// A CSV's name begins with its table's name (cases_2026Q3.csv, 办件_2026Q3.csv); a
// workbook has one sheet a table. The first row holds column names as in the
// schema, also in the form 区域（region）. Units may be given by code, name or
// alias, days in the usual ways of writing them. Personal data in free text are
// masked and counted before anything is stored. All is taken or nothing: the
// faults of the whole file are returned together, each with its row.
func (s *Store) Import(ctx context.Context, path string, units []zhixiao.Unit) ([]Imported, error) {
	sheets, err := readSheets(path)
	if err != nil {
		return nil, err
	}
	im := &importer{s: s, file: filepath.Base(path), units: unitNames(units)}
	for i := range sheets {
		im.schema(ctx, &sheets[i])
	}
	if err := im.result(); err != nil {
		return nil, err
	}
	var done []Imported
	err = s.Load(ctx, func(l *Loader) error {
		for _, sh := range sheets {
			d, err := im.fill(l, sh)
			if err != nil {
				return err
			}
			done = append(done, d)
		}
		return im.result()
	})
	if err != nil {
		return nil, err
	}
	return done, nil
}

// sheet is one table's worth of text: a CSV file or a worksheet.
type sheet struct {
	name    string
	rows    [][]string // with the header row
	table   string
	columns []column // like the header's cells
}

// column is a table's column as the importer needs to know it.
type column struct {
	Name    string
	Type    string
	NotNull int     `db:"notnull"`
	Default *string `db:"dflt_value"`
	Pk      int     `db:"pk"`
}

func readSheets(path string) ([]sheet, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, problem(path, errors.New("文件不存在或不可读"), "检查路径和权限")
	}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		rows, err := readCSV(raw)
		if err != nil {
			return nil, problem(path, fmt.Errorf("CSV无法读取: %w", err), "另存为“CSV UTF-8（逗号分隔）”后重试")
		}
		return []sheet{{name: name, rows: rows}}, nil
	case ".xlsx":
		return readWorkbook(path, raw)
	}
	return nil, problem(path, errors.New("文件类型不支持"), "只接受 .csv 和 .xlsx")
}

// readCSV takes what is no valid UTF-8 for GBK, as older systems write it.
func readCSV(raw []byte) ([][]string, error) {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if !utf8.Valid(raw) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			return nil, errors.New("既不是UTF-8也不是GBK编码")
		}
		raw = decoded
	}
	r := csv.NewReader(bytes.NewReader(raw))
	r.FieldsPerRecord = -1 // a short row is reported with its number, not as "wrong number of fields"
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		} else if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
}

func readWorkbook(path string, raw []byte) (sheets []sheet, err error) {
	book, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		return nil, problem(path, fmt.Errorf("工作簿无法打开: %w", err), "用Excel或WPS打开后另存为 .xlsx")
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	for _, name := range book.GetSheetList() {
		// Raw values: what a cell holds, not how it is shown, so that 46235 is a day
		// and a long number keeps its digits.
		rows, err := book.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, problem(path, fmt.Errorf("工作表%s无法读取: %w", name, err), "")
		}
		if len(rows) > 0 {
			sheets = append(sheets, sheet{name: name, rows: rows})
		}
	}
	return sheets, nil
}

// importer collects the faults of one file.
type importer struct {
	s      *Store
	file   string
	units  map[string]string
	faults []error
	more   int
}

func (im *importer) fault(sh *sheet, row int, way, format string, args ...any) {
	if len(im.faults) == mostFaults {
		im.more++
		return
	}
	im.faults = append(im.faults, &zhixiao.Problem{At: zhixiao.Place{File: im.file, Table: sh.name, Row: row}, Err: fmt.Errorf(format, args...), Way: way})
}

func (im *importer) result() error {
	err := errors.Join(im.faults...)
	if im.more > 0 {
		err = errors.Join(err, fmt.Errorf("%s: 另有%d处问题未列出", im.file, im.more))
	}
	return err
}

// schema finds a sheet's table and what its columns hold.
func (im *importer) schema(ctx context.Context, sh *sheet) {
	sh.table = tableOf(sh.name)
	if sh.table == "" {
		im.fault(sh, 0, "名称应以数据表名开头，如 cases 或 办件", "看不出是哪张数据表")
		return
	}
	var known []column
	if err := im.s.db.SelectContext(ctx, &known, `SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)`, sh.table); err != nil {
		im.faults = append(im.faults, im.s.explain(err))
		return
	}
	if len(sh.rows) == 0 {
		im.fault(sh, 1, "第1行写列名", "没有列名")
		return
	}
	for _, head := range sh.rows[0] {
		name := columnName(head)
		i := slices.IndexFunc(known, func(c column) bool { return c.Name == name })
		switch {
		case i < 0:
			im.fault(sh, 1, "列名应与数据表一致，如 region 或 区域（region）", "列%q在表%s中没有", head, sh.table)
			sh.columns = append(sh.columns, column{})
		case slices.ContainsFunc(sh.columns, func(c column) bool { return c.Name == name }):
			im.fault(sh, 1, "", "列%q重复", head)
			sh.columns = append(sh.columns, column{})
		default:
			sh.columns = append(sh.columns, known[i])
		}
	}
	for _, k := range known {
		given := slices.ContainsFunc(sh.columns, func(c column) bool { return c.Name == k.Name })
		if !given && k.Default == nil && k.NotNull == 1 && k.Name != "id" {
			im.fault(sh, 1, "补上这一列", "缺少必填列%s", k.Name)
		}
	}
}

// fill reads a sheet's rows into its table, free text masked.
func (im *importer) fill(l *Loader, sh sheet) (Imported, error) {
	var names []string
	for _, c := range sh.columns {
		names = append(names, c.Name)
	}
	in, err := l.Insert(sh.table, names)
	if err != nil {
		return Imported{}, err
	}
	done, hits := Imported{Table: sh.table}, map[string]map[string]int{}
	for i, cells := range sh.rows[1:] {
		if !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" }) {
			continue // an empty line is no row
		}
		values := im.row(&sh, i+2, cells)
		if values == nil {
			continue
		}
		maskRow(&sh, values, hits)
		if err := in.Add(values...); err != nil {
			return Imported{}, err
		}
		done.Rows++
	}
	for _, column := range hits {
		for rule, n := range column {
			if done.Masked == nil {
				done.Masked = map[string]int{}
			}
			done.Masked[rule] += n
		}
	}
	return done, errors.Join(in.Flush(), keepMasked(l, im.file, sh.table, hits))
}

// row reads one row; nil when a cell is wrong, after saying so.
func (im *importer) row(sh *sheet, number int, cells []string) []any {
	if len(cells) > len(sh.columns) {
		im.fault(sh, number, "检查多余的逗号或单元格", "有%d列，列名只有%d个", len(cells), len(sh.columns))
		return nil
	}
	values, good := make([]any, len(sh.columns)), true
	for i, c := range sh.columns {
		text := ""
		if i < len(cells) {
			text = strings.TrimSpace(cells[i])
		}
		v, err := im.cell(c, text)
		if err != nil {
			im.fault(sh, number, err.way, "列%s: %w", c.Name, err.err)
			good = false
		}
		values[i] = v
	}
	if !good {
		return nil
	}
	return values
}
