package quarter

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// Remedies are what the report on u would propose for the period of f:
// the stand-in for a period whose reports were never made here.
func Remedies(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) []prose.KeptRemedy {
	k := problemsWanted
	if u.Kind == zhixiao.City {
		k = commonProblems
	}
	r := newReport(f, t, u, "advice."+u.Code, k)
	var made []prose.Remedy
	for _, p := range r.problems {
		if remedy, ok := p.Remedy(); ok {
			made = append(made, remedy)
		}
	}
	return recorded(u, made)
}

// kept is what was proposed in the period before f: what is kept of its report, or
// without that what it would have proposed.
func kept(past []prose.KeptRemedy, f *analysis.Facts, t *templates.Set, u zhixiao.Unit) []prose.KeptRemedy {
	before, ok := f.Before()
	if past != nil || !ok {
		return past
	}
	return Remedies(before, t, u)
}

// recorded is remedies as they are kept: plain texts.
func recorded(u zhixiao.Unit, made []prose.Remedy) []prose.KeptRemedy {
	say := func(in []document.Inline) string { return document.PlainText(in, nil) }
	out := make([]prose.KeptRemedy, 0, len(made))
	for _, remedy := range made {
		out = append(out, prose.KeptRemedy{
			Unit: u.Code, Lead: say(remedy.Lead), With: say(remedy.With), What: say(remedy.Action), Deadline: remedy.Deadline,
			Output: say(remedy.Output), Measure: say(remedy.Measure), Code: remedy.Code, Target: remedy.Goal,
		})
	}
	return out
}

// progress is how far a remedy has come by its measure alone.
type progress uint8

const (
	unjudged progress = iota // no comparable value
	still                    // no nearer to the target
	slight                   // nearer, by no more than chance or by less than a tenth
	nearer
	reached
)

// String is the word in tables and lists.
func (p progress) String() string {
	return [...]string{"无法判断", "未见改善", "略有改善", "明显改善", "达到目标"}[p]
}

// ofAll is what is said when all remedies came so far.
func (p progress) ofAll() string {
	return [...]string{"均因验收指标缺数或样本不足，暂不判断", "均未见改善", "均略有改善但不明显", "均有明显改善", "均达到目标"}[p]
}

// tally is the name of how many remedies came so far.
func (p progress) tally() string {
	return [...]string{"advice.unjudged", "advice.still", "advice.slight", "advice.nearer", "advice.reached"}[p]
}

// moved is what became of the measure: 由…变为…, or 仍为….
func (x followed) moved() []document.Inline {
	if x.from.Value.Cmp(x.to.Value) == 0 {
		return prose.Join(prose.Plain(x.ind.Name+"仍为"), prose.Number(x.to))
	}
	return prose.Join(prose.Plain(x.ind.Name+"由"), prose.Number(x.from), prose.Plain("变为"), prose.Number(x.to))
}

// followed is a remedy held against where its measure stands now.
type followed struct {
	prose.KeptRemedy
	ind      zhixiao.Indicator
	from, to zhixiao.Quantity
	progress progress
}

// followed holds what was proposed last period against its measures: at the
// target, nearer to it beyond chance, or not.
func (r *report) followed() []followed {
	return r.follows.Of(func() (out []followed) {
		for _, remedy := range r.past {
			out = append(out, r.follow(remedy))
		}
		return out
	})
}

// comeTo counts the remedies that came so far.
func (r *report) comeTo(p progress) zhixiao.Quantity {
	var keys []zhixiao.Key
	for _, x := range r.followed() {
		if x.progress == p {
			keys = append(keys, x.to.Key)
		}
	}
	return r.Counted(p.tally(), len(keys), "项", keys...)
}

// unjudgedOfSome counts those that cannot be judged, when some can; they stand in a
// sentence of their own.
func (r *report) unjudgedOfSome() any {
	n := r.comeTo(unjudged)
	return when(n.Value.Sign() > 0 && n.Value.Cmp(zhixiao.Int(int64(len(r.followed())))) < 0, n)
}

// shares says how many of all remedies came how far; none is not a number
// worth a word.
func (r *report) shares() []document.Inline {
	var shares [][]document.Inline
	for _, p := range []progress{reached, nearer, slight, still, unjudged} {
		n := r.comeTo(p)
		switch {
		case n.Value.Sign() == 0:
		case n.Value.Cmp(zhixiao.Int(int64(len(r.followed())))) == 0:
			shares = append(shares, prose.Plain(p.ofAll()))
		case p != unjudged:
			shares = append(shares, prose.Join(prose.Plain(p.String()), prose.Number(n)))
		}
	}
	return prose.Listed(shares)
}

// movements lists what became of the measures that can be judged, and how far that
// goes, unless it goes equally far for all: then it has been said.
func movements(past []followed) []document.Inline {
	alike := !slices.ContainsFunc(past, func(x followed) bool { return x.progress != past[0].progress })
	var told [][]document.Inline
	for _, x := range past {
		switch {
		case x.progress == unjudged:
		case alike:
			told = append(told, x.moved())
		default:
			told = append(told, prose.Join(x.moved(), prose.Plain("（"+x.progress.String()+"）")))
		}
	}
	return prose.Semicolons(told)
}

func (r *report) follow(remedy prose.KeptRemedy) followed {
	ind, known := r.Facts.Indicator(remedy.Code)
	c := r.Facts.Change(remedy.Code, r.Unit.Code)
	x := followed{KeptRemedy: remedy, ind: ind, from: c.From, to: r.Facts.Value(remedy.Code, r.Unit.Code)}
	switch {
	case !known || !c.Delta.Ok():
	case prose.Reaches(ind, x.to.Value, remedy.Target):
		x.progress = reached
	case c.Better > 0 && !prose.Level(c.Delta) && (!c.Tested || c.Significant):
		x.progress = nearer
	case c.Better > 0:
		x.progress = slight
	default:
		x.progress = still
	}
	return x
}

// remedyFollowTable is 表5 of the general report: last period's remedies
// and where their measures stand.
func (r *report) remedyFollowTable(role string) (document.Table, bool) {
	t := document.Table{
		ID: r.Draft.ID(role), Caption: "上季度建议跟踪", Columns: prose.Columns("cllccccl", 0.5, 2.6, 1.4, 0.8, 0.9, 0.9, 0.9, 1.2),
		Header: prose.Header("序号", "建议", "判据指标", "单位", "目标", "上季度", "本季度", "进展"),
		Note:   prose.Plain("进展只按判据指标判断，不说明措施是否启动：较上季度改善且检验显著的为明显改善，全量数据不作检验，改善0.1以上即为明显改善，其余的改善为略有改善；措施的落实以牵头单位报送的产出为准。"),
	}
	for i, x := range r.followed() {
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(zhixiao.Int(int64(i + 1)).String()), prose.Words(x.Lead + "：" + x.What), prose.Words(prose.OrDash(x.ind.Name)), prose.Words(prose.OrDash(x.ind.Unit)),
			prose.Value(prose.Target(x.ind, x.Target)), prose.Value(x.from), prose.Value(x.to), prose.Words(x.progress.String()),
		})
	}
	return t, len(t.Rows) > 0
}
