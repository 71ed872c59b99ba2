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
// The IDs themselves stand among the document properties.
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

// idsProperty with 1, 2, … behind it holds the names of all marks in custom document
// properties, which every word processor keeps (LibreOffice drops custom XML
// parts). Word shows at most 255 characters of one, so they come in pieces.
const (
	idsProperty = "质效标识"
	idsPiece    = 240
)

// idPieces is the names of the marks, separated by blanks, cut into pieces.
func idPieces(marks []mark) []string {
	names := make([]string, len(marks))
	for i, m := range marks {
		names[i] = m.id
	}
	return pieces(names)
}

// pieces is words separated by blanks, cut into texts that a property can hold.
func pieces(words []string) []string {
	var all []string
	piece := ""
	for _, word := range words {
		if piece != "" && len(piece)+1+len(word) > idsPiece {
			all = append(all, piece)
			piece = ""
		}
		if piece != "" {
			piece += " "
		}
		piece += word
	}
	if piece != "" {
		all = append(all, piece)
	}
	return all
}
