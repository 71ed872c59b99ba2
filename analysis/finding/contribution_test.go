package finding

import (
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

// The member whose own rate made most of a change is found.
func TestContributionOfOneMember(t *testing.T) {
	f := facts(t, sample.OnTime(sample.Quarter(2), 9900, 9900, 9900, 9900), sample.OnTime(sample.Quarter(3), 9400, 9910, 9890, 9900))
	if x := find(Of(f, zhixiao.CityCode), Contribution, "B101"); x == nil || x.Other != "R1" || x.Better != -1 {
		t.Errorf("got %+v", x)
	}
}
