package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/document/docx"
	"zhixiao/output"
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
			fmt.Fprintf(out, "  另有%d份成果与后者之一相同\n", more)
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
		lines = append(lines, fmt.Sprintf("另有%d份成果与所列之一相同", d.More))
	}
	return strings.Join(append(lines, wayOut), "\n")
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
				faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: own.Title, Block: own.Place},
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
			faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: r.Title, Block: f.Place}, Err: errors.New(f.Text), Way: "改源数据后重新冻结，或改模板后重做"})
		}
	}
	if err := errors.Join(faults...); err != nil {
		return fmt.Errorf("数字有矛盾，消除前不能审定、归档、分发和交付：\n%w", err)
	}
	return nil
}

// only wants one job.
func only(job string) func(string) bool { return func(id string) bool { return id == job } }
