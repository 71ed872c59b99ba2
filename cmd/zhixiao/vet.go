package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/document/proof"
	"zhixiao/generators"
	"zhixiao/generators/atlas"
)

// vetOptions narrow what is read and say how it is told.
type vetOptions struct {
	kind, unit           string
	changed, asJSON, all bool
}

func vetCommand(at *place) *cobra.Command {
	var opts vetOptions
	cmd := &cobra.Command{
		Use:   "vet 期次",
		Short: "用该期数据检验模板与规则，并像审稿人一样检查报告；改了一句只查一家：--unit 朝阳区",
		Args:  exactly(1, "一个期次，如 2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			l, err := at.open(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, l.close()) }()
			return l.vet(cmd, opts)
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

// vet generates the documents asked for and proofs them together. Any blocking
// finding is an error.
func (l *line) vet(cmd *cobra.Command, opts vetOptions) error {
	ctx, out := cmd.Context(), cmd.OutOrStdout()
	reports, err := l.chosen(opts.kind, opts.unit)
	if err != nil {
		return err
	}
	words := l.proofWords()
	known, err := openVetted(l.at.folder(l.period), words)
	if err != nil {
		return err
	}
	docs, findings := l.made(reports)
	same := len(docs)
	if opts.changed {
		docs = slices.DeleteFunc(docs, known.same)
	}
	same -= len(docs)
	findings = append(findings, proof.Read(docs, words)...)
	findings = append(findings, l.untraced(docs)...)
	if _, missing := os.Stat(l.at.folder(l.period)); opts.changed || missing == nil {
		if err := known.remember(ctx, docs, findings); err != nil {
			return err
		}
	}
	blocked := proof.Blocks(findings)
	if opts.asJSON {
		enc := json.NewEncoder(out)
		enc.SetIndent("", " ")
		if err := enc.Encode(findings); err != nil {
			return err
		}
	} else {
		printFindings(out, findings, opts.all)
		if same > 0 {
			fmt.Fprintf(out, "%d份与上次检验通过时相同，不再检验\n", same)
		}
		fmt.Fprintf(out, "检验%d份：阻断%d项，告警%d项\n", len(docs), blocked, len(findings)-blocked)
		if opts.kind+opts.unit != "" || same > 0 {
			fmt.Fprintln(out, "只看了这些报告本身；各份之间是否雷同、矛盾，定稿前请不加条件再检验一次")
		}
		printLikeness(out, docs)
	}
	if blocked > 0 {
		return fmt.Errorf("有%d项阻断问题，处理后再定稿", blocked)
	}
	return nil
}

// made generates reports, and finds what keeps one from being made.
func (l *line) made(reports []report) (docs []*document.Document, findings []proof.Finding) {
	block := func(job, title, rule string, err error) {
		findings = append(findings, proof.Finding{Job: job, Title: title, Level: proof.Block, Rule: rule, Text: err.Error()})
	}
	// A slip of the pen in a template may wait for the one unit whose data reach it.
	if err := generators.Vet(l.templates.Set); err != nil {
		block("templates", "模板", "模板", err)
	}
	style, _, err := l.boundaries()
	if err != nil {
		block(mapsKind, mapsName, "地图配置", err)
	}
	for _, r := range reports {
		d, _, err := l.make(r.kind, r.unit)
		if err == nil {
			docs = append(docs, d)
			err = errors.Join(atlas.DrawAll(d, l.facts, style), document.Check(d))
		}
		if err != nil {
			block(r.id(l.period), r.unit.Name()+r.kind.Title, "生成与结构", err)
		}
	}
	return docs, findings
}

// untraced finds numbers that the facts do not bear out: a key they read
// otherwise, or a number without source, rule or origin.
func (l *line) untraced(docs []*document.Document) []proof.Finding {
	var found []proof.Finding
	for _, d := range docs {
		told := map[zhixiao.Key]bool{}
		for _, q := range document.Quantities(d) {
			if told[q.Key] {
				continue
			}
			told[q.Key] = true
			f := proof.Finding{Job: d.Job, Title: d.Title + " " + d.Subtitle, Level: proof.Block, Rule: "与测算不符"}
			switch known, ok := l.facts.Explain(q.Key); {
			case ok && known.Text() != q.Text():
				f.Text = fmt.Sprintf("%s：报告为%s，测算为%s", q.Key, q.Text(), known.Text())
			case !ok && q.Rule == "" && q.Source == "" && len(q.From) == 0:
				f.Rule, f.Text = "出处不明", fmt.Sprintf("%s（%s）没有来源、算法或所据之数", q.Key, q.Text())
			default:
				continue
			}
			found = append(found, f)
		}
	}
	return found
}

// printFindings lists the findings report by report, each with the heading it
// stands under and the block to jump to; warnings one by one only when all are
// asked for.
func printFindings(out io.Writer, findings []proof.Finding, all bool) {
	warned := map[string]int{}
	last := ""
	for _, f := range findings {
		if f.Level == proof.Warn && !all {
			warned[f.Rule]++
			continue
		}
		if f.Job != last {
			fmt.Fprintf(out, "%s（%s）\n", strings.TrimSpace(f.Title), f.Job)
			last = f.Job
		}
		fmt.Fprintf(out, "  %s｜%s｜%s｜%s｜%s\n", f.Level, cmp.Or(f.Under, "—"), f.Rule, f.Text, cmp.Or(string(f.Block), "—"))
	}
	for _, rule := range slices.Sorted(maps.Keys(warned)) {
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
		if pairs := byKind[k.Name]; len(pairs) > 0 && !k.Sheets { // lists are alike by nature
			fmt.Fprintf(out, "%s：两两相似度最高%.3f（%s与%s），中位数%.3f\n", k.Name, pairs[0].Share, pairs[0].A, pairs[0].B, pairs[len(pairs)/2].Share)
		}
	}
}

// proofWords joins the editors' lists with the names that the data know.
func (l *line) proofWords() proof.Words {
	w := proof.Words{Forbidden: l.templates.Words.Forbidden, Allowed: l.templates.Words.Allowed, Names: map[string]string{}, Better: l.directions()}
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

// directions says which way of each scored code is better. Scores are better when
// they are higher.
func (l *line) directions() map[string]int {
	better := map[string]int{analysis.ScoreTotal: 1}
	for _, ind := range l.facts.Indicators() {
		if ind.Direction != zhixiao.Observe {
			better[ind.Code] = int(ind.Direction)
		}
		better[ind.Level1], better[ind.Level2], better["score."+ind.Code] = 1, 1, 1
	}
	return better
}
