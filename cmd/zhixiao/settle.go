package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"zhixiao/output/press"
	"zhixiao/workfolder"
)

// placelessMark is the annotation of commands that need no working folder.
const placelessMark = "placeless"

func placeless() map[string]string { return map[string]string{placelessMark: ""} }

// projectFlags are the flags that say where a project's things are.
func projectFlags(cmd *cobra.Command, p *press.Project) {
	f := cmd.PersistentFlags()
	f.StringVar(&p.Database, "db", workfolder.DefaultDatabase, "数据库文件（缺省按工作目录的 zhixiao.yaml）")
	f.StringVar(&p.Templates, "templates", "", "模板目录（缺省按工作目录的 zhixiao.yaml，没有的用程序自带模板）")
	f.StringVar(&p.Output, "out", workfolder.DefaultOutput, "成果目录（缺省按工作目录的 zhixiao.yaml）")
	f.BoolVar(&p.FrozenSet, "frozen-set", false, "模板中的指标体系在冻结后改过时，按冻结时的指标体系编制")
}

// settle takes what the flags leave open from the working folder that the program
// runs in. A folder's file that cannot be read stops the command: working with
// another database or other sentences than meant would be worse.
func settle(cmd *cobra.Command, p *press.Project) error {
	if _, none := cmd.Annotations[placelessMark]; none {
		return nil
	}
	f, err := workfolder.Find("")
	if err != nil {
		return err
	}
	if f == nil {
		if f, err = settleFor(cmd, p); f == nil || err != nil {
			return err
		}
	}
	flags := cmd.Flags()
	for name, target := range map[string]struct{ to, from *string }{
		"db": {&p.Database, &f.Database}, "out": {&p.Output, &f.Output}, "templates": {&p.Templates, &f.Templates},
	} {
		if !flags.Changed(name) {
			*target.to = *target.from
		}
	}
	p.Fonds, p.Org, p.By = f.Fonds, f.Org, f.By
	return nil
}

// settleFor looks where no zhixiao.yaml stands above: a working folder of an
// earlier version, or the demo's folder at its usual place. Either is told, as
// nobody asked for it. Who names a database has a place of their own.
func settleFor(cmd *cobra.Command, p *press.Project) (*workfolder.Folder, error) {
	if cmd.Flags().Changed("db") {
		return nil, nil
	}
	if f := workfolder.Plain(""); f != nil {
		if !cmd.Flags().Changed("templates") && cmd.Name() != "verify" {
			fmt.Fprintf(cmd.ErrOrStderr(), "提示：使用本目录的 %s 和 %s\n", f.Database, f.Templates)
		}
		return f, nil
	}
	demo := filepath.Join(workfolder.DefaultOutput, workfolder.FileName)
	if _, err := os.Stat(demo); err != nil {
		return nil, nil
	}
	if _, err := os.Stat(p.Database); err == nil {
		return nil, nil // the usual database stands here
	}
	f, err := workfolder.Read(demo)
	if err == nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "提示：本目录及上级没有 %s，使用 %s（数据库 %s）\n", workfolder.FileName, demo, f.Database)
	}
	return f, err
}
