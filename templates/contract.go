package templates

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"zhixiao"
)

const contractFile = "contract.yaml"

type rawContract struct {
	No, Short, Title string
	Total            string
	From, To         string
	PenaltyRate      string `yaml:"penalty_rate"`
	PenaltyLimit     int    `yaml:"penalty_limit"`
}

type rawQuota struct {
	ID, Name, Unit, Clause                 string
	Table, Where, Date, Distinct, Unjudged placed
	Target                                 int64
}

type rawDuty struct {
	ID, Name, Every, Period, Due, Clause string
	Codes                                []string
	Within, Copies                       int
}

// everyKind are the lengths a duty may recur at.
func everyKind(word string) (zhixiao.PeriodKind, bool) {
	kind, known := map[string]zhixiao.PeriodKind{
		"day": zhixiao.Day, "week": zhixiao.Week, "month": zhixiao.Month, "quarter": zhixiao.Quarter, "interim": zhixiao.Interim, "final": zhixiao.Final,
	}[word]
	return kind, known
}

// loadContract reads contract.yaml; all faults are returned together.
func loadContract(files fs.FS) (zhixiao.Contract, error) {
	var raw struct {
		Contract entry[rawContract]
		Quotas   []entry[rawQuota]
		Duties   []entry[rawDuty]
	}
	if _, err := readYAML(files, contractFile, &raw); err != nil {
		return zhixiao.Contract{}, err
	}
	c, err := terms(raw.Contract)
	faults := []error{err}
	ids := map[string]bool{}
	single := func(at zhixiao.Place, id string) {
		if id == "" || ids[id] {
			faults = append(faults, contractFault(at, fmt.Errorf("编号%q为空或重复", id)))
		}
		ids[id] = true
	}
	for _, e := range raw.Quotas {
		q, err := quota(e)
		faults = append(faults, err)
		single(e.at, q.ID)
		c.Quotas = append(c.Quotas, q)
	}
	for _, e := range raw.Duties {
		d, err := duty(e, c)
		faults = append(faults, err)
		single(e.at, d.ID)
		c.Duties = append(c.Duties, d)
	}
	return c, errors.Join(faults...)
}

func contractFault(at zhixiao.Place, err error) error {
	at.File = contractFile
	return &zhixiao.Problem{At: at, Err: err, Way: "按自带的 contract.yaml 的写法改正"}
}

func terms(e entry[rawContract]) (zhixiao.Contract, error) {
	r := e.V
	c := zhixiao.Contract{No: r.No, Short: r.Short, Title: r.Title, PenaltyLimit: r.PenaltyLimit}
	if e.fault != nil {
		return c, yamlFault(contractFile, e.at, e.fault)
	}
	var faults [4]error
	c.Total, faults[0] = zhixiao.ParseDecimal(r.Total)
	c.PenaltyRate, faults[1] = zhixiao.ParseDecimal(r.PenaltyRate)
	c.From, faults[2] = time.Parse(time.DateOnly, r.From)
	c.To, faults[3] = time.Parse(time.DateOnly, r.To)
	if err := errors.Join(faults[:]...); err != nil {
		return c, contractFault(e.at, fmt.Errorf("合同的金额或日期无法识别：%w", err))
	}
	if !c.From.Before(c.To) {
		return c, contractFault(e.at, errors.New("实施期的起日应早于止日"))
	}
	return c, nil
}

func quota(e entry[rawQuota]) (zhixiao.Quota, error) {
	r := e.V
	q := zhixiao.Quota{ID: r.ID, Name: r.Name, Unit: r.Unit, Target: r.Target, Table: r.Table.text, Where: r.Where.text, Date: r.Date.text, Distinct: r.Distinct.text, Unjudged: r.Unjudged.text, Clause: r.Clause}
	switch {
	case e.fault != nil:
		return q, yamlFault(contractFile, e.at, e.fault)
	case q.Name == "" || q.Table == "" || q.Date == "" || q.Target <= 0:
		return q, contractFault(e.at, fmt.Errorf("配额%s缺少name、table、date或target", q.ID))
	}
	c := check{file: contractFile}
	c.quota(&r)
	return q, errors.Join(c.faults...)
}

func duty(e entry[rawDuty], c zhixiao.Contract) (zhixiao.Duty, error) {
	r := e.V
	d := zhixiao.Duty{ID: r.ID, Name: r.Name, Codes: r.Codes, Within: r.Within, Copies: max(r.Copies, 1), Clause: r.Clause}
	if e.fault != nil {
		return d, yamlFault(contractFile, e.at, e.fault)
	}
	var known bool
	if d.Every, known = everyKind(r.Every); !known {
		return d, contractFault(e.at, fmt.Errorf("成果%s的every为%q，应为 day、week、month、quarter、interim 或 final", r.ID, r.Every))
	}
	if len(d.Codes) == 0 || d.Name == "" {
		return d, contractFault(e.at, fmt.Errorf("成果%s缺少name或codes", r.ID))
	}
	if r.Period == "" {
		d.Periods = recurring(d.Every, c)
		return d, nil
	}
	p, err := zhixiao.ParsePeriod(r.Period)
	if err != nil {
		return d, contractFault(e.at, err)
	}
	d.Periods = []zhixiao.Period{p}
	if d.Due, err = time.Parse(time.DateOnly, r.Due); err != nil {
		return d, contractFault(e.at, fmt.Errorf("成果%s的due %q不是日期", r.ID, r.Due))
	}
	return d, nil
}

// recurring are the periods of a kind that begin before the term ends and end
// after it began: a quarter that is cut short by the term is owed too.
func recurring(kind zhixiao.PeriodKind, c zhixiao.Contract) []zhixiao.Period {
	var list []zhixiao.Period
	for p := periodOf(kind, c.From); !p.Start().After(c.To); p = p.Next() {
		list = append(list, p)
	}
	return list
}

func periodOf(kind zhixiao.PeriodKind, t time.Time) zhixiao.Period {
	p := zhixiao.Period{Kind: kind, Year: t.Year()}
	switch kind {
	case zhixiao.Day:
		p.N = t.YearDay()
	case zhixiao.Week:
		p.Year, p.N = t.ISOWeek()
	case zhixiao.Month:
		p.N = int(t.Month())
	default:
		p.Kind, p.N = zhixiao.Quarter, (int(t.Month())+2)/3
	}
	return p
}
