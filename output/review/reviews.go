package review

import (
	"context"
	"maps"
	"strconv"
	"sync"
	"zhixiao/document"
	"zhixiao/output"
	"zhixiao/store/ledger"
)

// Reviews is what reviewers handed in for the jobs of a run, and what became
// of it.
type Reviews struct {
	store    Store
	pictures document.Pictures
	latest   map[string]ledger.Review // by job, without bytes
	hashes   map[string][]string      // of every version taken, by job
	locks    map[string]*output.Lock  // of approved reports, by job

	mu   sync.Mutex // guards told and long
	told map[string]*document.Merged
	long map[string]string // what there is to say of a merged report's length, by job
}

// Load reads what was handed in and approved. pictures draws the figures of fresh
// documents, to be compared with those that a reviewer replaced.
func Load(ctx context.Context, st Store, pictures document.Pictures) (*Reviews, error) {
	all, err := st.Reviews(ctx, "")
	if err != nil {
		return nil, err
	}
	r := &Reviews{store: st, pictures: pictures, latest: map[string]ledger.Review{}, hashes: map[string][]string{}, told: map[string]*document.Merged{}, long: map[string]string{}}
	for _, v := range all {
		r.latest[v.Job] = v
		r.hashes[v.Job] = append(r.hashes[v.Job], v.SHA256)
	}
	r.locks, err = Locks(ctx, st)
	return r, err
}

// Join lets a job know the review that it merges: a new one makes it stale, and a file
// on disk that was taken in may be replaced. An approved job gets its lock.
func (r *Reviews) Join(job output.Job) output.Job {
	job.Lock = r.locks[job.ID]
	v, ok := r.latest[job.ID]
	if !ok {
		return job
	}
	job.Inputs = maps.Clone(job.Inputs)
	job.Inputs["审稿"] = "第" + strconv.FormatInt(v.Seq, 10) + "版 " + v.SHA256
	job.Drafts = r.hashes[job.ID]
	return job
}

// Latest is the SHA-256 of the version last handed in for a job; "" when none is.
func (r *Reviews) Latest(job string) string { return r.latest[job].SHA256 }
