package docx

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"zhixiao/document"
)

// mark is a bookmark and the name it stands for: a block's ID, or an ID with
// what of the block it is: list.1#2, figure.1#caption.
type mark struct{ name, id string }

const markPrefix = "zx_"

// markName is the bookmark of a block: Word allows 40 characters, letters,
// digits and underscores, which an ID does not fit into, so it is a digest.
// The list of digests and IDs stands beside the text as a custom XML part.
func markName(id string) string {
	sum := sha256.Sum256([]byte(id))
	return markPrefix + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:16]))
}

// MarkName is the name of the bookmark that holds the block id; part, when not
// empty, names a paragraph of the block: "2" of a list, "caption", "unit",
// "note", "source".
func MarkName(id document.ID, part string) string {
	if part != "" {
		return markName(string(id) + "#" + part)
	}
	return markName(string(id))
}

const (
	marksPart  = "customXml/zhixiao.xml"
	marksSpace = "urn:zhixiao:marks"
)

// marksXML is the custom part that says which ID a bookmark stands for.
func marksXML(job string, marks []mark) (string, error) {
	var b strings.Builder
	escaped, err := escape(job)
	if err != nil {
		return "", err
	}
	b.WriteString(xmlHead + `<marks xmlns="` + marksSpace + `" job="` + escaped + `">`)
	for _, m := range marks {
		id, err := escape(m.id)
		if err != nil {
			return "", err
		}
		b.WriteString(`<mark name="` + m.name + `" id="` + id + `"/>`)
	}
	b.WriteString(`</marks>`)
	return b.String(), nil
}
