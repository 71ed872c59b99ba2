package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"zhixiao/output/press"
	"zhixiao/workfolder"
)

func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:         "init 目录",
		Short:       "建立工作目录：空数据库、数据表样和可以修改的模板",
		Args:        exactly(1, "一个目录"),
		Annotations: placeless(),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := press.Create(cmd.Context(), args[0]); err != nil {
				return err
			}
			out, in := cmd.OutOrStdout(), func(name string) string { return filepath.Join(args[0], name) }
			fmt.Fprintf(out, "已建立 %s：\n  %s  数据库\n  %s  数据表样（按它备数，加粗的列必填）\n  %s  模板（可修改）\n  %s  设置（数据库、成果目录、模板、全宗号、名称）\n",
				args[0], in(workfolder.DefaultDatabase), in(press.FormsFile), in(workfolder.DefaultTemplates), in(workfolder.FileName))
			fmt.Fprintln(out, "下一步：在该目录里运行 zhixiao import 文件… 导入数据，然后运行 zhixiao freeze 2026Q3 和 zhixiao build 2026Q3；不用再写 --db、--out、--templates")
			return nil
		},
	}
}
