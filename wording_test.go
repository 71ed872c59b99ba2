package zhixiao_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"zhixiao"
)

// Every name that a room's code asks its wording.txt or patterns.txt for has a text, and
// every text is asked for.
func TestWordingsAreThoseTheCodeAsksFor(t *testing.T) {
	for name, call := range map[string]*regexp.Regexp{
		"wording.txt":  regexp.MustCompile(`\b(?:Wording|wordings\.Of)\("([^"]*)"\)`),
		"patterns.txt": regexp.MustCompile(`\bpatterns\.Of\("([^"]*)"\)`),
	} {
		asked := map[string]map[string]bool{} // by the file asked
		for _, file := range sources(t) {
			for _, m := range call.FindAllStringSubmatch(read(t, file), -1) {
				asking := above(filepath.Dir(file), name)
				if asked[asking] == nil {
					asked[asking] = map[string]bool{}
				}
				asked[asking][m[1]] = true
			}
		}
		if len(asked) == 0 {
			t.Errorf("no room asks for its %s", name)
		}
		for file, names := range asked {
			there, wanted := slices.Sorted(maps.Keys(zhixiao.ReadWordings(read(t, file)))), slices.Sorted(maps.Keys(names))
			if !slices.Equal(there, wanted) {
				t.Errorf("%s has %q, the code asks for %q", file, there, wanted)
			}
		}
	}
}

// above is the file of that name in dir or the nearest folder above it.
func above(dir, name string) string {
	for ; dir != "."; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return filepath.Join(dir, name)
		}
	}
	return name
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}
