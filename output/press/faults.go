package press

import (
	"fmt"
	"strings"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/proof"
	"zhixiao/output"
)

// House is the author of the comments that the program writes itself. A review does
// not carry them over: what still stands is written anew.
const House = "质效"

// Compare compares the papers of all periods with each other, marks what they
// contradict in the Word drafts as comments of the house, and answers it by key.
func (p *Project) Compare() ([]output.Contradiction, error) {
	return output.Agree(p.Output, annotate)
}

// ContradictionLines tell at most so many contradictions, each with its papers: the
// first that says each value, and how many others say one of them; and the way out.
func ContradictionLines(all []output.Contradiction, most int) []string {
	if len(all) == 0 {
		return nil
	}
	var lines []string
	for _, c := range all[:min(most, len(all))] {
		lines = append(lines, "数字矛盾："+string(c.Key))
		own, others, more := c.Against(c.Said[0].Period, c.Said[0].Job)
		for _, s := range append([]output.Saying{own}, others...) {
			lines = append(lines, "  "+s.String())
		}
		if more > 0 {
			lines = append(lines, fmt.Sprintf("  "+output.Wording("said alike"), more))
		}
	}
	if len(all) > most {
		lines = append(lines, fmt.Sprintf(output.Wording("contradictions"), len(all)))
	}
	return append(lines, output.Wording("way of contradictions"))
}

// FaultLines tell at most so many impossible numbers of what was made or stands, and
// the way out.
func FaultLines(outcomes []output.Outcome, most int) []string {
	var lines []string
	n := 0
	for _, o := range outcomes {
		for _, f := range o.Record.Faults {
			if n++; n <= most {
				lines = append(lines, fmt.Sprintf("数值有误：《%s》%s：%s", o.Record.Title, f.Place, f.Text))
			}
		}
	}
	if n > 0 {
		lines = append(lines, fmt.Sprintf("数值有误共%d处：%s", n, output.Wording("way of faults")))
	}
	return lines
}

// annotate writes disagreements into a Word draft as comments of the house, which
// a review does not carry over.
func annotate(name string, draft []byte, about []output.Disagreement) ([]byte, error) {
	var notes []docx.Note
	for _, d := range about {
		notes = append(notes, docx.Note{ID: d.Own.Block, Author: House, Text: disagreementText(d)})
	}
	return docx.Annotate(name, draft, notes)
}

func disagreementText(d output.Disagreement) string {
	lines := []string{"数字矛盾：" + string(d.Key), "本稿" + d.Own.Place + "为“" + d.Own.Text + "”"}
	for _, s := range d.Others {
		lines = append(lines, s.String())
	}
	if d.More > 0 {
		lines = append(lines, fmt.Sprintf(output.Wording("said alike"), d.More))
	}
	return strings.Join(append(lines, output.Wording("way of contradictions")), "\n")
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
		notes = append(notes, docx.Note{ID: f.Block, Author: House, Text: f.Text + "\n" + output.Wording("way of faults")})
	}
	return notes
}
