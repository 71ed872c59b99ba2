package review

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/store/ledger"
)

// taken is a version with the text it was generated as.
type taken struct {
	ledger.Review
	base    []document.Passage
	file    *Draft
	changed []document.Difference
}

// mergedMark stands at the end of a merged draft's origin: everything up to
// version seq is in it.
func mergedMark(seq int64) string {
	return "；已并入审稿第" + strconv.FormatInt(seq, 10) + "版"
}

// versions are the versions of a job whose changes no later one holds, oldest
// first: the last, and those that other people made beside it.
func (r *Reviews) versions(ctx context.Context, job string) ([]taken, error) {
	list, err := r.store.Reviews(ctx, job)
	if err != nil {
		return nil, err
	}
	var out []taken
	for _, v := range slices.Backward(list) {
		if slices.ContainsFunc(out, func(later taken) bool { return later.follows(v.Seq) }) {
			continue
		}
		t, err := r.open(ctx, v)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(out, func(later taken) bool { return later.continues(t) }) {
			out = append(out, t)
		}
	}
	slices.Reverse(out)
	return out, nil
}

func (r *Reviews) open(ctx context.Context, v ledger.Review) (t taken, err error) {
	if t.Review, _, err = r.store.Review(ctx, v.Seq); err != nil {
		return t, err
	}
	var ok bool
	if t.base, ok, err = keptBase(ctx, r.store, v.Job, v.Origin); err != nil {
		return t, err
	}
	if !ok {
		return t, &zhixiao.Problem{At: zhixiao.Place{File: v.File}, Err: fmt.Errorf("找不到它所依据的生成稿（%s）", v.Origin), Way: "请用生成它的数据库（--db）"}
	}
	if t.file, err = newDraft(ctx, v.File, t.Body); err == nil {
		t.changed = document.Compare(t.base, document.Passages(t.file.Tree()))
	}
	return t, err
}

// follows reports whether the draft was printed after version seq was merged.
func (t taken) follows(seq int64) bool {
	_, mark, ok := strings.Cut(t.Origin, "；已并入审稿第")
	n, err := strconv.ParseInt(strings.TrimSuffix(mark, "版"), 10, 64)
	return ok && err == nil && n >= seq
}

// continues reports whether the draft was made by editing the older one on: it
// holds at least half of the older one's changes. Two people at work beside
// each other may delete the same paragraph, but hardly write the same text.
func (t taken) continues(older taken) bool {
	mine := document.Replaced(t.file.Tree())
	for id, image := range document.Replaced(older.file.Tree()) {
		if docx.PrintSum(mine[id].Data) != docx.PrintSum(image.Data) {
			return false
		}
	}
	shared := 0
	for _, a := range older.changed {
		if slices.ContainsFunc(t.changed, func(b document.Difference) bool {
			return a.Kind == b.Kind && a.Block == b.Block && a.Part == b.Part && document.Same(a.New, b.New)
		}) {
			shared++
		}
	}
	return 2*shared >= len(older.changed)
}

// apart keeps the names of paragraphs that two people added at one place apart.
func (t taken) apart(id document.ID) document.ID {
	if slices.Contains(t.file.Reading.IDs, string(id)) {
		return id
	}
	return document.ID(strings.Replace(string(id), ".added.", ".added."+t.SHA256[:6]+".", 1))
}
