package press

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/output"
)

// Correction is one value that a paper printed and does not print any more, in words.
type Correction struct {
	Paper, Place, Key string
	Was, Is, Cause    string
}

// Corrected is one paper that printed what the corrected data say otherwise.
type Corrected struct {
	Title  string
	Values int    // how many values it printed that it does not print any more
	Cause  string // which snapshots took the place of which
	Locked bool   // it is approved: the approved files stay, its corrected draft stands beside them
}

// Errata is what a correction of data came to, in every period of the output folder.
type Errata struct {
	Papers    []Corrected // in the order they were made
	List      []Correction
	Left      []string // titles of drafts that somebody has changed: they were left alone
	Unchanged int      // papers made again that print no other value
	Files     []string // the list of errata, as files
}

// erratum puts papers right, period by period.
type erratum struct {
	*Errata
	at      *Project
	review  Review
	workers int
	pending *pending
}

// Correct is for a period that was frozen again with corrected data: every paper made
// from the former snapshot, or compared with it, is made again, and its former and
// present values are listed. An approved paper stays as it is: its corrected draft is
// made beside it. What was done before an error is in the answer.
func (p *Project) Correct(ctx context.Context, period zhixiao.Period, review Review, workers int) (*Errata, error) {
	e := &erratum{Errata: &Errata{}, at: p, review: review, workers: workers}
	var err error
	if e.pending, err = openPending(p.Output); err != nil {
		return e.Errata, err
	}
	periods, err := p.periods()
	if err != nil {
		return e.Errata, err
	}
	var faults []error
	for _, one := range periods {
		if err := errors.Join(ctx.Err(), e.period(ctx, one)); err != nil {
			faults = append(faults, fmt.Errorf("%s：%w", one.Title(), err))
		}
	}
	return e.Errata, errors.Join(append(faults, e.close(ctx, period))...)
}

// periods are those of the output folder that something was made for, in order of
// their ends.
func (p *Project) periods() ([]zhixiao.Period, error) {
	manifests, err := p.Manifests()
	var all []zhixiao.Period
	for period, m := range manifests {
		if len(m.Jobs) > 0 {
			all = append(all, period)
		}
	}
	slices.SortFunc(all, func(a, b zhixiao.Period) int {
		return cmp.Or(a.End().Compare(b.End()), strings.Compare(a.String(), b.String()))
	})
	return all, err
}

// affected is a job whose snapshots are not those its paper was made from.
type affected struct {
	job   output.Job
	was   []document.Fact
	cause string
}

// period puts the papers of one period right.
func (e *erratum) period(ctx context.Context, period zhixiao.Period) (err error) {
	l, err := e.at.Open(ctx, period)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	l.Display()
	root := e.at.Folder(period)
	manifest, err := output.ReadManifest(root)
	if err != nil {
		return err
	}
	jobs, err := e.jobs(ctx, l, manifest)
	if err != nil {
		return err
	}
	var all []affected
	for _, job := range jobs {
		old, made := manifest.Job(job.ID)
		if !made {
			continue
		}
		a := affected{job: job, cause: refrozen(old.Inputs, job.Inputs)}
		kept, begun := e.pending.Papers[job.ID]
		switch {
		case begun:
			a.was, a.cause = kept.Printed, kept.Cause
		case a.cause == "":
			continue
		default:
			if a.was, err = output.Facts(root, old); err != nil {
				return err
			}
		}
		all = append(all, a)
	}
	if err := e.pending.keep(ctx, all); err != nil {
		return err
	}
	return e.remake(ctx, l, root, all)
}

// jobs are the period's reports, and its maps and bound volume where these were made.
func (e *erratum) jobs(ctx context.Context, l *Edition, m *output.Manifest) ([]output.Job, error) {
	var all []output.Job
	for _, kind := range []string{"", MapsKind, VolumeKind} {
		if kind != "" && !slices.ContainsFunc(m.Jobs, func(r output.Record) bool { return r.Kind == kind }) {
			continue
		}
		jobs, err := l.Jobs(ctx, Selection{Kind: kind}, e.review)
		if err != nil {
			return nil, err
		}
		all = append(all, jobs...)
	}
	return all, nil
}

// refrozen says which snapshots of a job are others than those its paper was made
// from; "" when none is.
func refrozen(was, now map[string]string) string {
	var steps []string
	for _, name := range slices.Sorted(maps.Keys(now)) {
		old, known := was[name]
		if !known || old == now[name] || name != "快照" && !strings.HasPrefix(name, baseInput) {
			continue
		}
		from, _, _ := strings.Cut(old, " ")
		to, _, _ := strings.Cut(now[name], " ")
		if step := "快照" + from + "→" + to; from != to && !slices.Contains(steps, step) {
			steps = append(steps, step)
		}
	}
	return strings.Join(steps, "、")
}

