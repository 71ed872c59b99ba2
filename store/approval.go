package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"zhixiao/store/ledger"
)

// SaveApproval keeps an approval with its files and, when it is a version the
// ledger does not hold yet, the approved draft: all or nothing. It answers the
// approval's number and is the only place that gives one. The file was printed as
// the successor of the approval numbered before (0: as the job's first); if another
// has been kept since then, nothing is kept and the answer is a *zhixiao.Problem
// that names it.
func (s *Store) SaveApproval(ctx context.Context, a ledger.Approval, before int64, draft *ledger.Review, files []ledger.ApprovedFile) (seq int64, err error) {
	err = s.within(ctx, func(tx *sqlx.Tx) error {
		if err := s.unforestalled(ctx, tx, a, before); err != nil {
			return err
		}
		if draft != nil {
			kept := *draft
			kept.Taken = a.Approved
			if a.Review, err = ledger.Append(ctx, tx, kept); err != nil {
				return err
			}
		}
		if seq, err = ledger.Append(ctx, tx, a); err != nil {
			return err
		}
		for _, f := range files {
			f.Approval = seq
			if _, err := ledger.Append(ctx, tx, f); err != nil {
				return fmt.Errorf("%s：%w", f.Path, err)
			}
		}
		return nil
	})
	return seq, err
}

// unforestalled proves that nobody approved the job since the approval numbered
// before.
func (s *Store) unforestalled(ctx context.Context, tx *sqlx.Tx, a ledger.Approval, before int64) error {
	now, any, err := ledger.First[ledger.Approval](ctx, tx, lastOfJob, a.Job)
	if any && now.Seq != before {
		err = problem(a.Title, fmt.Errorf("在本次审定办理期间，%s已于%s审定（%s）；本次没有登记，也没有写出文件", now.Who, now.Approved, now.Version),
			"核对已审定的文件；确需更正的，用 --erratum 写明勘误原因后再审定")
	}
	return err
}

// lastOfJob finds the approval of a job that stands.
const lastOfJob = "WHERE job = ? ORDER BY seq DESC"

// within does work in one transaction that holds the right to write from its
// start, so that what it reads is still so when it writes.
func (s *Store) within(ctx context.Context, work func(*sqlx.Tx) error) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	defer func() { _ = tx.Rollback() }() // after Commit this does nothing
	if err := work(tx); err != nil {
		return s.explain(err)
	}
	return s.explain(tx.Commit())
}

// Approvals are the approvals of a period that stand, by job: of each job the
// last one. An empty period means all periods.
func (s *Store) Approvals(ctx context.Context, period string) ([]ledger.Approval, error) {
	list, err := ledger.Read[ledger.Approval](ctx, s.db, `AS a WHERE (period = ? OR ? = '')
		AND seq = (SELECT MAX(seq) FROM approval WHERE job = a.job) ORDER BY job`, period, period)
	return list, s.explain(err)
}

// Approval is the approval of a job that stands; ok is false when there is none.
func (s *Store) Approval(ctx context.Context, job string) (a ledger.Approval, ok bool, err error) {
	a, ok, err = ledger.First[ledger.Approval](ctx, s.db, lastOfJob, job)
	return a, ok, s.explain(err)
}

// ApprovedFiles lists the files of an approval by path, without their bytes.
func (s *Store) ApprovedFiles(ctx context.Context, approval int64) ([]ledger.ApprovedFile, error) {
	list, err := ledger.Read[ledger.ApprovedFile](ctx, s.db, "WHERE approval = ? ORDER BY path", approval)
	return list, s.explain(err)
}

// ApprovedBody is the bytes of a file of an approval.
func (s *Store) ApprovedBody(ctx context.Context, approval int64, path string) ([]byte, error) {
	var body []byte
	err := s.db.GetContext(ctx, &body, "SELECT body FROM approval_file WHERE approval = ? AND path = ?", approval, path)
	return body, s.explain(err)
}

// NextCopy is the number that the next copy of a period gets, from 1, as far as is
// known now; SaveCopies proves it.
func (s *Store) NextCopy(ctx context.Context, period string) (int64, error) {
	n, err := nextCopy(ctx, s.db, period)
	return n, s.explain(err)
}

func nextCopy(ctx context.Context, q sqlx.QueryerContext, period string) (n int64, err error) {
	err = sqlx.GetContext(ctx, q, &n, "SELECT COUNT(DISTINCT number) + 1 FROM distribution WHERE period = ?", period)
	return n, err
}

// SaveCopies enters the files of one copy into the register of distribution, all
// or none. They were printed with the number serial; when that is not the period's
// next number any more, nothing is entered and the error is ledger.ErrNumberTaken.
func (s *Store) SaveCopies(ctx context.Context, serial int64, copies []ledger.Copy, given time.Time) error {
	return s.within(ctx, func(tx *sqlx.Tx) error {
		if len(copies) == 0 {
			return nil
		}
		if next, err := nextCopy(ctx, tx, copies[0].Period); err != nil {
			return err
		} else if next != serial {
			return ledger.ErrNumberTaken
		}
		for _, c := range copies {
			c.Given = given.Format(time.RFC3339)
			if _, err := ledger.Append(ctx, tx, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// Copies is the register of distribution of a period, in order; of all periods
// when it is empty.
func (s *Store) Copies(ctx context.Context, period string) ([]ledger.Copy, error) {
	list, err := ledger.Read[ledger.Copy](ctx, s.db, "WHERE period = ? OR ? = '' ORDER BY seq", period, period)
	return list, s.explain(err)
}
