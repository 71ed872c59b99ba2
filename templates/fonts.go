package templates

import (
	"crypto/sha256"
	_ "embed" // fonts
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// The five faces stand in variables of their own, because the files of an
// embed.FS are copied when they are read: twenty megabytes for every run. They
// are not to be changed.
var (
	//go:embed fonts/fangsong.ttf
	fangSong []byte
	//go:embed fonts/heiti.ttf
	heiTi []byte
	//go:embed fonts/kaiti.ttf
	kaiTi []byte
	//go:embed fonts/biaosong.ttf
	biaoSong []byte
	//go:embed fonts/fallback.ttf
	fallback []byte
)

// fontSums is the output of sha256sum over the faces; a test keeps it true.
//
//go:embed fonts/SHA256SUMS
var fontSums string

func ownFonts() document.Fonts {
	return document.Fonts{
		document.FangSong: fangSong, document.HeiTi: heiTi, document.KaiTi: kaiTi,
		document.BiaoSong: biaoSong, document.Fallback: fallback,
	}
}

// ownSums is the listed hash of every face of the program, in hex.
func ownSums() map[document.FontRole]string {
	sums := map[document.FontRole]string{}
	for line := range strings.Lines(fontSums) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		sums[document.FontRole(strings.TrimSuffix(name, ".ttf"))] = sum
	}
	return sums
}

// loadFonts reads the five faces with their hashes in hex; a licensed file of the
// same name in the editor's fonts folder wins. over may be nil.
func loadFonts(over fs.FS) (document.Fonts, map[document.FontRole]string, error) {
	fonts, sums := ownFonts(), ownSums()
	if over == nil {
		return fonts, sums, nil
	}
	for role := range fonts {
		name := "fonts/" + string(role) + ".ttf"
		data, err := fs.ReadFile(over, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, nil, &zhixiao.Problem{At: zhixiao.Place{File: name}, Err: fmt.Errorf("字体读不出来：%w", err)}
		}
		sum := sha256.Sum256(data)
		fonts[role], sums[role] = data, hex.EncodeToString(sum[:])
	}
	return fonts, sums, nil
}
