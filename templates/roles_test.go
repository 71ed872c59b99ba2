package templates

import (
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"zhixiao"
)

func ownText(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(indicatorsFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func loadText(text string) (*zhixiao.IndicatorSet, error) {
	return LoadIndicators(fstest.MapFS{indicatorsFile: {Data: []byte(text)}})
}

func TestRolesOfTheOwnSet(t *testing.T) {
	set, err := LoadIndicators(nil)
	if err != nil {
		t.Fatal(err)
	}
	r := set.Roles
	if got := r.Role("B101"); got.Felt != "D103" || got.Behind != "stage" || got.OnSite {
		t.Errorf("B101: %+v", got)
	}
	if got := r.Role("C202"); !got.OnSite || !reflect.DeepEqual(got.Related, []string{"D106"}) {
		t.Errorf("C202: %+v", got)
	}
	for _, tt := range []struct {
		cube, column string
		want         zhixiao.Column
	}{
		{"case", "applied", zhixiao.Column{Unit: "件"}},
		{"case", "overdue", zhixiao.Column{Unit: "件", Of: "B101"}},
		{"stage", "days", zhixiao.Column{Unit: "个工作日", Index: "B1"}},
		{"visit", "severe", zhixiao.Column{Unit: "条"}},
		{"visit", "visits", zhixiao.Column{Unit: "次"}},
		{"survey", "D101.num", zhixiao.Column{Unit: "份"}},
		{"nothing", "of", zhixiao.Column{Unit: "件"}},
	} {
		if got := r.Column(tt.cube, tt.column); got != tt.want {
			t.Errorf("%s.%s: got %+v, want %+v", tt.cube, tt.column, got, tt.want)
		}
	}
	if r.Class("0301") != "C3" || r.Class("99") != "" || r.Class("") != "" {
		t.Errorf("classes: %q %q %q", r.Class("0301"), r.Class("99"), r.Class(""))
	}
}

// A file that says nothing, as those of earlier programs, is read with what the
// program's own says; one that says something is read so in that point only.
func TestWhatAFileDoesNotSayIsAsInTheOwn(t *testing.T) {
	own, err := LoadIndicators(nil)
	if err != nil {
		t.Fatal(err)
	}
	folders, err := os.ReadDir("former")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range folders {
		set, err := FormerIndicators(f.Name())
		if err != nil || !reflect.DeepEqual(set.Roles, own.Roles) {
			t.Errorf("%s is read with other roles than today's (%v)", f.Name(), err)
		}
	}
	changed := strings.Replace(ownText(t), "    felt: D103\n", "    felt: \"\"\n", 1)
	set, err := loadText(changed)
	if err != nil {
		t.Fatal(err)
	}
	if got := set.Roles.Role("B101"); got.Felt != "" || got.Behind != "stage" {
		t.Errorf("B101 without the public's side: %+v", got)
	}
	if got := set.Roles.Role("C102").Felt; got != "D101" {
		t.Errorf("C102 is felt as %q", got)
	}
	if changes := zhixiao.Changes(own, set); len(changes) > 0 {
		t.Errorf("another role is another definition: %v", changes)
	}
}

func TestRoleFaultsComeTogetherWithTheirPlaces(t *testing.T) {
	text := ownText(t)
	at := func(line string) int { return strings.Count(text[:strings.Index(text, line)], "\n") + 1 }
	faults := []struct{ line, wrong, want string }{
		{"    felt: D103\n", "    felt: B104\n", ":11: 没有可比的指标\"B104\""},
		{"    felt: D101\n", "    felt: C102\n", ":11: 指标C102与自身比较"},
		{"    related: [D104]\n", "    related: [D404]\n", ":15: 没有可比的指标\"D404\"（是否为D104"},
		{"    behind: session\n", "    behind: sesion\n", ":13: 没有数据源\"sesion\"（是否为session"},
		{"    worst_by: [line, slot]\n", "    worst_by: [line, slots]\n", ":22: 没有数据源call的维度\"slots\"（是否为slot"},
		{"      bad: {of: C104}\n", "      bad: {of: C144}\n", ":17: 没有指标\"C144\""},
		{"      handle_days: {unit: 个工作日}\n", "      handle_day: {unit: 个工作日}\n", "没有数据源case的计数\"handle_day\"（是否为handle_days"},
		{"    index: B1\n", "    index: B7\n", ":12: 没有二级指标\"B7\""},
		{"  \"09\": E2\n", "  \"09\": E\n", ":9: 没有二级指标\"E\""},
		{"      over30: {of: C202}\n", "      over30: {off: C202}\n", "YAML无法读取"},
	}
	bad := text
	for _, f := range faults {
		if strings.Count(bad, f.line) < 1 {
			t.Fatalf("%q is not in the file", f.line)
		}
		bad = strings.Replace(bad, f.line, f.wrong, 1)
	}
	_, err := loadText(bad)
	if err == nil {
		t.Fatal("nothing is wrong")
	}
	for _, f := range faults {
		found := false
		for _, line := range strings.Split(err.Error(), "\n") {
			found = found || strings.Contains(line, f.want) && strings.HasPrefix(line, indicatorsFile+":"+zhixiao.Int(int64(at(f.line))).String()+":")
		}
		if !found {
			t.Errorf("line %d %q is not in\n%v", at(f.line), f.want, err)
		}
	}
}
