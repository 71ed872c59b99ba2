package zhixiao_test

import (
	"testing"
	"testing/fstest"

	"zhixiao"
)

// TestIdentity: what may change a deliverable changes the identity, what cannot
// does not.
func TestIdentity(t *testing.T) {
	base := map[string]string{"a.go": "package a\nvar A = 1\n", "sub/b.sql": "SELECT 1;\n", "a_test.go": "package a\n"}
	of := func(path string, change map[string]string) string {
		t.Helper()
		files := fstest.MapFS{}
		for _, m := range []map[string]string{base, change} {
			for name, text := range m {
				files[name] = &fstest.MapFile{Data: []byte(text)}
				if text == "" {
					delete(files, name)
				}
			}
		}
		id, err := zhixiao.Identity([]zhixiao.Room{{Path: path, Files: files}})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	was := of("m/a", nil)
	for name, c := range map[string]struct {
		path   string
		change map[string]string
		same   bool
	}{
		"another line end":       {"m/a", map[string]string{"a.go": "package a\r\nvar A = 1\r\n"}, true},
		"another test":           {"m/a", map[string]string{"a_test.go": "package a\nvar T = 1\n", "b_test.go": "package a\n"}, true},
		"another line":           {"m/a", map[string]string{"a.go": "package a\nvar A = 2\n"}, false},
		"another migration":      {"m/a", map[string]string{"sub/b.sql": "SELECT 2;\n"}, false},
		"a file more":            {"m/a", map[string]string{"c.go": "package a\n"}, false},
		"a file less":            {"m/a", map[string]string{"sub/b.sql": ""}, false},
		"another name":           {"m/a", map[string]string{"a.go": "", "c.go": base["a.go"]}, false},
		"another room":           {"m/b", nil, false},
		"text in the next file":  {"m/a", map[string]string{"a.go": "package a\n", "sub/b.sql": "var A = 1\nSELECT 1;\n"}, false},
		"a carriage return only": {"m/a", map[string]string{"a.go": "package a\rvar A = 1\n"}, false},
	} {
		if now := of(c.path, c.change); (now == was) != c.same {
			t.Errorf("%s: same identity %v, want %v", name, now == was, c.same)
		}
	}
}
