package charts

import (
	"errors"
	"fmt"
	"slices"

	"zhixiao"
	"zhixiao/document"
)

// seriesRange is how many series a kind takes.
func seriesRange(k document.ChartKind) (least, most int, err error) {
	switch k {
	case document.ColumnChart, document.RankingBarChart, document.WaterfallChart, document.PieChart:
		return 1, 1, nil
	case document.GroupedColumnChart, document.LineChart:
		return 1, 4, nil
	case document.StackedColumnChart:
		return 1, 6, nil
	case document.RadarChart:
		return 1, 3, nil
	case document.QuadrantChart, document.DumbbellChart, document.ParetoChart:
		return 2, 2, nil
	case document.HeatTableChart:
		return 1, 60, nil
	case document.BoxPlotChart:
		return 5, 5, nil
	}
	return 0, 0, fmt.Errorf("不认识的图表种类%q", k)
}

// valid refuses a specification that cannot be drawn honestly.
func valid(c document.Chart) error {
	least, most, err := seriesRange(c.Kind)
	if err != nil {
		return err
	}
	if n := len(c.Series); n < least || n > most {
		return fmt.Errorf("%s图要%d至%d个数据系列，现有%d个", c.Kind, least, most, n)
	}
	if len(c.Labels) == 0 {
		return errors.New("没有标签，请给出至少一个")
	}
	for i, l := range c.Labels {
		if l == "" {
			return fmt.Errorf("第%d个标签为空", i+1)
		}
	}
	for _, s := range c.Series {
		if err := validSeries(s, c.Labels); err != nil {
			return err
		}
	}
	return validKind(c)
}

func validSeries(s document.Series, labels []string) error {
	if len(s.Points) != len(labels) {
		return fmt.Errorf("系列“%s”有%d个数值，标签有%d个，二者应当相等", s.Name, len(s.Points), len(labels))
	}
	if len(s.Margins) != 0 && len(s.Margins) != len(labels) {
		return fmt.Errorf("系列“%s”有%d个误差，标签有%d个，二者应当相等", s.Name, len(s.Margins), len(labels))
	}
	for i, q := range slices.Concat(s.Points, s.Margins) {
		if q.Value.Places > zhixiao.MaxPlaces {
			return fmt.Errorf("系列“%s”“%s”：小数位数%d超过%d", s.Name, labels[i%len(labels)], q.Value.Places, zhixiao.MaxPlaces)
		}
	}
	for i, q := range s.Margins {
		if q.Ok() && q.Value.Sign() < 0 {
			return fmt.Errorf("系列“%s”“%s”：误差%s为负", s.Name, labels[i], q.Value)
		}
	}
	return nil
}

func validKind(c document.Chart) error {
	switch c.Kind {
	case document.StackedColumnChart, document.PieChart, document.ParetoChart:
		if err := noNegative(c); err != nil {
			return err
		}
	}
	switch c.Kind {
	case document.RadarChart:
		if n := len(c.Labels); n < 3 || n > 12 {
			return fmt.Errorf("雷达图要3至12个轴，现有%d个", n)
		}
	case document.PieChart:
		return validPie(c)
	case document.ParetoChart:
		return validPareto(c)
	case document.WaterfallChart:
		return validWaterfall(c)
	case document.BoxPlotChart:
		return validBoxes(c)
	}
	return nil
}

func noNegative(c document.Chart) error {
	for _, s := range c.Series {
		for i, q := range s.Points {
			if q.Ok() && q.Value.Sign() < 0 {
				return fmt.Errorf("系列“%s”“%s”：%s图不能有负值%s", s.Name, c.Labels[i], c.Kind, q.Value)
			}
		}
	}
	return nil
}

func validPie(c document.Chart) error {
	if n := len(c.Labels); n > 5 {
		return fmt.Errorf("饼图至多5块，现有%d块，请改用柱形图", n)
	}
	var total zhixiao.Decimal
	for i, q := range c.Series[0].Points {
		if !q.Ok() {
			return fmt.Errorf("“%s”没有数值，饼图的各块之和不完整，请改用柱形图", c.Labels[i])
		}
		total = total.Add(q.Value)
	}
	if total.Sign() == 0 {
		return errors.New("各块之和为0，无法画饼图")
	}
	return nil
}

// validPareto wants falling counts; only a closing 其他 may stand out of order.
func validPareto(c document.Chart) error {
	last := zhixiao.Absent("", "", zhixiao.NotProvided)
	for i, q := range c.Series[0].Points {
		if !q.Ok() || i == len(c.Labels)-1 && c.Labels[i] == "其他" {
			continue
		}
		if last.Ok() && q.Value.Cmp(last.Value) > 0 {
			return fmt.Errorf("“%s”的%s大于前一项%s，帕累托图应当从大到小排列", c.Labels[i], q.Value, last.Value)
		}
		last = q
	}
	return nil
}

func validWaterfall(c document.Chart) error {
	ps := c.Series[0].Points
	if len(ps) < 2 {
		return errors.New("瀑布图至少要一项增减和一项合计")
	}
	var sum zhixiao.Decimal
	for _, q := range ps[:len(ps)-1] {
		if !q.Ok() {
			return nil // drawn with a gap; nothing can be proved
		}
		sum = sum.Add(q.Value)
	}
	if total := ps[len(ps)-1]; total.Ok() && sum.Cmp(total.Value) != 0 {
		return fmt.Errorf("各项之和%s不等于“%s”%s", sum, c.Labels[len(ps)-1], total.Value)
	}
	return nil
}

func validBoxes(c document.Chart) error {
	for i, l := range c.Labels {
		for k := 1; k < 5; k++ {
			a, b := c.Series[k-1].Points[i], c.Series[k].Points[i]
			if a.Ok() && b.Ok() && a.Value.Cmp(b.Value) > 0 {
				return fmt.Errorf("“%s”的%s%s大于%s%s", l, c.Series[k-1].Name, a.Value, c.Series[k].Name, b.Value)
			}
		}
	}
	return nil
}
