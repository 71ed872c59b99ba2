package analysis

import "zhixiao"

// Lit is how many regions and domains have a light on an indicator.
func (f *Facts) Lit(code string, light Light) zhixiao.Quantity {
	q := zhixiao.Quantity{Unit: "个", Rule: Wording("units lit")}
	n := int64(0)
	for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
		for _, u := range f.byKind[kind] {
			if f.Light(code, u.Code) == light {
				n++
				q.From = append(q.From, f.Value(code, u.Code).Key)
			}
		}
	}
	q.Key, q.Value = zhixiao.NewKey(code+".lit."+lightNames()[light], zhixiao.CityCode, f.Period()), zhixiao.Int(n)
	return f.Keep(q)
}

// lightNames is the lights' names in keys.
func lightNames() []string { return []string{"none", "green", "yellow", "red"} }
