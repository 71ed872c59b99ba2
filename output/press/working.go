package press

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"time"

	"zhixiao/document"
	"zhixiao/output"
	"zhixiao/output/formats"
	"zhixiao/templates"
)

// WriteWord prints a document without pictures into the report shell, as one file
// that appears whole or not at all. A file with another ending than a draft has is an
// output.Misuse.
func (p *Project) WriteWord(ctx context.Context, set *templates.House, d *document.Document, file string) error {
	draft := formats.Draft()
	name, ok := strings.CutSuffix(file, draft.Ext)
	if !ok {
		return output.Misusef("文件%s的扩展名应为 %s", file, draft.Ext)
	}
	_, err := p.writeWorking(ctx, set, d, []formats.Format{draft}, name, time.Time{})
	return err
}

// writeWorking prints a document without pictures in formats, each as a file that
// appears whole or not at all, and answers their names. name is without extension;
// made is the date within the files.
func (p *Project) writeWorking(ctx context.Context, set *templates.House, d *document.Document, in []formats.Format, name string, made time.Time) (files []string, err error) {
	if err := document.Check(d); err != nil {
		return nil, err
	}
	writers, err := formats.NewWriters(set.ShellName, set.Shell, formats.Tools{Fonts: set.Fonts, Program: p.Program.Name(), Made: made})
	if err != nil {
		return nil, err
	}
	folder, err := output.NewFolder(filepath.Dir(name))
	if err != nil {
		return nil, err
	}
	for _, f := range writers.Unpaged(d).Files(in, formats.Name{File: filepath.Base(name)}) {
		if err := folder.Put(ctx, f.Path, func(w io.Writer) error { return f.Write(ctx, w) }); err != nil {
			return files, err
		}
		files = append(files, filepath.Join(filepath.Dir(name), f.Path))
	}
	return files, nil
}
