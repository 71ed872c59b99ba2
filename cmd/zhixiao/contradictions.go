package main

import (
	"fmt"
	"io"
	"strings"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/proof"
	"zhixiao/output"
)

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
