package charts

import (
	"context"
	"errors"
	"image"

	"zhixiao/document"
)

// drawMap draws a thematic map.
func (d *Drawer) drawMap(_ context.Context, m *document.Map) (image.Image, error) {
	return nil, errors.New("地图“" + m.Title + "”：尚不能绘制")
}
