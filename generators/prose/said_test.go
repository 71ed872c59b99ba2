package prose

import (
	"testing"

	"zhixiao"
	"zhixiao/document"
)

// A value at or beyond the red line is told by the published decimals and by the side
// on which the line lies.
func TestBeyondRedSaysTheSide(t *testing.T) {
	at := func(s string, places uint8) zhixiao.Decimal {
		v, err := zhixiao.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		v.Places = places
		return v
	}
	for _, tt := range []struct {
		name, value, red string
		way              zhixiao.Direction
		want             string
	}{
		{"below where more is better", "19.99", "20", zhixiao.Higher, "低于20%的红色预警线"},
		{"on the line", "20.00", "20", zhixiao.Higher, "处于20%的红色预警线上"},
		{"above where less is better", "8.01", "8", zhixiao.Lower, "高于8%的红色预警线"},
		{"on the line where less is better", "8.00", "8", zhixiao.Lower, "处于8%的红色预警线上"},
		{"on the good side", "20.01", "20", zhixiao.Higher, ""},
		{"on the good side where less is better", "7.99", "8", zhixiao.Lower, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ind := zhixiao.Indicator{Code: "X", Unit: "%", Direction: tt.way, HasLights: true, Red: at(tt.red, 0)}
			v := zhixiao.Quantity{Key: "x@y/z", Value: at(tt.value, 2), Unit: "%"}
			if got := document.PlainText(beyondRed(ind, v), nil); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
