package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/store"
	"zhixiao/templates"
	"zhixiao/workfolder"
)

// formsFile is the empty workbook that shows how data are to be delivered.
const formsFile = "数据表样.xlsx"

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:         "init 目录",
		Short:       "建立工作目录：空数据库、数据表样和可以修改的模板",
		Args:        exactly(1, "一个目录"),
		Annotations: placeless(),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := makeFolder(cmd.Context(), args[0]); err != nil {
				return err
			}
			out, in := cmd.OutOrStdout(), func(name string) string { return filepath.Join(args[0], name) }
			fmt.Fprintf(out, "已建立 %s：\n  %s  数据库\n  %s  数据表样（按它备数，加粗的列必填）\n  %s  模板（可修改）\n  %s  设置（数据库、成果目录、模板、全宗号、名称）\n",
				args[0], in(workfolder.DefaultDatabase), in(formsFile), in(workfolder.DefaultTemplates), in(workfolder.FileName))
			fmt.Fprintln(out, "下一步：在该目录里运行 zhixiao import 文件… 导入数据，然后运行 zhixiao freeze 2026Q3 和 zhixiao build 2026Q3；不用再写 --db、--out、--templates")
			return nil
		},
	}
}

// makeFolder makes dir a working folder: nothing that is there is touched.
func makeFolder(ctx context.Context, dir string) error {
	database, shapes, forms := filepath.Join(dir, workfolder.DefaultDatabase), filepath.Join(dir, workfolder.DefaultTemplates), filepath.Join(dir, formsFile)
	for _, path := range []string{database, shapes, forms, filepath.Join(dir, workfolder.FileName)} {
		if _, err := os.Lstat(path); err == nil {
			return &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: errors.New("已经存在，未改动"), Way: "换一个目录，或先移走它"}
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("目录%s无法建立：%w", dir, err)
	}
	st, err := store.Create(ctx, database)
	if err != nil {
		return err
	}
	if err := errors.Join(writeForms(ctx, st, forms), st.Close(), templates.Export(shapes)); err != nil {
		return err
	}
	return workfolder.Write(dir, workfolder.Folder{Database: workfolder.DefaultDatabase, Output: workfolder.DefaultOutput, Templates: workfolder.DefaultTemplates})
}

// writeForms writes the form workbook to path.
func writeForms(ctx context.Context, st *store.Store, path string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("数据表样%s无法写入：%w", path, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return st.WriteForms(ctx, f)
}
