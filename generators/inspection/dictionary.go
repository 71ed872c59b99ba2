package inspection

import (
	"zhixiao/generators/prose"
)

// Slots are the names that the papers of an inspection give.
func Slots() []prose.Slot {
	return []prose.Slot{
		{Name: "核依据", Type: prose.WordsType, For: prose.Inspection, Means: "核查依据"},
		{Name: "核起止", Type: prose.WordsType, For: prose.Inspection, Means: "核查起止日期"},
		{Name: "核范围", Type: prose.WordsType, For: prose.Inspection, Means: "核查范围"},
		{Name: "核方法", Type: prose.WordsType, For: prose.Inspection, Means: "核查方法"},
		{Name: "核单位数", Type: prose.NumberType, For: prose.Inspection, Means: "被核查单位个数"},
		{Name: "核点位数", Type: prose.NumberType, For: prose.Inspection, Means: "核查点位个数"},
		{Name: "核项次", Type: prose.NumberType, For: prose.Inspection, Means: "核查项次"},
		{Name: "核不符项次", Type: prose.NumberType, For: prose.Inspection, Means: "不符合的项次"},
		{Name: "核符合率", Type: prose.NumberType, For: prose.Inspection, Means: "符合率"},
		{Name: "核问题数", Type: prose.NumberType, For: prose.Inspection, Means: "问题条数"},
		{Name: "核严重数", Type: prose.NumberType, For: prose.Inspection, Means: "严重问题条数"},
		{Name: "核较重数", Type: prose.NumberType, For: prose.Inspection, Means: "较重问题条数"},
		{Name: "核一般数", Type: prose.NumberType, For: prose.Inspection, Means: "一般问题条数"},
		{Name: "核高单位", Type: prose.WordsType, For: prose.Inspection, Means: "符合率最高的单位"},
		{Name: "核高率", Type: prose.NumberType, For: prose.Inspection, Means: "最高的符合率"},
		{Name: "核低单位", Type: prose.WordsType, For: prose.Inspection, Means: "符合率最低的单位"},
		{Name: "核低率", Type: prose.NumberType, For: prose.Inspection, Means: "最低的符合率"},
		{Name: "核证据数", Type: prose.NumberType, For: prose.Inspection, Means: "证据件数"},
		{Name: "核照片数", Type: prose.NumberType, For: prose.Inspection, Means: "照片张数"},
		{Name: "核表点位", Type: prose.ReferenceType, For: prose.Inspection, Means: "核查点位表"},
		{Name: "核表项", Type: prose.ReferenceType, For: prose.Inspection, Means: "各核查项符合情况表"},
		{Name: "核表清单", Type: prose.ReferenceType, For: prose.Inspection, Means: "问题反馈清单"},
		{Name: "核表建议", Type: prose.ReferenceType, For: prose.Inspection, Means: "整改建议分工表"},
		{Name: "核图单位", Type: prose.ReferenceType, For: prose.Inspection, Means: "各单位符合率图"},
		{Name: "核基本", Type: prose.WordsType, For: prose.Inspection, Means: "一个单位的基本情况"},
		{Name: "核本点位", Type: prose.NumberType, For: prose.Inspection, Means: "该单位的点位个数"},
		{Name: "核本项次", Type: prose.NumberType, For: prose.Inspection, Means: "该单位的核查项次"},
		{Name: "核本符合率", Type: prose.NumberType, For: prose.Inspection, Means: "该单位的符合率"},
		{Name: "核本问题数", Type: prose.NumberType, For: prose.Inspection, Means: "该单位的问题条数"},
		{Name: "核本典型", Type: prose.WordsType, For: prose.Inspection, Means: "该单位的典型问题"},
		{Name: "核经验", Type: prose.WordsType, For: prose.Inspection, Means: "该单位的工作经验"},
		{Name: "核项名", Type: prose.WordsType, For: prose.Inspection, Means: "一个核查项的名称"},
		{Name: "核项适用", Type: prose.NumberType, For: prose.Inspection, Means: "该项适用的点位个数"},
		{Name: "核项不符", Type: prose.NumberType, For: prose.Inspection, Means: "该项不符合的点位个数"},
		{Name: "核项符合率", Type: prose.NumberType, For: prose.Inspection, Means: "该项的符合率"},
		{Name: "核项单位列", Type: prose.WordsType, For: prose.Inspection, Means: "该项不符合的单位"},
		{Name: "核项单位数", Type: prose.NumberType, For: prose.Inspection, Means: "该项不符合的单位个数"},
		{Name: "核项成因", Type: prose.WordsType, For: prose.Inspection, Means: "核查组记录的该项成因"},
	}
}
