package zhixiao

import "time"

// Inspection is one special inspection (专项核查) as the inspectors recorded it:
// points visited, items checked, what was found and the evidence for it.
type Inspection struct {
	No, Title            string // HC-2026-01
	Basis, Scope, Method string // 依据, 范围, 方法
	From, To             time.Time
	Units                []InspectedUnit
	Points               []InspectionPoint
	Items                []InspectionItem
	Results              []InspectionResult // what was checked where; at most one for a point and an item
	Findings             []InspectionFinding
	Evidence             []Evidence
}

// InspectedUnit is a unit under inspection with what is told of it beside the
// findings.
type InspectedUnit struct {
	Unit       string // code
	Basic      string // 基本情况
	Experience string // 工作经验; empty when there is nothing to commend
}

// InspectionPoint is a place, platform or line that was inspected.
type InspectionPoint struct {
	No, Unit, Name string
	Kind           string // 现场, 网办, 电话
	Date           time.Time
}

// InspectionItem is one thing to check, with the clause that asks for it.
type InspectionItem struct{ No, Name, Clause string }

// Outcome is what checking an item at a point came to.
type Outcome uint8

// The outcomes.
const (
	Conforms Outcome = iota
	Fails
	OutOfScope // 不适用
)

// InspectionResult is the outcome of an item at a point.
type InspectionResult struct {
	Point, Item string
	Outcome     Outcome
}

// InspectionFinding is one problem with everything a rectification needs.
type InspectionFinding struct {
	No          string // HC-2026-01-003
	Point, Item string
	When        string // 核查时间, to the minute: 2026-09-15 10:20
	Fact        string
	Severity    string // 一般, 较重, 严重
	Evidence    []string
	Cause       string // 成因初判, from the inspectors; may be empty
	Reply       string // 单位说明
	Opinion     string // 核查组意见
	Remedy      string // 整改建议
	Owner       string // 责任单位
	Due         time.Time
	State       string // 整改状态
	Review      string // 复核时间与结论
}

// Evidence is one photograph, recording or document with what proves it: time,
// place and what it shows. Data is the file; SHA256 its hash, hex.
type Evidence struct {
	No, Kind     string // ZJ-2026-01-001; 照片, 录屏, 录音, 文件
	When, Place  string // 拍摄时间, to the minute; 地点
	Caption      string
	Masked       bool   // faces, plates and screens are unrecognisable
	File, SHA256 string // name in the workbook's folder
	Data         []byte // nil for what is not printed
}
