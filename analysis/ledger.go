package analysis

import (
	"maps"
	"slices"
	"time"

	"zhixiao"
)

// TaskRow is a task of 主动治理 with the numbers of its row in the ledger.
type TaskRow struct {
	zhixiao.LedgerTask
	Latest   zhixiao.Step       // zero when no state is recorded
	Found    zhixiao.Quantity   // complaints of the matter and class in the 90 days before it was opened; absent where no complaints of those days are known
	Growth   zhixiao.Quantity   // against the 90 days before those, in %
	Part     zhixiao.Quantity   // of all complaints of those 90 days, in %
	Channels []zhixiao.Quantity // Found by channel
	Sources  []string           // the channels, like Channels
	After    zhixiao.Quantity   // the same in the 90 days after it was done; absent until these are over
	Drop     zhixiao.Quantity   // (found − after) ÷ found in %
	Late     zhixiao.Quantity   // days over the deadline at the cutoff or when done; 0 in time
}

// Ledger is every task of the snapshot by number.
func (f *Facts) Ledger() []TaskRow {
	var out []TaskRow
	for _, g := range f.LedgerTasks(zhixiao.CityCode) {
		out = append(out, f.taskRow(g))
	}
	return out
}

func (f *Facts) taskRow(g zhixiao.LedgerTask) TaskRow {
	source := "快照" + f.now().snap.ID + " governance"
	// Every paper of one cutoff tells a task by the same keys, of whatever period.
	number := func(what string, n int64, unit, rule string) zhixiao.Quantity {
		return f.Keep(zhixiao.Quantity{Key: zhixiao.ObjectKey("ledger."+what, g.No, f.Cutoff()), Value: zhixiao.Int(n), Unit: unit, Source: source, Rule: rule})
	}
	c := TaskRow{LedgerTask: g}
	if n := len(g.Steps); n > 0 {
		c.Latest = g.Steps[n-1]
		// Snapshots made before states were replayed keep today's beside the steps.
		c.Status = zhixiao.TaskState(c.Latest.Status)
	}
	found := int64(0)
	for _, name := range slices.Sorted(maps.Keys(g.Window)) {
		found += g.Window[name]
		c.Sources = append(c.Sources, name)
		c.Channels = append(c.Channels, number("found."+name, g.Window[name], "件", Wording("found")))
	}
	c.Found = number("found", found, "件", Wording("found"))
	if g.WindowAll == 0 {
		c.Found = f.Keep(zhixiao.Absent(c.Found.Key, "件", zhixiao.NotProvided))
	}
	c.Growth = f.GrowthRate(c.Found, number("earlier", g.WindowBefore, "件", Wording("found earlier")))
	c.Part = f.Percent(c.Found, number("whole", g.WindowAll, "件", "立项前90日全部诉求"))
	c.After = number("after", g.WindowAfter, "件", Wording("found after"))
	if g.WindowAfter < 0 {
		c.After = f.Keep(zhixiao.Absent(c.After.Key, "件", zhixiao.NotProvided))
	}
	c.Drop = f.Drop(c.Found, c.After)
	c.Late = number("late", lateDays(g, f.Cutoff()), "天", Wording("task late"))
	return c
}

// Drop is (before − after) ÷ before in %, one decimal; negative when there were
// more after. Absent when either is; NoBaseline when before is below 10.
func (f *Facts) Drop(before, after zhixiao.Quantity) zhixiao.Quantity {
	less := f.Diff(before, after, before.Unit)
	q := derived("drop", before, after)
	q.Unit, q.Rule, q.Num, q.Den = "%", "（前−后）÷前×100%", less.Value, before.Value
	if q.Ok() && before.Value.Cmp(zhixiao.Int(SmallBase)) < 0 {
		q.Missing = zhixiao.NoBaseline
	}
	if q.Ok() {
		v, err := zhixiao.Ratio(less.Value, before.Value, 100, 1)
		if err != nil {
			q.Missing = zhixiao.NotApplicable
		}
		q.Value = v
	}
	return f.Keep(q)
}

func lateDays(g zhixiao.LedgerTask, cutoff time.Time) int64 {
	until := cutoff
	if !g.Done.IsZero() {
		until = g.Done
	}
	return max(0, int64(until.Sub(g.Due)/(24*time.Hour)))
}
