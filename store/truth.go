package store

import (
	"slices"
	"strings"
)

// truth says whether an SQL expression can only be 1, 0 or NULL. Comparisons and
// logic bind weakest in SQL: one that stands outside all brackets and CASEs is the
// expression's last step. SQLite counts such rows in half the time it takes to add
// their ones and zeros up, as it need not look further once one part is false.
func truth(expr string) bool {
	if strings.Contains(expr, "--") || strings.Contains(expr, "/*") {
		return false // a comment: what stands in it is not looked into
	}
	depth := 0
	for i := 0; i < len(expr); {
		switch b := expr[i]; {
		case strings.IndexByte("'\"`[", b) >= 0:
			i += quotedLen(expr[i:])
			continue
		case wordByte(b):
			word := expr[i:]
			word = strings.ToUpper(word[:len(word)-len(strings.TrimLeftFunc(word, func(r rune) bool { return r > 127 || wordByte(byte(r)) }))])
			switch {
			case word == "CASE":
				depth++
			case word == "END":
				depth--
			case depth == 0 && slices.Contains(logic, word):
				return true
			}
			i += len(word)
			continue
		case b == '(':
			depth++
		case b == ')':
			depth--
		case depth == 0 && strings.IndexByte("=<>!", b) >= 0:
			op := operator(expr[i:])
			if op != "<<" && op != ">>" {
				return true
			}
			i += len(op)
			continue
		case b == '-' && strings.HasPrefix(expr[i:], "->"):
			i += len("->")
			if strings.HasPrefix(expr[i:], ">") {
				i++
			}
			continue
		}
		i++
	}
	return false
}

// logic are the words that compare or join comparisons.
var logic = []string{"AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "GLOB", "IS", "ISNULL", "NOTNULL", "MATCH", "REGEXP"}

func wordByte(b byte) bool {
	return b == '_' || b == '$' || b > 127 || b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

// operator is the run of <, >, = and ! that text begins with.
func operator(text string) string {
	return text[:len(text)-len(strings.TrimLeft(text, "=<>!"))]
}

// quotedLen is the length of the text or name in quotes that text begins with.
func quotedLen(text string) int {
	end := text[0]
	if end == '[' {
		end = ']'
	}
	if n := strings.IndexByte(text[1:], end); n >= 0 {
		return n + 2
	}
	return len(text)
}
