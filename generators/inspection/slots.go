package inspection

import (
	"strings"
	"sync"
	"time"

	"zhixiao"
	"zhixiao/generators/prose"
)

// paperSlots are those of a whole paper.
var paperSlots = sync.OnceValue(func() *prose.Registry[*paper] {
	return prose.NewRegistry(prose.Inspection,
		prose.Entry[*paper]{Name: "核依据", Type: prose.WordsType, Means: "核查依据", Of: func(p *paper) any { return p.in().Basis }},
		prose.Entry[*paper]{Name: "核起止", Type: prose.WordsType, Means: "核查起止日期", Of: func(p *paper) any { return zhixiao.ChineseDate(p.in().From) + "至" + zhixiao.ChineseDate(p.in().To) }},
		prose.Entry[*paper]{Name: "核范围", Type: prose.WordsType, Means: "核查范围", Of: func(p *paper) any { return p.in().Scope }},
		prose.Entry[*paper]{Name: "核方法", Type: prose.WordsType, Means: "核查方法", Of: func(p *paper) any { return p.in().Method }},
		prose.Entry[*paper]{Name: "核单位数", Type: prose.NumberType, Means: "被核查单位个数", Of: func(p *paper) any { return p.x.Units() }},
		prose.Entry[*paper]{Name: "核点位数", Type: prose.NumberType, Means: "核查点位个数", Of: func(p *paper) any { return p.x.Points(zhixiao.CityCode) }},
		prose.Entry[*paper]{Name: "核项次", Type: prose.NumberType, Means: "核查项次", Of: func(p *paper) any { return p.x.Checked(zhixiao.CityCode) }},
		prose.Entry[*paper]{Name: "核不符项次", Type: prose.NumberType, Means: "不符合的项次", Of: func(p *paper) any { return p.x.Failed(zhixiao.CityCode) }},
		prose.Entry[*paper]{Name: "核符合率", Type: prose.NumberType, Means: "符合率", Of: func(p *paper) any { return p.x.Conformity(zhixiao.CityCode) }},
		prose.Entry[*paper]{Name: "核问题数", Type: prose.NumberType, Means: "问题条数", Of: func(p *paper) any { return p.x.Findings(zhixiao.CityCode, "") }},
		prose.Entry[*paper]{Name: "核严重数", Type: prose.NumberType, Means: "严重问题条数", Of: func(p *paper) any { return p.x.Findings(zhixiao.CityCode, "严重") }},
		prose.Entry[*paper]{Name: "核较重数", Type: prose.NumberType, Means: "较重问题条数", Of: func(p *paper) any { return p.x.Findings(zhixiao.CityCode, "较重") }},
		prose.Entry[*paper]{Name: "核一般数", Type: prose.NumberType, Means: "一般问题条数", Of: func(p *paper) any { return p.x.Findings(zhixiao.CityCode, "一般") }},
		prose.Entry[*paper]{Name: "核高单位", Type: prose.WordsType, Means: "符合率最高的单位", Of: func(p *paper) any { return p.named(p.extremes().high) }},
		prose.Entry[*paper]{Name: "核高率", Type: prose.NumberType, Means: "最高的符合率", Of: func(p *paper) any { return p.share(p.extremes().high) }},
		prose.Entry[*paper]{Name: "核低单位", Type: prose.WordsType, Means: "符合率最低的单位", Of: func(p *paper) any { return p.named(p.extremes().low) }},
		prose.Entry[*paper]{Name: "核低率", Type: prose.NumberType, Means: "最低的符合率", Of: func(p *paper) any { return p.share(p.extremes().low) }},
		prose.Entry[*paper]{Name: "核证据数", Type: prose.NumberType, Means: "证据件数", Of: func(p *paper) any { return p.x.EvidenceCount("") }},
		prose.Entry[*paper]{Name: "核照片数", Type: prose.NumberType, Means: "照片张数", Of: func(p *paper) any { return p.x.EvidenceCount("照片") }},
		prose.Entry[*paper]{Name: "核查名", Type: prose.WordsType, Means: "核查的名称，不带“专项核查”", Of: func(p *paper) any { return strings.TrimSuffix(p.in().Title, "专项核查") }},
		prose.Entry[*paper]{Name: "核编号", Type: prose.WordsType, Means: "核查编号", Of: func(p *paper) any { return p.in().No }},
		prose.Entry[*paper]{Name: "核起日", Type: prose.WordsType, Means: "核查开始日期", Of: func(p *paper) any { return p.in().From.Format(time.DateOnly) }},
		prose.Entry[*paper]{Name: "核止日", Type: prose.WordsType, Means: "核查结束日期", Of: func(p *paper) any { return p.in().To.Format(time.DateOnly) }},
		prose.Entry[*paper]{Name: "核单位序", Type: prose.WordsType, Means: "各单位，符合率由高到低", Of: func(p *paper) any { return p.named(p.ranked()) }},
		prose.Entry[*paper]{Name: "核共性数", Type: prose.FlagType, Means: "涉及多个单位的核查项个数", Of: func(p *paper) any { return len(p.shared()) }},
	)
})

