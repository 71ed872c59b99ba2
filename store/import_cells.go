package store

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"zhixiao"
)

// tableOf is the feed table that a sheet or file name begins with, "" when there
// is none. Longer names are tried first: visit_finding before visit.
func tableOf(name string) string {
	best, table := "", ""
	name = strings.ToLower(strings.TrimSpace(name))
	for _, f := range forms() {
		for _, n := range append([]string{f.table, f.title}, f.also...) {
			if strings.HasPrefix(name, n) && len(n) > len(best) {
				best, table = n, f.table
			}
		}
	}
	return table
}

// columnName is the name in 区域（region） or the whole head.
func columnName(head string) string {
	head = strings.NewReplacer("（", "(", "）", ")").Replace(strings.TrimSpace(head))
	if _, in, ok := strings.Cut(head, "("); ok {
		head = strings.TrimSuffix(in, ")")
	}
	return strings.ToLower(strings.TrimSpace(head))
}

// unitNames maps every way of naming a region or domain to its code.
func unitNames(units []zhixiao.Unit) map[string]string {
	names := map[string]string{"": ""}
	for _, u := range units {
		for _, n := range append([]string{u.Code, u.Serial, u.Full, u.Short}, u.Aliases...) {
			if n != "" && u.Kind != zhixiao.City {
				names[n] = u.Code
			}
		}
	}
	return names
}

// cellError is what is wrong in a cell and the way out.
type cellError struct {
	err error
	way string
}

func wrong(way, format string, args ...any) *cellError {
	return &cellError{fmt.Errorf(format, args...), way}
}

var (
	science = regexp.MustCompile(`^\d(\.\d+)?[eE]\+?\d+$`)
	parted  = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$`)
	solid   = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)

	excelErrors = regexp.MustCompile(`^#(REF!|VALUE!|N/A|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$`)
)

// cell reads one cell of column c and keeps it to what the column may hold. An
// empty cell is the column's default.
func (im *importer) cell(sh *sheet, c column, text string) (any, *cellError) {
	switch {
	case text == "" && c.Default != nil:
		return defaultOf(c), nil
	case strings.HasPrefix(text, "#") && excelErrors.MatchString(text):
		return nil, wrong("改正公式，或粘贴为数值", "单元格是公式错误%s", text)
	case text == "" && c.Type == "INTEGER":
		return nil, wrong("缺数不能当作0，请补上数值", "为空")
	case c.Type == "INTEGER":
		n, err := integer(text)
		if err == nil {
			err = c.heading.number(n, sh.form.one)
		}
		return n, err
	case c.heading.kind == unit:
		code, known := im.units[text]
		if !known {
			return nil, wrong("写单位代码、全称或简称；新名称可在 units.yaml 的 aliases 中补上", "单位%q不在单位表中", short(text))
		}
		return code, nil
	case c.heading.kind == past || c.heading.kind == ahead:
		day, err := isoDay(text, im.shift)
		if err == nil {
			err = c.heading.day(day, im.today)
		}
		return day, err
	case science.MatchString(text):
		return nil, wrong("在Excel中把该列设为文本后重新导出", "%q是被改写成科学计数法的编码，末尾数字已丢失", short(text))
	}
	return text, c.heading.text(text)
}

// defaultOf is a column's default, which SQLite keeps as the SQL it was written in.
func defaultOf(c column) any {
	if c.Type == "INTEGER" {
		n, _ := strconv.ParseInt(*c.Default, 10, 64)
		return n
	}
	return strings.Trim(*c.Default, "'")
}

// integer reads a whole number, also in full-width digits, and 是 and 否.
func integer(text string) (int64, *cellError) {
	switch text {
	case "是":
		return 1, nil
	case "否":
		return 0, nil
	}
	half := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '－' || r == '−':
			return '-'
		}
		return r
	}, text)
	n, err := strconv.ParseInt(strings.TrimSuffix(half, ".0"), 10, 64)
	if errors.Is(err, strconv.ErrRange) {
		return 0, wrong("检查列是否错位", "%q超出范围", short(text))
	} else if err != nil {
		return 0, wrong("只接受整数或是、否", "%q不是整数", short(text))
	}
	return n, nil
}

// isoDay reads 2026-08-01, 2026/8/1, 20260801, 2026年8月1日, these with a time
// behind, and Excel's day number 46235; shift is what the workbook's day numbers
// lack of those counted from 1900.
func isoDay(text string, shift int) (string, *cellError) {
	m := parted.FindStringSubmatch(text)
	if m == nil {
		m = solid.FindStringSubmatch(text)
	}
	if m != nil {
		y, _ := strconv.Atoi(m[1])
		mo, _ := strconv.Atoi(m[2])
		d, _ := strconv.Atoi(m[3])
		t := time.Date(y, time.Month(mo), d, 0, 0, 0, 0, time.UTC)
		if t.Year() == y && int(t.Month()) == mo && t.Day() == d {
			return t.Format(time.DateOnly), nil
		}
		return "", wrong("核对年、月、日", "%q不是有效日期", short(text))
	}
	whole, _, _ := strings.Cut(text, ".")
	if n, err := strconv.Atoi(whole); err == nil && n+shift > 20000 && n+shift < 80000 {
		return time.Date(1899, 12, 30+n+shift, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), nil
	}
	return "", wrong("写成 2026-08-01", "%q不是日期", short(text))
}
