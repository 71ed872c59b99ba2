package generators

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/sample"
)

// A feed that was not delivered this quarter costs no unit its report.
func TestReportsAreMadeWithoutAnyOneFeed(t *testing.T) {
	sample.WithoutEach(t, func(t *testing.T, without func(*zhixiao.Snapshot)) {
		f, set := sample.SmallCityWith(t, func(snaps []*zhixiao.Snapshot) { without(snaps[1]) })
		for _, k := range Catalogue() {
			if k.Period != f.Period().Kind {
				continue
			}
			u := k.Units(f)[0]
			d, err := written(k, f, set, u)
			if err != nil {
				t.Errorf("%s-%s: %v", k.Name, u.Code, err)
				continue
			}
			d.Budget = document.Budget{} // the hand-made data are too few for the length
			if err := document.Check(d); err != nil {
				t.Errorf("%s-%s: %v", k.Name, u.Code, err)
			}
		}
	})
}

func TestGeneralReportSaysWhatIsLate(t *testing.T) {
	f, set := sample.SmallCityWith(t, func(snaps []*zhixiao.Snapshot) { snaps[1].Cubes["guide_check"].Rows = nil })
	d, err := written(Kind{Name: "quarter-general"}, f, set, f.Units(zhixiao.City)[0])
	if err != nil {
		t.Fatal(err)
	}
	if text := sample.Said(d); !strings.Contains(text, "数据未提供，本期不作分析") || strings.Count(text, "指南规范方面") != 1 {
		t.Errorf("nothing is said of the guides:\n%s", text)
	}
}
