package generators

// monthSlots are the names that monthly, weekly and daily deliverables give
// beside those of fixedSlots.
func monthSlots() []string {
	return []string{
		"条数", "件数", "件次", "件数变", "高频数", "典型数", "严重数", "办结数", "未结数", "办结占比", "表类别", "表清单",
	}
}
