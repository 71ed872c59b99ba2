//go:build unix

package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"zhixiao"
)

// lockName is the file two builds of one period meet at.
const lockName = ".lock"

// lock takes the folder for this process. The kernel lets go of it when the
// process ends, however it ends. A second build is told so at once.
func lock(root string) (release func(), err error) {
	path := filepath.Join(root, lockName)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, DiskError(path, err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, &zhixiao.Problem{At: zhixiao.Place{File: root}, Err: errors.New("另一个生成任务正在写入该期次"), Way: "等它结束后再运行"}
		}
		return nil, DiskError(path, fmt.Errorf("无法加锁：%w", err))
	}
	return func() { _ = f.Close() }, nil
}
