package masking

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var door = patterns.Of("door")

var (
	doorForm  = regexp.MustCompile(door + `(?:[ ,，-]?` + door + `)*(?:[ -]?\d{3,4})?|\d{1,3}-\d{1,3}-\d{2,4}室?`)
	doorPart  = regexp.MustCompile(door)
	roadBack  = regexp.MustCompile(patterns.Of("road before a door"))
	adminBack = regexp.MustCompile(patterns.Of("district before a door"))
	openBack  = regexp.MustCompile(patterns.Of("opening of an address"))
)

// addresses are doors: a house, a stair or a flat behind a road or an estate. What
// stands above, down to street and community, stays.
func addresses(t text) []span {
	var out []span
	if !t.has("号", "室", "单元", "栋", "幢", "户", "-") {
		return nil
	}
	for _, at := range doorForm.FindAllStringIndex(t.s, -1) {
		road := roadBack.MatchString(t.before(at[0], 2))
		if !private(t.s[at[0]:at[1]], road) || public(t, at[0], at[1]) || wordAt(t.s, at[0]-1) && wordAt(t.s, at[0]) {
			continue
		}
		if !road {
			out = append(out, span{at[0], at[1], "某处"})
			continue
		}
		start, under := estate(t, at[0])
		shown := "某处"
		if under {
			shown = ""
		}
		out = append(out, span{start, at[1], shown})
	}
	return out
}

// private reports whether door numbers lead to someone's home: a flat or a stair,
// a house in a yard, or any number behind a road or an estate.
func private(s string, road bool) bool {
	parts := doorPart.FindAllString(s, -1)
	if len(parts) == 0 {
		return road // 3-2-501
	}
	flat := strings.Contains(s, "单元") || strings.Contains(s, "室") || strings.Contains(s, "户")
	switch {
	case len(parts) > 1:
		return flat || strings.Contains(s, "号院") || road
	case road:
		return flat || strings.Contains(s, "号") || strings.Contains(s, "栋") || strings.Contains(s, "幢")
	}
	return false
}

// public reports whether the words around say that a body sits there or that the
// number is one of a window, a line or a document.
func public(t text, start, end int) bool {
	after := t.after(end, 8)
	for _, w := range []string{"窗口", "线", "文", "令", "公告", "通知", "机", "柜台"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	for _, w := range []string{"大厅", "中心", "服务站", "派出所"} {
		if strings.Contains(after, w) || strings.Contains(t.before(start, 12), w) {
			return true
		}
	}
	return false
}

// estate is where the name before a door begins; under says that a street, a
// community or a district stands before it, so that nothing need take its place.
func estate(t text, at int) (start int, under bool) {
	start = at
	for range 14 {
		c, size := utf8.DecodeLastRuneInString(t.s[:start])
		if size == 0 || !isHan(c) && !wordAt(t.s, start-size) {
			return start, false
		}
		// The road's own 小区 and 城市 end like a district.
		if head := t.before(start, 3); start < at-2*size {
			if adminBack.MatchString(head) && !strings.HasSuffix(head, "小区") {
				return start, true
			}
			if openBack.MatchString(head) {
				return start, false
			}
		}
		start -= size
	}
	return start, false
}

var registered = patterns.Of("registered")

var (
	registeredForm = regexp.MustCompile(registered + `$`)
	companyForm    = regexp.MustCompile(`[\p{Han}（）()A-Za-z0-9]{2,40}?` + registered)
	openWords      = regexp.MustCompile(patterns.Of("opening of a company"))
)

// trades are the words a company's masked name keeps.
func trades() []string {
	return []string{"人力资源", "房地产", "科技", "餐饮", "食品", "商贸", "贸易", "建筑", "建设", "装饰", "物业", "教育", "文化", "传媒", "医疗", "医药", "药业", "物流", "运输", "快递",
		"投资", "咨询", "广告", "旅游", "网络", "信息", "工程", "电子", "服装", "家政", "劳务", "汽车", "保险", "环保", "农业", "酒店", "宾馆", "制药", "设备", "律师", "会计师"}
}

// companies are registered names: only their trade stays, 某科技公司.
func companies(t text) []span {
	var out []span
	if !t.has("有限公司", "责任公司", "事务所", "有限合伙") {
		return nil
	}
	for _, at := range companyForm.FindAllStringIndex(t.s, -1) {
		name := t.s[at[0]:at[1]]
		if strings.HasPrefix(name, "某") {
			continue
		}
		start := at[0]
		core := registeredForm.ReplaceAllString(name, "")
		if i := strings.LastIndex(name, "北京"); i >= 0 {
			start += i
		} else if head := openWords.FindString(core); head != "" {
			start += len(head)
		}
		name = t.s[start:at[1]]
		if matterAt(t.s[at[1]:]) {
			continue
		}
		if runes(registeredForm.ReplaceAllString(name, "")) < 2 || strings.HasPrefix(name, "某") {
			continue
		}
		out = append(out, span{start, at[1], companyShown(name)})
	}
	return out
}

// matterAt reports whether what follows makes a kind of body the name of a
// matter: 律师事务所设立许可.
func matterAt(s string) bool {
	return slices.ContainsFunc([]string{"设立", "分所", "变更", "注销", "执业", "许可", "备案", "名称", "审批", "登记", "（", "年检", "迁移"}, func(w string) bool { return strings.HasPrefix(s, w) })
}

func companyShown(name string) string {
	end := "公司"
	if strings.HasSuffix(name, "事务所") {
		end = "事务所"
	}
	best, trade := -1, ""
	for _, w := range trades() {
		if i := strings.LastIndex(name, w); i > best {
			best, trade = i, w
		}
	}
	return "某" + trade + end
}
