package templates

import (
	"fmt"
	"io/fs"

	"github.com/goccy/go-yaml"
)

// Words are the lists of templates/rules/words.yaml: what vet strikes out and
// what it lets pass.
type Words struct {
	Forbidden []string          `yaml:"forbidden"`
	Names     map[string]string `yaml:"names"`
	Allowed   []string          `yaml:"allowed"`
}

func loadWords(files fs.FS) (Words, error) {
	const name = "rules/words.yaml"
	var w Words
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return w, fmt.Errorf("%s: %w", name, err)
	}
	if err := yaml.UnmarshalWithOptions(data, &w, yaml.Strict()); err != nil {
		return w, fmt.Errorf("%s: %w", name, err)
	}
	return w, nil
}
