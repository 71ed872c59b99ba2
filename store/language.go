package store

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"zhixiao"
	"zhixiao/counting"
)

// language translates what an indicator set says into SQL over a feed's table.
type language interface {
	// total counts or adds up over a group of rows.
	total(expr string) (string, error)
	// values lists the values of which a median indicator's is taken, with commas.
	values(i zhixiao.Indicator) (string, error)
	// dimension and condition are over one row.
	dimension(expr string) (string, error)
	condition(expr string) (string, error)
}

// languageOf is the language of a set over a table.
func languageOf(set *zhixiao.IndicatorSet, table string) (language, error) {
	switch set.Language {
	case zhixiao.SQL:
		return plainSQL{}, nil
	case zhixiao.Counting:
		t, known := counting.Find(table)
		if !known {
			return nil, errors.New("表不存在")
		}
		return counted{t}, nil
	}
	return nil, fmt.Errorf("指标体系%s的写法（%s）不为本程序所知", set.Version, set.Language)
}

// plainSQL is the language of the sets of programs up to 0.2.0, which are measured
// only to be compared: what they say is SQL over one row.
type plainSQL struct{}

func (plainSQL) total(expr string) (string, error) {
	if expr == "1" {
		return "COUNT(*)", nil
	}
	return "COALESCE(SUM(" + expr + "),0)", nil
}

func (plainSQL) values(i zhixiao.Indicator) (string, error) {
	return "group_concat(CASE WHEN " + i.Den + " THEN " + i.Num + " END)", nil
}

func (plainSQL) dimension(expr string) (string, error) { return "(" + expr + ")", nil }
func (plainSQL) condition(expr string) (string, error) { return "(" + expr + ")", nil }

// counted is the language of package counting over a table.
type counted struct{ table counting.Table }

// fault is the first fault of an expression as an error; templates told them all with
// their places, so none is left but in a set that was kept.
func fault(expr string, faults []counting.Fault) error {
	if len(faults) == 0 {
		return nil
	}
	return fmt.Errorf("%q第%d个字：%w", expr, faults[0].At+1, faults[0].Err)
}

func (c counted) total(expr string) (string, error) {
	sum, faults := c.table.Sum(expr)
	if len(faults) > 0 {
		return "", fault(expr, faults)
	}
	var sql strings.Builder
	for i, part := range sum {
		switch {
		case part.Minus:
			sql.WriteString(" - ")
		case i > 0:
			sql.WriteString(" + ")
		}
		// SQLite counts rows in less time than it adds their ones up.
		if part.Of == nil {
			sql.WriteString("COUNT(*)" + only(part.Where))
		} else {
			sql.WriteString("COALESCE(SUM(" + sqlOf(*part.Of) + ")" + only(part.Where) + ",0)")
		}
	}
	return sql.String(), nil
}

func (c counted) values(i zhixiao.Indicator) (string, error) {
	v, faults := c.table.Median(i.Num)
	if len(faults) > 0 {
		return "", fault(i.Num, faults)
	}
	return "group_concat(" + sqlOf(v.Of) + ")" + only(v.Where), nil
}

func (c counted) dimension(expr string) (string, error) {
	v, faults := c.table.Dimension(expr)
	if len(faults) > 0 {
		return "", fault(expr, faults)
	}
	if v.Where == nil {
		return sqlOf(v.Of), nil
	}
	return "CASE WHEN " + sqlOf(*v.Where) + " THEN " + sqlOf(v.Of) + " ELSE '' END", nil
}

func (c counted) condition(expr string) (string, error) {
	e, faults := c.table.Condition(expr)
	if len(faults) > 0 {
		return "", fault(expr, faults)
	}
	return sqlOf(e), nil
}

// only restricts an aggregate to the rows that meet a condition.
func only(where *counting.Expr) string {
	if where == nil {
		return ""
	}
	return " FILTER (WHERE " + sqlOf(*where) + ")"
}

// sqlOf is an expression that was found without faults as SQL, in brackets where it
// has several parts.
func sqlOf(e counting.Expr) string {
	var parts []string
	for _, p := range e.Parts {
		parts = append(parts, sqlOf(p))
	}
	switch e.Op {
	case counting.ColumnOp:
		return e.Text
	case counting.NumberOp:
		return strconv.FormatInt(e.N, 10)
	case counting.TextOp:
		return "'" + strings.ReplaceAll(e.Text, "'", "''") + "'"
	case counting.Negative:
		return "(-" + parts[0] + ")"
	case counting.Not:
		return "(NOT " + parts[0] + ")"
	case counting.In:
		return "(" + parts[0] + " IN (" + strings.Join(parts[1:], ",") + "))"
	case counting.Between:
		return "(" + parts[0] + " BETWEEN " + parts[1] + " AND " + parts[2] + ")"
	case counting.Days:
		return "CAST(julianday(" + parts[0] + ")-julianday(" + parts[1] + ") AS INTEGER)"
	case counting.Month:
		return "substr(" + parts[0] + ",1,7)"
	case counting.Joined:
		return "(" + strings.Join(parts, "||") + ")"
	case counting.Points:
		return pointsSQL(parts)
	}
	return "(" + parts[0] + " " + strings.ToUpper(string(e.Op)) + " " + parts[1] + ")"
}

// pointsSQL is x, then what it may be and the points for it by turns.
func pointsSQL(parts []string) string {
	sql := "CASE " + parts[0]
	for i := 1; i+1 < len(parts); i += 2 {
		sql += " WHEN " + parts[i] + " THEN " + parts[i+1]
	}
	return sql + " ELSE 0 END"
}
