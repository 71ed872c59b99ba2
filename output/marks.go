package output

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output/formats"
)

// Fault is a number that cannot be right by what stands in the same paper: a part
// larger than its whole, a share over 100 %.
type Fault struct {
	Block document.ID `json:"block"`
	Place string      `json:"place"` // in a reader's words
	Text  string      `json:"text"`  // what is wrong, in words
}

// Disagreement is a contradiction as one of its papers sees it.
type Disagreement struct {
	Key    zhixiao.Key `json:"key"`
	Own    Saying      `json:"own"`
	Others []Saying    `json:"others"`         // the first saying of each other value
	More   int         `json:"more,omitempty"` // sayings beside these, each the same as one of them
}

// Annotate gives the bytes of a Word draft with comments about disagreements.
type Annotate func(name string, draft []byte, about []Disagreement) ([]byte, error)

// periods are the folders below out that hold a manifest, in order.
func periods(out string) ([]string, error) {
	entries, err := os.ReadDir(out)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, DiskError(out, err)
	}
	var found []string
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		for _, name := range []string{manifestName, journalName} {
			if _, err := os.Stat(filepath.Join(out, e.Name(), name)); err == nil {
				found = append(found, e.Name())
				break
			}
		}
	}
	return found, nil
}

// shelf is everything that an output folder's manifests know.
type shelf struct {
	out       string
	manifests map[string]*Manifest // by folder of a period
	folders   []string
	faults    []error // jobs whose values cannot be read
}

func openShelf(out string) (*shelf, error) {
	s := &shelf{out: out, manifests: map[string]*Manifest{}}
	var err error
	if s.folders, err = periods(out); err != nil {
		return nil, err
	}
	var faults []error
	for _, folder := range s.folders {
		m, err := ReadManifest(filepath.Join(out, folder))
		faults = append(faults, err)
		s.manifests[folder] = m
	}
	return s, errors.Join(faults...)
}

// papers gives every job with what it prints, one in memory at a time.
func (s *shelf) papers() iter.Seq[Paper] {
	return func(yield func(Paper) bool) {
		s.faults = nil
		for _, folder := range s.folders {
			for _, r := range s.manifests[folder].Jobs {
				facts, err := Facts(filepath.Join(s.out, folder), r)
				if err != nil {
					s.faults = append(s.faults, fmt.Errorf("%s：%w", r.Title, err))
					continue
				}
				if !yield(Paper{Period: folder, Job: r.ID, Title: r.Title, Facts: facts}) {
					return
				}
			}
		}
	}
}

// Contradictions compares everything that the jobs of all periods below out
// print. Jobs whose values cannot be read come as an error beside what the others
// say.
func Contradictions(out string) ([]Contradiction, error) {
	s, err := openShelf(out)
	if err != nil {
		return nil, err
	}
	all := Compare(s.papers())
	return all, errors.Join(s.faults...)
}

// Agree compares everything that the jobs of all periods below out print, enters
// the result into the manifests and marks the Word drafts of the papers
// concerned; a draft whose contradiction is solved is put back as it was made.
// What stands in the folder afterwards depends on the drafts alone, not on the
// order they were made in. Drafts that people have edited are left as they are.
// A period that another process is writing is left to that process.
func Agree(out string, annotate Annotate) ([]Contradiction, error) {
	s, err := openShelf(out)
	if err != nil {
		return nil, err
	}
	all := Compare(s.papers())
	faults := slices.Clone(s.faults)
	views := viewsOf(all)
	for _, folder := range s.folders {
		if err := s.mark(folder, views, annotate); err != nil {
			faults = append(faults, fmt.Errorf("%s的数字矛盾未能标注：%w", folder, err))
		}
	}
	return all, errors.Join(faults...)
}

type paperName struct{ period, job string }

// viewsOf is what each paper has to be told.
func viewsOf(all []Contradiction) map[paperName][]Disagreement {
	views := map[paperName][]Disagreement{}
	for _, c := range all {
		told := map[paperName]bool{}
		for _, s := range c.Said {
			name := paperName{s.Period, s.Job}
			if told[name] {
				continue
			}
			told[name] = true
			own, others, more := c.Against(s.Period, s.Job)
			views[name] = append(views[name], Disagreement{Key: c.Key, Own: own, Others: others, More: more})
		}
	}
	return views
}

