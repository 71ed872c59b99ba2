package masking

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// surnames are the single surnames taken for one in running text: the commonest
// of 《百家姓》 without those that mostly are other words (于、向、应、方、单 …).
const surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟龙段雷钱汤尹黎武乔贺赖龚庞樊兰殷翟倪严牛俞章鲁葛韦申尤毕聂焦柳邢岳齐梅莫庄辛管祝左涂谷祁耿牟卜詹关苗凌费纪靳盛裴霍翁隋甘伍闫冉"

// rareSurnames are taken for one only where a label says that a name follows.
const rareSurnames = "于任方江金白安常向应文万易路柴阮蓝欧游阳解包覃时季宁屈项舒骆房成温柯桂涂车席卫查连明单边水全华丛仇佟佘冷凤初加卓厉古司吉哈喻国宫宿寇尚尹展屠岑巩巫师平庾廉微惠慕戚扈晏景晁暴曲木果柏栾桑楚步母池沙沃滑滕满漆濮瀚烟牧狄瑚甄畅皮益相眭禹竺米索终缪羊翦胥臧芮苍荀莘蒲蓬蔚蔺蔚虞蒙褚计诸谈贝贡路车边那邬郁郎郗郜都酆钮钭闻阚阴隗雍霍靖鞠须饶鲍麻黄"

// compounds are the surnames of two characters.
func compounds() []string {
	return []string{"欧阳", "上官", "司马", "司徒", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "端木", "南宫", "呼延", "长孙", "宇文", "轩辕", "独孤", "申屠"}
}

// notNames are words that begin like a name.
const notNames = " 周一 周二 周三 周四 周五 周六 周日 周末 周边 周期 周围 周转 周到 许可 许多 许久 程序 程度 马上 马路 马虎 何时 何地 何种 何处 何必 何况 何以 何苦 钱款 钱都 " +
	"陈述 陈旧 谢谢 董事 范围 范本 范例 陆续 陆上 张贴 张罗 胡同 胡乱 林业 林地 林木 顾客 顾问 康复 段落 段时 夏季 夏天 高度 高效 高峰 高层 高中 高校 高温 高新 高龄 高兴 高级 高速 高考 高额 " +
	"金额 金融 金钱 白天 白跑 白等 白来 罗列 郑重 杜绝 孙子 孙女 毛病 田地 武装 严重 严格 严禁 申请 申报 申领 申诉 申办 尤其 毕竟 毕业 管理 管辖 管道 关于 关门 关闭 关系 关注 祝愿 盛夏 费用 费时 " +
	"章程 庄重 纪律 纪检 伍佰 辛苦 左右 左边 齐全 齐备 龙头 雷同 石材 贺卡 曾经 曾多 余额 余下 焦急 柳树 莫名 殷切 方便 方式 方面 方可 方法 文件 文书 文化 安排 安装 安全 常常 常住 任何 任意 万一 " +
	"成功 成立 单位 单独 全部 全程 全市 时间 时限 时候 向窗 应当 应该 应提 易地 温馨 项目 明确 明明 查询 查看 平台 包括 连续 连着 车辆 路上 那边 那个 都是 都没 须提 相关 终于 房屋 房产 房东 江苏 华北 国家 " +
	"师傅 司机 计划 母亲 母婴 满意 满十 古城 加急 初审 初次 卫生 卫健 步骤 边境 贝壳 闻讯 解决 解释 解除 欧洲 季度 宁可 宁夏 吉林 沙河 木材 果园 水电 尚未 展示 惠民 益民 相片 索要 景区 谈话 苏州 杨柳 丁香 "

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
const followers = "的了说在于来去到办反电称和与及等已因从向给被未没要想有打带持拿申提咨投举先女老同是为也又就还不让把将对找前需均表曾刚只至今自以按经请再能会应多两一二三第户住身联手"

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
