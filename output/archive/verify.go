package archive

import (
	"context"
	"errors"
	"fmt"
	"os"

	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/output/review"
)

// Verify re-reads every file of a period's folder or of a bag, and reports all that
// are missing or differ from what was listed, and from what the database says was
// approved. It answers how many were looked at.
func Verify(ctx context.Context, p *press.Project, dir string) (checked int, err error) {
	if IsBag(dir) {
		return VerifyBag(dir)
	}
	checked, err = output.Verify(dir)
	return checked, errors.Join(err, verifyApprovals(ctx, p, dir))
}

// verifyApprovals compares a period's folder with what the database says was
// approved: the folder's own list could have been changed along with a file.
// Without a database at hand the list has to do.
func verifyApprovals(ctx context.Context, p *press.Project, dir string) (err error) {
	if _, missing := os.Stat(p.Database); missing != nil {
		return nil
	}
	m, err := output.ReadManifest(dir)
	if err != nil || m.Period == "" {
		return err
	}
	st, err := p.OpenStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	approvals, err := st.Approvals(ctx, m.Period)
	if err != nil {
		return err
	}
	listed, err := output.ReadLocks(dir)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, l := range listed {
		for _, f := range l.Files {
			known[l.Job+f.Path+f.SHA256] = true
		}
	}
	var faults []error
	for _, a := range approvals {
		files, err := review.LockedFiles(ctx, st, a.Seq)
		if err != nil {
			return err
		}
		for _, f := range files {
			if !known[a.Job+f.Path+f.SHA256] { // the others have been proved by the list
				faults = append(faults, fmt.Errorf("审定清单与数据库的审定记录不符：%w", errors.Join(errors.New(f.Path), output.CheckLocked(dir, f))))
			}
		}
	}
	return errors.Join(faults...)
}
