package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/store"
	"zhixiao/templates"
)

// place is where a project's things are.
type place struct {
	database, templates, out string
	frozenSet                bool // read a snapshot with the indicator set it was frozen with, whatever the templates'
}

func (p *place) flags(cmd *cobra.Command) {
	f := cmd.PersistentFlags()
	f.StringVar(&p.database, "db", "zhixiao.sqlite", "数据库文件")
	f.StringVar(&p.templates, "templates", "", "模板目录（缺省用程序自带模板）")
	f.StringVar(&p.out, "out", "output", "成果目录")
	f.BoolVar(&p.frozenSet, "frozen-set", false, "模板中的指标体系在冻结后改过时，按冻结时的指标体系编制")
}

// period's folder below the output folder.
func (p *place) folder(period zhixiao.Period) string { return filepath.Join(p.out, period.String()) }

func (p *place) openStore(ctx context.Context) (*store.Store, error) {
	return store.Open(ctx, p.database)
}

func (p *place) loadTemplates() (*templates.House, error) {
	if p.templates != "" {
		if _, err := os.Stat(p.templates); err != nil {
			return nil, &zhixiao.Problem{At: zhixiao.Place{File: p.templates}, Err: errors.New("模板目录不存在"), Way: "用 zhixiao init 建一份，或去掉 --templates"}
		}
	}
	return templates.Open(p.templates)
}
