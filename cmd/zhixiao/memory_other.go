//go:build !linux

package main

// largePages does nothing: only Linux takes this advice.
func largePages(int) {}
