package pdf

import (
	"fmt"
	"strings"
	"testing"

	"zhixiao/document/typeset"
)

func TestCleanDropsWhatIsSetAlready(t *testing.T) {
	const in = "2 J\n0.57 w\nBT /Fa 10.00 Tf ET\nBT /Fa 10.00 Tf ET\nBT 1 2 Td (a\n\\)b) Tj ET\nBT /Fa 10.00 Tf ET\nBT 1 2 Td (c) Tj ET\n" +
		"q 0.506 0.137 0.020 rg BT 1 2 Td (d) Tj ET Q\n0.51 w\n1 2 m 3 4 l S\n0.57 w\n0.51 w\n1 2 m 3 4 l S\n"
	const want = "2 J\nBT /F1 10.00 Tf ET\nBT 1 2 Td (a\n\\)b) Tj ET\nBT 1 2 Td (c) Tj ET\n" +
		"BT /F3 10.00 Tf ET\nq 0.291 Tc 2 Tr 0.45 w BT 1 2 Td (d) Tj ET Q\n0.51 w\n1 2 m 3 4 l S\n1 2 m 3 4 l S\n"
	if got := string(clean([]byte(in), []string{"F1", "F2", "F3"})); got != want {
		t.Errorf("got %q", got)
	}
}

func TestSpacingComesBackFromItsColour(t *testing.T) {
	for _, spacing := range []float64{0, 0.001, 0.291, 1.5, -0.25, -3.948, 12.345} {
		for _, bold := range []bool{false, true} {
			c := codeOf(typeset.Piece{Spacing: spacing, Bold: bold}, 3)
			if c == nil {
				t.Fatalf("%v %v: no code", spacing, bold)
			}
			want := "q"
			if spacing != 0 {
				want += fmt.Sprintf(" %.3f Tc", spacing)
			}
			if bold {
				want += " 2 Tr 0.45 w"
			}
			op := fmt.Sprintf("q %.3f %.3f %.3f rg BT ET Q", float64(c.Red)/255, float64(c.Green)/255, float64(c.Blue)/255)
			want += " BT ET Q"
			if want == "q BT ET Q" {
				want = "BT ET"
			}
			m, text := decode([]byte(op))
			if got := string(appendText(nil, m, []byte(op), text)); got != want || m.face != 3 {
				t.Errorf("%v %v: got %s in face %d", spacing, bold, got, m.face)
			}
		}
	}
}

func TestSortNames(t *testing.T) {
	const in = "<<\n/Font <<\n/Fb 5 0 R\n/Fa 3 0 R\n>>\n/XObject <<\n/Ic 9 0 R\n/Ia 7 0 R\n/Ic 9 0 R\n>>\n>>"
	const want = "<<\n/Font <<\n/Fa 3 0 R\n/Fb 5 0 R\n>>\n/XObject <<\n/Ia 7 0 R\n/Ic 9 0 R\n>>\n>>"
	if got := sortNames(in); got != want {
		t.Errorf("got %s", got)
	}
}

func TestParseRefusesOtherFiles(t *testing.T) {
	for _, raw := range []string{"", "%PDF-1.3\n", "\nxref\n0 2\n0000000000 65535 f \n0000000500 00000 n \ntrailer"} {
		if _, err := parse([]byte(raw)); err == nil {
			t.Errorf("%q: no error", raw)
		}
	}
}

func TestRoman(t *testing.T) {
	for n, want := range map[int]string{1: "I", 4: "IV", 9: "IX", 14: "XIV"} {
		if got := roman(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}

func TestProfileTellsItsSize(t *testing.T) {
	p := sRGB()
	if n := int(p[2])<<8 | int(p[3]); n != len(p) || !strings.HasPrefix(string(p[36:]), "acsp") {
		t.Errorf("size %d of %d", n, len(p))
	}
}
