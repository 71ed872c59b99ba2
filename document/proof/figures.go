package proof

import (
	"fmt"

	"zhixiao"
	"zhixiao/document"
)

// figure wants every point of a chart to have its provenance, and a pie to be no more
// than a whole.
func (r *reader) figure(f document.Figure) {
	c, ok := f.Graphic.(document.Chart)
	if !ok {
		return
	}
	for _, s := range c.Series {
		for i, q := range s.Points {
			if q.Ok() && q.Key == "" {
				r.tell(f.ID, Block, "图中数字未绑定", fmt.Sprintf("系列%s第%d个点%s", s.Name, i+1, q.Value))
				break
			}
		}
	}
	if c.Kind == document.ParetoChart {
		r.falling(f.ID, c)
	}
}

// whole wants a pie's shares not to pass 100 %.
func (r *reader) whole(id document.ID, c document.Chart) {
	for _, s := range c.Series {
		sum := zhixiao.Decimal{}
		for _, q := range s.Points {
			if q.Ok() && q.Unit == "%" {
				sum = sum.Add(q.Value)
			}
		}
		if slack := (zhixiao.Decimal{N: int64(len(s.Points)), Places: sum.Places}); sum.Cmp(zhixiao.Int(100).Add(slack)) > 0 {
			r.tell(id, Block, "占比超百", "饼图各项合计"+sum.String()+"%")
		}
	}
}

// falling wants the counts of a Pareto chart to fall.
func (r *reader) falling(id document.ID, c document.Chart) {
	if len(c.Series) == 0 {
		return
	}
	points := c.Series[0].Points
	for i := 1; i < len(points); i++ {
		if points[i].Ok() && points[i-1].Ok() && points[i].Value.Cmp(points[i-1].Value) > 0 {
			r.tell(id, Block, "图序不符", fmt.Sprintf("%s大于前一项%s", c.Labels[i], c.Labels[i-1]))
			return
		}
	}
}

// unreferred finds figures and tables of the body that no sentence sends the
// reader to.
func (r *reader) unreferred() {
	referred := map[document.ID]bool{}
	r.doc.Blocks(func(b document.Block) {
		document.EachInlines(b, func(in []document.Inline) {
			for _, part := range in {
				if ref, ok := part.(document.Ref); ok {
					referred[ref.Target] = true
				}
			}
		})
	})
	for _, b := range r.doc.Body {
		switch b := b.(type) {
		case document.Figure:
			if !referred[b.ID] {
				r.tell(b.ID, Warn, "图表未引用", "正文没有“见"+r.numbers.Label(b.ID)+"”："+b.Caption)
			}
		case document.Table:
			if !b.Plain && !referred[b.ID] {
				r.tell(b.ID, Warn, "图表未引用", "正文没有“见"+r.numbers.Label(b.ID)+"”："+b.Caption)
			}
		}
	}
}
