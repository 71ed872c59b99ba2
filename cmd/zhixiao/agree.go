package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/proof"
	"zhixiao/output"
	"zhixiao/store"
)

func agreeCommand(at *place) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "agree",
		Short: "比对成果目录里各期全部成果：同一个数、状态、日期在各处应当一致",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			all, err := output.Agree(at.out, annotate)
			out := cmd.OutOrStdout()
			if asJSON {
				enc := json.NewEncoder(out)
				enc.SetIndent("", " ")
				return errors.Join(err, enc.Encode(all), contradicted(all))
			}
			if len(all) == 0 && err == nil {
				fmt.Fprintln(out, "各期成果相互一致")
			}
			printContradictions(out, all, len(all))
			return errors.Join(err, contradicted(all))
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "以JSON输出，供程序读取")
	return cmd
}

func contradicted(all []output.Contradiction) error {
	if len(all) == 0 {
		return nil
	}
	return fmt.Errorf("有%d处数字矛盾，消除前所涉成果不能审定、归档、分发和交付", len(all))
}

// toldAtMost is how many contradictions a build lists; all are in agree.
const toldAtMost = 10

// agree compares all periods after a build, marks the drafts and tells what does
// not agree. Drafts are made all the same.
func (p *place) agree(out io.Writer) error {
	all, err := output.Agree(p.out, annotate)
	printContradictions(out, all, toldAtMost)
	return err
}

// printContradictions lists each with its papers: the first that says each value,
// and how many others say one of them.
func printContradictions(out io.Writer, all []output.Contradiction, most int) {
	for _, c := range all[:min(most, len(all))] {
		fmt.Fprintf(out, "数字矛盾：%s\n", c.Key)
		own, others, more := c.Against(c.Said[0].Period, c.Said[0].Job)
		for _, s := range append([]output.Saying{own}, others...) {
			fmt.Fprintf(out, "  %s\n", s)
		}
		if more > 0 {
			fmt.Fprintf(out, "  另有%d处与所列之一相同\n", more)
		}
	}
	if len(all) == 0 {
		return
	}
	if len(all) > most {
		fmt.Fprintf(out, "数字矛盾共%d处，其余用 zhixiao agree 列出\n", len(all))
	}
	fmt.Fprintln(out, wayOut)
}

const wayOut = "出路：数据更新过的，用 zhixiao build 期次 重做较早的一份；数据有误的，改源数据后重新冻结、重做。矛盾消除前所涉成果不能审定、归档、分发和交付。"

// annotate writes disagreements into a Word draft as comments of the house, which
// a review does not carry over.
func annotate(name string, draft []byte, about []output.Disagreement) ([]byte, error) {
	var notes []docx.Note
	for _, d := range about {
		notes = append(notes, docx.Note{ID: d.Own.Block, Author: house, Text: disagreementText(d)})
	}
	return docx.Annotate(name, draft, notes)
}

func disagreementText(d output.Disagreement) string {
	lines := []string{"数字矛盾：" + string(d.Key), "本稿" + d.Own.Place + "为“" + d.Own.Text + "”"}
	for _, s := range d.Others {
		lines = append(lines, s.String())
	}
	if d.More > 0 {
		lines = append(lines, fmt.Sprintf("另有%d处与所列之一相同", d.More))
	}
	return strings.Join(append(lines, wayOut), "\n")
}

// impossible is the numbers of a paper that cannot be right.
func impossible(d *document.Document) []output.Fault {
	var faults []output.Fault
	var places map[document.ID]string
	for _, f := range proof.Impossible(d) {
		if places == nil {
			places = document.Places(d)
		}
		faults = append(faults, output.Fault{Block: f.Block, Place: places[f.Block], Text: f.Rule + "：" + f.Text})
	}
	return faults
}

func faultNotes(faults []output.Fault) []docx.Note {
	var notes []docx.Note
	for _, f := range faults {
		notes = append(notes, docx.Note{ID: f.Block, Author: house, Text: f.Text + "\n" + faultWay})
	}
	return notes
}

const faultWay = "改源数据后重新冻结，或改模板后重做；消除前不能审定、归档、分发和交付"

