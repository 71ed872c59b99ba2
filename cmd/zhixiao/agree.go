package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"zhixiao/output"
)

func agreeCommand(at *place) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "agree",
		Short: "比对成果目录里各期全部成果：同一个数、状态、日期在各处应当一致",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			all, err := output.Agree(at.out, annotate)
			out := cmd.OutOrStdout()
			if asJSON {
				enc := json.NewEncoder(out)
				enc.SetIndent("", " ")
				return errors.Join(err, enc.Encode(all), contradicted(all))
			}
			if len(all) == 0 && err == nil {
				fmt.Fprintln(out, "各期成果相互一致")
			}
			printContradictions(out, all, len(all))
			return errors.Join(err, contradicted(all))
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出，供程序读取")
	return cmd
}

func contradicted(all []output.Contradiction) error {
	if len(all) == 0 {
		return nil
	}
	return fmt.Errorf("有%d处数字矛盾，消除前所涉成果不能审定、归档、分发和交付", len(all))
}
