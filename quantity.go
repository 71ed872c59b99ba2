package zhixiao

import (
	"fmt"
	"strings"
	"time"
)

// Absence says why a quantity has no value. Missing is never zero, and never
// last period's value (domain rule: 缺数与小样本).
type Absence uint8

// The kinds of absence, and what a table cell prints for each.
const (
	Present       Absence = iota
	NotProvided           // 截至冻结时数据未提供
	NotApplicable         // 该单位不适用
	SmallSample           // 分母小于最小样本量
	NoBaseline            // 上期或上年同期没有可比值
	Suppressed            // 小单元抑制
	Redefined             // 口径已调整，与往期不可比
)

// String is what a table cell prints in place of the number.
func (a Absence) String() string {
	switch a {
	case Present:
		return ""
	case NotProvided:
		return "—"
	case NotApplicable:
		return "不适用"
	case SmallSample:
		return "样本不足"
	case NoBaseline:
		return "无可比期"
	case Suppressed:
		return "<3"
	case Redefined:
		return "口径调整"
	}
	return fmt.Sprintf("Absence(%d)", uint8(a))
}

// Key names a quantity for good: WHAT@UNIT/PERIOD, as B101@110105/2026Q3,
// B101.rank@110105/2026Q3, case.overdue[M0123]@F23/2026Q3.
type Key string

// NewKey joins the three parts. None may contain '@' or '/'; what may carry
// dimension values in square brackets, in the order of the feed's dimensions.
func NewKey(what, unit string, p Period) Key {
	return Key(what + "@" + unit + "/" + p.String())
}

// ObjectKey names what is told of one thing that has a number: the state of a
// case, the score of a visit. Every paper that tells it uses this key, whatever
// its own unit and period. What may be told otherwise later has the day it is
// told as of, mostly the cutoff; what is settled for good has the zero day.
func ObjectKey(what, no string, asOf time.Time) Key {
	when := "不变"
	if !asOf.IsZero() {
		when = asOf.Format(time.DateOnly)
	}
	return Key(what + "[" + no + "]@" + CityCode + "/" + when)
}

// Split is the inverse of NewKey; ok is false when k has not the three parts.
func (k Key) Split() (what, unit, period string, ok bool) {
	at := strings.LastIndexByte(string(k), '@')
	if at < 1 {
		return "", "", "", false
	}
	what = string(k)[:at]
	unit, period, ok = strings.Cut(string(k)[at+1:], "/")
	return what, unit, period, ok && unit != "" && period != ""
}

// Quantity is one number with its provenance. A sentence, a table cell and a
// chart point that show the same number hold the same Quantity.
type Quantity struct {
	Key     Key
	Value   Decimal // meaningless unless Missing == Present
	Missing Absence
	Unit    string  // "%", "百分点", "分", "件", "件/万件", "位", "个工作日" …; may be empty
	Num     Decimal // numerator as counted; zero when the quantity is no ratio
	Den     Decimal // denominator as counted
	N       int64   // sample size behind the value; 0 when the notion does not apply
	Source  string  // the feed or snapshot row it was read from
	Rule    string  // how it was made from From, in words: "本期值−上期值"
	From    []Key   // the quantities it was computed from
}

// Ok reports whether q has a value.
func (q Quantity) Ok() bool { return q.Missing == Present }

// Text is the value without its unit, or the absence's sign.
func (q Quantity) Text() string {
	if q.Missing == SmallSample && q.N > 0 {
		return fmt.Sprintf("样本不足（n=%d）", q.N)
	}
	if !q.Ok() {
		return q.Missing.String()
	}
	return q.Value.String()
}

// String is the value with its unit, or the absence's sign.
func (q Quantity) String() string {
	if !q.Ok() {
		return q.Text()
	}
	return q.Value.String() + q.Unit
}

// Absent is a quantity without value that keeps its place in a table.
func Absent(key Key, unit string, why Absence) Quantity {
	return Quantity{Key: key, Unit: unit, Missing: why}
}
