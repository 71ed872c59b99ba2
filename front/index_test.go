package front

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zhixiao/output"
)

// folder makes a period's folder with a manifest of jobs and the files in it.
func folder(t *testing.T, root, period string, jobs ...output.Record) {
	t.Helper()
	for _, j := range jobs {
		for _, f := range j.Files {
			path := filepath.Join(root, period, filepath.FromSlash(f.Path))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(f.Path), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	data, err := json.Marshal(output.Manifest{Period: period, Jobs: jobs})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, period, "manifest.json"), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func job(id, kind, title string, files ...string) output.Record {
	r := output.Record{ID: id, Kind: kind, Title: title}
	for _, f := range files {
		r.Files = append(r.Files, output.File{Path: f, SHA256: "0123456789abcdef"})
	}
	return r
}

func written(t *testing.T, root string) string {
	t.Helper()
	about := About{Kinds: []Kind{{"quarter-district", "区域报告"}}, Next: []Step{{"zhixiao status", "履约"}}}
	if err := Write(context.Background(), root, about); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(root, IndexFile))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

var linked = regexp.MustCompile(`(?:href|src)="([^"]*)"`)

// targets are the files that a page links, each link once for each time it stands
// there; anchors of the page itself are left out.
func targets(t *testing.T, root, page string) map[string]int {
	t.Helper()
	all := map[string]int{}
	for _, m := range linked.FindAllStringSubmatch(page, -1) {
		if strings.HasPrefix(m[1], "#") {
			continue
		}
		u, err := url.Parse(strings.ReplaceAll(m[1], "&amp;", "&"))
		if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/") {
			t.Errorf("link %q leads out of the folder: %v", m[1], err)
			continue
		}
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(u.Path))); err != nil {
			t.Errorf("link %q: %v", m[1], err)
		}
		all[u.Path]++
	}
	return all
}

func TestEveryFileIsLinkedOnceWhateverItsName(t *testing.T) {
	root := t.TempDir()
	files := []string{"quarter-district/朝阳 区#1 50%.docx", "quarter-district/a&b'c.pdf", "charts/x_图1.jpg", "charts/x_图10.jpg", "charts/x_图2.jpg"}
	folder(t, root, "2026Q3", job("a", "quarter-district", "朝阳区<季度>报告", files...))
	folder(t, root, "2026-09", job("b", "month-list", "清单", "month-list/清单.xlsx"))
	folder(t, root, "HC-2026-01", job("c", "inspection", "证据册", "证据册.pdf"))
	page := written(t, root)
	got := targets(t, root, page)
	for _, f := range files {
		if got["2026Q3/"+f] != 1 {
			t.Errorf("%s is linked %d times", f, got["2026Q3/"+f])
		}
	}
	for _, f := range []string{"2026-09/month-list/清单.xlsx", "HC-2026-01/证据册.pdf"} {
		if got[f] != 1 {
			t.Errorf("%s is linked %d times", f, got[f])
		}
	}
	if strings.Contains(page, "<季度>") || !strings.Contains(page, "朝阳区&lt;季度&gt;报告") {
		t.Error("a title is not escaped")
	}
	if strings.Index(page, ">2026年第三季度<") > strings.Index(page, ">2026年9月<") {
		t.Error("periods that end on one day stand in the wrong order")
	}
	if i, j := strings.Index(page, ">图2<"), strings.Index(page, ">图10<"); i < 0 || j < i {
		t.Error("figures are not in their order")
	}
	if page != written(t, root) {
		t.Error("the second page has other bytes")
	}
}

func TestAFolderThatCannotBeReadIsNamedAndTheOthersStand(t *testing.T) {
	root := t.TempDir()
	folder(t, root, "2026Q3", job("a", "quarter-district", "朝阳区报告", "x.pdf"))
	folder(t, root, "2026Q2", job("a", "quarter-district", "西城区报告", "y.pdf"))
	if err := os.WriteFile(filepath.Join(root, "2026Q2", "manifest.json"), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Write(context.Background(), root, About{}); err == nil || !strings.Contains(err.Error(), "2026Q2") {
		t.Errorf("err %v", err)
	}
	data, err := os.ReadFile(filepath.Join(root, IndexFile))
	if err != nil || !bytes.Contains(data, []byte("朝阳区报告")) || !bytes.Contains(data, []byte("清单无法解析")) {
		t.Errorf("the page lacks the good folder or the fault: %v", err)
	}
}

func TestWhatIsShownGoesWithItsPDF(t *testing.T) {
	root := t.TempDir()
	folder(t, root, "2026Q3", job("g", "quarter-general", "总报告", "g.pdf"))
	pages := filepath.Join(root, PagesFolder)
	if err := os.MkdirAll(pages, 0o755); err != nil {
		t.Fatal(err)
	}
	keep := func(sum string) {
		s := Shown{Job: "g", Kind: "quarter-general", Period: "2026Q3", PDF: sum, Findings: []Finding{{"某句。", "total@110000/2026Q3", 6}}}
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(pages, "g-0123456789ab.json"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	keep("0123456789abcdef")
	if page := written(t, root); !strings.Contains(page, "某句。") || !strings.Contains(page, "g.pdf#page=6") {
		t.Error("a finding of the PDF that stands there is missing")
	}
	keep("0123456789abffff")
	if page := written(t, root); strings.Contains(page, "某句。") {
		t.Error("a finding of another PDF is shown")
	}
	if err := Drop(root, "g"); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(pages); err != nil || len(left) != 0 {
		t.Errorf("%d files are left: %v", len(left), err)
	}
}

func TestAnEmptyFolderSaysWhatToDo(t *testing.T) {
	if page := written(t, t.TempDir()); !strings.Contains(page, "这里还没有成果") {
		t.Error("no way on")
	}
}
