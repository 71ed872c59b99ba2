package store

import (
	"path/filepath"
	"strings"
	"testing"

	"zhixiao/store/sqlite"
)

// What SQLite reports is told in Chinese with the file and the way out: a full disk, a
// file that may only be read, one that is no database, a number that is not there.
func TestWhatSQLiteReportsIsTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "数据.sqlite")
	st, err := Create(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	full := sqlite.Open(filepath.Join(t.TempDir(), "small.sqlite"))
	t.Cleanup(func() { _ = full.Close() })
	readOnly := sqlite.OpenReadOnly(path)
	t.Cleanup(func() { _ = readOnly.Close() })
	for _, tt := range []struct {
		name, want, way string
		do              func() error
	}{
		{"a full disk", "数据库读写失败", "检查磁盘剩余空间", func() error {
			_, err := full.Exec("PRAGMA max_page_count = 1; CREATE TABLE a(x); CREATE TABLE b(x)")
			return err
		}},
		{"only to read", "数据库只读，无法写入", "检查文件和目录的写入权限", func() error {
			_, err := readOnly.Exec("DELETE FROM setting")
			return err
		}},
		{"a number that is not there", "引用的编号不存在", "一起导入", func() error {
			_, err := st.db.Exec("INSERT INTO visit_finding(no, seq, item, l2, severity, posted, actual, evidence) VALUES('无', 1, '指南', '0502', '一般', '', '', '')")
			return err
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.do()
			if err == nil {
				t.Fatal("nothing went wrong")
			}
			got := st.explain(err).Error()
			if !strings.Contains(got, "数据.sqlite: "+tt.want) || !strings.Contains(got, tt.way) {
				t.Errorf("told %q", got)
			}
		})
	}
	if st.explain(nil) != nil {
		t.Error("nothing is told as something")
	}
}
