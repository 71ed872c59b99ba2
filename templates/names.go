package templates

// ClassNames is the name of every second-level class by its code.
func (t *Taxonomy) ClassNames() map[string]string {
	names := make(map[string]string, len(t.L2))
	for _, c := range t.L2 {
		names[c.Code] = c.Name
	}
	return names
}
