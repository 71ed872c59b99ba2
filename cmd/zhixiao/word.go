package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/output"
	"zhixiao/templates"
)

// writeWord prints a document without pictures into the report shell, as one file
// that appears whole or not at all.
func writeWord(ctx context.Context, set *templates.House, d *document.Document, file string) error {
	if err := document.Check(d); err != nil {
		return err
	}
	word, err := docx.New(set.ShellName, set.Shell, nil, docx.Options{Program: "质效 " + version})
	if err != nil {
		return err
	}
	folder, err := output.NewFolder(filepath.Dir(file))
	if err != nil {
		return err
	}
	if filepath.Ext(file) != ".docx" {
		return usageError{errors.New("文件" + file + "的扩展名应为 .docx")}
	}
	return folder.Put(ctx, filepath.Base(file), func(w io.Writer) error { return word.Write(ctx, w, d) })
}
