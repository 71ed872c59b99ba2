package store

import (
	"database/sql/driver"
	"fmt"
	"maps"
	"slices"
	"strings"

	"zhixiao"
)

// scope is what a file's rows are about: whose they are and which days they cover.
type scope struct {
	at           []int // of the form's scope columns among a row's values, −1 where the file lacks them
	region, dept int
	date         int
	keys         map[string]bool // the scope columns' values, char 31 between
	regions      map[string]bool
	depts        map[string]bool
	first, last  string
}

func newScope(sh *sheet) scope {
	find := func(name string) int {
		return slices.IndexFunc(sh.columns, func(c column) bool { return c.Name == name })
	}
	s := scope{region: find("region"), dept: find("dept"), date: find(sh.form.date), keys: map[string]bool{}, regions: map[string]bool{}, depts: map[string]bool{}}
	for _, name := range sh.form.scope {
		s.at = append(s.at, find(name))
	}
	return s
}

// note takes a row into account.
func (s *scope) note(values []any) {
	var key strings.Builder
	for i, at := range s.at {
		if i > 0 {
			key.WriteByte(31)
		}
		if at >= 0 {
			fmt.Fprint(&key, values[at])
		}
	}
	s.keys[key.String()] = true
	if s.region >= 0 {
		s.regions[values[s.region].(string)] = true
	}
	if s.dept >= 0 {
		s.depts[values[s.dept].(string)] = true
	}
	if s.date < 0 {
		return
	}
	if day := values[s.date].(string); s.first == "" {
		s.first, s.last = day, day
	} else {
		s.first, s.last = min(s.first, day), max(s.last, day)
	}
}

// sender is whose file it is, read off the rows: the district when all rows are of
// one, else the department when all are of one, else all districts of the rows, or
// all departments where no district is named.
func (s *scope) sender() string {
	regions, depts := slices.Sorted(maps.Keys(s.regions)), slices.Sorted(maps.Keys(s.depts))
	switch {
	case len(regions) == 1 && regions[0] != "":
		return regions[0]
	case len(regions) > 1 && (len(depts) != 1 || depts[0] == ""):
		if regions[0] == "" {
			regions[0] = zhixiao.CityCode
		}
		return strings.Join(regions, ",")
	}
	return strings.Trim(strings.Join(depts, ","), ",")
}

// Replaced is what an import took the place of.
type Replaced struct {
	Batch Batch // Seq 0: rows that no import is registered for
	Gone  int   // rows that went
}

// replaceRepeats finds what the new rows repeat, and does what a repeat means.
func (b *filling) replaceRepeats() error {
	before, unregistered, err := b.repeated()
	if err != nil {
		return err
	}
	t, clash := &b.imported, b.clashes()
	switch b.im.intake.Repeat {
	case Add:
		return nil
	case Refuse:
		if len(before) > 0 || clash > 0 {
			b.refuse(before)
		} else if unregistered > 0 {
			t.Notes = append(t.Notes, fmt.Sprintf(wordings.Of("rows beside"), unregistered))
		}
		return nil
	}
	if len(before) == 0 && unregistered+clash > 0 {
		before = []Batch{{}}
	}
	for _, old := range before {
		if err := b.remove(old); err != nil {
			return err
		}
	}
	if len(before) == 0 {
		t.Notes = append(t.Notes, wordings.Of("nothing replaced"))
	}
	return nil
}

func (b *filling) clashes() int {
	n := 0
	if b.keyed != nil {
		for _, rows := range b.keyed.clashes {
			n += rows
		}
	}
	return n
}

// refuse asks what a repeat means.
func (b *filling) refuse(before []Batch) {
	t := b.imported
	what := wordings.Of("rows of no import")
	if len(before) > 0 {
		what = before[0].String()
		if len(before) > 1 {
			what += fmt.Sprintf("等%d次导入", len(before))
		}
	}
	period := ""
	if t.First != "" {
		period = "、同期间（" + t.Period() + "）"
	}
	b.im.fault(b.sheet, 0, "是更正后的新版，加 --replace 替换旧行；是补充、两份都算，加 --add；报送单位不同，加 --from 单位 写明",
		"与%s是同一单位（%s）、同一张表%s的数据，重复导入会重复计数", what, t.From(b.im.intake.Units), period)
}

// scopeSQL is a row's scope as note puts it together.
func (b *filling) scopeSQL() string {
	return "concat_ws(char(31), " + strings.Join(b.sheet.form.scope, ", ") + ") IN (SELECT scope FROM temp.incoming)"
}

// during is the condition on rows of the new rows' days.
func (b *filling) during() (condition string, args []any) {
	if b.imported.First == "" {
		return "1", nil
	}
	return b.sheet.form.date + " BETWEEN ? AND ?", []any{b.imported.First, b.imported.Last}
}

