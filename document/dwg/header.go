package dwg

// stamp is a moment as drawings store it: Julian day and milliseconds.
type stamp struct{ day, ms int }

// headerFacts is what the header repeats of the drawing.
type headerFacts struct {
	seed  uint32 // next free handle
	when  stamp
	units int // INSUNITS: 4 millimetres, 6 metres
	ext   extent
	guid  string
}

// headerVariables is the data of record 0, in the format's fixed order.
func headerVariables(f headerFacts) []byte {
	w := &bits{}
	w.bds(412148564080, 1, 1, 1)
	for _, s := range []string{"m", "", "", ""} {
		w.tv(s)
	}
	w.bl(24)
	w.bl(0)
	w.handle(5, 0)
	switches(w)
	sizes(w, f)
	w.bd(0) // PSVPSCALE
	spaceVariables(w, extent{1e20, 1e20, -1e20, -1e20, true}, 1e20)
	spaceVariables(w, f.ext, 0)
	dimVariables(w)
	w.handle(5, hStandard)
	w.handles(5, 0, 0, 0, 0)
	w.bss(-2, -2)
	w.handles(3, hBlocks, hLayers, hStyles, hLtypes, hViews, hUCSs, hVports, hApps, hDims, hVX)
	w.handles(5, hGroups, hMLines)
	w.handle(3, hNamed)
	w.bss(1, 70)
	w.tv("")
	w.tv("")
	w.handles(5, hLayouts, hPlotSettings, hPlotStyles)
	w.bl(10781)
	w.bss(f.units, 0)
	w.tv(f.guid)
	w.tv(f.guid)
	w.handles(5, hPaper, hModel, hByLayer, hByBlock, hSolid)
	w.bss(0, 0, 0, 0)
	w.pad()
	return w.b
}

// switches are the yes-no and small whole variables.
func switches(w *bits) {
	w.flags("1100" + "1101" + "0100" + "0011" + "0100") // DIMASO … PELLIPSE
	w.bss(1, 3020, 2, 4, 0, 0, 1, 0)                    // PROXYGRAPHICS … PDMODE
	w.bss(0, 0, 0, 0, 0)                                // USERI
	w.bss(8, 6, 6, 6, 6, 6, 6, 3, 70, 0, 64, 4, 0, 50)  // SPLINESEGS … TEXTQLTY
}

func sizes(w *bits, f headerFacts) {
	w.bds(1, 2.5, 1, 1, 10, 0, 0, 0, 0) // LTSCALE … PLINEWID
	w.bds(0, 0, 0, 0, 0)                // USERR
	w.bds(10, 10, 20, 0, 0.5, 1, 1)     // CHAMFERA … CELTSCALE
	w.tv(".")
	for _, v := range []int{f.when.day, f.when.ms, f.when.day, f.when.ms, 0, 0, 0, 0} {
		w.bl(v)
	}
	w.bs(256) // CECOLOR
	w.handle(0, f.seed)
	w.handles(5, hLayer0, hChinese, hByLayer, hDim, hMLine)
}

// spaceVariables are the origin, extents and axes of paper or model space.
func spaceVariables(w *bits, e extent, z float64) {
	w.bds(0, 0, 0)
	w.bds(e.x0, e.y0, z, e.x1, e.y1, -z)
	if z != 0 {
		w.rds(0, 0, 420, 297)
	} else {
		w.rds(e.x0, e.y0, e.x1, e.y1)
	}
	w.bds(0, 0, 0, 0, 1, 0, 0, 0, 1, 0)
	w.handles(5, 0, 0)
	w.bs(0)
	w.handle(5, 0)
	for range 18 {
		w.bd(0)
	}
}

// dimVariables are the dimension settings, the same in the header and in the
// dimension style.
func dimVariables(w *bits) {
	w.tv("")
	w.tv("")
	w.bds(1, 2.5, 0.625, 3.75, 1.25, 0, 0, 0, 0)
	w.flags("000000")
	w.bss(1, 8, 0)
	w.bds(2.5, 2.5, 0, 0.03937007874, 1, 0, 1, 0.625, 0)
	w.flags("0")
	w.bs(3)
	w.flags("1000")
	w.bss(0, 0, 0)
	w.bss(0, 2, 2, 2, 3, 0, 0, 2, '.', 0, 0)
	w.flags("00")
	w.bss(0, 8, 0, 0)
	w.flags("0")
	w.bs(3)
}

// julian is the Julian day number of a calendar day at noon.
func julian(year, month, day int) int {
	a := (14 - month) / 12
	y, m := year+4800-a, month+12*a-3
	return day + (153*m+2)/5 + 365*y + y/4 - y/100 + y/400 - 32045
}
