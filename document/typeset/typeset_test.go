package typeset_test

import (
	"errors"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"zhixiao/document/typeset"
)

func file(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "templates", "fonts", name+".ttf"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func face(t testing.TB, name string) *typeset.Face {
	t.Helper()
	f, err := typeset.ParseFace(name, file(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func set(t *testing.T, text string, em float64, m typeset.Measure) []string {
	t.Helper()
	lines, err := typeset.Break([]typeset.Run{{Text: text, Font: typeset.Font{face(t, "fangsong")}, Size: em}}, m)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range lines {
		if l.Width > m.Width+1e-6 {
			t.Errorf("%q is %.3f wide, the measure is %.3f", l.Text(), l.Width, m.Width)
		}
		got = append(got, l.Text())
	}
	return got
}

func TestLinesBreakByTheRules(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		em         float64 // characters on a line
		want       []string
	}{
		{"squares fill the line", "一二三四五六七", 5, []string{"一二三四五", "六七"}},
		{"a mark at the end may lose its blank", "一二三四，五六七", 4.5, []string{"一二三四，", "五六七"}},
		{"a mark does not begin a line", "一二三四，五六七", 4, []string{"一二三", "四，五六", "七"}},
		{"a bracket does not end a line", "一二三（四五）六", 4, []string{"一二三", "（四五）", "六"}},
		{"a number stays whole", "办结率达99.52%以上", 5, []string{"办结率达", "99.52%以", "上"}},
		{"a number keeps its unit", "一二三四12件五", 5, []string{"一二三四", "12件五"}},
		{"a long unit breaks after its head", "一二2.6个工作日", 5, []string{"一二2.6个", "工作日"}},
		{"an ordinal stays whole", "全市居第3位", 4.2, []string{"全市居", "第3位"}},
		{"dashes stay together", "一二三——四", 4, []string{"一二", "三——四"}},
		{"two marks are one and a half", "一（二）（三）四", 7.1, []string{"一（二）（三）", "四"}},
		{"a word wider than the line is broken", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 8, nil},
		{"a code wider than the line is cut behind its strokes", "202608-0012", 4, []string{"202608-", "0012"}},
		{"a stroke does not begin a line", "12345678-9012", 4, []string{"1234567", "8-9012"}},
		{"a space at the break is dropped", "一二三 四五六", 3.2, []string{"一二三", "四五六"}},
		{"nothing", "", 5, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := set(t, tt.text, 10, typeset.Measure{Width: 10 * tt.em})
			if tt.want != nil && !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if all := strings.Join(got, ""); all != strings.ReplaceAll(tt.text, " ", "") {
				t.Errorf("text was lost: %q", all)
			}
		})
	}
}

func TestJustifiedLinesAreFull(t *testing.T) {
	text := strings.Repeat("三季度“好差评”系统收到评价1059条，好评率99.52%，提高0.35个百分点，居第3位；整改率100%。", 8)
	m := typeset.Measure{Width: 442.2, FirstLine: 32, Justify: true}
	lines, err := typeset.Break([]typeset.Run{{Text: text, Font: typeset.Font{face(t, "fangsong")}, Size: 15.79}}, m)
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range lines {
		if i == 0 && math.Abs(l.Pieces[0].X-32) > 1e-6 {
			t.Errorf("the first line begins at %v", l.Pieces[0].X)
		}
		last := i == len(lines)-1
		if room := m.Width - l.Width; !last && room > 15.79/2+1e-6 || room < -1e-6 {
			t.Errorf("line %d %q leaves %.3f", i, l.Text(), room)
		}
	}
}

func TestAlignment(t *testing.T) {
	run := []typeset.Run{{Text: "一二", Font: typeset.Font{face(t, "fangsong")}, Size: 10}}
	for align, want := range map[typeset.Align]float64{typeset.Left: 0, typeset.Centered: 40, typeset.Right: 80} {
		lines, err := typeset.Break(run, typeset.Measure{Width: 100, Align: align})
		if err != nil || math.Abs(lines[0].Pieces[0].X-want) > 1e-6 {
			t.Errorf("%d: got %v, %v, want %v", align, lines, err, want)
		}
	}
}

func TestFallbackAndMissingRunes(t *testing.T) {
	font := typeset.Font{face(t, "fangsong"), face(t, "fallback")}
	lines, err := typeset.Break([]typeset.Run{{Text: "李堃说", Font: font, Size: 10}}, typeset.Measure{Width: 100})
	if err != nil || len(lines[0].Pieces) != 3 || lines[0].Pieces[1].Face.Name != "fallback" {
		t.Errorf("got %v, %v", lines, err)
	}
	_, err = typeset.Break([]typeset.Run{{Text: "好😀", Font: font, Size: 10}}, typeset.Measure{Width: 100})
	var missing *typeset.MissingRune
	if !errors.As(err, &missing) || missing.Rune != '😀' {
		t.Errorf("got %v", err)
	}
}

// TestSubsetsAreSoundFonts reads the subsets with another parser and compares
// every outline and advance with the whole font's.
func TestSubsetsAreSoundFonts(t *testing.T) {
	const text = "政务服务“好差评”质效监测，A4、①99.52%——éÀ。"
	for _, name := range []string{"fangsong", "heiti", "kaiti", "biaosong"} {
		small, err := sfnt.Parse(face(t, name).Subset([]rune(text)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		whole, err := sfnt.Parse(file(t, name))
		if err != nil {
			t.Fatal(err)
		}
		var a, b sfnt.Buffer
		for _, r := range text {
			i, _ := small.GlyphIndex(&a, r)
			j, _ := whole.GlyphIndex(&b, r)
			if (i == 0) != (j == 0) {
				t.Errorf("%s: %c: glyph %d in the subset, %d in the font", name, r, i, j)
			}
			if j == 0 {
				continue
			}
			x, errX := small.GlyphAdvance(&a, i, fixed.I(1000), font.HintingNone)
			y, errY := whole.GlyphAdvance(&b, j, fixed.I(1000), font.HintingNone)
			if x != y || errX != nil || errY != nil {
				t.Errorf("%s: %c: advance %v, want %v (%v, %v)", name, r, x, y, errX, errY)
			}
			p, errX := small.LoadGlyph(&a, i, fixed.I(1000), nil)
			q, errY := whole.LoadGlyph(&b, j, fixed.I(1000), nil)
			if !slices.Equal(p, q) || errX != nil || errY != nil {
				t.Errorf("%s: %c: outlines differ (%v, %v)", name, r, errX, errY)
			}
		}
	}
}

func TestParseFaceRefusesWhatItCannotRead(t *testing.T) {
	whole := file(t, "heiti")
	for name, data := range map[string][]byte{"empty": nil, "CFF": []byte("OTTO00000000"), "cut": whole[:len(whole)/2], "header only": whole[:200]} {
		if _, err := typeset.ParseFace("heiti", data); err == nil || !strings.Contains(err.Error(), "heiti") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func FuzzBreak(f *testing.F) {
	f.Add("三季度“好差评”系统，（1059条）——99.52%。", 80.0)
	font := typeset.Font{face(f, "fangsong"), face(f, "fallback")}
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if !(width > 20 && width < 1e4) {
			return
		}
		lines, err := typeset.Break([]typeset.Run{{Text: text, Font: font, Size: 10}}, typeset.Measure{Width: width, Justify: true})
		if err != nil {
			return
		}
		var all strings.Builder
		for _, l := range lines {
			all.WriteString(l.Text())
			if l.Width > width+1e-6 {
				t.Errorf("%q is %v wide in %v", l.Text(), l.Width, width)
			}
		}
		strip := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if strip(all.String()) != strip(text) {
			t.Errorf("got %q of %q", all.String(), text)
		}
	})
}

func BenchmarkBreak(b *testing.B) {
	run := []typeset.Run{{Text: strings.Repeat("三季度“好差评”系统收到评价1059条，好评率99.52%。", 700), Font: typeset.Font{face(b, "fangsong")}, Size: 16}}
	for b.Loop() {
		if _, err := typeset.Break(run, typeset.Measure{Width: 442, Justify: true}); err != nil {
			b.Fatal(err)
		}
	}
}

func TestCutFontsNeverPanic(t *testing.T) {
	whole := file(t, "heiti")
	for n := 0; n < len(whole); n += len(whole)/60 + 1 {
		if _, err := typeset.ParseFace("heiti", whole[:n]); err == nil {
			t.Errorf("%d of %d bytes were taken for a font", n, len(whole))
		}
	}
	// Damage in the directory and in the small tables, byte by byte.
	for at := 0; at < 600; at += 7 {
		damaged := slices.Clone(whole)
		damaged[at] ^= 0xFF
		f, err := typeset.ParseFace("heiti", damaged)
		if err == nil {
			f.Subset([]rune("政务服务，A4。"))
		}
	}
}

// TestEmbeddingsTellTheWholeFontsWidths compares what a PDF says of a font with
// the font.
func TestEmbeddingsTellTheWholeFontsWidths(t *testing.T) {
	f := face(t, "fangsong")
	e := f.Embed([]rune("服务A，务1😀"))
	if string(e.Runes) != "1A务服，" || len(e.Glyphs) != len(e.Runes) || len(e.Widths) != len(e.Runes) {
		t.Fatalf("got %q, %d glyphs, %d widths", string(e.Runes), len(e.Glyphs), len(e.Widths))
	}
	for i, r := range e.Runes {
		if want := math.Round(1000 * f.Advance(r)); float64(e.Widths[i]) != want || e.Glyphs[i] == 0 {
			t.Errorf("%c: width %d, want %v, glyph %d", r, e.Widths[i], want, e.Glyphs[i])
		}
	}
	if e.Ascent <= 0 || e.Descent >= 0 || e.Cap <= 0 || e.Box[0] >= e.Box[2] || e.Box[1] >= e.Box[3] || len(e.File) == 0 {
		t.Errorf("got ascent %d, descent %d, capitals %d, box %v, %d bytes", e.Ascent, e.Descent, e.Cap, e.Box, len(e.File))
	}
}
