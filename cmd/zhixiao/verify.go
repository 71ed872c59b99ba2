package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"zhixiao/output"
	"zhixiao/store"
)

func verifyCommand(at *place) *cobra.Command {
	return &cobra.Command{
		Use:   "verify 目录",
		Short: "核对成果目录或归档包中的每个文件：zhixiao verify output/2026Q3",
		Args:  exactly(1, "一个成果目录或归档包，如 output/2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := output.Verify(args[0])
			if err = errors.Join(err, at.verifyApprovals(cmd.Context(), args[0])); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%d个文件与清单一致\n", n)
			return nil
		},
	}
}

// verifyApprovals compares a period's folder with what the database says was
// approved: the folder's own list could have been changed along with a file.
// Without a database at hand the list has to do.
func (p *place) verifyApprovals(ctx context.Context, dir string) (err error) {
	if _, missing := os.Stat(p.database); missing != nil || output.IsBag(dir) {
		return nil
	}
	m, err := output.ReadManifest(dir)
	if err != nil || m.Period == "" {
		return err
	}
	st, err := store.Open(ctx, p.database)
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
		files, err := lockedFiles(ctx, st, a.Seq)
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
