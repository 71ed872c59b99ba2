package press

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"zhixiao"
	"zhixiao/output"
	"zhixiao/store"
	"zhixiao/templates"
	"zhixiao/workfolder"
)

// FormsFile is the empty workbook of a new project that shows how data are to be
// delivered.
const FormsFile = "数据表样.xlsx"

// Create makes dir a working folder: an empty database, the forms of the data tables,
// templates to be changed and settings. What is there already is an error and is not
// touched.
func Create(ctx context.Context, dir string) error {
	database, shapes, forms := filepath.Join(dir, workfolder.DefaultDatabase), filepath.Join(dir, workfolder.DefaultTemplates), filepath.Join(dir, FormsFile)
	for _, path := range []string{database, shapes, forms, filepath.Join(dir, workfolder.FileName)} {
		if _, err := os.Lstat(path); err == nil {
			return &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: errors.New("已经存在，未改动"), Way: "换一个目录，或先移走它"}
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("目录%s无法建立：%w", dir, err)
	}
	st, err := store.Create(ctx, database)
	if err != nil {
		return err
	}
	if err := errors.Join(writeForms(ctx, st.WriteForms, forms), st.Close(), templates.Export(shapes)); err != nil {
		return err
	}
	return workfolder.Write(dir, workfolder.Folder{Database: workfolder.DefaultDatabase, Output: workfolder.DefaultOutput, Templates: workfolder.DefaultTemplates})
}

// writeForms writes the form workbook to path.
func writeForms(ctx context.Context, write func(context.Context, io.Writer) error, path string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("数据表样%s无法写入：%w", path, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return write(ctx, f)
}

// WriteInspectionForm writes the empty workbook of a special inspection as a file that
// appears whole or not at all. A file that is there already is an error.
func WriteInspectionForm(ctx context.Context, file string) error {
	if _, err := os.Stat(file); err == nil {
		return &zhixiao.Problem{At: zhixiao.Place{File: file}, Err: errors.New("已经存在，未改动"), Way: "换一个文件名"}
	}
	folder, err := output.NewFolder(filepath.Dir(file))
	if err != nil {
		return err
	}
	return folder.Put(ctx, filepath.Base(file), func(w io.Writer) error { return store.WriteInspection(w, &zhixiao.Inspection{}) })
}
