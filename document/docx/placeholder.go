package docx

import (
	"regexp"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"zhixiao"
)

var placeholderForm = regexp.MustCompile(`\{\{([^{}]*)\}\}`)

// paragraph joins the placeholders of one paragraph and books their names.
func (c *compiler) paragraph(at zhixiao.Place, p *etree.Element) {
	texts := ownTexts(p, nil)
	join(texts)
	if len(p.FindElements("w:ins")) > 0 || len(p.FindElements("w:del")) > 0 {
		c.fault(at, "在Word里接受或拒绝全部修订后保存", "底稿里有未处理的修订")
	}
	for _, t := range texts {
		text := t.Text()
		for _, m := range placeholderForm.FindAllStringSubmatch(text, -1) {
			c.book(at, p, m[1])
		}
		rest := placeholderForm.ReplaceAllString(text, "")
		if strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
			c.fault(at, "占位符写作{{名称}}，中间不换行", "占位符不完整：%s", clip(text))
		}
	}
	c.outside(at, p)
}

// book notes a placeholder at its place, or refuses its name.
func (c *compiler) book(at zhixiao.Place, p *etree.Element, name string) {
	known := placeholders()
	if !slices.Contains(known, name) {
		c.fault(at, "可用的占位符："+strings.Join(known, "、"), "占位符{{%s}}无法识别", name)
		return
	}
	if wholeBlock(name) {
		if body := p.Parent(); body == nil || body.Tag != "body" || paragraphText(p) != "{{"+name+"}}" {
			c.fault(at, "单独成段，不放进表格和文本框", "占位符{{%s}}应当独占一段", name)
			return
		}
		if slices.ContainsFunc(c.s.used, func(u use) bool { return u.name == name }) {
			c.fault(at, "只留一处", "占位符{{%s}}出现了两次", name)
			return
		}
	}
	at.File = c.s.name
	c.s.used = append(c.s.used, use{name: name, at: at})
}

// wholeBlock reports whether a placeholder stands for blocks, not for words.
func wholeBlock(name string) bool {
	return name == bodyMark || name == contentsMark || name == signMark
}

// outside refuses placeholders where no text is filled in: field codes,
// deleted text, attributes such as alternative text.
func (c *compiler) outside(at zhixiao.Place, p *etree.Element) {
	var walk func(e *etree.Element)
	walk = func(e *etree.Element) {
		for _, a := range e.Attr {
			if strings.Contains(a.Value, "{{") {
				c.fault(at, "占位符只能放在文字里", "属性里有占位符：%s", clip(a.Value))
			}
		}
		if (e.Tag == "instrText" || e.Tag == "delText") && strings.Contains(e.Text(), "{{") {
			c.fault(at, "占位符只能放在文字里", "域代码里有占位符：%s", clip(e.Text()))
		}
		for _, kid := range e.ChildElements() {
			if kid.Tag != "p" {
				walk(kid)
			}
		}
	}
	walk(p)
}

// ownTexts is the text elements of p, without those of paragraphs inside it.
func ownTexts(e *etree.Element, texts []*etree.Element) []*etree.Element {
	for _, kid := range e.ChildElements() {
		switch {
		case kid.Space == "w" && kid.Tag == "t":
			texts = append(texts, kid)
		case kid.Tag != "p":
			texts = ownTexts(kid, texts)
		}
	}
	return texts
}

func paragraphText(p *etree.Element) string {
	var b strings.Builder
	for _, t := range ownTexts(p, nil) {
		b.WriteString(t.Text())
	}
	return strings.TrimSpace(b.String())
}

// join moves every placeholder that Word split over runs into the run where it
// begins; text after it stays in its own run.
func join(texts []*etree.Element) {
	for i := range texts {
		text := texts[i].Text()
		changed := false
		for j := i + 1; j < len(texts) && open(text); j++ {
			next := texts[j].Text()
			if !strings.Contains(text, "{{") && next != "" && !strings.HasPrefix(next, "{") {
				break // a single brace at the end of a run is just a brace
			}
			all := text + next
			end := strings.LastIndex(all, "{{")
			if end >= 0 {
				if k := strings.Index(all[end:], "}}"); k >= 0 {
					end += k + len("}}")
				} else {
					end = len(all)
				}
			} else {
				end = len(all)
			}
			text = all[:end]
			setText(texts[j], all[end:])
			changed = true
		}
		if changed {
			setText(texts[i], text)
		}
	}
}

// open reports whether text ends inside a placeholder or with half a brace pair.
func open(text string) bool {
	if strings.LastIndex(text, "{{") > strings.LastIndex(text, "}}") {
		return true
	}
	return strings.HasSuffix(text, "{")
}

func setText(t *etree.Element, text string) {
	t.SetText(text)
	t.CreateAttr("xml:space", "preserve")
}

func clip(s string) string {
	r := []rune(s)
	if len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}
