package press

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
)

// Why is what is known of what is told under a key.
type Why struct {
	*Edition                  // whose facts tell what a quantity is made from; to be closed
	Quantity zhixiao.Quantity // where Known
	Known    bool             // the key is of a number; else of a state or a date that Said tells
	Said     []output.Saying  // every paper that prints it

	key zhixiao.Key
}

// Lines tell the number and, indented, what it was made from; then every paper that
// prints it.
func (w *Why) Lines() []string {
	var lines []string
	if w.Known {
		lines = w.Provenance(w.Quantity, map[zhixiao.Key]bool{})
	} else {
		lines = append(lines, fmt.Sprintf("%s = %s", w.key, w.Said[0].Text))
	}
	for _, s := range w.Said {
		lines = append(lines, "用于："+s.Paper())
	}
	return lines
}

// mostDeep is how many steps back a provenance goes.
const mostDeep = 6

// Provenance is a quantity and, indented, what it was made from, line by
// line. What is in seen is not gone into again; what was gone into is put there.
func (l *Edition) Provenance(q zhixiao.Quantity, seen map[zhixiao.Key]bool) []string {
	return l.provenance(nil, q, 0, seen)
}

func (l *Edition) provenance(lines []string, q zhixiao.Quantity, depth int, seen map[zhixiao.Key]bool) []string {
	pad := strings.Repeat("  ", depth)
	lines = append(lines, fmt.Sprintf("%s%s = %s", pad, q.Key, q))
	say := func(ok bool, format string, args ...any) {
		if ok {
			lines = append(lines, fmt.Sprintf(pad+"  "+format, args...))
		}
	}
	say(q.Den.N != 0, "分子 %s ÷ 分母 %s", q.Num, q.Den)
	say(q.N != 0, "样本量 %d", q.N)
	say(q.Source != "", "来源 %s", q.Source)
	say(q.Rule != "", "算法 %s", q.Rule)
	if seen[q.Key] || depth > mostDeep {
		return lines
	}
	seen[q.Key] = true
	for _, k := range q.From {
		if from, ok := l.Facts.Explain(k); ok {
			lines = l.provenance(lines, from, depth+1, seen)
		} else {
			lines = append(lines, fmt.Sprintf("%s  %s", pad, k))
		}
	}
	return lines
}

// Why tells where a number comes from: the facts know it, or one of the period's
// papers prints it. A key of neither is an error, one that is no key an
// output.Misuse.
func (p *Project) Why(ctx context.Context, key zhixiao.Key) (*Why, error) {
	_, _, name, ok := key.Split()
	if !ok {
		return nil, output.Misusef("键%q无法识别，应形如 B101@110105/2026Q3", key)
	}
	said, err := output.Said(p.Output, key)
	if err != nil {
		return nil, err
	}
	// A key of one object names the day it is told as of, or none: the papers
	// that print it know their period.
	if here := slices.IndexFunc(said, func(s output.Saying) bool { return s.Period == name }); here < 0 && len(said) > 0 {
		name = said[0].Period
	}
	period, err := zhixiao.ParsePeriod(name)
	if err != nil {
		return nil, &output.Misuse{Err: err}
	}
	l, err := p.Open(ctx, period)
	if err != nil {
		return nil, err
	}
	w := &Why{Edition: l, Said: said, key: key}
	w.Quantity, w.Known = l.Facts.Explain(key)
	if mine := slices.IndexFunc(said, func(s output.Saying) bool { return s.Period == period.String() }); !w.Known && mine >= 0 {
		w.Quantity, w.Known = l.printed(key, said[mine].Job)
	}
	if !w.Known && len(said) == 0 {
		missing := fmt.Errorf("%s没有数%q；已生成报告用到的数列在 %s", period.Title(), key, filepath.Join(p.Folder(period), output.FactsFolder))
		return nil, errors.Join(missing, l.Close())
	}
	return w, nil
}

// printed generates the job again and takes the quantity out of its tree.
func (l *Edition) printed(key zhixiao.Key, job string) (zhixiao.Quantity, bool) {
	k, unit, _, ok := JobOf(job)
	if !ok {
		return zhixiao.Quantity{}, false
	}
	d, err := l.Again(k, unit)
	if err != nil || d == nil {
		return zhixiao.Quantity{}, false
	}
	for _, q := range document.Quantities(d) {
		if q.Key == key {
			return q, true
		}
	}
	return zhixiao.Quantity{}, false
}
