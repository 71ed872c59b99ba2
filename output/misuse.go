package output

import "fmt"

// Misuse is a request that cannot be meant: a unit, kind or period that does not
// exist, or two wishes that exclude each other. Nothing was tried. Asking otherwise
// is the way out, and Err says how.
type Misuse struct{ Err error }

// Error is what Err says.
func (m *Misuse) Error() string { return m.Err.Error() }

// Unwrap is Err.
func (m *Misuse) Unwrap() error { return m.Err }

// Misusef is a Misuse with a message.
func Misusef(format string, args ...any) error { return &Misuse{fmt.Errorf(format, args...)} }
