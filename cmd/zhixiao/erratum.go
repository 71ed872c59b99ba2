package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/output"
)

// correction is one value that a paper printed and does not print any more.
type correction struct {
	paper, place, key string // in words
	was, is, cause    string
}

// erratum puts the papers right that printed what the corrected data say otherwise,
// in every period of the output folder, and lists what they printed.
type erratum struct {
	at       *place
	cmd      *cobra.Command
	opts     buildOptions
	pending  *pending
	list     []correction
	reapply  []string // approved papers that must be approved again
	left     []string // drafts that somebody has changed
	papers   int
	replaced int // made again without a value that changed
}

// correct is `build 期次 --erratum`: after the period was frozen again, every paper
// made from the former snapshot, or compared with it, is named, made again and its
// former and present values listed. An approved paper stays as it is: its corrected
// draft is made beside it, for an approval with --erratum.
func correct(cmd *cobra.Command, at *place, name string, opts buildOptions) error {
	period, err := zhixiao.ParsePeriod(name)
	if err != nil {
		return usageError{err}
	}
	if opts.selection != (selection{}) || opts.force || opts.why {
		return usageError{errors.New("--erratum 处理各期全部受影响的报告，不与 --kind、--unit、--theme、--force、--why 同用")}
	}
	e := &erratum{at: at, cmd: cmd, opts: opts}
	if e.pending, err = openPending(at.out); err != nil {
		return err
	}
	periods, err := at.periods()
	if err != nil {
		return err
	}
	var faults []error
	for _, p := range periods {
		if err := errors.Join(cmd.Context().Err(), e.period(cmd.Context(), p)); err != nil {
			faults = append(faults, fmt.Errorf("%s：%w", p.Title(), err))
		}
	}
	faults = append(faults, e.close(cmd.Context(), period), at.agree(cmd.OutOrStdout()))
	if e.papers > 0 {
		at.writeFront(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
	}
	return errors.Join(faults...)
}

// periods are those of the output folder that something was made for, in order.
func (p *place) periods() ([]zhixiao.Period, error) {
	folders, err := os.ReadDir(p.out)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("成果目录%s无法读取：%w", p.out, err)
	}
	var all []zhixiao.Period
	for _, f := range folders {
		period, err := zhixiao.ParsePeriod(f.Name())
		if err != nil || !f.IsDir() {
			continue
		}
		m, err := output.ReadManifest(filepath.Join(p.out, f.Name()))
		if err != nil {
			return nil, err
		}
		if len(m.Jobs) > 0 {
			all = append(all, period)
		}
	}
	slices.SortStableFunc(all, func(a, b zhixiao.Period) int { return a.End().Compare(b.End()) })
	return all, nil
}

// affected is a job whose snapshots are not those its paper was made from.
type affected struct {
	job   output.Job
	was   []document.Fact
	cause string
}

// period puts the papers of one period right.
func (e *erratum) period(ctx context.Context, period zhixiao.Period) (err error) {
	l, err := e.at.open(ctx, period.String())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.close()) }()
	l.desk = newFrontDesk(e.at.out, l.facts)
	root := e.at.folder(period)
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
func (e *erratum) jobs(ctx context.Context, l *line, m *output.Manifest) ([]output.Job, error) {
	var all []output.Job
	for _, kind := range []string{"", mapsKind, volumeKind} {
		if kind != "" && !slices.ContainsFunc(m.Jobs, func(r output.Record) bool { return r.Kind == kind }) {
			continue
		}
		jobs, err := l.jobs(ctx, selection{kind: kind})
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
	for _, name := range sorted(now) {
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
func (e *erratum) remake(ctx context.Context, l *line, root string, all []affected) error {
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
		outcomes, err := output.Run(ctx, jobs, output.Options{Root: root, Period: l.period.String(), Workers: e.opts.workers, Force: locked, Revision: revision()})
		faults = append(faults, err)
		for _, o := range outcomes {
			at := slices.IndexFunc(all, func(a affected) bool { return a.job.ID == o.Job.ID })
			faults = append(faults, e.compare(l, root, all[at], o))
		}
	}
	return errors.Join(faults...)
}

// compare notes what a paper that was made again prints otherwise.
func (e *erratum) compare(l *line, root string, a affected, o output.Outcome) error {
	title := l.period.Title() + a.job.Title
	if o.Edited {
		e.left = append(e.left, title)
		return nil
	}
	if o.Err != nil {
		return o.Err
	}
	now, err := output.Facts(root, o.Record)
	if err != nil {
		return err
	}
	before := len(e.list)
	for _, c := range altered(a.was, now) {
		c.paper, c.key, c.cause = title, l.keyWords(zhixiao.Key(c.key)), a.cause
		e.list = append(e.list, c)
	}
	out := e.cmd.OutOrStdout()
	switch n := len(e.list) - before; {
	case n == 0:
		e.replaced++
	case o.Locked:
		e.papers++
		e.reapply = append(e.reapply, title)
		fmt.Fprintf(out, "受影响：%s，%d处（%s）；已审定，审定件未动，更正稿已出，须按勘误重新审定\n", title, n, a.cause)
	default:
		e.papers++
		fmt.Fprintf(out, "受影响：%s，%d处（%s）；已重做\n", title, n, a.cause)
	}
	e.pending.done = append(e.pending.done, a.job.ID)
	return nil
}

// altered pairs what was printed under a key with what is printed now, each at the
// place where it stood.
func altered(was, now []document.Fact) []correction {
	printed := func(f document.Fact) string { return f.Text + f.Unit }
	byKey := map[zhixiao.Key][]string{}
	for _, f := range now {
		byKey[f.Key] = append(byKey[f.Key], printed(f))
	}
	seen := map[zhixiao.Key]int{}
	var list []correction
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
		list = append(list, correction{place: f.Place, key: string(f.Key), was: printed(f), is: is})
	}
	return list
}

// close writes the list, and says what is left to do.
func (e *erratum) close(ctx context.Context, period zhixiao.Period) (err error) {
	out := e.cmd.OutOrStdout()
	if len(e.list) > 0 {
		files, err := e.write(ctx, period)
		if err != nil {
			return err
		}
		for _, f := range files {
			fmt.Fprintln(out, "勘误表："+f)
		}
	}
	for _, title := range e.reapply {
		fmt.Fprintf(out, "待勘误审定：%s（更正稿收稿、审核后，用 zhixiao review approve --erratum 原因 审定）\n", title)
	}
	for _, title := range e.left {
		fmt.Fprintf(out, "未重做：%s 的稿子已被人工修改；先用 zhixiao review take 收稿，再运行一次\n", title)
	}
	fmt.Fprintf(out, "受影响%d份，更正%d处；另有%d份重做后所印数值未变\n", e.papers, len(e.list), e.replaced)
	return e.pending.settle()
}

// keyWords names what a key stands for in the reader's words.
func (l *line) keyWords(key zhixiao.Key) string {
	what, unit, period, ok := key.Split()
	if !ok {
		return string(key)
	}
	for _, u := range l.templates.Units {
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
func (l *line) whatWords(key zhixiao.Key, what string) string {
	code, score := strings.CutPrefix(what, "score.")
	code, of, _ := strings.Cut(code, ".")
	name := l.facts.LevelName(code)
	for _, ind := range l.facts.Indicators() {
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
	if q, known := l.facts.Explain(key); known && q.Rule != "" {
		return q.Rule
	}
	if name != "" {
		return name
	}
	return "报告所用的数"
}
