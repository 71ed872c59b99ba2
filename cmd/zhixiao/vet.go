package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"zhixiao/document/proof"
	"zhixiao/output/press"
)

// vetOptions narrow what is read and say how it is told.
type vetOptions struct {
	kind, unit           string
	changed, asJSON, all bool
}

func vetCommand(at *press.Project) *cobra.Command {
	var opts vetOptions
	cmd := &cobra.Command{
		Use:   "vet 期次",
		Short: "用该期数据检验模板与规则，并像审稿人一样检查报告；改了一句只查一家：--unit 朝阳区",
		Args:  exactly(1, "一个期次，如 2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			period, err := parsePeriod(args[0])
			if err != nil {
				return err
			}
			l, err := at.Open(cmd.Context(), period)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, l.Close()) }()
			v, err := l.Vet(cmd.Context(), opts.kind, opts.unit, opts.changed)
			if err != nil {
				return err
			}
			return tellVetted(cmd.OutOrStdout(), v, opts)
		},
	}
	f := cmd.Flags()
	f.StringVar(&opts.kind, "kind", "", "只检验某一类成果，见 zhixiao list")
	f.StringVar(&opts.unit, "unit", "", "只检验某一单位：代码、序号或名称，如 朝阳区")
	f.BoolVar(&opts.changed, "changed", false, "只检验文字或数值与上次检验通过时不同的报告")
	f.BoolVar(&opts.asJSON, "json", false, "以JSON输出，供程序读取")
	f.BoolVar(&opts.all, "all", false, "告警也逐条列出（缺省只列阻断项和每类告警的条数）")
	return cmd
}

// tellVetted prints what was found. Any blocking finding is an error.
func tellVetted(out io.Writer, v *press.Vetted, opts vetOptions) error {
	blocked := proof.Blocks(v.Findings)
	if opts.asJSON {
		if err := encode(out, v.Findings); err != nil {
			return err
		}
	} else {
		printLines(out, proof.Lines(v.Findings, opts.all))
		if v.Same > 0 {
			fmt.Fprintf(out, "%d份与上次检验通过时相同，不再检验\n", v.Same)
		}
		fmt.Fprintf(out, "检验%d份：阻断%d项，告警%d项\n", v.Read, blocked, len(v.Findings)-blocked)
		if opts.kind+opts.unit != "" || v.Same > 0 {
			fmt.Fprintln(out, "只看了这些报告本身；各份之间是否雷同、矛盾，定稿前请不加条件再检验一次")
		}
		for _, l := range v.Likeness {
			fmt.Fprintf(out, "%s：两两相似度最高%.3f（%s与%s），中位数%.3f\n", l.Kind, l.Most.Share, l.Most.A, l.Most.B, l.Median)
		}
	}
	if blocked > 0 {
		return fmt.Errorf("有%d项阻断问题，处理后再定稿", blocked)
	}
	return nil
}
