package templates

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/goccy/go-yaml"
)

// Class is one second-level class of problems (docs/domain/taxonomy.md).
type Class struct {
	Code   string `yaml:"code"`
	Name   string `yaml:"name"`
	Duty   string `yaml:"duty"`   // 默认责任单位
	Remedy string `yaml:"advice"` // 常用整改方向
}

// Taxonomy is the two levels of problem classes, evaluation codes and the
// bodies that act for a department in a district.
type Taxonomy struct {
	L1       map[string]string `yaml:"l1"`
	L2       []Class           `yaml:"l2"`
	Codes    map[string]string `yaml:"codes"`    // evaluation codes
	District map[string]string `yaml:"district"` // department → name of its district body, without the district
}

// Class finds a second-level class.
func (t *Taxonomy) Class(code string) (Class, bool) {
	for _, c := range t.L2 {
		if c.Code == code {
			return c, true
		}
	}
	return Class{}, false
}

func loadTaxonomy(files fs.FS) (Taxonomy, error) {
	var t Taxonomy
	data, err := fs.ReadFile(files, "taxonomy.yaml")
	if err != nil {
		return t, fmt.Errorf("taxonomy.yaml: %w", err)
	}
	if err := yaml.UnmarshalWithOptions(data, &t, yaml.Strict()); err != nil {
		return t, fmt.Errorf("taxonomy.yaml: %w", err)
	}
	return t, nil
}

func loadRules(files fs.FS) (Rules, error) {
	var r Rules
	var faults []error
	read := func(name string) []byte {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
		}
		return data
	}
	var err error
	const themes, causes, remedies = "rules/themes.yaml", "rules/causes.yaml", "rules/recommendations.yaml"
	r.Themes, err = decodeList[Theme](themes, read(themes))
	faults = append(faults, err)
	for i := range r.Themes {
		faults = append(faults, r.Themes[i].compile(themes))
	}
	r.Causes, err = decodeList[Cause](causes, read(causes))
	faults = append(faults, err)
	for i := range r.Causes {
		faults = append(faults, r.Causes[i].compile(causes))
	}
	r.Remedies, err = decodeList[Remedy](remedies, read(remedies))
	faults = append(faults, err)
	for i := range r.Remedies {
		faults = append(faults, r.Remedies[i].compile(remedies))
	}
	return r, errors.Join(faults...)
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }
