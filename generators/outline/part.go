package outline

// Part is what is declared of a table or figure.
type Part struct {
	Name  string // as outlines call it: 核查点位
	Role  string // of its ID: table.points
	Ref   string // slot that refers to it, there only where it is; empty for none
	Means string // in Chinese, for editors, of the slot
	Must  bool   // the paper is none without it
}
