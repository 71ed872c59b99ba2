package press

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
)

// pending keeps what the papers of an erratum printed until their list is written:
// making them again overwrites it, and an erratum cut short would else lose it.
type pending struct {
	Papers map[string]pendingPaper `json:"papers"` // by job
	path   string
	done   []string // jobs that are in the list
}

type pendingPaper struct {
	Cause   string          `json:"cause"`
	Printed []document.Fact `json:"printed"`
}

const pendingName = ".erratum.json"

// openPending reads what an erratum cut short has left; nothing is as usual.
func openPending(out string) (*pending, error) {
	p := &pending{Papers: map[string]pendingPaper{}, path: filepath.Join(out, pendingName)}
	data, err := os.ReadFile(p.path)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err == nil {
		err = json.Unmarshal(data, p)
	}
	if err != nil {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: p.path}, Err: fmt.Errorf("上次未做完的勘误记录读不出：%w", err), Way: "移走该文件后再试；其中未列入勘误表的原值须从旧稿核对"}
	}
	return p, nil
}

// keep writes down what papers print, before they are made again.
func (p *pending) keep(ctx context.Context, all []affected) error {
	if len(all) == 0 {
		return nil
	}
	for _, a := range all {
		p.Papers[a.job.ID] = pendingPaper{Cause: a.cause, Printed: a.was}
	}
	return p.store(ctx)
}

func (p *pending) store(ctx context.Context) error {
	folder, err := output.NewFolder(filepath.Dir(p.path))
	if err != nil {
		return err
	}
	return folder.Put(ctx, pendingName, func(w io.Writer) error { return json.NewEncoder(w).Encode(p) })
}

// forgetDone forgets the papers that are in the list; those that could not be made stay
// for the next run.
func (p *pending) forgetDone() error {
	for _, job := range p.done {
		delete(p.Papers, job)
	}
	if len(p.Papers) > 0 {
		return p.store(context.Background())
	}
	if err := os.Remove(p.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
