package templates

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	yamlast "github.com/goccy/go-yaml/ast"

	"zhixiao"
)

const blocksFile = "rules/blocks.yaml"

// Obstacle is how the monthly report speaks of a family of classes: where to look
// for the mechanism, how to say it, what it comes from and what is proposed.
type Obstacle struct {
	ID        string     `yaml:"id"`
	L2        []string   `yaml:"l2"` // classes, or first-level classes of two digits
	Drills    []Drill    `yaml:"drills"`
	Rates     []Rate     `yaml:"rates"`
	Title     []Sentence `yaml:"title"`     // first that holds
	Mechanism []Sentence `yaml:"mechanism"` // all that hold, in order
	Cause     []Sentence `yaml:"cause"`     // first that holds
	Remedy    Remedy     `yaml:"advice"`

	at zhixiao.Place
}

func (o *Obstacle) line(n yamlast.Node) { o.at.Line = lineOf(n) }

func (o *Obstacle) compile(file string) error {
	o.at.File, o.Remedy.at = file, zhixiao.Place{File: file, Line: o.at.Line}
	o.Remedy.ID = o.ID + ".advice"
	faults := []error{
		compileAll(file, o.ID+".title", o.Title), compileAll(file, o.ID+".mechanism", o.Mechanism),
		compileAll(file, o.ID+".cause", o.Cause), o.Remedy.compile(file),
	}
	if len(o.Title) == 0 || len(o.Mechanism) == 0 || len(o.Cause) == 0 || len(o.L2) == 0 {
		faults = append(faults, &zhixiao.Problem{At: o.at, Err: fmt.Errorf("堵点%s须写明l2、title、mechanism和cause", o.ID)})
	}
	return errors.Join(faults...)
}

// Obstacles are the families of rules/blocks.yaml.
type Obstacles []Obstacle

// Of is the family of a second-level class: one that names the class before one
// that names its first level.
func (list Obstacles) Of(l2 string) (*Obstacle, bool) {
	for _, name := range []string{l2, l2[:min(2, len(l2))]} {
		for i := range list {
			if slices.Contains(list[i].L2, name) {
				return &list[i], true
			}
		}
	}
	return nil, false
}

// Sentences is every sentence of the families, for vet.
func (list Obstacles) Sentences() []*Sentence {
	var all []*Sentence
	for i := range list {
		o := &list[i]
		for _, part := range [][]Sentence{o.Title, o.Mechanism, o.Cause} {
			for j := range part {
				all = append(all, &part[j])
			}
		}
		lead, with, action, output := o.Remedy.Parts()
		all = append(all, lead, with, action, output)
	}
	return all
}

// loadObstacles reads blocks.yaml and wants a family for every class that counts.
func loadObstacles(files fs.FS, classes []Class) (Obstacles, error) {
	data, err := fs.ReadFile(files, blocksFile)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", blocksFile, err)
	}
	read, err := decodeList[Obstacle](blocksFile, data)
	list := Obstacles(read)
	faults := []error{err}
	for i := range list {
		faults = append(faults, list[i].compile(blocksFile))
	}
	for _, c := range classes {
		if _, ok := list.Of(c.Code); !ok && !strings.HasPrefix(c.Code, "99") {
			faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: blocksFile}, Err: fmt.Errorf("类别%s（%s）没有对应的堵点写法", c.Code, c.Name)})
		}
	}
	return list, errors.Join(faults...)
}
