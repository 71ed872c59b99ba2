package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"zhixiao/output"
	"zhixiao/output/press"
)

func inspectCommand(at *press.Project) *cobra.Command {
	var form string
	var force bool
	cmd := &cobra.Command{
		Use:   "inspect 核查表.xlsx",
		Short: "由专项核查表和证据文件生成问题清单与证据册；--form 先取一份空表",
		RunE: func(cmd *cobra.Command, args []string) error {
			if form != "" {
				if err := press.WriteInspectionForm(cmd.Context(), form); err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "已写出空的核查表 %s；证据文件放在同一目录，填好后运行 zhixiao inspect %s\n", form, form)
				return nil
			}
			if len(args) != 1 {
				return output.Misusef("需要一个核查表文件；用 --form 核查表.xlsx 取一份空表")
			}
			return inspect(cmd, at, args[0], force)
		},
	}
	cmd.Flags().StringVar(&form, "form", "", "写出空的核查表到这个文件")
	cmd.Flags().BoolVar(&force, "force", false, "输入未变也重做")
	return cmd
}

// inspect makes the two deliverables of an inspection.
func inspect(cmd *cobra.Command, at *press.Project, file string, force bool) error {
	ctx, out, started := cmd.Context(), cmd.OutOrStdout(), time.Now()
	i, err := at.ReadInspection(ctx, file)
	if i != nil {
		for _, r := range i.Remarks {
			fmt.Fprintf(out, "%s：%s\n", map[bool]string{true: "阻断", false: "提示"}[r.Blocks], r.Text)
		}
	}
	if err != nil {
		return err
	}
	outcomes, err := i.Make(ctx, press.Options{Workers: 1, Force: force, Progress: &progress{out: out}})
	if err != nil && outcomes == nil {
		return err
	}
	writeFront(cmd, at)
	if failed := summary(out, i.Root, outcomes, time.Since(started)); failed > 0 {
		return errors.Join(err, fmt.Errorf("%d份未能生成，原因见上", failed))
	}
	return err
}
