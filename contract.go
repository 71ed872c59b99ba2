package zhixiao

import "time"

// Contract is what the project owes: documents by their day and samples by
// their number.
type Contract struct {
	No, Short, Title string
	Total            Decimal   // 合同总额, 元
	From, To         time.Time // 实施期: first and last day, inclusive
	PenaltyRate      Decimal   // 逾期每日违约金 in % of Total
	PenaltyLimit     int       // calendar days late after which the contract may be ended
	Quotas           []Quota
	Duties           []Duty
}

// Quota is a number that has to be reached over the contract's term: 72,000
// district questionnaires. It counts the rows of Table between two days of its
// column Date for which Where holds, a condition of package counting.
type Quota struct {
	ID, Name, Unit     string // survey-region, 区域问卷（有效）, 份
	Target             int64
	Table, Where, Date string
	Unjudged           string // condition of rows that lie there but do not count, since nobody judged them; may be empty
	Distinct           string // column whose different values count instead of rows; may be empty
	Clause             string // what the contract asks for, in words
}

// Counted is what a quota has reached.
type Counted struct {
	Done     int64 // rows that count
	Unjudged int64 // rows that lie there and do not count, see Quota.Unjudged
}

// Duty is a kind of document that falls due again and again, or once.
type Duty struct {
	ID, Name string
	Codes    []string   // class codes of file names: QD
	Every    PeriodKind // length of the periods it is made for
	Within   int        // working days after the period's last day; 0 when Due is set
	Periods  []Period   // its periods, in order; filled from Every when it recurs
	Due      time.Time  // fixed day of a document that is due once
	Copies   int        // documents a period: 1, 17, 48 …
	Clause   string
}

// DueOn is the day by which the duty's document for p must be delivered. A
// period that ends after the contract's term is counted from the term's end.
func (d Duty) DueOn(c Contract, calendar Calendar, p Period) time.Time {
	if !d.Due.IsZero() {
		return d.Due
	}
	end := p.End()
	if end.After(c.To) {
		end = c.To
	}
	return calendar.After(end, d.Within)
}

// Routine reports whether the duty recurs by day or week: such duties are
// counted together and carry no penalty of their own.
func (d Duty) Routine() bool { return d.Every == Day || d.Every == Week }
