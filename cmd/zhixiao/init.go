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
)

// formsFile is the empty workbook that shows how data are to be delivered.
const formsFile = "数据表样.xlsx"

func initCommand(at *place) *cobra.Command {
	return &cobra.Command{
		Use:   "init 目录",
		Short: "建立工作目录：空数据库、数据表样和可以修改的模板",
		Args:  exactly(1, "一个目录"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := args[0]
			database, shapes, forms := filepath.Join(dir, "zhixiao.sqlite"), filepath.Join(dir, "templates"), filepath.Join(dir, formsFile)
			for _, path := range []string{database, shapes, forms} {
				if _, err := os.Stat(path); err == nil {
					return &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: errors.New("已经存在，未改动"), Way: "换一个目录，或先移走它"}
				}
			}
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return fmt.Errorf("目录%s无法建立：%w", dir, err)
			}
			st, err := store.Create(cmd.Context(), database)
			if err != nil {
				return err
			}
			if err := errors.Join(writeForms(cmd.Context(), st, forms), st.Close(), templates.Export(shapes)); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "已建立 %s：\n  %s  数据库\n  %s  数据表样（按它备数，加粗的列必填）\n  %s  模板（可修改）\n", dir, database, forms, shapes)
			fmt.Fprintln(cmd.OutOrStdout(), "下一步：在该目录运行 zhixiao import 文件… 导入数据，然后运行 zhixiao freeze 2026Q3 和 zhixiao build 2026Q3 --templates templates")
			return nil
		},
	}
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
