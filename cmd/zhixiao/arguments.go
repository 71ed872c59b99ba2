package main

import (
	"zhixiao/output"

	"github.com/spf13/cobra"
)

// noArgs and exactly are argument checks with messages in Chinese.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return output.Misusef("没有命令或参数%q", args[0])
	}
	return nil
}

func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return output.Misusef("%s 需要%s", cmd.CommandPath(), what)
		}
		return nil
	}
}
