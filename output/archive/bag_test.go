package archive_test

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"zhixiao/output"
	"zhixiao/output/archive"
	"zhixiao/output/press"
)

// bag makes a bag of two payload files.
func bag(t *testing.T) string {
	t.Helper()
	target := filepath.Join(t.TempDir(), "archive", "bag")
	b, err := archive.NewBag(target)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Abort()
	for path, text := range map[string]string{"一/报告 甲.docx": "甲", "二/100%.pdf": "乙"} {
		if err := b.PutBytes(context.Background(), path, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close([]archive.Info{{Name: "External-Description", Value: "一行\n说明"}}); err != nil {
		t.Fatal(err)
	}
	return target
}

func TestABagHolds(t *testing.T) {
	root := bag(t)
	if n, err := archive.Verify(context.Background(), &press.Project{}, root); n != 8 || err != nil {
		t.Fatalf("verify: %d files, %v", n, err)
	}
	info, err := os.ReadFile(filepath.Join(root, "bag-info.txt"))
	if want := "External-Description: 一行 说明\nPayload-Oxum: 6.2\n"; err != nil || string(info) != want {
		t.Errorf("got %q, want %q (%v)", info, want, err)
	}
	manifest, _ := os.ReadFile(filepath.Join(root, "manifest-sha256.txt"))
	if !strings.Contains(string(manifest), "  data/二/100%25.pdf\n") {
		t.Errorf("a percent sign is not written by number: %s", manifest)
	}
	if entries, _ := os.ReadDir(filepath.Dir(root)); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestVerifyOfNoBagCountsNothing(t *testing.T) {
	if n, err := archive.VerifyBag(filepath.Join(t.TempDir(), "none")); n != 0 || err == nil {
		t.Errorf("%d files of no bag, %v", n, err)
	}
}

// TestABagHoldsForOthers validates with the Library of Congress' tool.
func TestABagHoldsForOthers(t *testing.T) {
	tool, err := exec.LookPath("bagit.py")
	if err != nil {
		t.Skip("没有独立的BagIt工具bagit.py，跳过")
	}
	if out, err := exec.Command(tool, "--validate", bag(t)).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestADamagedBagIsNamedAtEveryPlace(t *testing.T) {
	write := func(name, text string) func(string) error {
		return func(root string) error { return os.WriteFile(filepath.Join(root, name), []byte(text), 0o644) }
	}
	for _, tt := range []struct {
		name   string
		damage func(root string) error
		want   []string
	}{
		{"payload changed", write("data/一/报告 甲.docx", "丙"), []string{"data/一/报告 甲.docx: 内容与manifest-sha256.txt", "manifest-sha512.txt的SHA512不符"}},
		{"payload longer", write("data/一/报告 甲.docx", "甲乙"), []string{"Payload-Oxum为6.2，实有9.2"}},
		{"payload gone", func(root string) error { return os.Remove(filepath.Join(root, "data/二/100%.pdf")) }, []string{"data/二/100%.pdf: 文件缺失", "Payload-Oxum"}},
		{"payload not listed", write("data/多.txt", "多"), []string{"data/多.txt: manifest-sha256.txt里没有这个文件", "manifest-sha512.txt里没有"}},
		{"tag changed", write("bag-info.txt", "Payload-Oxum: 6.2\n"), []string{"bag-info.txt: 内容与tagmanifest-sha256.txt"}},
		{"tag not listed", write("说明.txt", "x"), []string{"说明.txt: tagmanifest-sha256.txt里没有这个文件"}},
		{"declaration wrong", write("bagit.txt", "BagIt 1.0\n"), []string{"bagit.txt: 声明应为两行"}},
		{"manifest gone", func(root string) error {
			return errors.Join(os.Remove(filepath.Join(root, "manifest-sha256.txt")), os.Remove(filepath.Join(root, "manifest-sha512.txt")))
		}, []string{"缺少清单"}},
		{"manifest points out", write("manifest-sha256.txt", strings.Repeat("0", 64)+"  data/../../x\n"), []string{"越出归档包"}},
		{"manifest is no manifest", write("manifest-sha256.txt", "x\n"), []string{"不是“校验值 路径”"}},
		{"link", func(root string) error { return os.Symlink("/etc/hostname", filepath.Join(root, "data", "link")) }, []string{"data/link: 不是普通文件"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root := bag(t)
			if err := tt.damage(root); err != nil {
				t.Fatal(err)
			}
			_, err := archive.VerifyBag(root)
			for _, want := range tt.want {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("want %q in %v", want, err)
				}
			}
		})
	}
}

func TestABagIsWholeOrNotThere(t *testing.T) {
	target := filepath.Join(t.TempDir(), "bag")
	b, err := archive.NewBag(target)
	if err != nil {
		t.Fatal(err)
	}
	wrong := errors.New("断了")
	if err := b.Put(context.Background(), "a.txt", func(io.Writer) error { return wrong }); !errors.Is(err, wrong) {
		t.Errorf("got %v", err)
	}
	b.Abort()
	if entries, _ := os.ReadDir(filepath.Dir(target)); len(entries) != 0 {
		t.Errorf("left behind: %v", entries)
	}
	if err := os.Mkdir(target, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.NewBag(target); err == nil || !strings.Contains(err.Error(), "不会覆盖") {
		t.Errorf("got %v", err)
	}
}

func TestALockedFileIsProvedAndPutBack(t *testing.T) {
	root := t.TempDir()
	body := []byte("审定稿")
	if err := output.PutLocked(root, "approved/a.docx", body); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, "approved/a.docx")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o444 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := output.PutLocked(root, "approved/a.docx", []byte("另一稿")); err == nil {
		t.Error("another file was put in its place")
	}
	lock := &output.Lock{Files: []output.File{{Path: "approved/a.docx", Size: int64(len(body)), SHA256: "ae53a9d1ad1a7c2b25f3af32b0d12fb7f1e37d4b8ae94a8f1e0d9ca6ae5f6a0d"}},
		Body: func(context.Context, string) ([]byte, error) { return body, nil }}
	if _, err := lock.Prove(context.Background(), root); err == nil || !strings.Contains(err.Error(), "被改动") {
		t.Errorf("got %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if n, err := lock.Prove(context.Background(), root); n != 1 || err != nil {
		t.Errorf("put back %d, %v", n, err)
	}
}
