package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	quoted  = regexp.MustCompile(`(?m)^> (.*)$`)
	figure  = regexp.MustCompile(`\d+(?:\.\d+)?`)
	picture = regexp.MustCompile(`!\[[^\]]+\]\(([^)]+)\)`)
)

// TestReadmeShowsWhatIsThere: the paragraph that the Chinese README quotes stands in
// the sample, the English one has the same numbers, and the pictures are there and
// small.
func TestReadmeShowsWhatIsThere(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	sample, chinese, english := read("docs/samples/general.txt"), read("README.zh-CN.md"), read("README.md")
	var numbers [2][]string
	for i, text := range []string{chinese, english} {
		quotes := quoted.FindAllStringSubmatch(text, -1)
		if len(quotes) == 0 {
			t.Fatal("no quotation")
		}
		for _, q := range quotes {
			if i == 0 && !strings.Contains(sample, q[1]) {
				t.Errorf("README.zh-CN.md quotes what docs/samples/general.txt does not say; take it from there, and README.md's with it:\n%s", q[1])
			}
			// 第三季度 is “the third quarter”, 48个领域 “48 domains”.
			numbers[i] = append(numbers[i], figure.FindAllString(q[1], -1)...)
		}
		slices.Sort(numbers[i])
		pictures := picture.FindAllStringSubmatch(text, -1)
		if len(pictures) != 2 {
			t.Errorf("%d pictures", len(pictures))
		}
		for _, p := range pictures {
			info, err := os.Stat(filepath.Join("..", "..", p[1]))
			if err != nil || info.Size() > 300_000 {
				t.Errorf("%s: %v", p[1], err)
			}
		}
	}
	if missing := without(numbers[0], numbers[1]); len(missing) > 0 {
		t.Errorf("README.md lacks the numbers %v", missing)
	}
	if more := without(numbers[1], numbers[0]); len(more) > 0 {
		t.Errorf("README.md has numbers of its own: %v", more)
	}
}

// without is a less one of each of b.
func without(a, b []string) []string {
	left := slices.Clone(a)
	for _, x := range b {
		if i := slices.Index(left, x); i >= 0 {
			left = slices.Delete(left, i, i+1)
		}
	}
	return left
}
