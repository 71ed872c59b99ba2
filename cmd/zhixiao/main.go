// Command zhixiao (质效) makes the reports of Beijing's 政务服务"好差评"质效监测:
// a quarter's indicator data in SQLite becomes Word, PDF/A and JPG files.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/output/program"
)

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // some job failed
	exitUsage  = 2 // wrong use
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole program; tests call it as main does.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	root := newRoot(stdout, stderr)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "已中断。已完成的文件都在，再次运行将接着做。")
		return exitFailed
	}
	fmt.Fprintln(stderr, "错误："+err.Error())
	if _, misused := errors.AsType[*output.Misuse](err); misused {
		fmt.Fprintln(stderr, "用法见 zhixiao help")
		return exitUsage
	}
	return exitFailed
}

func newRoot(stdout, stderr io.Writer) *cobra.Command {
	root := &cobra.Command{
		Use:           "zhixiao",
		Short:         "质效：政务服务“好差评”质效监测报告工厂",
		Long:          "质效把指标数据（SQLite）做成季度、月度、日周报告、清单台账和中期、终期报告：Word、PDF/A、Excel、JPG、DWG和MapInfo。",
		Version:       program.Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noArgs,
		Annotations:   placeless(),
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(stdout)
	root.SetErr(stderr)
	root.SetUsageTemplate(usageTemplate)
	root.SetVersionTemplate("质效 {{.Version}}\n")
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Use: "help [命令]", Short: "显示帮助", RunE: showHelp, Annotations: placeless()})
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return output.Misusef("命令行选项有误：%w", err) })
	root.PersistentFlags().BoolP("help", "h", false, "显示帮助")
	at := press.Project{Program: program.Program()}
	projectFlags(root, &at)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return fillPlaces(cmd, &at) }
	root.AddCommand(demoCommand(at.Program), tourCommand(&at), initCommand(), importCommand(&at), freezeCommand(&at), buildCommand(&at), vetCommand(&at),
		listCommand(&at), whyCommand(&at), checkCommand(&at), verifyCommand(&at), statusCommand(&at), inspectCommand(&at), reviewCommand(&at),
		archiveCommand(&at), exportCommand(&at), agreeCommand(&at))
	return root
}

func showHelp(cmd *cobra.Command, args []string) error {
	target, _, err := cmd.Root().Find(args)
	if err != nil || target == nil {
		return output.Misusef("没有命令%q", args)
	}
	return target.Help()
}

const usageTemplate = `用法：{{.UseLine}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