func (s *shelf) mark(folder string, views map[paperName][]Disagreement, annotate Annotate) error {
	changed := func(r Record) bool { return !reflect.DeepEqual(r.Disagrees, views[paperName{folder, r.ID}]) }
	if !slices.ContainsFunc(s.manifests[folder].Jobs, changed) {
		return nil
	}
	root := filepath.Join(s.out, folder)
	release, err := lock(root)
	if err != nil {
		return err
	}
	defer release()
	m := &marker{root: root, annotate: annotate}
	if m.manifest, err = ReadManifest(root); err != nil {
		return err
	}
	if err := m.manifest.write(root); err != nil { // a killed run's journal may end in half a line
		return err
	}
	var faults []error
	for _, r := range slices.Clone(m.manifest.Jobs) {
		if changed(r) {
			faults = append(faults, m.one(r, views[paperName{folder, r.ID}]))
		}
	}
	return errors.Join(append(faults, m.manifest.write(root))...)
}

// marker marks the drafts of one period.
type marker struct {
	root     string
	manifest *Manifest
	annotate Annotate
}

// one brings a record and its Word draft to what is known now. The draft as it
// was made is kept beside before the marked one takes its place, and the record
// names both: whenever the process ends, the file on disk is one of the two.
func (m *marker) one(r Record, about []Disagreement) error {
	r.Disagrees, r.Files = about, slices.Clone(r.Files)
	at := slices.IndexFunc(r.Files, func(x File) bool { return formats.IsDraft(x.Path) })
	if at < 0 || m.annotate == nil {
		return m.record(r)
	}
	word := &r.Files[at]
	draft, intact := m.draft(*word, r.Unmarked)
	if !intact { // edited by hand, or gone: the next build deals with it
		return m.record(r)
	}
	if r.Unmarked != nil {
		if err := m.put(word.Path, draft); err != nil {
			return err
		}
	}
	if len(about) == 0 {
		return m.clean(r, word, draft)
	}
	marked, err := m.annotate(filepath.Base(word.Path), draft, about)
	if err != nil {
		return fmt.Errorf("%s：%w", r.Title, errors.Join(err, m.clean(r, word, draft)))
	}
	kept := entry(keptDraft(r.ID), draft)
	if err := m.put(kept.Path, draft); err != nil {
		return err
	}
	*word, r.Unmarked = entry(word.Path, marked), &kept
	if err := m.record(r); err != nil {
		return err
	}
	return m.put(word.Path, marked)
}

// clean records a draft without marks, which lies in its place.
func (m *marker) clean(r Record, word *File, draft []byte) error {
	*word, r.Unmarked = entry(word.Path, draft), nil
	if err := m.record(r); err != nil {
		return err
	}
	return dropKept(m.root, r.ID)
}

func (m *marker) put(path string, data []byte) error {
	if err := (&Folder{root: m.root}).store(path, data); err != nil {
		return DiskError(filepath.Join(m.root, filepath.FromSlash(path)), err)
	}
	return nil
}

// draft is the Word file as it was made.
func (m *marker) draft(word File, unmarked *File) (data []byte, intact bool) {
	if CheckFile(m.root, word) != nil {
		return nil, false
	}
	if unmarked != nil {
		word = *unmarked
		if CheckFile(m.root, word) != nil {
			return nil, false
		}
	}
	data, err := os.ReadFile(filepath.Join(m.root, filepath.FromSlash(word.Path)))
	return data, err == nil
}

// keptDraft is where the unmarked draft of a job lies.
func keptDraft(job string) string { return FactsFolder + "/" + job + formats.Draft().Ext }

// dropKept removes the unmarked draft of a job, where there is one.
func dropKept(root, job string) error {
	path := filepath.Join(root, filepath.FromSlash(keptDraft(job)))
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return DiskError(path, err)
	}
	return nil
}

// record enters r into the manifest and its journal.
func (m *marker) record(r Record) error {
	m.manifest.put(r)
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	path := filepath.Join(m.root, journalName)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return DiskError(path, err)
	}
	_, err = f.Write(append(line, '\n'))
	if err = errors.Join(err, f.Close()); err != nil {
		return DiskError(path, err)
	}
	return nil
}
