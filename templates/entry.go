package templates

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/goccy/go-yaml"
	yamlast "github.com/goccy/go-yaml/ast"

	"zhixiao"
)

// entry is one item of a list in a YAML file, with the line it stands on. A fault
// in it is kept, so that the faults of the other entries are found as well.
type entry[T any] struct {
	V     T
	at    zhixiao.Place
	fault error
}

// UnmarshalYAML reads the item strictly and remembers where it stood.
func (e *entry[T]) UnmarshalYAML(node yamlast.Node) error {
	e.at = placeOf(node)
	if err := yaml.NodeToValue(node, &e.V, yaml.Strict()); err != nil {
		e.fault = err
	}
	return nil
}

// placeOf is the line and column of a node; a mapping starts at its first key,
// its own token being the colon behind it.
func placeOf(node yamlast.Node) zhixiao.Place {
	if m, ok := node.(*yamlast.MappingNode); ok && len(m.Values) > 0 && !m.IsFlowStyle {
		node = m.Values[0]
	}
	if v, ok := node.(*yamlast.MappingValueNode); ok {
		node = v.Key
	}
	if t := node.GetToken(); t != nil && t.Position != nil {
		return zhixiao.Place{Line: t.Position.Line, Col: t.Position.Column}
	}
	return zhixiao.Place{}
}

// readYAML reads file name of files into v and refuses unknown and repeated keys.
func readYAML(files fs.FS, name string, v any) ([]byte, error) {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: name}, Err: fmt.Errorf("文件无法读取: %w", err)}
	}
	if err := yaml.UnmarshalWithOptions(raw, v, yaml.Strict()); err != nil {
		return nil, yamlFault(name, zhixiao.Place{}, err)
	}
	return raw, nil
}

// yamlFault says in one line what goccy says with a drawing of the source.
func yamlFault(file string, at zhixiao.Place, err error) error {
	at.File = file
	var known yaml.Error
	if !errors.As(err, &known) {
		return &zhixiao.Problem{At: at, Err: err}
	}
	if t := known.GetToken(); t != nil && t.Position != nil {
		at.Line, at.Col = t.Position.Line, t.Position.Column
	}
	return &zhixiao.Problem{At: at, Err: fmt.Errorf("YAML无法读取: %s", known.GetMessage()), Way: "检查键名、缩进和值的类型"}
}
