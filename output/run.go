package output

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"zhixiao/document"
	"zhixiao/output/formats"
)

// Job is one deliverable to make.
type Job struct {
	ID, Kind, Unit, Title string
	Inputs                map[string]string // what it reads → hash or version; decides whether it is stale
	Drafts                []string          // SHA-256 of hand-edited Word files that Make merges; such a file may be replaced
	Lock                  *Lock             // set when the report has been approved: nothing is made, its locked files are proved
	// Make writes the job's files into sink and says what it made. It is called
	// at most once and from any goroutine.
	Make func(ctx context.Context, sink document.Sink) (Made, error)
}

// Made is what a job tells about its deliverables.
type Made struct {
	Words, Pages int
	Facts        []document.Fact // what is printed under keys
	Faults       []Fault         // numbers that cannot be right
}

// Outcome is how a job ended.
type Outcome struct {
	Job     *Job
	Skipped bool   // nothing was made: inputs unchanged and files intact, or Edited
	Locked  bool   // the report has been approved; its files were proved
	Edited  bool   // a Word file was changed by hand since it was made; it was left alone
	Why     string // what made it stale, or why it was skipped
	Record  Record
	Err     error
}

// Options steer a run.
type Options struct {
	Root    string // the period's folder
	Period  string
	Workers int  // at least 1
	Force   bool // make everything, stale or not
	// Revision is written into the records of what is made, see Record.
	Revision string
	// Each, when set, is called after every job, one call at a time.
	Each func(done, total int, o Outcome)
}

// Run makes the stale jobs of a period and leaves the rest alone. A failed job
// never stops the others. Outcomes come in the order of jobs; the error is for
// what concerns the whole run: the folder, the lock, the manifest, ctx.
func Run(ctx context.Context, jobs []Job, opts Options) ([]Outcome, error) {
	if _, err := NewFolder(opts.Root); err != nil {
		return nil, err
	}
	release, err := lock(opts.Root)
	if err != nil {
		return nil, err
	}
	defer release()
	if err := sweep(opts.Root); err != nil {
		return nil, DiskError(opts.Root, err)
	}
	manifest, err := ReadManifest(opts.Root)
	if err != nil {
		return nil, err
	}
	manifest.Period = opts.Period
	r := &runner{opts: opts, manifest: manifest, outcomes: make([]Outcome, len(jobs))}
	if err := r.openJournal(); err != nil {
		return nil, err
	}
	r.all(ctx, jobs)
	if err := r.journal.Close(); err != nil {
		return r.outcomes, DiskError(opts.Root, err)
	}
	return r.outcomes, errors.Join(ctx.Err(), manifest.write(opts.Root))
}

type runner struct {
	opts     Options
	outcomes []Outcome

	mu       sync.Mutex // guards what follows
	manifest *Manifest
	journal  *os.File
	done     int
}

func (r *runner) openJournal() (err error) {
	path := filepath.Join(r.opts.Root, journalName)
	// A killed run's journal may end in half a line: fold it in and start anew.
	if _, err := os.Stat(path); err == nil {
		if err := r.manifest.write(r.opts.Root); err != nil {
			return err
		}
	}
	r.journal, err = os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return DiskError(path, err)
	}
	return nil
}

func (r *runner) all(ctx context.Context, jobs []Job) {
	next := make(chan int)
	var wg sync.WaitGroup
	for range max(r.opts.Workers, 1) {
		wg.Go(func() {
			for i := range next {
				r.finish(i, len(jobs), r.one(ctx, &jobs[i]))
			}
		})
	}
	for i := range jobs {
		next <- i
	}
	close(next)
	wg.Wait()
}

func (r *runner) one(ctx context.Context, job *Job) Outcome {
	o := Outcome{Job: job}
	if o.Err = ctx.Err(); o.Err != nil {
		return o
	}
	r.mu.Lock()
	old, known := r.manifest.Job(job.ID)
	r.mu.Unlock()
	if r.locked(ctx, job, &o); o.Err != nil || o.Skipped {
		o.Record = old
		return o
	}
	o.Why = r.stale(job, old, known)
	if o.Why == "" {
		o.Skipped, o.Why, o.Record = true, "输入未变，文件完好", old
		return o
	}
	if o.Err = r.guardDrafts(job, old, &o); o.Err != nil || o.Skipped {
		return o
	}
	folder := &Folder{root: r.opts.Root}
	made, err := safely(ctx, job, folder)
	if err != nil {
		o.Err = fmt.Errorf("%s：%w", job.Title, err)
		return o
	}
	files := folder.Files()
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	printed, err := folder.storeFacts(job.ID, made.Facts)
	if err != nil {
		o.Err = fmt.Errorf("%s：%w", job.Title, err)
		return o
	}
	o.Record = Record{ID: job.ID, Kind: job.Kind, Unit: job.Unit, Title: job.Title, Inputs: job.Inputs,
		Words: made.Words, Pages: made.Pages, Files: files, Printed: printed, Faults: made.Faults, Revision: r.opts.Revision}
	return o
}

