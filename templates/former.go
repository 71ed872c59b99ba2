package templates

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"io/fs"
	"slices"

	"zhixiao"
)

// former holds the indicator sets that earlier programs carried, each in a folder
// called by its version. When indicators.yaml changes in a release, the file as it
// was comes here: what was frozen by it stays readable.
//
//go:embed former
var former embed.FS

// FormerIndicators is the indicator set of a version that this or an earlier program
// carried as its own; nil for any other version.
func FormerIndicators(version string) (*zhixiao.IndicatorSet, error) {
	if OwnIndicators(version) {
		return LoadIndicators(nil)
	}
	folder, err := fs.Sub(former, "former/"+version)
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(folder, indicatorsFile); errors.Is(err, fs.ErrNotExist) || version == "" {
		return nil, nil
	}
	return loadIndicators(folder, languageOf(version), rolesBefore)
}

// languageOf is the language of a former set's expressions.
func languageOf(version string) zhixiao.Language {
	if slices.Contains([]string{"a1293379429e", "14a1f43508b6"}, version) { // of 0.1.0 and 0.2.0
		return zhixiao.SQL
	}
	return zhixiao.Counting
}

// OwnIndicators reports whether version is of the indicator set that this program
// carries.
func OwnIndicators(version string) bool {
	text, err := masters.ReadFile(indicatorsFile)
	return err == nil && versionOf(text) == version
}

// versionOf is the version of an indicator set: a hash of its file.
func versionOf(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:6])
}
