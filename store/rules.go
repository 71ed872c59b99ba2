package store

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zhixiao"
)

// Finding is something wrong with the feeds of a period.
type Finding struct {
	*zhixiao.Problem
	Blocks bool // the period cannot be frozen before it is mended; else a warning: a feed is missing, rows are in doubt
}

// rule finds rows that cannot be right. Rows that keep it make when true.
type rule struct {
	when string // SQL over one row
	says string // what it means, in Chinese
	way  string
	// most, when set, is how many per mille of the rows may break the rule before
	// it is reported: some feeds are never quite clean; -1 reports any. Such rules
	// only doubt rows; the others know them to be wrong.
	most int64
}

// ruled are the rules of one table.
type ruled struct {
	table, date, key string
	rules            []rule
}

// dayRule refuses what is no ISO day: such a row would fall out of every period.
func dayRule(column string) rule {
	return rule{when: column + " NOT GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' OR julianday(" + column + ") IS NULL OR " + column + " NOT BETWEEN '" + firstDay + "' AND '" + lastDay + "'", says: fmt.Sprintf(wordings.Of("bad day"), column), way: wordings.Of("write days")}
}

//go:embed rules.tsv
var ruleFile string

// ruledTables are the tables with their checks in rules.tsv, by how much harm they do.
// What a column may hold by itself stands in headings.
func ruledTables() []ruled {
	all := []ruled{
		{"evaluation", "date", "id", nil}, {"cases", "apply_date", "id", nil}, {"caseload", "date", "id", nil}, {"complaint", "date", "no", nil},
		{"matter", "", "matter", nil}, {"ticket", "date", "id", nil}, {"survey", "date", "id", nil}, {"phone_call", "date", "id", nil},
		{"visit", "date", "no", nil}, {"guide_check", "date", "id", nil}, {"governance_task", "due", "id", nil}, {"consult", "date", "id", nil},
		{"online_session", "date", "id", nil}, {"guide_rating", "date", "id", nil}, {"interview", "date", "id", nil}, {"inspection_item", "due", "id", nil},
		{"correction", "date", "id", nil}, {"stage", "date", "id", nil},
	}
	for _, r := range tabbed(ruleFile) {
		t := slices.IndexFunc(all, func(t ruled) bool { return t.table == r[0] })
		most, _ := strconv.ParseInt(r[1], 10, 64) // a test reads them all
		all[t].rules = append(all[t].rules, rule{when: r[2], says: r[3], way: r[4], most: most})
	}
	return all
}

// tabbed are a file's lines, each cut at its tabs; those that begin with # are comments.
func tabbed(file string) (rows [][]string) {
	for line := range strings.Lines(file) {
		if !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(strings.TrimRight(line, "\r\n"), "\t"))
		}
	}
	return rows
}
