package templates

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"testing/fstest"

	"zhixiao/document"
)

func TestListedSumsAreThoseOfTheFonts(t *testing.T) {
	listed := ownSums()
	for role, data := range ownFonts() {
		sum := sha256.Sum256(data)
		if got := hex.EncodeToString(sum[:]); len(data) == 0 || listed[role] != got {
			t.Errorf("%s: %d bytes, SHA-256 %s, listed %s; run sha256sum *.ttf > SHA256SUMS in templates/fonts", role, len(data), got, listed[role])
		}
	}
}

func TestAnEditorsFontWins(t *testing.T) {
	fonts, sums, err := loadFonts(fstest.MapFS{"fonts/heiti.ttf": {Data: []byte("licensed")}})
	if err != nil || string(fonts[document.HeiTi]) != "licensed" || sums[document.HeiTi] == ownSums()[document.HeiTi] {
		t.Errorf("got %q, %s, %v", fonts[document.HeiTi], sums[document.HeiTi], err)
	}
	if len(fonts[document.KaiTi]) != len(kaiTi) || sums[document.KaiTi] != ownSums()[document.KaiTi] {
		t.Error("the other faces are not the program's own")
	}
}
