package dwg

import "math"

// The handles AutoCAD itself gives to the objects every drawing has, then ours.
const (
	hBlocks, hLayers, hStyles, hLtypes, hViews, hUCSs, hVports = 1, 2, 3, 5, 6, 7, 8
	hApps, hDims, hVX, hNamed, hGroups, hPlotStyles, hNormal   = 9, 0xA, 0xB, 0xC, 0xD, 0xE, 0xF
	hLayer0, hStandard, hAppACAD, hByBlock, hByLayer, hSolid   = 0x10, 0x11, 0x12, 0x14, 0x15, 0x16
	hMLines, hMLine, hPlotSettings, hLayouts                   = 0x17, 0x18, 0x19, 0x1A
	hPaper, hPaperBlock, hPaperEnd, hPaperLayout               = 0x1B, 0x1C, 0x1D, 0x1E
	hModel, hModelBlock, hModelEnd, hModelLayout, hDim, hVport = 0x1F, 0x20, 0x21, 0x22, 0x27, 0x29
	hAppZhixiao, hChinese                                      = 0x30, 0x31
	hFirstLayer                                                = 0x40
	appName, chineseStyle                                      = "ZHIXIAO", "汉字"
)

// layerDef is a layer with its colour index.
type layerDef struct {
	name   string
	colour int
	handle uint32
}

// extent is the rectangle of a drawing; empty until the first point.
type extent struct {
	x0, y0, x1, y1 float64
	any            bool
}

func (e *extent) add(x, y float64) {
	if !e.any {
		*e = extent{x, y, x, y, true}
		return
	}
	e.x0, e.y0 = math.Min(e.x0, x), math.Min(e.y0, y)
	e.x1, e.y1 = math.Max(e.x1, x), math.Max(e.y1, y)
}

// fixedObjects are the records every drawing must have, in handle order except
// that our layers come last.
func fixedObjects(layers []layerDef, first, last uint32, e extent) []*object {
	out := controls(layers)
	out = append(out, dictionaries()...)
	out = append(out, layerObject(layerDef{"0", 7, hLayer0}),
		styleObject(hStandard, "Standard", "txt.shx", ""), appObject(hAppACAD, "ACAD"),
		ltypeObject(hByBlock, "ByBlock", ""), ltypeObject(hByLayer, "ByLayer", ""), ltypeObject(hSolid, "Continuous", "Solid line"))
	out = append(out, space("*Paper_Space", hPaper, 1, 0, 0)...)
	out = append(out, layoutObject(hPaperLayout, "Layout1", hPaper, extent{any: true}, false))
	out = append(out, space("*Model_Space", hModel, 2, first, last)...)
	out = append(out, layoutObject(hModelLayout, "Model", hModel, e, true), dimStyle(), vport(e),
		appObject(hAppZhixiao, appName), styleObject(hChinese, chineseStyle, "gbenor.shx", "gbcbig.shx"))
	for _, l := range layers {
		out = append(out, layerObject(l))
	}
	return out
}

func control(kind int, own uint32, members ...uint32) *object {
	o := thing(kind, own, 0)
	o.bl(len(members))
	if kind == typeDimControl {
		o.rc(0)
	}
	o.links(0)
	o.handles(2, members...)
	return o
}

func controls(layers []layerDef) []*object {
	members := []uint32{hLayer0}
	for _, l := range layers {
		members = append(members, l.handle)
	}
	blocks := control(typeBlockControl, hBlocks)
	blocks.handles(3, hModel, hPaper)
	ltypes := control(typeLtypeControl, hLtypes, hSolid)
	ltypes.handles(3, hByBlock, hByLayer)
	return []*object{
		blocks, control(typeLayerControl, hLayers, members...),
		control(typeStyleControl, hStyles, hStandard, hChinese), ltypes,
		control(typeViewControl, hViews), control(typeUCSControl, hUCSs),
		control(typeVportControl, hVports, hVport), control(typeAppControl, hApps, hAppACAD, hAppZhixiao),
		control(typeDimControl, hDims, hDim), control(typeVXControl, hVX),
	}
}

// item is one entry of a dictionary.
type item struct {
	name   string
	handle uint32
}

func dictionary(kind int, own, owner uint32, items ...item) *object {
	var reactors []uint32
	if owner != 0 {
		reactors = []uint32{owner}
	}
	o := thing(kind, own, len(reactors))
	o.bl(len(items))
	o.bs(1)
	o.rc(0)
	for _, i := range items {
		o.tv(i.name)
	}
	o.links(owner, reactors...)
	for _, i := range items {
		o.handle(2, i.handle)
	}
	return o
}

func dictionaries() []*object {
	plot := dictionary(typeDictDefault, hPlotStyles, hNamed, item{"Normal", hNormal})
	plot.handle(5, hNormal)
	holder := thing(typePlaceholder, hNormal, 1)
	holder.links(hPlotStyles, hPlotStyles)
	return []*object{
		dictionary(typeDictionary, hNamed, 0, item{"ACAD_GROUP", hGroups}, item{"ACAD_LAYOUT", hLayouts},
			item{"ACAD_MLINESTYLE", hMLines}, item{"ACAD_PLOTSETTINGS", hPlotSettings}, item{"ACAD_PLOTSTYLENAME", hPlotStyles}),
		dictionary(typeDictionary, hGroups, hNamed), plot, holder,
		dictionary(typeDictionary, hMLines, hNamed, item{"Standard", hMLine}), mlineStyle(),
		dictionary(typeDictionary, hPlotSettings, hNamed),
		dictionary(typeDictionary, hLayouts, hNamed, item{"Layout1", hPaperLayout}, item{"Model", hModelLayout}),
	}
}

