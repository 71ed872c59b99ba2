package proof

import "zhixiao/document"

// Level is how grave a finding is.
type Level uint8

// The levels. A Block finding stops a report from being sent; a Warn asks a
// person to look.
const (
	Warn Level = iota
	Block
)

// Finding is one thing a reviewer would strike out, with its place.
type Finding struct {
	Job   string      `json:"job"`
	Title string      `json:"title"`
	Block document.ID `json:"block"`
	Under string      `json:"under"` // heading that the block stands under, with its number
	Level Level       `json:"level"`
	Rule  string      `json:"rule"`
	Text  string      `json:"text"` // what was found, with the words around it
}

// Words are the lists that editors keep in templates/rules/words.yaml.
type Words struct {
	Forbidden []string          // absolute claims and empty phrases
	Names     map[string]string // wrong or former name of a body → right name
	Entities  []string          // names that can belong to one unit: matters, halls, streets
	Allowed   []string          // texts with digits that are names, not numbers: 12345, “7×24小时”
	Better    map[string]int    // indicator or score code → +1 where more is better, −1 where less is; ranks are proved of these only
}

type reader struct {
	doc     *document.Document
	numbers *document.Numbers
	words   Words
	found   []Finding

	counting counting
}

func (r *reader) tell(id document.ID, level Level, rule, text string) {
	r.found = append(r.found, finding(r.doc, id, level, rule, text))
}

// counting is how far 一是, 二是 … have got under one heading.
type counting struct {
	last  int // the last ordinal said; 0 before the first
	first document.ID
}
