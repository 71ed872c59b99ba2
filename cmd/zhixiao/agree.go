package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"zhixiao/output/press"
)

func agreeCommand(at *press.Project) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "agree",
		Short: "比对成果目录里各期全部成果：同一个数、状态、日期在各处应当一致",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			all, err := at.Compare()
			var contradicted error
			if len(all) > 0 {
				contradicted = fmt.Errorf("有%d处数字矛盾，消除前所涉成果不能审定、归档、分发和交付", len(all))
			}
			out := cmd.OutOrStdout()
			if asJSON {
				return errors.Join(err, encode(out, all), contradicted)
			}
			if len(all) == 0 && err == nil {
				fmt.Fprintln(out, "各期成果相互一致")
			}
			printLines(out, press.ContradictionLines(all, len(all)))
			return errors.Join(err, contradicted)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出，供程序读取")
	return cmd
}

// encode prints a value for programs.
func encode(out io.Writer, value any) error {
	enc := json.NewEncoder(out)
	enc.SetIndent("", " ")
	return enc.Encode(value)
}
