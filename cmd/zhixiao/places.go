package main

import (
	"fmt"

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

// fillPlaces takes what the flags leave open from the working folder that the program
// runs in. A folder's file that cannot be read stops the command: working with
// another database or other sentences than meant would be worse.
func fillPlaces(cmd *cobra.Command, p *press.Project) error {
	if _, none := cmd.Annotations[placelessMark]; none {
		return nil
	}
	f, err := workfolder.Find("")
	if err != nil {
		return err
	}
	flags := cmd.Flags()
	if f == nil && !flags.Changed("db") { // who names a database has a place of their own
		var told string
		f, told, err = workfolder.Usual(p.Database)
		if f != nil && (f.File != "" || !flags.Changed("templates") && cmd.Name() != "verify") {
			fmt.Fprintln(cmd.ErrOrStderr(), "提示："+told)
		}
	}
	if f == nil || err != nil {
		return err
	}
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
