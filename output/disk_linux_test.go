package output_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"zhixiao/document"
	"zhixiao/output"
)

// smallDisk mounts a file system of 256 KiB; where that is not allowed the test
// is skipped.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skipf("无权挂载小磁盘，跳过：%v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	return dir
}

func TestAFullDiskStopsTheJobAndLosesNothing(t *testing.T) {
	root := smallDisk(t)
	big := func(name string, size int) output.Job {
		return output.Job{ID: name, Title: name, Make: func(ctx context.Context, sink document.Sink) (output.Made, error) {
			return output.Made{}, sink.Put(ctx, "kind/"+name+".pdf", func(w io.Writer) error {
				_, err := w.Write(bytes.Repeat([]byte{'x'}, size))
				return err
			})
		}}
	}
	outcomes, err := output.Run(context.Background(), []output.Job{big("a", 50_000), big("b", 500_000), big("c", 50_000)}, output.Options{Root: root, Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	if outcomes[0].Err != nil || outcomes[2].Err != nil {
		t.Errorf("small files: %v, %v", outcomes[0].Err, outcomes[2].Err)
	}
	if outcomes[1].Err == nil || !strings.Contains(outcomes[1].Err.Error(), "磁盘空间不足") {
		t.Errorf("got %v", outcomes[1].Err)
	}
	left, _ := filepath.Glob(filepath.Join(root, "kind", ".zhixiao-*"))
	if _, err := os.Stat(filepath.Join(root, "kind", "b.pdf")); err == nil || len(left) > 0 {
		t.Errorf("half a file was left behind: %v", left)
	}
	if n, err := output.Verify(root); n != 2 || err != nil {
		t.Errorf("verify: %d, %v", n, err)
	}
}

func TestAReadOnlyFolderIsNamed(t *testing.T) {
	root := smallDisk(t)
	if err := syscall.Mount("", root, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skipf("无权改为只读，跳过：%v", err)
	}
	_, err := output.Run(context.Background(), nil, output.Options{Root: filepath.Join(root, "2026Q3"), Workers: 1})
	if err == nil || !strings.Contains(err.Error(), "输出目录不可写") {
		t.Errorf("got %v", err)
	}
}
