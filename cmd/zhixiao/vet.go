package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/proof"
	"zhixiao/generators"
)

func vetCommand(at *place) *cobra.Command {
	var asJSON, all bool
	cmd := &cobra.Command{
		Use:   "vet 期次",
		Short: "用该期数据检验模板与规则，并像审稿人一样检查全部报告；不生成文件",
		Args:  exactly(1, "一个期次，如 2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			l, err := at.open(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, l.close()) }()
			return l.vet(cmd.OutOrStdout(), asJSON, all)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出，供程序读取")
	cmd.Flags().BoolVar(&all, "all", false, "告警也逐条列出（缺省只列阻断项和每类告警的条数）")
	return cmd
}

// vet generates every document of the period and proofs them together. Any
// blocking finding is an error.
func (l *line) vet(out io.Writer, asJSON, all bool) error {
	var docs []*document.Document
	var findings []proof.Finding
	style, _, err := l.boundaries()
	if err != nil {
		findings = append(findings, proof.Finding{Job: mapsKind, Title: mapsName, Level: proof.Block, Rule: "地图配置", Text: err.Error()})
	}
	for _, k := range generators.Catalogue() {
		if k.Period != l.period.Kind {
			continue
		}
		for _, u := range k.Units(l.facts) {
			d, _, err := k.Make(l.facts, l.templates.Set, u, l.past[u.Code])
			if err == nil {
				docs = append(docs, d)
				err = errors.Join(generators.DrawMaps(d, l.facts, style), document.Check(d))
			}
			if err != nil {
				findings = append(findings, proof.Finding{Job: k.Name + "-" + u.Code, Title: u.Name() + k.Title, Level: proof.Block, Rule: "生成与结构", Text: err.Error()})
			}
		}
	}
	findings = append(findings, proof.Read(docs, l.proofWords())...)
	blocked := proof.Blocks(findings)
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetIndent("", " ")
		if err := enc.Encode(findings); err != nil {
			return err
		}
	} else {
		printFindings(out, findings, all)
		fmt.Fprintf(out, "检验%d份：阻断%d项，告警%d项\n", len(docs), blocked, len(findings)-blocked)
		printLikeness(out, docs)
	}
	if blocked > 0 {
		return fmt.Errorf("有%d项阻断问题，处理后再定稿", blocked)
	}
	return nil
}

func printFindings(out io.Writer, findings []proof.Finding, all bool) {
	warned := map[string]int{}
	for _, f := range findings {
		if f.Level == proof.Block || all {
			fmt.Fprintf(out, "%s｜%s｜%s｜%s｜%s\n", f.Level, f.Job, f.Block, f.Rule, f.Text)
		} else {
			warned[f.Rule]++
		}
	}
	var rules []string
	for rule := range warned {
		rules = append(rules, rule)
	}
	slices.Sort(rules)
	for _, rule := range rules {
		fmt.Fprintf(out, "告警｜%s｜%d条（加 --all 逐条列出）\n", rule, warned[rule])
	}
}

// printLikeness says how alike the reports of each kind are: the largest and
// the median of all pairs.
func printLikeness(out io.Writer, docs []*document.Document) {
	kindOf := map[string]string{}
	for _, d := range docs {
		kindOf[d.Job] = d.Kind
	}
	byKind := map[string][]proof.Likeness{}
	for _, l := range proof.Likenesses(docs) {
		byKind[kindOf[l.A]] = append(byKind[kindOf[l.A]], l)
	}
	for _, k := range generators.Catalogue() {
		if pairs := byKind[k.Name]; len(pairs) > 0 {
			fmt.Fprintf(out, "%s：两两相似度最高%.3f（%s与%s），中位数%.3f\n", k.Name, pairs[0].Share, pairs[0].A, pairs[0].B, pairs[len(pairs)/2].Share)
		}
	}
}

// proofWords joins the editors' lists with the names that the data know.
func (l *line) proofWords() proof.Words {
	w := proof.Words{Forbidden: l.templates.Words.Forbidden, Allowed: l.templates.Words.Allowed, Names: map[string]string{}}
	for wrong, right := range l.templates.Words.Names {
		w.Names[wrong] = right
	}
	for _, u := range l.templates.Units {
		for _, alias := range u.Aliases {
			if u.Kind != zhixiao.City {
				w.Names[alias] = u.Short
			}
		}
	}
	names := l.facts.Names()
	for _, list := range []map[string]string{names.Matters, names.Halls} {
		for _, name := range list {
			w.Entities = append(w.Entities, name)
		}
	}
	for _, c := range l.snapshot.Complaints {
		w.Entities = append(w.Entities, c.Street)
	}
	slices.Sort(w.Entities)
	w.Entities = slices.Compact(w.Entities)
	return w
}
