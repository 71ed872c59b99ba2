package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"zhixiao/document/docx"
	"zhixiao/fixtures"
	"zhixiao/output"
	"zhixiao/store"
	"zhixiao/templates"
)

// program runs zhixiao in this process and answers what it printed.
func called(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if code := run(context.Background(), args, &out, &out); code != want {
		t.Fatalf("zhixiao %v: exit %d, want %d\n%s", args, code, want, out.String())
	}
	return out.String()
}

// inspectionDesk is a folder with an empty database and the demo inspections.
func inspectionDesk(t *testing.T) (dir string, files []string) {
	t.Helper()
	desk, err := theDesk()
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	for name, data := range desk {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(name) == ".xlsx" {
			files = append(files, path)
		}
	}
	slices.Sort(files)
	return dir, files
}

// theDesk are the files of the desk by their paths below it, made once.
var theDesk = sync.OnceValues(func() (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "desk")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	st, err := store.Create(context.Background(), filepath.Join(dir, "db.sqlite"))
	if err != nil {
		return nil, err
	}
	if err := st.Close(); err != nil {
		return nil, err
	}
	units, err := templates.LoadUnits(nil)
	if err != nil {
		return nil, err
	}
	if _, err := fixtures.WriteInspections(filepath.Join(dir, "核查"), units, 1, time.Date(2027, 5, 31, 0, 0, 0, 0, time.UTC)); err != nil {
		return nil, err
	}
	desk := map[string][]byte{}
	err = fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			desk[path], err = os.ReadFile(filepath.Join(dir, path))
		}
		return err
	})
	return desk, err
})

func TestInspectionsBecomeListsAndEvidenceBooks(t *testing.T) {
	dir, files := inspectionDesk(t)
	for _, file := range files {
		called(t, exitDone, "inspect", file, "--db", filepath.Join(dir, "db.sqlite"), "--out", filepath.Join(dir, "out"))
		no := filepath.Base(filepath.Dir(file))
		root := filepath.Join(dir, "out", no)
		if n, err := output.Verify(root); err != nil || n < 5 {
			t.Errorf("%s: %d files, %v", no, n, err)
		}
		text := wordText(t, root, "专项核查问题清单")
		for _, want := range []string{"基本情况", "典型问题", "工作经验", "整改建议", "（第", no + "-001"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the list lacks %q", no, want)
			}
		}
		book := wordText(t, root, "证据册")
		for _, want := range []string{"SHA-256前8位：", "拍摄时间：", "地点："} {
			if !strings.Contains(book, want) {
				t.Errorf("%s: the evidence book lacks %q", no, want)
			}
		}
	}
	out := called(t, exitDone, "status", "--db", filepath.Join(dir, "db.sqlite"), "--out", filepath.Join(dir, "out"), "--on", "2027-04-01")
	if !strings.Contains(out, "专项核查") || !strings.Contains(out, "3次") {
		t.Errorf("status does not count the inspections:\n%s", out)
	}
	again := called(t, exitDone, "inspect", files[0], "--db", filepath.Join(dir, "db.sqlite"), "--out", filepath.Join(dir, "out"))
	if !strings.Contains(again, "跳过2") && !strings.Contains(again, "未变") {
		t.Errorf("nothing changed, yet it was made again:\n%s", again)
	}
}

// wordText is the text of the Word file in root whose name has title in it.
func wordText(t *testing.T, root, title string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(root, "*"+title+"*.docx"))
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: %v %v", title, found, err)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	read, err := docx.Read(context.Background(), filepath.Base(found[0]), bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := read.WriteText(&text, docx.Accepted); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestInspectionFaultsNameTheirPlace(t *testing.T) {
	dir, files := inspectionDesk(t)
	folder := filepath.Dir(files[0])
	photos, err := filepath.Glob(filepath.Join(folder, "*.jpg"))
	if err != nil || len(photos) < 2 {
		t.Fatalf("photos: %v %v", photos, err)
	}
	slices.Sort(photos)
	whole, err := os.ReadFile(photos[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(photos[0], whole[:len(whole)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(photos[1]); err != nil {
		t.Fatal(err)
	}
	out := called(t, exitFailed, "inspect", files[0], "--db", filepath.Join(dir, "db.sqlite"), "--out", filepath.Join(dir, "out"))
	for _, want := range []string{filepath.Base(photos[0]), "图像数据不完整", filepath.Base(photos[1]), "不存在或不可读", "证据", "核查表.xlsx"} {
		if !strings.Contains(out, want) {
			t.Errorf("the message lacks %q:\n%s", want, out)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "out", "HC-2026-01")); err == nil {
		t.Error("a faulty inspection left deliverables behind")
	}
}

func TestInspectionWithPersonalDataIsRefused(t *testing.T) {
	dir, files := inspectionDesk(t)
	units, err := templates.LoadUnits(nil)
	if err != nil {
		t.Fatal(err)
	}
	in, _, err := store.ReadInspection(files[0], units)
	if err != nil {
		t.Fatal(err)
	}
	in.Findings[0].Fact = "申请人留下电话13812345678后离开"
	var b bytes.Buffer
	if err := store.WriteInspection(&b, in); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(files[0], b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	out := called(t, exitFailed, "inspect", files[0], "--db", filepath.Join(dir, "db.sqlite"), "--out", filepath.Join(dir, "out"))
	if !strings.Contains(out, "个人信息") || !strings.Contains(out, "138****5678") || strings.Contains(out, "13812345678") {
		t.Errorf("message: %s", out)
	}
	if _, err := os.Stat(filepath.Join(dir, "out", "HC-2026-01")); err == nil {
		t.Error("deliverables were made of it")
	}
}
