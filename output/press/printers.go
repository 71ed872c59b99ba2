package press

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"zhixiao/document"
	"zhixiao/output/formats"
)

// Writers are the writers for a document: books and papers without cover have shells
// of their own. They are made when they are first asked for.
func (p *Press) Writers(d *document.Document) (*formats.Writers, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	name, shell := p.edition.Templates.ShellOf(d)
	if made, ok := p.printers[name]; ok {
		return made, nil
	}
	made, err := formats.NewWriters(name, shell, p.tools)
	if err != nil {
		return nil, err
	}
	p.printers[name] = made
	return made, nil
}

// Lay sets a document on pages with the writers of its shell.
func (p *Press) Lay(ctx context.Context, d *document.Document) (*formats.Paper, error) {
	writers, err := p.Writers(d)
	if err != nil {
		return nil, err
	}
	return writers.Lay(ctx, d)
}

// Dated makes the press one for files of another day than the freeze's: when is the
// date within them, the time of an approval or of handing out.
func (p *Press) Dated(when time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tools.Made = when
	clear(p.printers)
}

// put stores files: those of one format one after another, the formats all at once
// or in turn as run does.
func put(ctx context.Context, sink document.Sink, files []formats.File, run func(...func() error) error) error {
	var all []func() error
	for _, of := range byFormat(files) {
		all = append(all, func() error {
			var faults []error
			for _, f := range of {
				if err := sink.Put(ctx, f.Path, func(w io.Writer) error { return f.Write(ctx, w) }); err != nil {
					faults = append(faults, fmt.Errorf("%s：%w", f.What, err))
				}
			}
			return errors.Join(faults...)
		})
	}
	return run(all...)
}

// byFormat parts files where their format changes.
func byFormat(files []formats.File) [][]formats.File {
	var parts [][]formats.File
	for i, f := range files {
		if i == 0 || f.Format.Name != files[i-1].Format.Name {
			parts = append(parts, nil)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], f)
	}
	return parts
}
