package templates

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"zhixiao"
)

func TestTheSixtyTwoIndicators(t *testing.T) {
	set, err := LoadIndicators(nil)
	if err != nil {
		t.Fatal(err)
	}
	scored := 0
	for _, i := range set.Indicators {
		if i.Direction != zhixiao.Observe {
			scored++
		}
	}
	if len(set.Indicators) != 62 || scored != 57 {
		t.Errorf("got %d indicators, %d scored", len(set.Indicators), scored)
	}
	if set.Version == "" || len(set.Feeds) == 0 || set.Levels["A1"] != "事项与指南规范" {
		t.Errorf("got version %q, %d feeds, A1 %q", set.Version, len(set.Feeds), set.Levels["A1"])
	}
	for _, i := range set.Indicators {
		region, domain := i.AppliesTo(zhixiao.Region), i.AppliesTo(zhixiao.Domain)
		wantRegion := i.Code != "D203"
		wantDomain := i.Code != "D201" && i.Code != "D202"
		if region != wantRegion || domain != wantDomain {
			t.Errorf("%s: applies to region %v, domain %v", i.Code, region, domain)
		}
	}
}

func TestIndicatorFaultsComeTogetherWithTheirLines(t *testing.T) {
	text, err := os.ReadFile(indicatorsFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, old, new, want string }{
		{"weights", `region: "1.5"`, `region: "1.6"`, "权重合计: 区域100.1 领域100"},
		{"order", `yellow: "99"`, `yellow: "94"`, "阈值次序不对"},
		{"feed", "feed: guide_check", "feed: guide_chek", "数据源\"guide_chek\"不存在"},
		{"tally", `num: "=evaluation.active"`, `num: "=evaluation.activ"`, "=evaluation.activ不存在"},
		{"difference", "minuend: C105", "minuend: C999", "差值引用了\"C999\""},
		{"number", `floor: "90"`, `floor: "九十"`, "不是十进制数"},
		{"key", "    places: 2", "    place: 2", "YAML无法读取"},
		{"code", "code: A102", "code: A101", "重复"},
	} {
		bad := strings.Replace(string(text), tt.old, tt.new, 1)
		// A second, unrelated fault must be reported in the same run.
		bad = strings.Replace(bad, "direction: observe", "direction: sideways", 1)
		_, err := LoadIndicators(fstest.MapFS{indicatorsFile: {Data: []byte(bad)}})
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), `direction为"sideways"`) {
			t.Errorf("%s: got %v", tt.name, err)
		} else if !strings.Contains(err.Error(), indicatorsFile+":") {
			t.Errorf("%s: no line in %v", tt.name, err)
		}
	}
}

func TestUnits(t *testing.T) {
	units, err := LoadUnits(nil)
	if err != nil {
		t.Fatal(err)
	}
	count := map[zhixiao.UnitKind]int{}
	for _, u := range units {
		count[u.Kind]++
	}
	if count[zhixiao.City] != 1 || count[zhixiao.Region] != 17 || count[zhixiao.Domain] != 48 {
		t.Errorf("got %v", count)
	}
	if u := units[0]; u.Code != zhixiao.CityCode || u.Serial != "" {
		t.Errorf("the city must come first: %+v", u)
	}
	if u := units[17]; u.Code != "BDA" || u.Short != "经开区" {
		t.Errorf("经开区 must be the last region: %+v", u)
	}
}

