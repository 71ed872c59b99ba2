// Package output keeps the deliverables: it plans jobs, runs them, and puts finished
// files where they belong, whole or not at all.
package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"zhixiao"
)

// StagePrefix begins the name of every unfinished file, so that a run can sweep
// what a killed one left behind.
const StagePrefix = ".zhixiao-"

// File is a finished file: slash-separated path below the period's folder, size
// in bytes and SHA-256 in hex.
type File struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// Folder is a document.Sink over a directory. It is safe for goroutines that
// put different paths.
type Folder struct {
	root string

	mu    sync.Mutex
	files []File
}

// NewFolder makes root if need be. An unwritable place is an error in Chinese
// that names it.
func NewFolder(root string) (*Folder, error) {
	if err := os.MkdirAll(root, 0o755); err != nil {
		return nil, DiskError(root, err)
	}
	return &Folder{root: root}, nil
}

// Put stores what write writes under path: buffered first, so that a failing
// writer leaves nothing, then written beside its place, synced and renamed.
func (f *Folder) Put(ctx context.Context, path string, write func(io.Writer) error) error {
	if err := CheckPath(path); err != nil {
		return err
	}
	var buf bytes.Buffer
	if err := write(&buf); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := f.store(path, buf.Bytes()); err != nil {
		return DiskError(filepath.Join(f.root, filepath.FromSlash(path)), err)
	}
	file := entry(path, buf.Bytes())
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files = append(f.files, file)
	return nil
}

// entry is a file's entry in a list.
func entry(path string, data []byte) File {
	return File{Path: path, Size: int64(len(data)), SHA256: sumOf(data)}
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Files is what was put so far, in the order it was put.
func (f *Folder) Files() []File {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]File(nil), f.files...)
}

func (f *Folder) store(path string, data []byte) (err error) {
	target := filepath.Join(f.root, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	stage, err := os.CreateTemp(filepath.Dir(target), StagePrefix+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(stage.Name())
		}
	}()
	if _, err = stage.Write(data); err == nil {
		err = stage.Sync()
	}
	if closeErr := stage.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	if err = os.Chmod(stage.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(stage.Name(), target)
}

// CheckPath keeps deliverables inside their folder and their names fit for archive
// disks (docs/domain/format.md §7).
func CheckPath(path string) error {
	if path == "" || strings.HasPrefix(path, "/") || strings.ContainsAny(path, `\:*?"<>|`) {
		return fmt.Errorf("输出路径%q含有不允许的字符", path)
	}
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("输出路径%q不合法", path)
		}
		if len(part) > 200 {
			return fmt.Errorf("文件名%q超过200字节", part)
		}
	}
	return nil
}

// DiskError says in Chinese what the disk refused and the way out.
func DiskError(path string, err error) error {
	at := zhixiao.Place{File: path}
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return &zhixiao.Problem{At: at, Err: fmt.Errorf("磁盘空间不足：%w", err), Way: "清理磁盘后重新运行，已完成的文件不会重做"}
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
		return &zhixiao.Problem{At: at, Err: fmt.Errorf("输出目录不可写：%w", err), Way: "检查目录权限，或用 --out 指定其他目录"}
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, os.ErrExist):
		return &zhixiao.Problem{At: at, Err: fmt.Errorf("输出位置被同名文件占用：%w", err), Way: "移走该文件，或用 --out 指定其他目录"}
	}
	return &zhixiao.Problem{At: at, Err: err}
}

// sweep removes what killed runs left half-written below root.
func sweep(root string) error {
	return filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !e.IsDir() && strings.HasPrefix(e.Name(), StagePrefix) {
			return os.Remove(path)
		}
		return nil
	})
}
