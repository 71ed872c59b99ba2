//go:build !unix

package output

import (
	"errors"
	"os"
	"path/filepath"

	"zhixiao"
)

// lockName is the file two builds of one period meet at.
const lockName = ".lock"

// lock takes the folder by a file that only one process can create. A killed
// process leaves it behind; the message says how to go on.
func lock(root string) (release func(), err error) {
	path := filepath.Join(root, lockName)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	if errors.Is(err, os.ErrExist) {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: errors.New("另一个生成任务正在写入该期次"), Way: "等它结束后再运行；若上次运行被强行终止，请删除该文件"}
	}
	if err != nil {
		return nil, DiskError(path, err)
	}
	return func() { _ = f.Close(); _ = os.Remove(path) }, nil
}
