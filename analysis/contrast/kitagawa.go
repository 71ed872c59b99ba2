package contrast

// Share is a part of a whole in two periods: its exposures and events then and now.
type Share struct {
	Name      string
	X0, N0    float64 // events and exposures before
	X1, N1    float64 // now
	Rate, Mix float64 // what the part's own rate and its weight add to the change
}

// Decompose parts the change of a whole rate exactly into what each part's own rate and
// what its weight in the whole add to it (Kitagawa 1955): the sum of all Rate and Mix is
// the change. A part that is missing in one period takes its rate of the other, so that
// it adds by its weight alone. With no exposures in one of the periods nothing is said.
func Decompose(parts []Share) (change float64, ok bool) {
	var before, now count
	for _, p := range parts {
		before, now = before.plus(count{p.X0, p.N0}), now.plus(count{p.X1, p.N1})
	}
	if before.n <= 0 || now.n <= 0 {
		return 0, false
	}
	r0, r1 := before.x/before.n, now.x/now.n
	middle := (r0 + r1) / 2
	for i := range parts {
		p := &parts[i]
		s0, s1 := p.N0/before.n, p.N1/now.n
		own0, own1 := share(p.X0, p.N0), share(p.X1, p.N1)
		switch {
		case p.N0 <= 0 && p.N1 <= 0:
			continue
		case p.N0 <= 0:
			own0 = own1
		case p.N1 <= 0:
			own1 = own0
		}
		p.Rate = (own1 - own0) * (s1 + s0) / 2
		p.Mix = (s1 - s0) * ((own1+own0)/2 - middle)
	}
	return r1 - r0, true
}

func share(x, n float64) float64 {
	if n <= 0 {
		return 0
	}
	return x / n
}
