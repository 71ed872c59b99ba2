package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/store"
	"zhixiao/templates"
	"zhixiao/workfolder"
)

// place is where a project's things are: what the flags say, and what the working
// folder says where they do not (settle).
type place struct {
	database, templates, out string
	fonds, org, by           string // 全宗号, 编制单位, 经办人; empty when nobody said
	frozenSet                bool   // read a snapshot with the indicator set it was frozen with, whatever the templates'
}

func (p *place) flags(cmd *cobra.Command) {
	f := cmd.PersistentFlags()
	f.StringVar(&p.database, "db", workfolder.DefaultDatabase, "数据库文件（缺省按工作目录的 zhixiao.yaml）")
	f.StringVar(&p.templates, "templates", "", "模板目录（缺省按工作目录的 zhixiao.yaml，没有的用程序自带模板）")
	f.StringVar(&p.out, "out", workfolder.DefaultOutput, "成果目录（缺省按工作目录的 zhixiao.yaml）")
	f.BoolVar(&p.frozenSet, "frozen-set", false, "模板中的指标体系在冻结后改过时，按冻结时的指标体系编制")
}

// period's folder below the output folder.
func (p *place) folder(period zhixiao.Period) string { return filepath.Join(p.out, period.String()) }

func (p *place) openStore(ctx context.Context) (*store.Store, error) {
	st, err := store.Open(ctx, p.database)
	if err == nil {
		st.Knows(templates.FormerIndicators)
	}
	return st, err
}

func (p *place) loadTemplates() (*templates.House, error) {
	if p.templates != "" {
		if _, err := os.Stat(p.templates); err != nil {
			return nil, &zhixiao.Problem{At: zhixiao.Place{File: p.templates}, Err: errors.New("模板目录不存在"), Way: "用 zhixiao init 建一份，或去掉 --templates、清空 zhixiao.yaml 里的 templates"}
		}
	}
	set, err := templates.Open(p.templates)
	if err != nil && p.templates != "" {
		err = fmt.Errorf("模板目录%s有错误：\n%w", p.templates, err)
	}
	return set, err
}
