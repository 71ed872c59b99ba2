// Package finding looks for what is worth saying about a unit (Of) and chooses the
// problems that a report speaks of (Problems). Every sort of finding has a miner, one
// in a file; miners names them all in the order in which they are asked.
package finding
