package output

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	"zhixiao"
)

const (
	manifestName = "manifest.json"
	journalName  = ".manifest.journal"
)

// Manifest says what a period's folder holds and what each file was made from.
// It carries no clock, so that the same inputs give the same manifest.
type Manifest struct {
	Period string   `json:"period"`
	Jobs   []Record `json:"jobs"` // by ID
}

// Record is one finished job.
type Record struct {
	ID     string            `json:"id"`
	Kind   string            `json:"kind"`
	Unit   string            `json:"unit"`
	Title  string            `json:"title"`
	Words  int               `json:"words,omitempty"` // 字数 of the body
	Pages  int               `json:"pages,omitempty"`
	Inputs map[string]string `json:"inputs"` // what was read: snapshot, templates, fonts, program → hash or version
	Files  []File            `json:"files"`
	// Revision is the state of the program's sources in version control that made
	// the files, "" where that is not known. It is no input: another revision of the
	// same sources makes nothing stale.
	Revision string `json:"revision,omitempty"`
	// Printed is the file that keeps what the job prints, see Facts; nil when it
	// prints nothing under a key.
	Printed *File    `json:"printed,omitempty"`
	Keys    []string `json:"facts,omitempty"` // of manifests up to 0.1.0: the keys alone

	Faults    []Fault        `json:"faults,omitempty"`         // impossible numbers that the paper prints
	Disagrees []Disagreement `json:"contradictions,omitempty"` // what other papers print otherwise, as of the last build
	Unmarked  *File          `json:"unmarked,omitempty"`       // the Word draft before disagreements were marked in it; nil when none are
}

// all is every file that the job put below the period's folder.
func (r Record) all() []File {
	files := slices.Clip(r.Files)
	for _, f := range []*File{r.Printed, r.Unmarked} {
		if f != nil {
			files = append(files, *f)
		}
	}
	return files
}

// ReadManifest reads a period folder's manifest together with the journal of an
// unfinished run. A folder without either gives an empty manifest.
func ReadManifest(root string) (*Manifest, error) {
	m := &Manifest{}
	path := filepath.Join(root, manifestName)
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return nil, DiskError(path, err)
	default:
		if err := json.Unmarshal(data, m); err != nil {
			return nil, &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: fmt.Errorf("清单无法解析：%w", err), Way: "删除该文件后重新生成"}
		}
	}
	return m, m.replay(filepath.Join(root, journalName))
}

// replay adds the journal's records. A last line cut short by a kill is the end
// of it.
func (m *Manifest) replay(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return DiskError(path, err)
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReader(f))
	for {
		var r Record
		if dec.Decode(&r) != nil {
			return nil
		}
		m.put(r)
	}
}

func (m *Manifest) put(r Record) {
	i, found := slices.BinarySearchFunc(m.Jobs, r.ID, func(a Record, id string) int { return strings.Compare(a.ID, id) })
	if found {
		m.Jobs[i] = r
		return
	}
	m.Jobs = slices.Insert(m.Jobs, i, r)
}

// Job finds a record by ID.
func (m *Manifest) Job(id string) (Record, bool) {
	i := sort.Search(len(m.Jobs), func(i int) bool { return m.Jobs[i].ID >= id })
	if i < len(m.Jobs) && m.Jobs[i].ID == id {
		return m.Jobs[i], true
	}
	return Record{}, false
}

// write stores the manifest whole and then drops the journal.
func (m *Manifest) write(root string) error {
	data, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	f := &Folder{root: root}
	if err := f.store(manifestName, append(data, '\n')); err != nil {
		return DiskError(filepath.Join(root, manifestName), err)
	}
	if err := os.Remove(filepath.Join(root, journalName)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return DiskError(filepath.Join(root, journalName), err)
	}
	return nil
}

// Verify re-reads every file of a period's folder and reports each one that is
// missing or differs from the manifest or from what was approved, all together.
func Verify(root string) (checked int, err error) {
	m, err := ReadManifest(root)
	if err != nil {
		return 0, err
	}
	if len(m.Jobs) == 0 {
		return 0, &zhixiao.Problem{At: zhixiao.Place{File: root}, Err: errors.New("没有清单 " + manifestName), Way: "先运行 zhixiao build"}
	}
	checked, locked, err := verifyLocks(root)
	faults := []error{err}
	for _, r := range m.Jobs {
		if locked[r.ID] {
			continue
		}
		for _, f := range r.all() {
			checked++
			if err := CheckFile(root, f); err != nil {
				faults = append(faults, err)
			}
		}
	}
	return checked, errors.Join(faults...)
}

// CheckFile proves one file below root against its record: it is there and has the
// bytes that were written. The error names it and the way out.
func CheckFile(root string, f File) error {
	at := zhixiao.Place{File: f.Path}
	file, err := os.Open(filepath.Join(root, filepath.FromSlash(f.Path)))
	if errors.Is(err, os.ErrNotExist) {
		return &zhixiao.Problem{At: at, Err: errors.New("文件缺失"), Way: "重新运行 zhixiao build 补做"}
	}
	if err != nil {
		return &zhixiao.Problem{At: at, Err: err}
	}
	defer file.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, file)
	if err != nil {
		return &zhixiao.Problem{At: at, Err: err}
	}
	if n != f.Size || hex.EncodeToString(hash.Sum(nil)) != f.SHA256 {
		return &zhixiao.Problem{At: at, Err: errors.New("内容与清单记录的SHA-256不符"), Way: "若为人工修改，请用 zhixiao review take 收稿；否则重新生成"}
	}
	return nil
}