func mlineStyle() *object {
	o := thing(typeMLineStyle, hMLine, 1)
	o.tv("STANDARD")
	o.tv("")
	o.bs(0)
	o.bs(256)
	o.bds(math.Pi/2, math.Pi/2)
	o.rc(2)
	for _, offset := range []float64{0.5, -0.5} {
		o.bd(offset)
		o.bss(256, 32767)
	}
	o.links(hMLines, hMLines)
	return o
}

func layerObject(l layerDef) *object {
	o := thing(typeLayer, l.handle, 0)
	o.entry(l.name)
	o.bss(0x3F0, l.colour) // on, thawed, plots, default line weight
	o.links(hLayers)
	o.handles(5, 0, hNormal, hSolid)
	return o
}

func styleObject(own uint32, name, font, big string) *object {
	o := thing(typeStyle, own, 0)
	o.entry(name)
	o.flags("00")
	o.bds(0, 1, 0)
	o.rc(0)
	o.bd(2.5)
	o.tv(font)
	o.tv(big)
	o.links(hStyles)
	o.handle(5, 0)
	return o
}

func appObject(own uint32, name string) *object {
	o := thing(typeApp, own, 0)
	o.entry(name)
	o.rc(0)
	o.links(hApps)
	o.handle(5, 0)
	return o
}

func ltypeObject(own uint32, name, about string) *object {
	o := thing(typeLtype, own, 0)
	o.entry(name)
	o.tv(about)
	o.bd(0)
	o.rc('A')
	o.rc(0)
	o.raw(make([]byte, 256))
	o.links(hLtypes)
	o.handle(5, 0)
	return o
}

// space is a block record with its BLOCK and ENDBLK; the record's handle is
// followed by those of BLOCK, ENDBLK and layout.
func space(name string, own uint32, mode uint64, first, last uint32) []*object {
	r := thing(typeBlockRecord, own, 0)
	r.entry(name)
	r.flags("00000")
	r.bds(0, 0, 0)
	r.tv("")
	r.rc(0)
	r.tv("")
	r.bl(0)
	r.links(hBlocks)
	r.handle(5, 0)
	r.handle(3, own+1)
	r.handles(4, first, last)
	r.handle(3, own+2)
	r.handle(5, own+3)
	begin := entity(typeBlock, own+1, nil, mode, chainLinks{}, 256)
	begin.tv(name)
	begin.onLayer(hLayer0, chainLinks{})
	end := entity(typeEndBlock, own+2, nil, mode, chainLinks{}, 256)
	end.onLayer(hLayer0, chainLinks{})
	return []*object{r, begin, end}
}

func layoutObject(own uint32, name string, record uint32, e extent, model bool) *object {
	flags, plot, scale, tab := 688, 5, 16, 1
	if model {
		flags, plot, scale, tab = 1712, 0, 0, 0
	}
	o := thing(typeLayout, own, 1)
	o.tv("")
	o.tv("None")
	o.bs(flags)
	o.bds(0, 0, 0, 0, 0, 0)
	o.tv("")
	o.bds(0, 0)
	o.bss(0, 0, plot)
	o.bds(0, 0, 0, 0)
	o.tv("")
	o.bds(1, 1)
	o.tv("")
	o.bs(scale)
	o.bds(1, 0, 0)
	o.tv(name)
	o.bl(tab)
	o.bs(1)
	o.bds(0, 0, 0)
	o.rds(e.x0, e.y0, e.x1, e.y1)
	o.bds(0, 0, 0, 1, 0, 0, 0, 1, 0, 0)
	o.bs(0)
	o.bds(e.x0, e.y0, 0, e.x1, e.y1, 0)
	o.links(hLayouts, hLayouts)
	o.handles(4, record, 0)
	o.handles(5, 0, 0)
	return o
}

func dimStyle() *object {
	o := thing(typeDimStyle, hDim, 0)
	o.entry("Standard")
	dimVariables(&o.bits)
	o.bss(-2, -2)
	o.flags("0")
	o.links(hDims)
	o.handles(5, 0, hStandard, 0, 0, 0, 0)
	return o
}

// vport shows the whole drawing with a margin.
func vport(e extent) *object {
	const aspect = 1.5
	height := math.Max(e.y1-e.y0, (e.x1-e.x0)/aspect) * 1.1
	if height <= 0 {
		height = 297
	}
	o := thing(typeVport, hVport, 0)
	o.entry("*Active")
	o.bds(height, height*aspect)
	o.rds((e.x0+e.x1)/2, (e.y0+e.y1)/2)
	o.bds(0, 0, 0, 0, 0, 1, 0, 50, 0, 0)
	o.flags("0001")
	o.rc(0)
	o.rds(0, 0, 1, 1)
	o.flags("0")
	o.bs(1000)
	o.flags("1")
	o.put(3, 2)
	o.flags("0")
	o.rds(10, 10)
	o.flags("00")
	o.bs(0)
	o.bd(0)
	o.rds(0, 0, 10, 10)
	o.flags("01")
	o.bds(0, 0, 0, 1, 0, 0, 0, 1, 0, 0)
	o.bs(0)
	o.links(hVports)
	o.handles(5, 0, 0, 0)
	return o
}
