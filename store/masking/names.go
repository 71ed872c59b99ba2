package masking

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// surnames are the single surnames taken for one in running text: the commonest
// of 《百家姓》 without those that mostly are other words (于、向、应、方、单 …).
var surnames = patterns.Of("surnames")

// rareSurnames are taken for one only where a label says that a name follows.
var rareSurnames = patterns.Of("rare surnames")

// compounds are the surnames of two characters.
func compounds() []string {
	return []string{"欧阳", "上官", "司马", "司徒", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "端木", "南宫", "呼延", "长孙", "宇文", "轩辕", "独孤", "申屠"}
}

// notNames are words that begin like a name.
var notNames = " " + patterns.Of("not names") + " "

// titles are what follows a name in polite or official address. After the
// second group names are taken only with a common surname.
func titles() []string {
	return []string{"先生", "女士", "小姐", "同志", "大爷", "大妈", "大叔", "阿姨", "大姐", "大哥", "师傅",
		"主任", "科长", "处长", "局长", "所长", "站长", "队长", "经理", "老师", "警官", "医生", "大夫", "律师", "会计"}
}

// told are the labels that a name follows by all rules, roles those it may
// follow, workers those of people whose names do not matter.
func told() []string {
	return []string{"姓名", "我叫", "本人叫", "名叫", "名字叫", "叫做", "联系人", "落款", "署名", "签名", "签字人", "法定代表人", "法人代表", "法人"}
}

func roles() []string {
	return []string{"申请人", "经办人", "代办人", "代理人", "委托人", "受托人", "当事人", "反映人", "来电人", "来访人", "投诉人", "举报人", "户主", "患者", "业主", "租户", "房东",
		"居民", "村民", "市民", "群众", "本人", "父亲", "母亲", "爱人", "丈夫", "妻子", "儿子", "女儿"}
}

func workers() []string {
	return []string{"工作人员", "窗口人员", "办事人员", "接待人员", "审核人员", "审批人员", "受理人员", "值班人员", "办事员", "审核员", "接待员", "导办员", "接线员", "科员", "号窗口", "号窗口的"}
}

var (
	badgeForm = regexp.MustCompile(`工号[是为:： ]*([A-Za-z]*\d{2,})`)
	signForm  = regexp.MustCompile(`(?:[。！？!?；;\n ]|此致|敬礼)([\p{Han}]{2,4})\s*(?:(?:19|20)\d{2}[年./-]|$)`)
)

// staff writes people who work there without their names.
func staff(t text) []span {
	var out []span
	t.eachName(workers(), false, func(start, _, end int) { out = append(out, span{start, end, ""}) })
	t.matchesOf(badgeForm, []string{"工号"}, func(at []int) { out = append(out, span{at[2], at[3], "****"}) })
	return out
}

// names are found by what stands around them: a label, a title, a signature. A
// surname stays, what follows becomes 某某; before a title only the surname stays.
func names(t text) []span {
	var out []span
	add := func(start, given, end int) { out = append(out, span{start, end, t.s[start:given] + "某某"}) }
	t.eachName(told(), true, add)
	t.eachName(roles(), false, add)
	t.matches(signForm, func(at []int) {
		name := t.s[at[2]:at[3]]
		if given := surname(name, false); given > 0 && runes(name[given:]) <= 2 && !isWord(name) && !strings.ContainsRune(name, '某') {
			add(at[2], at[2]+given, at[3])
		}
	})
	return append(out, titled(t)...)
}

// eachName visits the names right behind a label, or behind 是, 叫 or a colon
// after it: start, start of the given name, end.
func (t text) eachName(labels []string, rare bool, visit func(start, given, end int)) {
	for _, label := range labels {
		t.each(label, func(i int) {
			at := i + len(label)
			at = len(t.s) - len(strings.TrimLeft(t.s[at:], "为是叫:： "))
			if given, end := nameAt(t.s[at:], rare); end > 0 {
				visit(at, at+given, at+end)
			}
		})
	}
}

// followers are characters that often come right behind a name and hardly ever
// are the end of one.
var followers = patterns.Of("followers")

// nameAt reads a name at the start of s: its surname's end and its end in bytes,
// 0 when there is none.
func nameAt(s string, rare bool) (given, end int) {
	given = surname(s, rare)
	if given == 0 || isWord(s) {
		return 0, 0
	}
	var ends []int // of a given name of one and two characters
	for i, c := range s[given:] {
		if len(ends) == 2 || !isHan(c) || c == '某' {
			break
		}
		ends = append(ends, given+i+utf8.RuneLen(c))
	}
	switch {
	case len(ends) == 0:
		return 0, 0
	case strings.ContainsRune(followers, firstRune(s[given:])):
		return 0, 0 // 张在 …: a surname alone, or no name
	case len(ends) == 1 || strings.ContainsRune(followers, firstRune(s[ends[0]:])):
		return given, ends[0]
	}
	next := firstRune(s[ends[1]:])
	// Without a label that says so, two characters more must be seen to end.
	if !rare && isHan(next) && !strings.ContainsRune(followers, next) {
		return 0, 0
	}
	return given, ends[1]
}

func firstRune(s string) rune { c, _ := utf8.DecodeRuneInString(s); return c }

// surname is the length in bytes of the surname s begins with, 0 when none.
func surname(s string, rare bool) int {
	for _, c := range compounds() {
		if strings.HasPrefix(s, c) {
			return len(c)
		}
	}
	c, size := utf8.DecodeRuneInString(s)
	if c != utf8.RuneError && (strings.ContainsRune(surnames, c) || rare && strings.ContainsRune(rareSurnames, c)) {
		return size
	}
	return 0
}

// isWord reports whether s begins with a word that only looks like a name.
func isWord(s string) bool {
	i := 0
	for range 2 {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return strings.Contains(notNames, " "+s[:i]+" ")
}

// titled finds the given names before titles: 王芳女士 becomes 王女士.
func titled(t text) []span {
	var out []span
	for _, title := range titles() {
		t.each(title, func(i int) {
			if given, ok := givenBefore(t, i); ok {
				out = append(out, span{given, i, ""})
			}
		})
	}
	return out
}

// givenBefore is where the given name before byte i begins: behind the farthest
// surname of one or two characters that leaves one or two characters.
func givenBefore(t text, i int) (int, bool) {
	for _, n := range []int{4, 3, 2} {
		s := t.before(i, n)
		if runes(s) < n || strings.ContainsRune(s, '某') || strings.IndexFunc(s, func(c rune) bool { return !isHan(c) }) >= 0 {
			continue
		}
		given := surname(s, false)
		left := runes(s[given:])
		if given == 0 || left < 1 || left > 2 || isWord(s) || n == 4 && !slices.Contains(compounds(), s[:given]) {
			continue
		}
		if strings.ContainsRune(followers, firstRune(s[given:])) {
			continue
		}
		return i - len(s) + given, true
	}
	return 0, false
}
