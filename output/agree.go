package output

import (
	"cmp"
	"errors"
	"fmt"
	"hash/maphash"
	"iter"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// Paper is one deliverable with what it prints.
type Paper struct {
	Period, Job, Title string
	Facts              []document.Fact
}

// Saying is what one paper prints under a key, and where it first does.
type Saying struct {
	Period string      `json:"period"`
	Job    string      `json:"job"`
	Title  string      `json:"title"`
	Block  document.ID `json:"block"`
	Place  string      `json:"place"` // in a reader's words: 三（二）第2段
	Text   string      `json:"text"`
}

// Paper is the paper and the place in a reader's words: 2026Q3《…》表3第2行.
func (s Saying) Paper() string { return s.Period + "《" + s.Title + "》" + s.Place }

// String is the saying as a line of a list: paper, place and value.
func (s Saying) String() string { return fmt.Sprintf("%s为“%s”", s.Paper(), s.Text) }

// Contradiction is one object that papers, or one paper in two places, print with
// different values.
type Contradiction struct {
	Key  zhixiao.Key `json:"key"`
	Said []Saying    `json:"said"` // by period, job and place; at least two different texts
}

// Compare finds every key that stands in papers with more than one value. It
// ranges over papers twice and keeps two numbers a key in between, so that its
// memory grows with the number of different keys and its time with that of facts.
// The order of papers does not matter. A fact without text, as of manifests that
// kept keys alone, says nothing.
func Compare(papers iter.Seq[Paper]) []Contradiction {
	seed := maphash.MakeSeed()
	first := map[uint64]uint64{} // key → the text it was first seen with
	torn := map[uint64]bool{}
	for p := range papers {
		for _, f := range p.Facts {
			if f.Text == "" {
				continue
			}
			key, text := maphash.String(seed, string(f.Key)), maphash.String(seed, f.Text)
			if was, known := first[key]; !known {
				first[key] = text
			} else if was != text {
				torn[key] = true
			}
		}
	}
	if len(torn) == 0 {
		return nil
	}
	said := map[zhixiao.Key][]Saying{}
	for p := range papers {
		for _, f := range p.Facts {
			if f.Text != "" && torn[maphash.String(seed, string(f.Key))] {
				said[f.Key] = append(said[f.Key], Saying{Period: p.Period, Job: p.Job, Title: p.Title, Block: f.Block, Place: f.Place, Text: f.Text})
			}
		}
	}
	return contradictions(said)
}

// contradictions are the keys with different texts, in order.
func contradictions(said map[zhixiao.Key][]Saying) []Contradiction {
	var all []Contradiction
	for key, list := range said {
		// Two keys may share a number; those that agree are no contradiction.
		if !slices.ContainsFunc(list, func(s Saying) bool { return s.Text != list[0].Text }) {
			continue
		}
		slices.SortStableFunc(list, func(a, b Saying) int {
			return cmp.Or(strings.Compare(a.Period, b.Period), strings.Compare(a.Job, b.Job))
		})
		all = append(all, Contradiction{Key: key, Said: list})
	}
	slices.SortFunc(all, func(a, b Contradiction) int { return strings.Compare(string(a.Key), string(b.Key)) })
	return all
}

// Against tells what others print otherwise than the paper does: its own saying
// first, then the first of each other value; and how many sayings there are beside
// those, each the same as one of them.
func (c Contradiction) Against(period, job string) (own Saying, others []Saying, more int) {
	at := slices.IndexFunc(c.Said, func(s Saying) bool { return s.Period == period && s.Job == job })
	if at < 0 {
		return own, nil, 0
	}
	own = c.Said[at]
	for i, s := range c.Said {
		switch told := slices.ContainsFunc(others, func(o Saying) bool { return o.Text == s.Text }); {
		case i == at:
		case told || s.Text == own.Text:
			more++
		default:
			others = append(others, s)
		}
	}
	return own, others, more
}

// Said is every paper of all periods below out that prints key, with the places.
func Said(out string, key zhixiao.Key) ([]Saying, error) {
	s, err := openShelf(out)
	if err != nil {
		return nil, err
	}
	var all []Saying
	for p := range s.papers() {
		for _, f := range p.Facts {
			if f.Key == key {
				all = append(all, Saying{Period: p.Period, Job: p.Job, Title: p.Title, Block: f.Block, Place: f.Place, Text: f.Text})
			}
		}
	}
	return all, errors.Join(s.faults...)
}
