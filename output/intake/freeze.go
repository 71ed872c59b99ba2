package intake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"zhixiao"
	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/store"
	"zhixiao/templates"
)

// Cutoff is the last day whose data count: the period's last, or a day in it that a
// user typed. Another day is an output.Misuse.
func Cutoff(period zhixiao.Period, day string) (time.Time, error) {
	if day == "" {
		return period.End(), nil
	}
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return at, output.Misusef("--cutoff %q不是日期，写成 2027-05-31", day)
	}
	if at.Before(period.Start()) || at.After(period.End()) {
		return at, output.Misusef("--cutoff %s不在%s（%s）之内", day, period.Title(), period.Range())
	}
	return at, nil
}

// Frozen is a period as it was frozen.
type Frozen struct {
	Doubts   []string // what is worth a look in the data, though it does not stop them
	Snapshot *zhixiao.Snapshot
	Changes  []string // from the snapshot before it
}

// Freeze measures a period by the indicator set and keeps what it finds as a snapshot
// that is never changed. Faults of the data are refused, all together.
func Freeze(ctx context.Context, p *press.Project, period zhixiao.Period, cutoff time.Time) (f *Frozen, err error) {
	f = &Frozen{}
	err = opened(ctx, p, func(set *templates.House, st Store) error {
		measured, err := st.Measure(ctx, period, set.Indicators, set.Units, cutoff)
		if err != nil {
			return fmt.Errorf("%s的数据有问题，未冻结：\n%w", period.Title(), err)
		}
		for _, d := range measured.Doubts() {
			f.Doubts = append(f.Doubts, d.Error())
		}
		f.Snapshot, f.Changes, err = measured.Keep(ctx)
		return err
	})
	return f, err
}

// Lines tell what was frozen and how it differs from the version before.
func (f *Frozen) Lines() []string {
	s := f.Snapshot
	lines := []string{fmt.Sprintf("已冻结 %s，数据截至%s", s.ID, zhixiao.ChineseDate(s.Cutoff))}
	for _, from := range s.Sources {
		lines = append(lines, fmt.Sprintf("  %-16s %9d 行  SHA-256 %s", from.Table, from.Rows, from.SHA256[:min(len(from.SHA256), 8)]))
	}
	for _, c := range f.Changes {
		lines = append(lines, "  与上一版相比："+c)
	}
	return lines
}

// Checked is what stands against freezing a period, and what is doubtful.
type Checked struct {
	Period   zhixiao.Period
	Findings []store.Finding
}

// Check says whether a period's data can be frozen, without freezing them.
func Check(ctx context.Context, p *press.Project, period zhixiao.Period, cutoff time.Time) (c *Checked, err error) {
	c = &Checked{Period: period}
	err = opened(ctx, p, func(set *templates.House, st Store) (err error) {
		c.Findings, err = st.Check(ctx, period, set.Indicators, set.Units, cutoff)
		return err
	})
	return c, err
}

// Blocks is how many findings stop the freeze.
func (c *Checked) Blocks() int {
	n := 0
	for _, f := range c.Findings {
		if f.Blocks {
			n++
		}
	}
	return n
}

// Lines tell the findings and, where nothing blocks, that the data can be frozen.
func (c *Checked) Lines() []string {
	var lines []string
	for _, f := range c.Findings {
		word := "提示"
		if f.Blocks {
			word = "阻断"
		}
		lines = append(lines, word+"："+f.Error())
	}
	switch blocks := c.Blocks(); {
	case blocks > 0:
		return lines
	case len(c.Findings) > 0:
		return append(lines, fmt.Sprintf(output.Wording("may be frozen with hints"), c.Period.Title(), len(c.Findings)))
	}
	return append(lines, c.Period.Title()+output.Wording("may be frozen"))
}

// opened does something with templates and an open database.
func opened(ctx context.Context, p *press.Project, do func(*templates.House, Store) error) error {
	set, err := p.LoadTemplates()
	if err != nil {
		return err
	}
	st, err := open(ctx, p)
	if err != nil {
		return err
	}
	return errors.Join(do(set, st), st.Close())
}
