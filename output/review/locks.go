package review

import (
	"context"
	"slices"

	"zhixiao/output"
	"zhixiao/store/ledger"
)

// Locks are the approvals that stand, by job.
func Locks(ctx context.Context, st Locked) (map[string]*output.Lock, error) {
	approvals, err := st.Approvals(ctx, "")
	if err != nil {
		return nil, err
	}
	all := map[string]*output.Lock{}
	for _, a := range approvals {
		if all[a.Job], err = LockOf(ctx, st, a); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// LockOf is an approval as the lock of its job: the files that were approved, and
// where their bytes are kept.
func LockOf(ctx context.Context, st Locked, a ledger.Approval) (*output.Lock, error) {
	files, err := LockedFiles(ctx, st, a.Seq)
	return &output.Lock{Who: a.Who + "审定（" + a.Version + "）", Files: files,
		Body: func(ctx context.Context, path string) ([]byte, error) { return st.ApprovedBody(ctx, a.Seq, path) }}, err
}

// LockedFiles are the files of an approval.
func LockedFiles(ctx context.Context, st Locked, approval int64) ([]output.File, error) {
	kept, err := st.ApprovedFiles(ctx, approval)
	if err != nil {
		return nil, err
	}
	files := make([]output.File, len(kept))
	for i, f := range kept {
		files[i] = output.File{Path: f.Path, Size: f.Size, SHA256: f.SHA256}
	}
	return files, nil
}

// listLocks writes the folder's list of a period's approvals. Approvals of other
// reports may be written at the same time: it is written until it says what the
// database says, so that the last of them leaves it whole.
func listLocks(ctx context.Context, st Locked, root, period string) error {
	approvals, err := st.Approvals(ctx, period)
	for err == nil && len(approvals) > 0 {
		var all []output.LockRecord
		for _, a := range approvals {
			files, err := LockedFiles(ctx, st, a.Seq)
			if err != nil {
				return err
			}
			all = append(all, output.LockRecord{Job: a.Job, Title: a.Title, Version: a.Version, Who: a.Who, Approved: a.Approved, Files: files})
		}
		if err := output.WriteLocks(root, all); err != nil {
			return err
		}
		written := approvals
		if approvals, err = st.Approvals(ctx, period); err == nil && slices.Equal(written, approvals) {
			return nil
		}
	}
	return err
}
