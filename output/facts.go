package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// FactsFolder is the folder, below a period's, of what its jobs print: a file for
// each job, named by its ID. A run of hundreds of reports prints hundreds of
// thousands of values, too many for a manifest that is read and written whole.
const FactsFolder = ".facts"

const factsHead = "质效印出的数值 1" // form of the file

// storeFacts keeps what a job prints; a job that prints nothing under a key keeps
// none. A place stands before the facts that are first said there:
//
//	@ID of the block⇥place
//	key⇥text⇥unit
func (f *Folder) storeFacts(job string, facts []document.Fact) (*File, error) {
	if len(facts) == 0 {
		return nil, nil
	}
	var b bytes.Buffer
	b.WriteString(factsHead + "\n")
	place := document.Fact{}
	for _, x := range facts {
		if x.Block != place.Block || x.Place != place.Place {
			place = x
			b.WriteString("@" + string(x.Block) + "\t" + x.Place + "\n")
		}
		b.WriteString(string(x.Key) + "\t" + x.Text)
		if x.Unit != "" {
			b.WriteString("\t" + x.Unit)
		}
		b.WriteByte('\n')
	}
	beside := &Folder{root: f.root} // not one of the job's deliverables
	err := beside.Put(context.Background(), FactsFolder+"/"+job, func(w io.Writer) error {
		_, err := w.Write(b.Bytes())
		return err
	})
	if err != nil {
		return nil, err
	}
	return &beside.Files()[0], nil
}

// Facts reads what a job of the period's folder prints, in reading order. Of
// jobs made before values were kept only the keys are known. A file that is gone
// or is not the one that was kept is an error.
func Facts(root string, r Record) ([]document.Fact, error) {
	if r.Printed == nil {
		var facts []document.Fact
		for _, k := range r.Keys {
			facts = append(facts, document.Fact{Key: zhixiao.Key(k)})
		}
		return facts, nil
	}
	if err := CheckFile(root, *r.Printed); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(r.Printed.Path)))
	if err != nil {
		return nil, DiskError(r.Printed.Path, err)
	}
	return parseFacts(r.Printed.Path, string(data))
}

func parseFacts(path, text string) ([]document.Fact, error) {
	fault := func(n int, what string) error {
		return &zhixiao.Problem{At: zhixiao.Place{File: path, Row: n}, Err: errors.New(what), Way: "重新运行 zhixiao build 补做"}
	}
	head, rest, _ := strings.Cut(text, "\n")
	if head != factsHead {
		return nil, fault(1, fmt.Sprintf("不是本程序认识的数值记录（%q）", head))
	}
	facts := make([]document.Fact, 0, strings.Count(rest, "\n"))
	var place document.Fact
	for n := 2; rest != ""; n++ {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		first, second, ok := strings.Cut(line, "\t")
		if !ok {
			return nil, fault(n, "数值记录缺列")
		}
		if id, isPlace := strings.CutPrefix(first, "@"); isPlace {
			place = document.Fact{Block: document.ID(id), Place: second}
			continue
		}
		f := place
		f.Key = zhixiao.Key(first)
		f.Text, f.Unit, _ = strings.Cut(second, "\t")
		facts = append(facts, f)
	}
	return facts, nil
}
