package output

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"zhixiao"
)

// PutLocked stores an approved file under path below root, read-only. A file of
// that name with other content is an error: what was approved is never
// overwritten.
func PutLocked(root, path string, data []byte) error {
	if err := CheckPath(path); err != nil {
		return err
	}
	target := filepath.Join(root, filepath.FromSlash(path))
	switch err := CheckLocked(root, entry(path, data)); {
	case err == nil:
		return nil
	case !errors.Is(err, ErrGone):
		return err
	}
	if err := (&Folder{root: root}).store(path, data); err != nil {
		return DiskError(target, err)
	}
	if err := os.Chmod(target, 0o444); err != nil {
		return DiskError(target, err)
	}
	return nil
}

// ErrGone is a locked file that is not in its place.
var ErrGone = errors.New("审定的文件不在了")

// CheckLocked proves that a locked file is as it was approved. One that is not
// there is ErrGone.
func CheckLocked(root string, f File) error {
	path := filepath.Join(root, filepath.FromSlash(f.Path))
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return &zhixiao.Problem{At: zhixiao.Place{File: f.Path}, Err: ErrGone, Way: "运行 zhixiao build，按存档恢复"}
	}
	if CheckFile(root, f) != nil {
		return &zhixiao.Problem{At: zhixiao.Place{File: f.Path}, Err: errors.New("审定的文件在审定之后被改动，与锁定的SHA-256不符"), Way: "把它移到别处后运行 zhixiao build，按存档恢复；确需更正的走 review approve --erratum"}
	}
	return nil
}

// Lock says that a job's report has been approved: its files are proved instead
// of made.
type Lock struct {
	Who   string // in words: 王五审定，V2.0
	Files []File
	// Body is the kept bytes of a file, to put back one that is gone.
	Body func(ctx context.Context, path string) ([]byte, error)
}

// Prove checks every file of the lock below root and puts back what is gone. It
// says how many it put back; files that differ come as one error, each named.
func (l *Lock) Prove(ctx context.Context, root string) (restored int, err error) {
	var faults []error
	for _, f := range l.Files {
		err := CheckLocked(root, f)
		if errors.Is(err, ErrGone) && l.Body != nil {
			var body []byte
			if body, err = l.Body(ctx, f.Path); err == nil {
				restored++
				err = PutLocked(root, f.Path, body)
			}
		}
		if err != nil {
			faults = append(faults, err)
		}
	}
	return restored, errors.Join(faults...)
}

// LockRecord is one approval as the folder's list of locks tells it.
type LockRecord struct {
	Job      string `json:"job"`
	Title    string `json:"title"`
	Version  string `json:"version"`
	Who      string `json:"who"`
	Approved string `json:"approved"`
	Files    []File `json:"files"`
}

// locksName stands below a period's folder, so that verify needs no database.
const locksName = "approved/locks.json"

// WriteLocks stores the list of a period's approvals.
func WriteLocks(root string, all []LockRecord) error {
	data, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		return err
	}
	if err := (&Folder{root: root}).store(locksName, append(data, '\n')); err != nil {
		return DiskError(filepath.Join(root, locksName), err)
	}
	return nil
}

// ReadLocks is what WriteLocks stored; none when nothing has been approved.
func ReadLocks(root string) ([]LockRecord, error) {
	path := filepath.Join(root, filepath.FromSlash(locksName))
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, DiskError(path, err)
	}
	var all []LockRecord
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: fmt.Errorf("审定清单无法解析：%w", err), Way: "删去它后运行 zhixiao build 补做"}
	}
	return all, nil
}

// verifyLocks proves every file of the folder's list of locks and says which
// jobs are locked: their drafts no longer count.
func verifyLocks(root string) (checked int, locked map[string]bool, err error) {
	all, err := ReadLocks(root)
	if err != nil {
		return 0, nil, err
	}
	locked = map[string]bool{}
	var faults []error
	for _, l := range all {
		locked[l.Job] = true
		for _, f := range l.Files {
			checked++
			if err := CheckLocked(root, f); err != nil {
				faults = append(faults, err)
			}
		}
	}
	return checked, locked, errors.Join(faults...)
}
