package month

import "zhixiao/generators/outline"

// Outlined is the papers that have outlines.
func Outlined() []outline.Declared {
	return []outline.Declared{listPaper(), trialPaper(), ledgerPaper(), weekPaper(), dayPaper()}
}