// printFaults lists the impossible numbers of what was made or stands.
func printFaults(out io.Writer, outcomes []output.Outcome) {
	n := 0
	for _, o := range outcomes {
		for _, f := range o.Record.Faults {
			if n++; n <= toldAtMost {
				fmt.Fprintf(out, "数值有误：《%s》%s：%s\n", o.Record.Title, f.Place, f.Text)
			}
		}
	}
	if n > 0 {
		fmt.Fprintf(out, "数值有误共%d处：%s\n", n, faultWay)
	}
}

// agreed refuses what is to leave the house while what its papers say is
// contradicted by any other paper of any period, or cannot be right by itself.
// The papers are those of a period whose jobs are wanted. Every fault is named.
func (p *place) agreed(period zhixiao.Period, wanted func(job string) bool) error {
	all, err := output.Contradictions(p.out)
	faults := []error{err}
	for _, c := range all {
		for _, s := range c.Said {
			if s.Period == period.String() && wanted(s.Job) {
				own, others, _ := c.Against(s.Period, s.Job)
				faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: own.Paper()},
					Err: fmt.Errorf("数字矛盾：%s在此为“%s”，而%s", c.Key, own.Text, others[0]), Way: "数据更新过的重做较早的一份（zhixiao build 期次），数据有误的改源数据后重新冻结"})
				break
			}
		}
	}
	manifest, err := output.ReadManifest(filepath.Join(p.out, period.String()))
	if err != nil {
		return errors.Join(append(faults, err)...)
	}
	for _, r := range manifest.Jobs {
		if !wanted(r.ID) {
			continue
		}
		for _, f := range r.Faults {
			faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: "《" + r.Title + "》" + f.Place}, Err: errors.New(f.Text), Way: faultWay})
		}
	}
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("数字有矛盾，消除前不能审定、归档、分发和交付：\n%w", err)
	}
	return nil
}

// only wants one job.
func only(job string) func(string) bool { return func(id string) bool { return id == job } }

func everything(string) bool { return true }

// dutyAgrees refuses the delivery of a duty's papers while they are contradicted.
func (p *place) dutyAgrees(c zhixiao.Contract, d store.Delivery) error {
	period, err := zhixiao.ParsePeriod(d.Period)
	if err != nil {
		return nil // handed over once, for no period
	}
	at := slices.IndexFunc(c.Duties, func(x zhixiao.Duty) bool { return x.ID == d.Duty })
	return p.agreed(period, func(job string) bool {
		k, _, _, ok := jobOf(job)
		return ok && at >= 0 && slices.Contains(c.Duties[at].Codes, k.Code)
	})
}

// current refuses a file whose bound numbers are those of an earlier draft: the
// job has been made again since, from other data, and says otherwise.
func (a *approval) current(base []document.Passage) error {
	root, job := a.at.folder(a.period), a.file.reading.Job
	manifest, err := output.ReadManifest(root)
	if err != nil {
		return err
	}
	record, made := manifest.Job(job)
	if !made {
		return nil
	}
	facts, err := output.Facts(root, record)
	if err != nil {
		return err
	}
	now := map[zhixiao.Key][]document.Fact{}
	for _, f := range facts {
		now[f.Key] = append(now[f.Key], f)
	}
	var faults []error
	for _, p := range base {
		for _, n := range p.Numbers {
			list := now[n.Key]
			if len(list) > 0 && !slices.ContainsFunc(list, func(f document.Fact) bool { return unsigned(f.Text) == unsigned(strings.TrimSuffix(n.Text, f.Unit)) }) {
				faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: a.file.name, Block: p.Name()},
					Err: fmt.Errorf("%s在文件里为%s，按现在的快照为%s：文件是数据更新前的稿", n.Key, n.Text, list[0].Text), Way: "用 zhixiao review take 收稿后重新生成，在新稿上审定"})
			}
		}
	}
	return errors.Join(faults...)
}

// unsigned is a number as a sentence prints it that says 上升 or 下降.
func unsigned(s string) string { return strings.TrimLeft(s, "+-") }
