package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/output"
	"zhixiao/output/press"
)

var _ press.Reviewer = (*Reviews)(nil)

// Fold puts what reviewers wrote into d and keeps nothing of it.
func (r *Reviews) Fold(ctx context.Context, d *document.Document) (*document.Document, error) {
	if _, reviewed := r.latest[d.Job]; !reviewed {
		return d, nil
	}
	d, _, err := r.with(ctx, d)
	return d, err
}

// Merge puts what reviewers wrote into d and keeps what d was generated as, so
// that the next review has something to compare with. notes are the comments
// that go into the Word file.
func (r *Reviews) Merge(ctx context.Context, d *document.Document) (merged *document.Document, notes []docx.Note, err error) {
	merged = d
	if v, ok := r.latest[d.Job]; ok {
		if merged, notes, err = r.with(ctx, d); err != nil {
			return nil, nil, fmt.Errorf("并入第%d版审稿：%w", v.Seq, err)
		}
		// A merged draft is numbered by itself; its origin sets its base apart.
		merged.Origin = d.Origin + mergedMark(v.Seq)
	}
	return merged, notes, keepBase(ctx, r.store, merged, document.PassagesAs(d, merged))
}

// with folds the versions of a job into d, the oldest first. A version that a
// later one was made from is in that already.
func (r *Reviews) with(ctx context.Context, d *document.Document) (*document.Document, []docx.Note, error) {
	versions, err := r.versions(ctx, d.Job)
	if err != nil {
		return nil, nil, err
	}
	merged, all := d, &document.Merged{}
	var comments []docx.Comment
	var base []document.Passage
	for i, v := range versions {
		tree := v.file.Tree()
		tree.Numbers = d.Numbers
		if i > 0 {
			tree = document.Rename(tree, v.apart)
		}
		var how *document.Merged
		merged, how = document.Merge(v.base, tree, merged)
		for j := range how.Conflicts {
			if i > 0 {
				how.Conflicts[j].Why += output.Wording("merged before")
			}
		}
		all.Kept, all.Added, all.Deleted = append(all.Kept, how.Kept...), append(all.Added, how.Added...), append(all.Deleted, how.Deleted...)
		all.Moved, all.Conflicts = append(all.Moved, how.Moved...), append(all.Conflicts, how.Conflicts...)
		comments, base = append(comments, v.file.Reading.Comments...), v.base
	}
	if err := r.checkPictures(ctx, d, merged, all); err != nil {
		return nil, nil, err
	}
	r.mu.Lock()
	r.told[d.Job], r.long[d.Job] = all, lengthOf(d.Budget, merged)
	r.mu.Unlock()
	return merged, newHomes(merged, base).notes(all.Conflicts, comments), nil
}

// lengthOf warns of a merged report outside the length asked for: reviewers
// answer for it, but should know.
func lengthOf(b document.Budget, merged *document.Document) string {
	n := document.CountBody(merged).Words
	if b == (document.Budget{}) || n >= b.Min && n <= b.Max {
		return ""
	}
	return fmt.Sprintf(output.Wording("merged length"), n, b.Min, b.Max)
}

// Merged tells, line by line, what was merged into the jobs of a run, with all texts
// of every conflict.
func (r *Reviews) Merged(outcomes []output.Outcome) []string {
	var lines account
	for _, o := range outcomes {
		how := r.told[o.Job.ID]
		if how == nil || o.Err != nil {
			continue
		}
		v := r.latest[o.Job.ID]
		lines.say(output.Wording("merged"), o.Job.Title, v.Seq, v.Stage, v.Who,
			len(how.Kept), len(how.Added), len(how.Deleted), len(how.Moved), len(how.Conflicts))
		if long := r.long[o.Job.ID]; long != "" {
			lines.say("  篇幅：%s", long)
		}
		lines.conflicts(how.Conflicts)
	}
	return lines
}

func (a *account) conflicts(all []document.Conflict) {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b document.Conflict) int { return strings.Compare(a.Name(), b.Name()) })
	for _, c := range all {
		a.say("  冲突 %s：%s", c.Name(), c.Why)
		for _, line := range [][2]string{{"原生成", c.Base}, {"审核稿", c.Reviewed}, {"新数据", c.Fresh}} {
			if line[1] != "" {
				a.say("    %s：%s", line[0], line[1])
			}
		}
	}
}