// remake makes the papers again. An approved one's draft is made in spite of the
// lock; a draft that somebody changed is left alone.
func (e *erratum) remake(ctx context.Context, l *Edition, root string, all []affected) error {
	var faults []error
	for _, locked := range []bool{false, true} {
		var jobs []output.Job
		for _, a := range all {
			if (a.job.Lock != nil) == locked {
				jobs = append(jobs, a.job)
			}
		}
		if len(jobs) == 0 {
			continue
		}
		outcomes, err := l.Run(ctx, jobs, Options{Workers: e.workers, Force: locked})
		faults = append(faults, err)
		for _, o := range outcomes {
			at := slices.IndexFunc(all, func(a affected) bool { return a.job.ID == o.Job.ID })
			faults = append(faults, e.compare(l, root, all[at], o))
		}
	}
	return errors.Join(faults...)
}

// compare notes what a paper that was made again prints otherwise.
func (e *erratum) compare(l *Edition, root string, a affected, o output.Outcome) error {
	title := l.Period.Title() + a.job.Title
	if o.Edited {
		e.Left = append(e.Left, title)
		return nil
	}
	if o.Err != nil {
		return o.Err
	}
	now, err := output.Facts(root, o.Record)
	if err != nil {
		return err
	}
	values := altered(a.was, now)
	for _, c := range values {
		c.Paper, c.Key, c.Cause = title, l.keyWords(zhixiao.Key(c.Key)), a.cause
		e.List = append(e.List, c)
	}
	if len(values) == 0 {
		e.Unchanged++
	} else {
		e.Papers = append(e.Papers, Corrected{Title: title, Values: len(values), Cause: a.cause, Locked: o.Locked})
	}
	e.pending.done = append(e.pending.done, a.job.ID)
	return nil
}

// altered pairs what was printed under a key with what is printed now, each at the
// place where it stood.
func altered(was, now []document.Fact) []Correction {
	printed := func(f document.Fact) string { return f.Text + f.Unit }
	byKey := map[zhixiao.Key][]string{}
	for _, f := range now {
		byKey[f.Key] = append(byKey[f.Key], printed(f))
	}
	seen := map[zhixiao.Key]int{}
	var list []Correction
	for _, f := range was {
		n := seen[f.Key]
		seen[f.Key]++
		if f.Text == "" || slices.Contains(byKey[f.Key], printed(f)) {
			continue // of jobs made before values were kept only the keys are known
		}
		is := "不再印出"
		if values := byKey[f.Key]; len(values) > 0 {
			is = values[min(n, len(values)-1)]
		}
		list = append(list, Correction{Place: f.Place, Key: string(f.Key), Was: printed(f), Is: is})
	}
	return list
}

// close writes the list and forgets what was kept for it.
func (e *erratum) close(ctx context.Context, period zhixiao.Period) (err error) {
	if len(e.List) > 0 {
		if e.Files, err = e.write(ctx, period); err != nil {
			return err
		}
	}
	return e.pending.forgetDone()
}

// keyWords names what a key stands for in the reader's words.
func (l *Edition) keyWords(key zhixiao.Key) string {
	what, unit, period, ok := key.Split()
	if !ok {
		return string(key)
	}
	for _, u := range l.Templates.Units {
		if u.Code == unit {
			unit = u.Short
		}
	}
	if p, err := zhixiao.ParsePeriod(period); err == nil {
		period = p.Title()
	}
	return unit + period + l.whatWords(key, what) + "（" + what + "）"
}

// whatWords names an indicator, a dimension or the total score, and what of it is
// told; anything else is named by the rule that it is reckoned by.
func (l *Edition) whatWords(key zhixiao.Key, what string) string {
	code, score := strings.CutPrefix(what, "score.")
	code, of, _ := strings.Cut(code, ".")
	name := l.Facts.LevelName(code)
	for _, ind := range l.Facts.Indicators() {
		if ind.Code == code {
			name = ind.Name
		}
	}
	if code == analysis.ScoreTotal {
		name = "总分"
	}
	told, known := map[string]string{"": "", "change": "较上期变动", "yoy": "较上年同期变动", "gap": "与全市之差", "rank": "名次", "region": "（各区域）", "domain": "（各领域）"}[of]
	if name != "" && known {
		if score {
			name += "得分"
		}
		return name + told
	}
	if q, known := l.Facts.Explain(key); known && q.Rule != "" {
		return q.Rule
	}
	if name != "" {
		return name
	}
	return "报告所用的数"
}
