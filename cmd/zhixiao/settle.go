package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"zhixiao/document"
	"zhixiao/workfolder"
)

// placelessMark is the annotation of commands that need no working folder.
const placelessMark = "placeless"

func placeless() map[string]string { return map[string]string{placelessMark: ""} }

// settle takes what the flags leave open from the working folder that the program
// runs in. A folder's file that cannot be read stops the command: working with
// another database or other sentences than meant would be worse.
func (p *place) settle(cmd *cobra.Command) error {
	if _, none := cmd.Annotations[placelessMark]; none {
		return nil
	}
	f, err := workfolder.Find("")
	if err != nil {
		return err
	}
	if f == nil {
		if f, err = p.settleFor(cmd); f == nil || err != nil {
			return err
		}
	}
	flags := cmd.Flags()
	for name, target := range map[string]struct{ to, from *string }{
		"db": {&p.database, &f.Database}, "out": {&p.out, &f.Output}, "templates": {&p.templates, &f.Templates},
	} {
		if !flags.Changed(name) {
			*target.to = *target.from
		}
	}
	p.fonds, p.org, p.by = f.Fonds, f.Org, f.By
	return nil
}

// settleFor looks where no zhixiao.yaml stands above: a working folder of an
// earlier version, or the demo's folder at its usual place. Either is told, as
// nobody asked for it. Who names a database has a place of their own.
func (p *place) settleFor(cmd *cobra.Command) (*workfolder.Folder, error) {
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
	if _, err := os.Stat(p.database); err == nil {
		return nil, nil // the usual database stands here
	}
	f, err := workfolder.Read(demo)
	if err == nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "提示：本目录及上级没有 %s，使用 %s（数据库 %s）\n", workfolder.FileName, demo, f.Database)
	}
	return f, err
}

// maker is who answers for the reports: 责任者.
func (p *place) maker() string {
	return cmp.Or(p.org, "政务服务“好差评”质效监测评价项目组")
}

// sign prints the working folder's 编制单位 on a cover that names one.
func (p *place) sign(d *document.Document) {
	if _, named := d.Fields["编制单位"]; named && p.org != "" {
		d.Fields["编制单位"] = p.org
	}
}
