package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/output"
	"zhixiao/store"
)

func inspectCommand(at *place) *cobra.Command {
	var form string
	var force bool
	cmd := &cobra.Command{
		Use:   "inspect 核查表.xlsx",
		Short: "由专项核查表和证据文件生成问题清单与证据册；--form 先取一份空表",
		RunE: func(cmd *cobra.Command, args []string) error {
			if form != "" {
				return writeInspectionForm(cmd, form)
			}
			if len(args) != 1 {
				return usageError{errors.New("需要一个核查表文件；用 --form 核查表.xlsx 取一份空表")}
			}
			return at.inspect(cmd, args[0], force)
		},
	}
	cmd.Flags().StringVar(&form, "form", "", "写出空的核查表到这个文件")
	cmd.Flags().BoolVar(&force, "force", false, "输入未变也重做")
	return cmd
}

func writeInspectionForm(cmd *cobra.Command, file string) (err error) {
	if _, err := os.Stat(file); err == nil {
		return &zhixiao.Problem{At: zhixiao.Place{File: file}, Err: errors.New("已经存在，未改动"), Way: "换一个文件名"}
	}
	folder, err := output.NewFolder(filepath.Dir(file))
	if err != nil {
		return err
	}
	err = folder.Put(cmd.Context(), filepath.Base(file), func(w io.Writer) error { return store.WriteInspection(w, &zhixiao.Inspection{}) })
	if err == nil {
		fmt.Fprintf(cmd.OutOrStdout(), "已写出空的核查表 %s；证据文件放在同一目录，填好后运行 zhixiao inspect %s\n", file, file)
	}
	return err
}

// inspect reads the workbook, records the inspection and makes its two
// deliverables below the output folder.
func (p *place) inspect(cmd *cobra.Command, file string, force bool) (err error) {
	ctx, out, started := cmd.Context(), cmd.OutOrStdout(), time.Now()
	set, err := p.loadTemplates()
	if err != nil {
		return err
	}
	in, hash, err := store.ReadInspection(file, set.Units)
	if err != nil {
		return err
	}
	st, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	i := &inspection{records: analysis.NewInspected(in), hash: hash, set: set, at: p}
	if i.demo, err = st.Demo(ctx); err != nil {
		return err
	}
	if err := i.open(); err != nil {
		return err
	}
	if err := i.proof(out); err != nil {
		return err
	}
	if err := st.SaveInspection(ctx, *in, hash); err != nil {
		return err
	}
	root := filepath.Join(p.out, in.No)
	jobs := i.jobs()
	outcomes, err := output.Run(ctx, jobs, output.Options{Root: root, Period: in.No, Workers: 1, Force: force, Revision: revision(), Each: newProgress(out, len(jobs)).each})
	if err != nil && outcomes == nil {
		return err
	}
	p.writeFront(ctx, out, cmd.ErrOrStderr())
	if failed := summary(out, root, outcomes, time.Since(started)); failed > 0 {
		return errors.Join(err, fmt.Errorf("%d份未能生成，原因见上", failed))
	}
	return err
}
