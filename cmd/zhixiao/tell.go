package main

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/front"
	"zhixiao/output/press"
)

// toldAtMost is how many contradictions a build lists; all are in agree.
const toldAtMost = 10

func printLines(out io.Writer, lines []string) {
	for _, line := range lines {
		fmt.Fprintln(out, line)
	}
}

// writeFront makes the front page anew and says where it is. What it lacks is told
// and stops nothing: the reports are there.
func writeFront(cmd *cobra.Command, at *press.Project, editions ...*press.Edition) {
	if err := at.WriteFront(cmd.Context(), editions...); err != nil {
		faults := []error{err}
		if all, ok := err.(interface{ Unwrap() []error }); ok {
			faults = all.Unwrap()
		}
		for _, err := range faults {
			fmt.Fprintf(cmd.ErrOrStderr(), "提示：目录页不全：%v\n", err)
		}
	}
	fmt.Fprintf(cmd.OutOrStdout(), "目录页：%s（双击打开）\n", filepath.Join(at.Output, front.IndexFile))
}

// openFile opens a file as a double click would.
func openFile(ctx context.Context, path string) error {
	name, args := "xdg-open", []string{path}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", path}
	}
	if err := exec.CommandContext(ctx, name, args...).Start(); err != nil {
		return &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: fmt.Errorf("没有能打开它的程序（%s）", name), Way: "在文件管理器里双击打开"}
	}
	return nil
}
