package templates

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"zhixiao"
)

const unitsFile = "units.yaml"

type rawUnit struct {
	Code, Serial, Kind  string
	Seq                 int
	Full, Short, Domain string
	Group               string
	Aliases             []string
	Light               bool
	NoHall              bool `yaml:"no_hall"`
}

// LoadUnits reads units.yaml: the program's own, or the file of that name in
// override, which may be nil. The city comes first, then the regions and the
// domains, each in its order. All faults are returned together.
func LoadUnits(override fs.FS) ([]zhixiao.Unit, error) {
	var raw struct{ Units []entry[rawUnit] }
	if _, err := readYAML(layered{override, masters}, unitsFile, &raw); err != nil {
		return nil, err
	}
	var faults []error
	var units []zhixiao.Unit
	names := map[string]string{} // any name → the code it belongs to
	for _, e := range raw.Units {
		u, err := unit(e)
		faults = append(faults, err)
		for _, n := range append([]string{u.Code, u.Serial, u.Full, u.Short}, u.Aliases...) {
			if of, taken := names[n]; taken && of != u.Code && n != "" {
				faults = append(faults, unitFault(e.at, fmt.Errorf("名称或代码%q同时属于%s和%s", n, of, u.Code)))
			}
			names[n] = u.Code
		}
		units = append(units, u)
	}
	if errors.Join(faults...) == nil { // a unit that could not be read would be reported twice
		faults = append(faults, sequence(units))
	}
	slices.SortStableFunc(units, func(a, b zhixiao.Unit) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Seq, b.Seq))
	})
	return units, errors.Join(faults...)
}

func unit(e entry[rawUnit]) (zhixiao.Unit, error) {
	r := e.V
	u := zhixiao.Unit{Code: r.Code, Serial: r.Serial, Seq: r.Seq, Full: r.Full, Short: r.Short, Domain: r.Domain,
		Group: r.Group, Aliases: r.Aliases, Light: r.Light, NoHall: r.NoHall}
	if e.fault != nil {
		return u, yamlFault(unitsFile, e.at, e.fault)
	}
	switch r.Kind {
	case "city":
	case "region":
		u.Kind = zhixiao.Region
	case "domain":
		u.Kind = zhixiao.Domain
	default:
		return u, unitFault(e.at, fmt.Errorf("单位%s的kind为%q，应为 city、region 或 domain", r.Code, r.Kind))
	}
	if r.Code == "" || r.Full == "" || r.Short == "" || u.Kind != zhixiao.City && r.Serial == "" {
		return u, unitFault(e.at, fmt.Errorf("单位%s缺少code、serial、full或short", r.Code))
	}
	if u.Kind == zhixiao.Domain && r.Domain == "" {
		return u, unitFault(e.at, fmt.Errorf("领域%s缺少domain（标题用领域名）", r.Code))
	}
	return u, nil
}

// sequence checks that there is one city, that codes are single and that the
// numbers of a kind differ.
func sequence(units []zhixiao.Unit) error {
	var faults []error
	type place struct {
		kind zhixiao.UnitKind
		seq  int
	}
	codes, seats, cities := map[string]bool{}, map[place]string{}, 0
	for _, u := range units {
		if codes[u.Code] {
			faults = append(faults, unitFault(zhixiao.Place{}, fmt.Errorf("单位代码%s重复", u.Code)))
		}
		codes[u.Code] = true
		at := place{u.Kind, u.Seq}
		if other, taken := seats[at]; taken {
			faults = append(faults, unitFault(zhixiao.Place{}, fmt.Errorf("%s和%s的序号都是%d", other, u.Code, u.Seq)))
		}
		seats[at] = u.Code
		if u.Kind == zhixiao.City {
			cities++
		}
	}
	if cities != 1 || !codes[zhixiao.CityCode] {
		faults = append(faults, unitFault(zhixiao.Place{}, fmt.Errorf("应有且只有一个全市单位，代码为%s", zhixiao.CityCode)))
	}
	return errors.Join(faults...)
}

func unitFault(at zhixiao.Place, err error) error {
	at.File = unitsFile
	return &zhixiao.Problem{At: at, Err: err}
}
