package counting

import (
	"strings"
	"unicode"
)

// token is a word of an expression.
type token struct {
	kind tokenKind
	text string // of a quoted text what stands inside
	at   int    // from 0, in letters
}

type tokenKind uint8

const (
	ending tokenKind = iota // behind the last
	word                    // names and keywords
	digits
	quoted
	sign
	strange // a letter that no expression has
)

// scan cuts an expression into words; the last is of kind ending.
func scan(text string) []token {
	letters := []rune(text)
	var all []token
	for i := 0; i < len(letters); {
		from := i
		switch r := letters[i]; {
		case unicode.IsSpace(r):
			i++
			continue
		case r == '_' || r < 128 && unicode.IsLetter(r):
			i = past(letters, i, func(r rune) bool { return r == '_' || r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)) })
			all = append(all, token{word, string(letters[from:i]), from})
		case r >= '0' && r <= '9':
			i = past(letters, i, func(r rune) bool { return r >= '0' && r <= '9' })
			all = append(all, token{digits, string(letters[from:i]), from})
		case r == '\'':
			var t token
			t, i = quotedAt(letters, i)
			all = append(all, t)
		default:
			i += len([]rune(signAt(letters[i:])))
			kind := sign
			if i == from {
				i, kind = past(letters, i, func(r rune) bool { return r >= 128 }), strange
				i = max(i, from+1)
			}
			all = append(all, token{kind, string(letters[from:i]), from})
		}
	}
	return append(all, token{kind: ending, at: len(letters)})
}

// past is the place behind the letters from i on that go on.
func past(letters []rune, i int, goesOn func(rune) bool) int {
	for i < len(letters) && goesOn(letters[i]) {
		i++
	}
	return i
}

// quotedAt is the text in quotes that begins at i, and the place behind it. A quote
// inside is written twice. One without an end is strange.
func quotedAt(letters []rune, i int) (token, int) {
	t := token{kind: quoted, at: i}
	var said strings.Builder
	for n := i + 1; n < len(letters); n++ {
		if letters[n] != '\'' {
			said.WriteRune(letters[n])
			continue
		}
		if n+1 < len(letters) && letters[n+1] == '\'' {
			said.WriteByte('\'')
			n++
			continue
		}
		t.text = said.String()
		return t, n + 1
	}
	return token{strange, string(letters[i:]), i}, len(letters)
}

// signAt is the sign that letters begin with, "" where they begin with none.
func signAt(letters []rune) string {
	text := string(letters[:min(2, len(letters))])
	for _, s := range []string{"<>", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", ","} {
		if strings.HasPrefix(text, s) {
			return s
		}
	}
	return ""
}