func TestUnitFaults(t *testing.T) {
	const text = `units:
  - {code: "110000", kind: city, seq: 0, full: 北京市, short: 全市}
  - {code: "110101", serial: R01, kind: region, seq: 1, full: 东城区, short: 东城区}
  - {code: "110102", serial: R02, kind: regio, seq: 2, full: 西城区, short: 西城区}
  - {code: F01, serial: F01, kind: domain, seq: 1, full: 某局, short: 东城区}
  - {code: F02, serial: F02, kind: domain, seq: 1, full: 乙局, short: 乙局, domain: 乙, colour: red}
`
	_, err := LoadUnits(fstest.MapFS{unitsFile: {Data: []byte(text)}})
	if err == nil {
		t.Fatal("got no error")
	}
	for _, want := range []string{"units.yaml:4:", `kind为"regio"`, `"东城区"同时属于110101和F01`, "缺少domain", "units.yaml:6:"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}

func TestUnitsInOneOrder(t *testing.T) {
	const text = `units:
  - {code: "110101", serial: R01, kind: region, seq: 1, full: 东城区, short: 东城区}
  - {code: "110102", serial: R02, kind: region, seq: 1, full: 西城区, short: 西城区}
`
	_, err := LoadUnits(fstest.MapFS{unitsFile: {Data: []byte(text)}})
	if err == nil || !strings.Contains(err.Error(), "序号都是1") || !strings.Contains(err.Error(), "只有一个全市单位") {
		t.Errorf("got %v", err)
	}
}

// Every expression that counts what is not there, or is written otherwise than
// indicators.yaml explains, is told with line, column and what was meant, all of them
// in one run.
func TestWhatIsCountedIsChecked(t *testing.T) {
	text, err := os.ReadFile(indicatorsFile)
	if err != nil {
		t.Fatal(err)
	}
	bad := string(text)
	for old, new := range map[string]string{
		"table: correction\n":                            "table: corection\n",
		"table: stage\n    date: date":                   "table: stage\n    date: dat",
		"    where: overlong = 1":                        "    where: overlog = 1",
		"hall: hall\n      weekday: weekday":             "hall: hal\n      weekday: weekday",
		"over30: count(wait_min > 30)":                   "over30: count(wait_min > 30",
		"num: count(elements_ok = elements_total)":       `num: "count(elements_ok = elements_totl)"`,
		"num: sum(consistent)":                           "num: SUM(CASE WHEN consistent > 0 THEN 1 END)",
		"num: median(handle_days * 10000 / promise_days": "num: median(handle_days * 10000 / promise_day",
		"squares: sum(wait_min * wait_min)":              "squares: sum(wait_min * hall)",
	} {
		if !strings.Contains(bad, old) {
			t.Fatalf("no %s", old)
		}
		bad = strings.Replace(bad, old, new, 1)
	}
	_, err = LoadIndicators(fstest.MapFS{indicatorsFile: {Data: []byte(bad)}})
	if err == nil {
		t.Fatal("nothing is told")
	}
	told := strings.Split(err.Error(), "\n")
	// at is where from stands behind before in the file.
	at := func(before, from string) string {
		i := strings.Index(bad, before+from)
		if i < 0 {
			t.Fatalf("no %s%s", before, from)
		}
		i += len(before)
		return fmt.Sprintf("%s:%d:%d: ", indicatorsFile, 1+strings.Count(bad[:i], "\n"), i-strings.LastIndex(bad[:i], "\n"))
	}
	want := []string{
		at("table: ", "corection") + `没有数据表"corection"（是否指 correction）`,
		at("date: ", "dat\n") + `数据表stage没有日期列"dat"（是否指 date）`,
		at("where: ", "overlog") + `数据表stage没有列"overlog"（是否指 overlong）`,
		at("hall: ", "hal\n") + `数据表ticket没有列"hal"（是否指 hall）`,
		at("count(wait_min > 30", "\n") + "应为“)”，却已到末尾（补全，括号要成对）",
		at(`"count(elements_ok = `, "elements_totl") + `数据表matter没有列"elements_totl"（是否指 elements_total）`,
		at("SUM(", "CASE WHEN") + `应为列名、数、文字或括号，却是"CASE"（这是0.2.0及以前的SQL写法；`,
		at("handle_days * 10000 / ", "promise_day where") + `数据表cases没有列"promise_day"（是否指 promise_days）`,
		at("sum(wait_min * ", "hall)") + "加减乘除的应是数，却是文字（核对列名和写法）",
	}
	for i, w := range want {
		if i >= len(told) || !strings.HasPrefix(told[i], w) {
			t.Errorf("fault %d is %q, want %q", i, told[min(i, len(told)-1)], w)
		}
	}
	if len(told) != len(want) {
		t.Errorf("%d faults are told:\n%v", len(told), err)
	}
}

func TestWhatQuotasCountIsChecked(t *testing.T) {
	text, err := os.ReadFile(contractFile)
	if err != nil {
		t.Fatal(err)
	}
	bad := strings.NewReplacer("wave = '区域' and", "wav = '区域' and", "table: visit,", "table: visits,", "date: opened", "date: open", "reviewed <> 1", "reviewed != 1").Replace(string(text))
	_, err = loadContract(fstest.MapFS{contractFile: {Data: []byte(bad)}})
	if err == nil {
		t.Fatal("nothing is told")
	}
	for _, want := range []string{`没有列"wav"（是否指 `, `没有数据表"visits"（是否指 visit）`, `没有日期列"open"（是否指 opened）`, `"!"无法识别`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}
