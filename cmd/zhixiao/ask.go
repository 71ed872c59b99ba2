package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators"
	"zhixiao/output"
)

func listCommand(at *place) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "列出成果类别与被评价单位",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			set, err := at.loadTemplates()
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			fmt.Fprintln(out, "成果类别（--kind）：")
			for _, k := range generators.Catalogue() {
				fmt.Fprintf(out, "  %-18s %s  %s\n", k.Name, k.Code, k.Title)
			}
			fmt.Fprintf(out, "  %-18s %s  %s（JPG、DWG、MapInfo，须用 --kind 指定）\n", mapsKind, mapsCode, mapsName)
			fmt.Fprintf(out, "  %-18s %s  %s（一季66份合为一册，须用 --kind 指定）\n", volumeKind, volumeCode, volumeTitle)
			fmt.Fprintln(out, "单位（--unit，可用代码、序号或名称）：")
			for _, u := range set.Units {
				fmt.Fprintf(out, "  %-8s %-4s %s %s\n", u.Code, u.Serial, u.Full, u.Domain)
			}
			return nil
		},
	}
}

func whyCommand(at *place) *cobra.Command {
	return &cobra.Command{
		Use:   "why 数的键",
		Short: "说明一个数从哪里来：zhixiao why B101@110105/2026Q3",
		Args:  exactly(1, "一个数的键，形如 B101@110105/2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			key := zhixiao.Key(args[0])
			_, _, period, ok := key.Split()
			if !ok {
				return usageError{fmt.Errorf("键%q无法识别，应形如 B101@110105/2026Q3", args[0])}
			}
			said, err := output.Said(at.out, key)
			if err != nil {
				return err
			}
			// A key of one object names the day it is told as of, or none: the papers
			// that print it know their period.
			if here := slices.IndexFunc(said, func(s output.Saying) bool { return s.Period == period }); here < 0 && len(said) > 0 {
				period = said[0].Period
			}
			l, err := at.open(cmd.Context(), period)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, l.close()) }()
			return l.why(cmd.OutOrStdout(), at, key, said)
		},
	}
}

// why prints the story of what is told under a key: analysis knows it, or one of
// the period's documents prints it; then every paper that does.
func (l *line) why(out io.Writer, at *place, key zhixiao.Key, said []output.Saying) error {
	q, ok := l.facts.Explain(key)
	if mine := slices.IndexFunc(said, func(s output.Saying) bool { return s.Period == l.period.String() }); !ok && mine >= 0 {
		q, ok = l.printed(key, said[mine].Job)
	}
	switch {
	case ok:
		tell(out, l.facts, q, 0, map[zhixiao.Key]bool{})
	case len(said) > 0: // a state, a date
		fmt.Fprintf(out, "%s = %s\n", key, said[0].Text)
	default:
		return fmt.Errorf("%s没有数%q；已生成报告用到的数列在 %s", l.period.Title(), key, filepath.Join(at.folder(l.period), output.FactsFolder))
	}
	for _, s := range said {
		fmt.Fprintln(out, "用于："+s.Paper())
	}
	return nil
}

// printed generates the job again and takes the quantity out of its tree.
func (l *line) printed(key zhixiao.Key, job string) (zhixiao.Quantity, bool) {
	k, unit, _, ok := jobOf(job)
	if !ok {
		return zhixiao.Quantity{}, false
	}
	d, err := l.generate(k.Name, unit)
	if err != nil {
		return zhixiao.Quantity{}, false
	}
	for _, q := range document.Quantities(d) {
		if q.Key == key {
			return q, true
		}
	}
	return zhixiao.Quantity{}, false
}

func (l *line) generate(kind, unit string) (*document.Document, error) {
	for _, k := range generators.Catalogue() {
		if k.Name != kind {
			continue
		}
		for _, u := range k.Units(l.facts) {
			if u.Code == unit {
				d, _, err := l.make(k, u)
				return d, err
			}
		}
	}
	return nil, fmt.Errorf("没有成果%s %s", kind, unit)
}

// tell prints a quantity and, indented, what it was made from.
func tell(out io.Writer, f *analysis.Facts, q zhixiao.Quantity, depth int, seen map[zhixiao.Key]bool) {
	pad := strings.Repeat("  ", depth)
	fmt.Fprintf(out, "%s%s = %s\n", pad, q.Key, q)
	say := func(ok bool, format string, args ...any) {
		if ok {
			fmt.Fprintf(out, pad+"  "+format+"\n", args...)
		}
	}
	say(q.Den.N != 0, "分子 %s ÷ 分母 %s", q.Num, q.Den)
	say(q.N != 0, "样本量 %d", q.N)
	say(q.Source != "", "来源 %s", q.Source)
	say(q.Rule != "", "算法 %s", q.Rule)
	if seen[q.Key] || depth > 6 {
		return
	}
	seen[q.Key] = true
	for _, k := range q.From {
		if from, ok := f.Explain(k); ok {
			tell(out, f, from, depth+1, seen)
		} else {
			fmt.Fprintf(out, "%s  %s\n", pad, k)
		}
	}
}
