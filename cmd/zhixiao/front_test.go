package main

import (
	"bytes"
	"context"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/fixtures/demo"
	"zhixiao/front"
	"zhixiao/output"
	"zhixiao/output/program"
)

// TestFrontPage makes a small demo and follows every link of its front page: reports,
// a map, and a month's problem lists, each by its name in its group.
func TestFrontPage(t *testing.T) {
	if testing.Short() {
		t.Skip("-short：不做整批生成")
	}
	out := filepath.Join(t.TempDir(), "成果 目录")
	do := func(args ...string) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		if rc := run(context.Background(), args, &stdout, &stderr); rc != exitDone {
			t.Fatalf("%v: %d\n%s", args, rc, stderr.String())
		}
		return stdout.String()
	}
	said := do("demo", "--scale", "0.05", "--out", out)
	db := filepath.Join(out, "demo.sqlite")
	data, err := os.ReadFile(filepath.Join(out, front.IndexFile))
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	if strings.Contains(page, "://") {
		t.Error("the page names an address outside")
	}
	links := map[string]int{}
	for _, m := range regexp.MustCompile(`(?:href|src)="([^"#][^"]*)"`).FindAllStringSubmatch(page, -1) {
		u, err := url.Parse(m[1])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(u.Path))); err != nil {
			t.Errorf("%s: %v", m[1], err)
		}
		if u.Fragment == "" && strings.Contains(page, `href="`+m[1]+`"`) {
			links[u.Path]++
		}
	}
	made := map[string]int{}
	for _, period := range []string{demo.Period, "2026-09"} {
		m, err := output.ReadManifest(filepath.Join(out, period))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range m.Jobs {
			made[r.Kind]++
			if !strings.Contains(page, `<span class="name">`+r.Title+`</span>`) {
				t.Errorf("%s is not named", r.Title)
			}
			for _, f := range r.Files {
				made[r.Kind+filepath.Ext(f.Path)]++
				if links[period+"/"+f.Path] == 0 {
					t.Errorf("%s is not linked", f.Path)
				}
			}
		}
	}
	for what, want := range map[string]int{"quarter-district": 17, "maps": 1, "maps.jpg": 1, "maps.dwg": 1, "maps.dxf": 1, "maps.zip": 1,
		"month-list": 2, "month-list.docx": 2, "month-list.pdf": 2, "month-list.xlsx": 2} {
		if made[what] != want {
			t.Errorf("%d of %s, want %d", made[what], what, want)
		}
	}
	if n := strings.Count(page, `<details class="per grp" open>`); n != 2 {
		t.Errorf("%d periods stand open, want the quarter and the month of few lists", n)
	}
	for _, group := range []string{"各区专题地图", "公众侧问题清单", "区域报告"} {
		if !strings.Contains(page, "<h3>"+group+" ") {
			t.Errorf("no group %s", group)
		}
	}
	// What the demo says is what the page shows and what the report prints.
	shown, ok := demo.At(out, program.Program()).Found(mustPeriod(t, demo.Period))
	if !ok || len(shown.Findings) != 5 {
		t.Fatalf("%d findings", len(shown.Findings))
	}
	for _, f := range shown.Findings {
		if !strings.Contains(said, f.Text) || !strings.Contains(page, f.Text) || f.Key == "" {
			t.Errorf("%q is not said everywhere", f.Text)
		}
		if story := do("why", string(f.Key), "--db", db, "--out", out); !strings.Contains(story, "季度总报告") {
			t.Errorf("why %s does not lead to the report:\n%s", f.Key, story)
		}
	}
	// The same reports give the same page and pictures.
	before := tree(t, filepath.Join(out, front.PagesFolder))
	do("build", demo.Period, "--force", "--db", db, "--out", out)
	again, err := os.ReadFile(filepath.Join(out, front.IndexFile))
	if err != nil || !bytes.Equal(data, again) {
		t.Errorf("the page has other bytes: %v", err)
	}
	for name, data := range tree(t, filepath.Join(out, front.PagesFolder)) {
		if !bytes.Equal(before[name], data) {
			t.Errorf("%s has other bytes", name)
		}
	}
}

func mustPeriod(t *testing.T, name string) zhixiao.Period {
	t.Helper()
	p, err := zhixiao.ParsePeriod(name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
