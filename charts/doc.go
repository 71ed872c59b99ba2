// Package charts turns a chart's specification into marks and the marks into
// pixels. Layout knows only marks (rectangles, lines, texts); they are drawn
// through go-chart's Renderer interface, under which stands a canvas of our own:
// the stock raster renderer is several times too slow for a quarter's run.
// No other package may import go-chart.
package charts
