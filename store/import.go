package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"zhixiao"
)

// Intake is what Import is told besides the file.
type Intake struct {
	Units  []zhixiao.Unit
	Now    time.Time      // stands in the register; days after it are refused
	Period zhixiao.Period // what the file reports on; zero: from its first to its last day
	From   string         // who sent the file: a unit's code, name or alias, or another name; "" is read off the rows
	// Repeat says what becomes of a file that repeats a sender, table and period.
	Repeat Repeat
}

// Repeat is what becomes of rows that were delivered before.
type Repeat uint8

// What a repeated sender, table and period means.
const (
	Refuse  Repeat = iota // it is a mistake: nothing is taken
	Replace               // a corrected edition: the rows of before go
	Add                   // a supplement: both count
)

// Imported is what Import put into one table.
type Imported struct {
	Batch                   // as it stands in the register
	Masked   map[string]int // rule number of store/masking → what it hid in free text
	Replaced []Replaced
	Notes    []string // what is worth a look, in Chinese
}

// mostFaults is how many faults of a file are listed before the rest is counted.
const mostFaults = 50

// Import reads a CSV file (UTF-8 or GBK) or an Excel workbook into feed tables.
// A CSV's name begins with its table's name (cases_2026Q3.csv, 办件_2026Q3.csv); a
// workbook has one sheet a table. The first row holds column names as in the
// schema, also in the form 区域（region）. Units may be given by code, name or
// alias, days in the usual ways of writing them. Personal data in free text are
// masked and counted before anything is stored. Rows go straight from the file into
// the tables: memory does not grow with the file.
//
// All is taken or nothing: the faults of the whole file are returned together, each
// with its row. A file whose content was taken before is refused, and so is one
// that repeats a sender, table and period, unless in.Repeat says what it means.
func (s *Store) Import(ctx context.Context, path string, in Intake) (done []Imported, err error) {
	file, err := openTables(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	im := &importer{s: s, file: filepath.Base(path), intake: in, today: beijing(in.Now), units: unitNames(in.Units), shift: file.shift}
	err = s.loadInTurn(ctx, func(l *Loader) error {
		if err := im.takenBefore(l, file.sha256); err != nil {
			return err
		}
		for {
			t, err := file.next()
			if errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return err
			}
			if err := im.table(l, t, file.sha256); err != nil {
				return err
			}
		}
		if err := im.result(); err != nil {
			return err
		}
		if len(im.done) == 0 {
			return problem(path, errors.New("没有数据行，未导入"), "核对文件；第1行是列名，数据从第2行起")
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return im.done, nil
}

// beijing is the time in the city whose days the feeds count.
func beijing(t time.Time) time.Time { return t.In(time.FixedZone("UTC+8", 8*3600)) }

// importer takes one file and collects its faults.
type importer struct {
	s      *Store
	file   string
	intake Intake
	today  time.Time
	units  map[string]string
	shift  int // of the workbook's day numbers
	done   []Imported
	faults []error
	more   int
}

func (im *importer) fault(sh *sheet, row int, way, format string, args ...any) {
	if len(im.faults) == mostFaults {
		im.more++
		return
	}
	im.faults = append(im.faults, &zhixiao.Problem{At: zhixiao.Place{File: im.file, Table: short(sh.name), Row: row}, Err: fmt.Errorf(format, args...), Way: way})
}

func (im *importer) result() error {
	err := errors.Join(im.faults...)
	if im.more > 0 {
		err = errors.Join(err, fmt.Errorf("%s: 另有%d处问题未列出", im.file, im.more))
	}
	return err
}

// sheet is one table's worth of text whose columns are known.
type sheet struct {
	name    string
	table   string
	form    form
	columns []column // like the header's cells
}

// column is a table's column as the importer needs to know it.
type column struct {
	Name    string
	Type    string
	NotNull int     `db:"notnull"`
	Default *string `db:"dflt_value"`
	Pk      int     `db:"pk"`
	heading heading
}

// columns are those of a feed table that are delivered: all but the row's number
// and its batch.
func (s *Store) columns(ctx context.Context, table string) ([]column, error) {
	var list []column
	if err := s.db.SelectContext(ctx, &list, `SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) WHERE name NOT IN ('id', 'batch') ORDER BY cid`, table); err != nil {
		return nil, s.explain(err)
	}
	for i, c := range list {
		list[i].heading = headingOf(table, c.Name)
	}
	return list, nil
}

// table takes one sheet. Faults of what it says are collected; an error is of the
// reading or the database and ends the import.
func (im *importer) table(l *Loader, t textTable, sha256 string) error {
	head, err := t.next()
	if errors.Is(err, io.EOF) {
		return nil // an empty sheet
	} else if err != nil {
		return err
	}
	sh, good, err := im.schema(l.ctx, t.title(), head)
	if err != nil || !good {
		return err
	}
	b, err := im.batch(l, sh, sha256)
	if err != nil {
		return err
	}
	if err := b.fill(t); err != nil {
		return err
	}
	im.merged(sh, t.merged())
	if b.imported.Rows == 0 || len(im.faults) > 0 {
		return nil
	}
	return b.register()
}

// merged refuses joined cells: all but the first of them are empty.
func (im *importer) merged(sh *sheet, ranges []string) {
	for _, r := range ranges {
		im.fault(sh, 0, "取消合并单元格，把每一行都填全", "数据区有合并单元格%s，合并后只有第一格有值", short(r))
	}
}

// schema finds a sheet's table and what its columns hold.
func (im *importer) schema(ctx context.Context, name string, head textRow) (sh *sheet, good bool, err error) {
	before := len(im.faults) + im.more
	sh = &sheet{name: name, table: tableOf(name)}
	if sh.table == "" {
		im.fault(sh, 0, "名称应以数据表名开头，如 cases 或 办件", "看不出是哪张数据表")
		return sh, false, nil
	}
	sh.form = formOf(sh.table)
	known, err := im.s.columns(ctx, sh.table)
	if err != nil {
		return sh, false, err
	}
	for _, title := range filled(head.cells) {
		name := columnName(title)
		i := slices.IndexFunc(known, func(c column) bool { return c.Name == name })
		switch {
		case i < 0:
			im.fault(sh, head.number, "列名应与数据表样一致，如 region 或 区域（region）", "列%q在数据表%s（%s）中没有", short(title), sh.form.title, sh.table)
			sh.columns = append(sh.columns, column{})
		case slices.ContainsFunc(sh.columns, func(c column) bool { return c.Name == name }):
			im.fault(sh, head.number, "删去多余的一列", "列%q重复", short(title))
			sh.columns = append(sh.columns, column{})
		default:
			sh.columns = append(sh.columns, known[i])
		}
	}
	for _, k := range known {
		given := slices.ContainsFunc(sh.columns, func(c column) bool { return c.Name == k.Name })
		if !given && k.Default == nil && k.NotNull == 1 {
			im.fault(sh, head.number, "补上这一列", "缺少必填列%s", k.heading)
		}
	}
	return sh, len(im.faults)+im.more == before, nil
}

// filled is a row without the empty cells at its end.
func filled(cells []string) []string {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// row reads one row; nil when a cell is wrong, after saying so.
func (im *importer) row(sh *sheet, r textRow) []any {
	before := len(im.faults) + im.more
	for _, f := range r.faults {
		im.fault(sh, r.number, f.way, "%w", f.err)
	}
	cells := filled(r.cells)
	if len(cells) > len(sh.columns) {
		im.fault(sh, r.number, "检查多余的逗号或单元格", "有%d列，列名只有%d个", len(cells), len(sh.columns))
		return nil
	}
	values := make([]any, len(sh.columns), len(sh.columns)+1)
	for i, c := range sh.columns {
		text := ""
		if i < len(cells) {
			text = strings.TrimSpace(cells[i])
		}
		v, err := im.cell(sh, c, text)
		if err != nil {
			im.fault(sh, r.number, err.way, "列%s：%w", c.heading, err.err)
		}
		values[i] = v
	}
	if len(im.faults)+im.more == before && !sh.hasUnit(values) {
		im.fault(sh, r.number, "至少写明一个；全市的数据按单位报送", "区域和部门都是空的，不知道是哪个单位的数据")
	}
	if len(im.faults)+im.more > before {
		return nil
	}
	return values
}

// hasUnit reports whether a row says whose it is, where its table can say so.
func (sh *sheet) hasUnit(values []any) bool {
	asked := 0
	for i, c := range sh.columns {
		if c.heading.kind == unit {
			if values[i] != "" {
				return true
			}
			asked++
		}
	}
	return asked < 2
}
