package templates

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync"

	yamlast "github.com/goccy/go-yaml/ast"

	"zhixiao/document"
)

// Narrative is the sentence patterns of templates/narrative by their numbers.
// Several entries of one number are alternatives: the first that holds is said.
type Narrative struct {
	byID  patterns
	later map[string]func() (patterns, error) // number → reader of the file that has it
}

type patterns map[string][]*Sentence

func (s *Sentence) line(n yamlast.Node) { s.at.Line = lineOf(n) }

// loadNarrative reads the patterns. The program's own files, which tests have read,
// wait until one of their numbers is asked for: a quarter's report needs none of
// the books' and the months'. An editor's are read at once, for their faults.
func loadNarrative(files layered) (Narrative, error) {
	n := Narrative{byID: patterns{}, later: map[string]func() (patterns, error){}}
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
		if files.over == nil {
			read := sync.OnceValues(func() (patterns, error) { return readPatterns(name, data) })
			for _, id := range numbers(data) {
				n.later[id] = read
			}
			continue
		}
		read, err := readPatterns(name, data)
		faults = append(faults, err)
		for _, id := range sortedKeys(read) {
			n.byID[id] = append(n.byID[id], read[id]...)
		}
	}
	return n, errors.Join(faults...)
}

func readPatterns(name string, data []byte) (patterns, error) {
	list, err := decodeList[Sentence](name, data)
	read, faults := patterns{}, []error{err}
	for i := range list {
		s := &list[i]
		faults = append(faults, s.compile(name))
		if s.ID == "" {
			faults = append(faults, s.fault("句式没有编号"))
		}
		read[s.ID] = append(read[s.ID], s)
	}
	return read, errors.Join(faults...)
}

// numbers is the numbers of the entries of one of the program's own files. Each
// entry begins a line; a test holds this against what is read.
func numbers(data []byte) []string {
	var all []string
	for line := range strings.Lines(string(data)) {
		if entry, ok := strings.CutPrefix(line, "- {id: "); ok {
			id, _, _ := strings.Cut(entry, ",")
			all = append(all, id)
		}
	}
	return all
}

// of is the patterns of a number, none when nobody wrote it.
func (n Narrative) of(id string) ([]*Sentence, error) {
	read, wait := n.later[id]
	if !wait {
		return n.byID[id], nil
	}
	found, err := read()
	return found[id], err
}

// faults is what is wrong in files that wait.
func (n Narrative) faults() error {
	said := map[string]bool{} // each file once
	var all []error
	for _, id := range sortedKeys(n.later) {
		if _, err := n.later[id](); err != nil && !said[err.Error()] {
			said[err.Error()] = true
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}

// Say fills the first pattern of the number that holds, and says which that is; it
// is nil when none does. A number nobody wrote is an error.
func (n Narrative) Say(id string, look Lookup, turn Turn) (in []document.Inline, from *Sentence, err error) {
	list, err := n.of(id)
	if err != nil {
		return nil, nil, err
	}
	if len(list) == 0 {
		return nil, nil, fmt.Errorf("narrative: 没有编号为%s的句式", id)
	}
	for _, s := range list {
		in, ok, err := s.Say(look, turn)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			return in, s, nil
		}
	}
	return nil, nil, nil
}

// Sentences is every pattern, for vet.
func (n Narrative) Sentences() []*Sentence {
	var all []*Sentence
	for _, id := range slices.Sorted(n.ids()) {
		list, _ := n.of(id) // what is wrong, faults says
		all = append(all, list...)
	}
	return all
}

// ids is every number, in no order.
func (n Narrative) ids() iter.Seq[string] {
	return func(yield func(string) bool) {
		for id := range n.byID {
			if !yield(id) {
				return
			}
		}
		for id := range n.later {
			if !yield(id) {
				return
			}
		}
	}
}