// repeated finds the batches that the new rows repeat, oldest first, and how many
// rows without a batch. A batch is repeated when a row of it has the key of a new
// row; or when its period and the new rows' have days in common, and it has rows of
// the same unit (form.scope) or came from the same sender. Senders that were both
// named and differ repeat nothing but keys.
func (b *filling) repeated() (before []Batch, unregistered int, err error) {
	if err := b.keepScope(); err != nil {
		return nil, 0, err
	}
	t := b.imported
	var known []Batch
	if t.First == "" { // no days to tell an edition by: only keys do
		known, err = b.l.batches("b.tbl = ? AND b.seq <> ?", t.Table, t.Seq)
	} else {
		known, err = b.l.batches("b.tbl = ? AND b.seq <> ? AND b.last >= ? AND b.first <= ?", t.Table, t.Seq, t.First, t.Last)
	}
	for _, old := range known {
		repeats, e := b.repeats(old)
		if e != nil {
			return nil, 0, e
		}
		if repeats {
			before = append(before, old)
		}
	}
	if err != nil || t.First == "" {
		return before, 0, err
	}
	in, days := b.during()
	unregistered, err = b.count(0, in+" AND "+b.scopeSQL(), days...)
	return before, unregistered, err
}

// repeats decides whether the new rows repeat an earlier batch of their table, whose
// period has days in common with theirs.
func (b *filling) repeats(old Batch) (bool, error) {
	t := b.imported
	if b.keyed != nil && b.keyed.clashes[old.Seq] > 0 {
		return true, nil
	}
	if t.First == "" || old.Given && t.Given && old.Sender != t.Sender {
		return false, nil
	}
	which := b.scopeSQL()
	if b.sameSender(old) {
		which = "1"
	}
	live, err := b.count(old.Seq, which)
	return live > 0, err
}

// sameSender reports whether a batch came from whoever sent the new rows. Where a
// table is divided by more than units, units read off the rows say too little.
func (b *filling) sameSender(old Batch) bool {
	t := b.imported
	if t.Sender == "" || old.Sender != t.Sender {
		return false
	}
	return old.Given && t.Given || b.sheet.form.byUnits()
}

// count is how many rows of a batch (0: of none) meet a condition.
func (b *filling) count(batch int64, condition string, args ...any) (n int, err error) {
	err = b.l.ask("SELECT COUNT(*) FROM "+b.sheet.table+" WHERE batch IS NULLIF(?, 0) AND "+condition, append([]any{batch}, args...), func(v []driver.Value) error {
		n = int(number(v[0]))
		return nil
	})
	return n, err
}

// remove takes away an earlier batch's rows of the new rows' period: all of them
// when the sender is the same, else those of the units that are delivered anew.
func (b *filling) remove(old Batch) error {
	in, days := b.during()
	which := in
	if !b.sameSender(old) {
		which += " AND " + b.scopeSQL()
	}
	b.l.s.loads.mix(b.sheet.table)
	if err := b.l.do("DELETE FROM "+b.sheet.table+" WHERE batch IS NULLIF(?, 0) AND "+which, append([]any{old.Seq}, days...)...); err != nil {
		return err
	}
	r := Replaced{Batch: old}
	if err := b.l.ask("SELECT changes()", nil, func(v []driver.Value) error { r.Gone = int(number(v[0])); return nil }); err != nil {
		return err
	}
	if b.keyed != nil {
		r.Gone += b.keyed.clashes[old.Seq]
	}
	if r.Gone > 0 {
		b.imported.Replaced = append(b.imported.Replaced, r)
	}
	if old.Seq == 0 {
		return nil
	}
	left, err := b.count(old.Seq, "1")
	if err != nil || left == 0 {
		return err
	}
	within, err := b.count(old.Seq, in, days...)
	if within > 0 {
		b.imported.Notes = append(b.imported.Notes, fmt.Sprintf(wordings.Of("rows of others"), old, within))
	}
	if left > within {
		b.imported.Notes = append(b.imported.Notes, fmt.Sprintf(wordings.Of("rows of other days"), old, left-within, b.imported.Period()))
	}
	return err
}

// keepScope lays the new rows' scope where queries can look it up.
func (b *filling) keepScope() error {
	if err := b.l.do("CREATE TEMP TABLE IF NOT EXISTS incoming(scope TEXT PRIMARY KEY) WITHOUT ROWID"); err != nil {
		return err
	}
	if err := b.l.do("DELETE FROM temp.incoming"); err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(b.seen.keys)) {
		if err := b.l.do("INSERT INTO temp.incoming VALUES(?)", key); err != nil {
			return err
		}
	}
	return nil
}
