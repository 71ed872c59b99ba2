package zhixiao

// UnitKind says what a unit is.
type UnitKind uint8

// The kinds of unit.
const (
	City   UnitKind = iota
	Region          // 区域: 16 districts and 经开区
	Domain          // 领域: one municipal department each
)

// String is the kind's name in reports.
func (k UnitKind) String() string { return [...]string{"全市", "区域", "领域"}[k] }

// CityCode is the GB/T 2260 code of the whole city, the unit every total is
// kept under.
const CityCode = "110000"

// Unit is an assessed unit: a row of templates/units.yaml.
type Unit struct {
	Code    string // in keys and tables: GB/T 2260 of a district, BDA for 经开区, F01… for a department, CityCode
	Serial  string // in file names: R03, F23; empty for the city
	Kind    UnitKind
	Seq     int      // order in every table, from 1
	Full    string   // 北京市市场监督管理局, 朝阳区
	Short   string   // 市市场监管局, 朝阳区 (经开区 for the development area)
	Domain  string   // 领域名 used in titles: 市场准入与监管; empty for regions
	Group   string   // peer group: 生态涵养区, 组成部门
	Aliases []string // former and colloquial names, for import and for vet
	Light   bool     // 轻量模板: too few matters for ranking sentences (docs/domain/reports.md §3)
	NoHall  bool     // 无线下集中办理场所: C2 indicators do not apply
}

// Name is how a report's body calls the unit after first mention.
func (u Unit) Name() string {
	if u.Kind == Domain {
		return u.Domain + "领域"
	}
	return u.Short
}
