package analysis

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every name that the code asks for has a text, and every text is asked for.
func TestWordingsAreThoseTheCodeAsksFor(t *testing.T) {
	call, asked := regexp.MustCompile(`\bWording\("([^"]*)"\)`), map[string]bool{}
	for _, pattern := range []string{"*.go", "contract/*.go", "finding/*.go"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			code, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range call.FindAllStringSubmatch(string(code), -1) {
				asked[m[1]] = !strings.HasSuffix(file, "_test.go")
			}
		}
	}
	if there := slices.Sorted(maps.Keys(wordings)); !slices.Equal(there, slices.Sorted(maps.Keys(asked))) {
		t.Errorf("wording.yaml has %q, the code asks for %q", there, slices.Sorted(maps.Keys(asked)))
	}
}
