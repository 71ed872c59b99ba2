package press

import (
	"context"

	"zhixiao/output"
)

// Options steer a run.
type Options struct {
	Workers  int      // how many jobs are made at once; at least 1
	Force    bool     // make everything, stale or not
	Progress Progress // nil where nobody listens
}

// Progress hears how far a run is. Calls come one at a time.
type Progress interface {
	Begin(jobs int)                         // before the first of so many jobs
	Done(done, total int, o output.Outcome) // after every job
}

// Run makes the stale jobs of the edition. A failed job never stops the others:
// outcomes come in the order of jobs, the error is for what concerns the whole run.
func (l *Edition) Run(ctx context.Context, jobs []output.Job, o Options) ([]output.Outcome, error) {
	run := l.options()
	run.Workers, run.Force = o.Workers, o.Force
	if o.Progress != nil {
		o.Progress.Begin(len(jobs))
		run.Each = o.Progress.Done
	}
	return output.Run(ctx, jobs, run)
}

// Stale says of each job why it would be made again; "" when it would not.
func (l *Edition) Stale(jobs []output.Job) ([]string, error) {
	return output.Stale(jobs, l.options())
}

func (l *Edition) options() output.Options {
	return output.Options{Root: l.Project.Folder(l.Period), Period: l.Period.String(), Revision: l.Project.Program.Revision()}
}

// TakeWarnings answers the edition's warnings and forgets them, so that each is told
// once.
func (l *Edition) TakeWarnings() []string {
	all := l.Warnings
	l.Warnings = nil
	return all
}
