package workfolder

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
)

// written makes dir/zhixiao.yaml with a text.
func written(t *testing.T, dir, text string) string {
	t.Helper()
	path := filepath.Join(dir, FileName)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadTakesWhatIsWrittenAndTheUsualForTheRest(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       Folder
	}{
		{"nothing", "", Folder{Database: "D/zhixiao.sqlite", Output: "D/output", Templates: "D/templates"}},
		{"comments only", "# 质效\n", Folder{Database: "D/zhixiao.sqlite", Output: "D/output", Templates: "D/templates"}},
		{"nothing behind a name", "database:\noutput: \ntemplates:\nnames:\n", Folder{Database: "D/zhixiao.sqlite", Output: "D/output"}},
		{"all", "database: 数据/库 一.sqlite\noutput: ../成果\ntemplates: t\nfonds: 0110\nnames: {org: 某中心, by: '赵六'}\n",
			Folder{Database: "D/数据/库 一.sqlite", Output: "成果", Templates: "D/t", Fonds: "0110", Org: "某中心", By: "赵六"}},
		{"either slash", `database: 数据\库.sqlite`, Folder{Database: "D/数据/库.sqlite", Output: "D/output", Templates: "D/templates"}},
		{"a mark at the head", "\xEF\xBB\xBFdatabase: a.sqlite\r\noutput: b\r\n", Folder{Database: "D/a.sqlite", Output: "D/b", Templates: "D/templates"}},
		{"absolute", "output: /srv/output\n", Folder{Database: "D/zhixiao.sqlite", Output: "/srv/output", Templates: "D/templates"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			base := t.TempDir()
			dir := filepath.Join(base, "D")
			if err := os.MkdirAll(filepath.Join(dir, DefaultTemplates), 0o755); err != nil {
				t.Fatal(err)
			}
			f, err := Read(written(t, dir, c.text))
			if err != nil {
				t.Fatal(err)
			}
			for _, path := range []*string{&f.Database, &f.Output, &f.Templates} {
				if rel, err := filepath.Rel(base, *path); err == nil && !strings.HasPrefix(rel, "..") {
					*path = filepath.ToSlash(rel)
				}
			}
			c.want.File = f.File
			if diff := cmp.Diff(c.want, *f); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFaultsNameTheirLineAndTheWayOut(t *testing.T) {
	for _, c := range []struct{ text, line, what, way string }{
		{"\ndatabase: a\ndatbase: b\n", ":3", `"datbase"`, "是否指 database（数据库）"},
		{"成果目录: x\n", ":1", `"成果目录"`, "是否指 output（成果目录）"},
		{"by: 赵六\n", ":1", `"by"`, "是否指 names 下面的 by"},
		{"names:\n  orgg: x\n", ":2", `"names.orgg"`, "是否指 org（编制单位）"},
		{"colour: red\n", ":1", `"colour"`, "可写的名称：database（数据库）、output"},
		{"database: [a, b]\n", ":1", `"database"`, "database: 值"},
		{"names: 某中心\n", ":1", "名称: 值", "org（编制单位）"},
		{"just a sentence\n", ":1", "名称: 值", "database"},
		{"database: a\noutput: \"C:\\data\"\n", ":2", "解析", "双引号"},
		{"database: \"数据\\new.sqlite\"\n", ":1", "换行", "双引号"},
		{"database: a\n\toutput: b\n", ":2", "解析", "制表符"},
		{"output: C:\\data\n", ":1", "C:/data", "本机"},
		{"output: \\\\server\\share\n", ":1", "//server", "本机"},
		{"database: a\ndatabase: b\n", ":2", "database", ""},
		{"database: \xD6\xD0\n", "", "UTF-8", "另存为"},
	} {
		_, err := Read(written(t, t.TempDir(), c.text))
		var p *zhixiao.Problem
		if !errors.As(err, &p) {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		for _, want := range []string{FileName + c.line, c.what, c.way} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%q: %v\nwant %q", c.text, err, want)
			}
		}
	}
}

func TestAllFaultsComeTogether(t *testing.T) {
	_, err := Read(written(t, t.TempDir(), "a1: x\nb1: y\nnames: {c1: z}\n"))
	for _, want := range []string{`"a1"`, `"b1"`, `"names.c1"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: want %s", err, want)
		}
	}
}

func TestFindGoesUpToTheNearest(t *testing.T) {
	outer := t.TempDir()
	inner := filepath.Join(outer, "内", "下级")
	if err := os.MkdirAll(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	written(t, outer, "database: outer.sqlite\n")
	f, err := Find(inner)
	if err != nil || f == nil || filepath.Clean(f.Database) != filepath.Join(outer, "outer.sqlite") {
		t.Fatalf("%+v, %v", f, err)
	}
	written(t, filepath.Dir(inner), "database: inner.sqlite\n")
	f, err = Find(inner)
	if err != nil || f == nil || filepath.Base(f.Database) != "inner.sqlite" {
		t.Fatalf("%+v, %v", f, err)
	}
	t.Chdir(inner)
	f, err = Find("")
	if err != nil || f == nil || f.Database != filepath.Join("..", "inner.sqlite") || f.File != filepath.Join("..", FileName) {
		t.Errorf("from inside: %+v, %v", f, err)
	}
}

func TestWriteIsReadAgainAndNeverReplaces(t *testing.T) {
	dir := t.TempDir()
	in := Folder{Database: "我的 库.sqlite", Output: "成果: 2026", Templates: "", Fonds: "0110", Org: "某'中心'", By: "- 赵六"}
	if err := Write(dir, in); err != nil {
		t.Fatal(err)
	}
	got, err := Read(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	want := in
	want.File, want.Database, want.Output = got.File, filepath.Join(dir, in.Database), filepath.Join(dir, in.Output)
	if diff := cmp.Diff(want, *got); diff != "" {
		t.Error(diff)
	}
	if err := Write(dir, Folder{}); err == nil || !strings.Contains(err.Error(), "已经存在") {
		t.Errorf("second Write: %v", err)
	}
	if again, err := Read(filepath.Join(dir, FileName)); err != nil || cmp.Diff(got, again) != "" {
		t.Errorf("changed by the second: %v", err)
	}
}
