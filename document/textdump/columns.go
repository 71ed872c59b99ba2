package textdump

import (
	"strings"

	"github.com/mattn/go-runewidth"
)

// Columns is rows as lines whose columns stand below each other on a terminal, where
// a Chinese character is two cells wide. Rows may have different lengths.
func Columns(rows [][]string) []string {
	var widths []int
	for _, row := range rows {
		for i, text := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], runewidth.StringWidth(text))
		}
	}
	lines := make([]string, len(rows))
	for n, row := range rows {
		var line strings.Builder
		for i, text := range row {
			line.WriteString(text)
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", widths[i]-runewidth.StringWidth(text)+2))
			}
		}
		lines[n] = line.String()
	}
	return lines
}
