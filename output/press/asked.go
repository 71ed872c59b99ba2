package press

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"slices"
	"strings"

	"zhixiao/output"
	"zhixiao/output/formats"
)

// formatsInput is what a job's inputs say of formats that were asked for.
const formatsInput = "格式"

// ask takes the formats that a user types and those that stand in the period's
// folder: who asked for one once has it kept up to date.
func (p *Press) ask(typed string) (err error) {
	if p.asked, err = formats.Asked(typed); err != nil {
		return &output.Misuse{Err: err}
	}
	manifest, err := output.ReadManifest(p.edition.Project.Folder(p.edition.Period))
	if err != nil {
		return err
	}
	p.kept = map[string][]string{}
	for _, r := range manifest.Jobs {
		var paths []string
		for _, f := range r.Files {
			paths = append(paths, f.Path)
		}
		if names := formats.Kept(paths); len(names) > 0 {
			p.kept[r.ID] = names
		}
	}
	return nil
}

// askedFor is the formats that a job is made in beside the usual ones.
func (p *Press) askedFor(job string) []string {
	all := slices.Concat(p.asked, p.kept[job])
	slices.Sort(all)
	return slices.Compact(all)
}

// withFormats adds the formats asked for to a job's inputs; a job of the usual ones
// says nothing of them.
func (p *Press) withFormats(job string, inputs map[string]string) map[string]string {
	asked := p.askedFor(job)
	if len(asked) == 0 {
		return inputs
	}
	inputs = maps.Clone(inputs)
	inputs[formatsInput] = strings.Join(asked, "、")
	return inputs
}

// recordSum makes the file of record tell its SHA-256, in hex, once it is written.
func recordSum(files []formats.File) *string {
	sum := new(string)
	for i, f := range files {
		if !f.Format.Record {
			continue
		}
		files[i].Write = func(ctx context.Context, w io.Writer) error {
			h := sha256.New()
			err := f.Write(ctx, io.MultiWriter(w, h))
			*sum = hex.EncodeToString(h.Sum(nil))
			return err
		}
	}
	return sum
}
