package contrast

import "slices"

// Place is where a cell lies; "" for what its rows do not have in common.
type Place struct {
	Region, Dept, Matter string
	Keys                 map[string]string // the scope's other dimensions: hall, slot …
}

// set says what one dimension is.
func (p *Place) set(dim, word string) {
	switch dim {
	case "region":
		p.Region = word
	case "dept":
		p.Dept = word
	case "matter":
		p.Matter = word
	default:
		p.Keys[dim] = word
	}
}

// unit is the region and the department.
func (p Place) unit() [2]string { return [2]string{p.Region, p.Dept} }

// Meets reports whether two places can have rows in common.
func (p Place) Meets(o Place) bool {
	for _, same := range []bool{overlaps(p.Region, o.Region), overlaps(p.Dept, o.Dept), overlaps(p.Matter, o.Matter)} {
		if !same {
			return false
		}
	}
	for dim, word := range p.Keys {
		if other, ok := o.Keys[dim]; ok && other != word {
			return false
		}
	}
	return true
}

func overlaps(a, b string) bool { return a == b || a == "" || b == "" }

// place names a claim's cell: what its rows have in common of region, department and
// matter, and what its scope says besides.
func (c claim) place() Place {
	t := c.of.table
	by := c.of.columns(c.cell.Scope)
	p := Place{Keys: map[string]string{}}
	for d, name := range t.Dims {
		id := c.cell.keys[d]
		unit := name == "region" || name == "dept" || name == "matter"
		if id != mixed && (unit || slices.Contains(by, d)) {
			p.set(name, t.word[d][id])
		}
	}
	return p
}