// unitSlots are those of the section on one unit.
var unitSlots = sync.OnceValue(func() *prose.Registry[inspected] {
	return prose.NewRegistry(prose.Inspection,
		prose.Entry[inspected]{Name: "核单位名", Type: prose.WordsType, Means: "一个单位的名称", Of: func(u inspected) any { return u.name(u.Unit) }},
		prose.Entry[inspected]{Name: "核基本", Type: prose.WordsType, Means: "一个单位的基本情况", Of: func(u inspected) any { return ended(u.Basic) }},
		prose.Entry[inspected]{Name: "核本点位", Type: prose.NumberType, Means: "该单位的点位个数", Of: func(u inspected) any { return u.x.Points(u.Unit) }},
		prose.Entry[inspected]{Name: "核本项次", Type: prose.NumberType, Means: "该单位的核查项次", Of: func(u inspected) any { return u.x.Checked(u.Unit) }},
		prose.Entry[inspected]{Name: "核本符合率", Type: prose.NumberType, Means: "该单位的符合率", Of: func(u inspected) any { return u.x.Conformity(u.Unit) }},
		prose.Entry[inspected]{Name: "核本问题数", Type: prose.NumberType, Means: "该单位的问题条数", Of: func(u inspected) any { return u.x.Findings(u.Unit, "") }},
		prose.Entry[inspected]{Name: "核本典型", Type: prose.WordsType, Means: "该单位的典型问题", Of: func(u inspected) any { return u.typical(u.Unit) }},
		prose.Entry[inspected]{Name: "核经验", Type: prose.WordsType, Means: "该单位的工作经验", Of: func(u inspected) any { return ended(u.Experience) }},
	)
})

// itemSlots are those of the paragraph on an item that failed in several units.
var itemSlots = sync.OnceValue(func() *prose.Registry[failed] {
	return prose.NewRegistry(prose.Inspection,
		prose.Entry[failed]{Name: "核项名", Type: prose.WordsType, Means: "一个核查项的名称", Of: func(i failed) any { return i.Item.Name }},
		prose.Entry[failed]{Name: "核项适用", Type: prose.NumberType, Means: "该项适用的点位个数", Of: func(i failed) any { return i.Checked }},
		prose.Entry[failed]{Name: "核项不符", Type: prose.NumberType, Means: "该项不符合的点位个数", Of: func(i failed) any { return i.Failed }},
		prose.Entry[failed]{Name: "核项符合率", Type: prose.NumberType, Means: "该项的符合率", Of: func(i failed) any { return i.Conforms }},
		prose.Entry[failed]{Name: "核项单位列", Type: prose.WordsType, Means: "该项不符合的单位", Of: func(i failed) any { return i.named(i.At) }},
		prose.Entry[failed]{Name: "核项单位数", Type: prose.NumberType, Means: "该项不符合的单位个数", Of: func(i failed) any { return i.Units }},
		prose.Entry[failed]{Name: "核项成因", Type: prose.WordsType, Means: "核查组记录的该项成因", Of: func(i failed) any { return i.causes(i.Item.No) }},
	)
})

// pieceSlots are those of one piece of evidence.
var pieceSlots = sync.OnceValue(func() *prose.Registry[piece] {
	return prose.NewRegistry(prose.Inspection,
		prose.Entry[piece]{Name: "证号", Type: prose.WordsType, Means: "一件证据的编号", Of: func(e piece) any { return e.No }},
		prose.Entry[piece]{Name: "证说明", Type: prose.WordsType, Means: "证据的说明", Of: func(e piece) any { return e.Caption }},
		prose.Entry[piece]{Name: "证时间", Type: prose.WordsType, Means: "证据的拍摄时间", Of: func(e piece) any { return e.When }},
		prose.Entry[piece]{Name: "证地点", Type: prose.WordsType, Means: "证据的拍摄地点", Of: func(e piece) any { return e.Place }},
		prose.Entry[piece]{Name: "证摘要", Type: prose.WordsType, Means: "证据文件SHA-256的前8位", Of: func(e piece) any { return e.hash() }},
		prose.Entry[piece]{Name: "证脱敏", Type: prose.WordsType, Means: "证据是否已脱敏", Of: func(e piece) any { return e.masked() }},
	)
})
