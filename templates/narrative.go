package templates

import (
	"errors"
	"fmt"
	"io/fs"

	yamlast "github.com/goccy/go-yaml/ast"

	"zhixiao/document"
)

// Narrative is the sentence patterns of templates/narrative by their numbers.
// Several entries of one number are alternatives: the first that holds is said.
type Narrative struct{ byID map[string][]*Sentence }

func (s *Sentence) line(n yamlast.Node) { s.at.Line = lineOf(n) }

func loadNarrative(files fs.FS) (Narrative, error) {
	n := Narrative{byID: map[string][]*Sentence{}}
	names, err := fs.Glob(files, "narrative/*.yaml")
	if err != nil {
		return n, fmt.Errorf("列出句式文件：%w", err)
	}
	var faults []error
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
			continue
		}
		list, err := decodeList[Sentence](name, data)
		faults = append(faults, err)
		for i := range list {
			s := &list[i]
			faults = append(faults, s.compile(name))
			if s.ID == "" {
				faults = append(faults, s.fault("句式没有编号"))
			}
			n.byID[s.ID] = append(n.byID[s.ID], s)
		}
	}
	return n, errors.Join(faults...)
}

// Say fills the first pattern of the number that holds; ok is false when none
// does. A number nobody wrote is an error.
func (n Narrative) Say(id string, look Lookup, turn Turn) (in []document.Inline, prio int, ok bool, err error) {
	list, known := n.byID[id]
	if !known {
		return nil, 0, false, fmt.Errorf("narrative: 没有编号为%s的句式", id)
	}
	for _, s := range list {
		in, ok, err := s.Say(look, turn)
		if err != nil || ok {
			return in, s.Prio, ok, err
		}
	}
	return nil, 0, false, nil
}

// Sentences is every pattern, for vet.
func (n Narrative) Sentences() []*Sentence {
	var all []*Sentence
	for _, id := range sortedKeys(n.byID) {
		all = append(all, n.byID[id]...)
	}
	return all
}
