package templates

import (
	"fmt"
	"strings"

	yamlast "github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"zhixiao"
)

// placed is a text of a YAML file that knows where its first letter stands.
type placed struct {
	text string
	at   zhixiao.Place
}

// UnmarshalYAML reads a text, number or truth as it is written.
func (p *placed) UnmarshalYAML(node yamlast.Node) error {
	scalar, ok := node.(yamlast.ScalarNode)
	if !ok {
		return fmt.Errorf("应为一行文字")
	}
	p.at, p.text = placeOf(node), scalar.GetToken().Value
	switch scalar.GetToken().Type {
	case token.DoubleQuoteType, token.SingleQuoteType:
		p.at.Col++ // behind the quote
	case token.NullType:
		p.text = ""
	}
	return nil
}

// letter is the place of the n-th letter of the text, from 0. A text of several lines
// is known by its beginning.
func (p placed) letter(n int) zhixiao.Place {
	at := p.at
	if !strings.Contains(p.text, "\n") {
		at.Col += n
	}
	return at
}

// named is one entry of a mapping.
type named struct {
	name string
	placed
}

// ordered is a mapping in the order of the file.
type ordered []named

// UnmarshalYAML reads a mapping of texts.
func (o *ordered) UnmarshalYAML(node yamlast.Node) error {
	var values []*yamlast.MappingValueNode
	switch m := node.(type) {
	case *yamlast.MappingNode:
		values = m.Values
	case *yamlast.MappingValueNode:
		values = append(values, m)
	default:
		return fmt.Errorf("应为若干行“名称: 写法”")
	}
	for _, v := range values {
		n := named{name: v.Key.GetToken().Value}
		if err := n.placed.UnmarshalYAML(v.Value); err != nil {
			return fmt.Errorf("%s：%w", n.name, err)
		}
		*o = append(*o, n)
	}
	return nil
}