// locked proves the files of an approved report and leaves its draft alone,
// unless Force asks for a fresh one beside it.
func (r *runner) locked(ctx context.Context, job *Job, o *Outcome) {
	if job.Lock == nil {
		return
	}
	restored, err := job.Lock.Prove(ctx, r.opts.Root)
	if err != nil {
		o.Err = fmt.Errorf("%s：%w", job.Title, err)
		return
	}
	o.Locked, o.Skipped = true, !r.opts.Force
	o.Why = "已由" + job.Lock.Who + "，不再生成"
	if restored > 0 {
		o.Why += fmt.Sprintf(Wording("restored"), restored)
	}
}

// guardDrafts keeps what people changed: a Word file that differs from the
// manifest is a reviewer's draft. It is left alone, or under Force set aside in
// kept/ before the job is made anew.
func (r *runner) guardDrafts(job *Job, old Record, o *Outcome) error {
	for _, f := range old.Files {
		path := filepath.Join(r.opts.Root, filepath.FromSlash(f.Path))
		if !formats.IsDraft(path) {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		hash := sumOf(data)
		if hash == f.SHA256 || old.Unmarked != nil && hash == old.Unmarked.SHA256 || slices.Contains(job.Drafts, hash) {
			continue
		}
		if !r.opts.Force {
			o.Skipped, o.Edited, o.Why, o.Record = true, true, f.Path+Wording("edited"), old
			return nil
		}
		aside := "kept/" + hash[:8] + "-" + filepath.Base(path)
		if err := (&Folder{root: r.opts.Root}).store(aside, data); err != nil {
			return fmt.Errorf("%s：%w", job.Title, DiskError(path, err))
		}
		o.Why += Wording("set aside") + aside
	}
	return nil
}

// safely turns a panic in one job into that job's error.
func safely(ctx context.Context, job *Job, sink document.Sink) (made Made, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("程序内部错误：%v\n%s", p, debug.Stack())
		}
	}()
	return job.Make(ctx, sink)
}

// stale says why a job must be made; empty when it need not.
func (r *runner) stale(job *Job, old Record, known bool) string {
	switch {
	case r.opts.Force:
		return "要求全部重做"
	case !known:
		return "尚未生成"
	}
	if changed := changedInputs(old.Inputs, job.Inputs); changed != "" {
		return changed
	}
	for _, f := range old.all() {
		if CheckFile(r.opts.Root, f) != nil {
			return f.Path + "缺失或被改动"
		}
	}
	return ""
}

// changedInputs names the inputs that differ: those that changed and, where none
// did, those that came or went.
func changedInputs(was, now map[string]string) string {
	var changed, came, went []string
	for _, name := range slices.Sorted(maps.Keys(now)) {
		switch old, known := was[name]; {
		case !known:
			came = append(came, name)
		case old != now[name]:
			changed = append(changed, name+"已变化"+step(old, now[name]))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if _, known := now[name]; !known {
			went = append(went, name)
		}
	}
	switch {
	case len(changed) > 0:
		return strings.Join(changed, "；")
	case len(came) > 0:
		return "新增输入" + strings.Join(came, "、")
	case len(went) > 0:
		return "不再使用输入" + strings.Join(went, "、")
	}
	return ""
}

// step shows how an input of a name and a hash went from one name to another:
// 2026Q2.v1→2026Q2.v2; "" where only the hash differs, or there is no name.
func step(was, now string) string {
	from, hash1, _ := strings.Cut(was, " ")
	to, hash2, named := strings.Cut(now, " ")
	if !named || from == to || hash1 == "" && hash2 == "" {
		return ""
	}
	return "（" + from + "→" + to + "）"
}

// finish records an outcome: journal first, so that a killed run's work is
// found again.
func (r *runner) finish(i, total int, o Outcome) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if o.Err == nil && !o.Skipped {
		old, _ := r.manifest.Job(o.Record.ID)
		r.manifest.put(o.Record)
		if line, err := json.Marshal(o.Record); err == nil {
			if _, err := r.journal.Write(append(line, '\n')); err != nil {
				o.Err = DiskError(r.journal.Name(), err)
			}
		}
		if old.Unmarked != nil {
			o.Err = errors.Join(o.Err, dropKept(r.opts.Root, o.Record.ID))
		}
	}
	r.outcomes[i] = o
	r.done++
	if r.opts.Each != nil {
		r.opts.Each(r.done, total, o)
	}
}

// Stale says for each job why it would be made, "" for those that are up to
// date; it makes nothing.
func Stale(jobs []Job, opts Options) ([]string, error) {
	manifest, err := ReadManifest(opts.Root)
	if err != nil {
		return nil, err
	}
	r := &runner{opts: opts, manifest: manifest}
	why := make([]string, len(jobs))
	for i := range jobs {
		if jobs[i].Lock != nil && !opts.Force {
			continue // approved: proved, never made
		}
		old, known := manifest.Job(jobs[i].ID)
		why[i] = r.stale(&jobs[i], old, known)
	}
	return why, nil
}
