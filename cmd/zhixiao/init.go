package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/store"
	"zhixiao/templates"
)

func initCommand(at *place) *cobra.Command {
	return &cobra.Command{
		Use:   "init 目录",
		Short: "建立工作目录：空数据库和可以修改的模板",
		Args:  exactly(1, "一个目录"),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := args[0]
			database, shapes := filepath.Join(dir, "zhixiao.sqlite"), filepath.Join(dir, "templates")
			for _, path := range []string{database, shapes} {
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
			if err := errors.Join(st.Close(), templates.Export(shapes)); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "已建立 %s：\n  %s  数据库\n  %s  模板（可修改）\n", dir, database, shapes)
			fmt.Fprintln(cmd.OutOrStdout(), "下一步：导入数据，然后在该目录运行 zhixiao freeze 2026Q3 和 zhixiao build 2026Q3 --templates templates")
			return nil
		},
	}
}
