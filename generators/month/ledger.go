package month

import (
	"iter"
	"slices"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// ledger is the ledger of 主动治理 being written.
type ledger struct {
	*volume
	tasks []analysis.TaskRow
}

// Ledger is 主动治理台账: every task opened by the cutoff in six groups of
// columns and three short texts (docs/domain/taxonomy.md §5).
func Ledger(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	v := newVolume(f, t, u, "ledger", "complaint")
	return write(v, ledgerPaper(), &ledger{v, f.Ledger()})
}

// ledgerPaper is what the outline of the ledger may name.
var ledgerPaper = sync.OnceValue(func() *outline.Paper[*ledger] {
	tables := []outline.Table[*ledger]{stateTable()}
	for _, part := range []outline.Part{
		{Name: "标识", Role: "table.identity", Ref: "表标识", Means: "案例标识表", Must: true}, {Name: "触发", Role: "table.trigger", Ref: "表触发", Means: "立案触发表"},
		{Name: "诊断", Role: "table.diagnosis", Ref: "表诊断", Means: "诊断表"}, {Name: "方案", Role: "table.plan", Ref: "表方案", Means: "方案表"},
		{Name: "跟进", Role: "table.follow", Ref: "表跟进", Means: "跟进表"}, {Name: "成效", Role: "table.effect", Ref: "表成效", Means: "成效表"},
	} {
		tables = append(tables, outline.List(outline.Table[*ledger]{Part: part}, func(l *ledger) iter.Seq[analysis.TaskRow] { return slices.Values(l.tasks) }, ledgerColumns()...))
	}
	return &outline.Paper[*ledger]{Outline: "governance-ledger", Kind: "governance-ledger", Besides: volumeSlots().Slots(), Parts: &outline.Parts[*ledger]{Asker: prose.Month, Slots: ledgerSlots(), Tables: tables}}
})

var ledgerSlots = sync.OnceValue(func() *prose.Registry[*ledger] {
	type entry = prose.Entry[*ledger]
	return prose.NewRegistry(prose.Month,
		entry{Name: "案数", Type: prose.NumberType, Means: "治理案例个数", Of: func(l *ledger) any { return l.count("all", func(analysis.TaskRow) bool { return true }) }},
		entry{Name: "状态列", Type: prose.WordsType, Means: "各状态的案例个数", Of: func(l *ledger) any {
			return listedOrNil(l.states(), func(state string) []document.Inline {
				return prose.Join(prose.Plain(state), prose.Number(l.count("state["+state+"]", func(c analysis.TaskRow) bool { return c.Status == state })))
			})
		}},
		entry{Name: "案类数", Type: prose.NumberType, Means: "案例涉及的类别个数", Of: func(l *ledger) any {
			return l.distinct("classes", func(c analysis.TaskRow) []string { return []string{c.L2} })
		}},
		entry{Name: "案区数", Type: prose.NumberType, Means: "案例涉及的区域个数", Of: func(l *ledger) any {
			return l.distinct("regions", func(c analysis.TaskRow) []string { return c.Regions })
		}},
		entry{Name: "逾期案", Type: prose.NumberType, Means: "超过完成时限的案例个数", Of: func(l *ledger) any {
			return l.count("late", func(c analysis.TaskRow) bool { return c.Late.Value.Sign() > 0 })
		}},
		entry{Name: "未降案", Type: prose.NumberType, Means: "诉求没有下降的案例个数", Of: func(l *ledger) any { return l.count("level", level) }},
		entry{Name: "未降列", Type: prose.WordsType, Means: "诉求没有下降的案例", Of: func(l *ledger) any {
			var still []string
			for _, c := range l.tasks {
				if level(c) {
					still = append(still, quoted(c.Title)+"（"+c.No+"）")
				}
			}
			return prose.Some(still, 3)
		}},
		entry{Name: "有效案", Type: prose.NumberType, Means: "治理前后可比的案例个数", Of: func(l *ledger) any {
			if n := len(l.observed()); n > 0 {
				return l.Counted("ledger.observed", n, "案")
			}
			return nil
		}},
		entry{Name: "前合计", Type: prose.NumberType, Means: "治理前件数合计", Of: func(l *ledger) any { return l.sum(func(c analysis.TaskRow) zhixiao.Quantity { return c.Found }) }},
		entry{Name: "后合计", Type: prose.NumberType, Means: "治理后件数合计", Of: func(l *ledger) any { return l.sum(func(c analysis.TaskRow) zhixiao.Quantity { return c.After }) }},
		entry{Name: "总降", Type: prose.NumberType, Means: "件数合计的下降率", Of: (*ledger).drop},
		entry{Name: "降多列", Type: prose.WordsType, Means: "下降最多的案例", Of: func(l *ledger) any {
			most := l.observed()
			slices.SortStableFunc(most, func(x, y analysis.TaskRow) int { return y.Drop.Value.Cmp(x.Drop.Value) })
			return listedOrNil(prose.FirstN(most, 3), func(c analysis.TaskRow) []document.Inline {
				if c.Drop.Value.Sign() <= 0 {
					return nil
				}
				return prose.Join(prose.Plain(quoted(c.Title)+"（"+c.No+"，下降"), prose.Number(c.Drop), prose.Plain("）"))
			})
		}},
	)
})

func (l *ledger) count(what string, keep func(analysis.TaskRow) bool) zhixiao.Quantity {
	n := 0
	var from []zhixiao.Key
	for _, c := range l.tasks {
		if keep(c) {
			n++
			from = append(from, c.Found.Key)
		}
	}
	return l.Counted("ledger."+what, n, "案", from...)
}

// states is the states that tasks are in, in the order of a task's way; words of
// the ledger's own come last.
func (l *ledger) states() []string {
	var known, own []string
	for _, c := range l.tasks {
		if !slices.Contains(zhixiao.TaskStates(), c.Status) {
			own = append(own, c.Status)
		}
	}
	for _, state := range zhixiao.TaskStates() {
		if slices.ContainsFunc(l.tasks, func(c analysis.TaskRow) bool { return c.Status == state }) {
			known = append(known, state)
		}
	}
	slices.Sort(own)
	return append(known, slices.Compact(own)...)
}

// distinct counts the different values that the tasks have.
func (l *ledger) distinct(what string, of func(analysis.TaskRow) []string) zhixiao.Quantity {
	seen := map[string]bool{}
	for _, c := range l.tasks {
		for _, x := range of(c) {
			seen[x] = true
		}
	}
	return l.Counted("ledger."+what, len(seen), "个")
}

// observed is the tasks whose complaints before and after can be compared.
func (l *ledger) observed() (list []analysis.TaskRow) {
	for _, c := range l.tasks {
		if c.Drop.Ok() {
			list = append(list, c)
		}
	}
	return list
}

// level reports whether complaints have not become fewer.
func level(c analysis.TaskRow) bool { return c.Drop.Ok() && c.Drop.Value.Sign() <= 0 }

// sum adds up a number of the observed tasks, nil where there are none.
func (l *ledger) sum(of func(analysis.TaskRow) zhixiao.Quantity) any {
	var parts []zhixiao.Quantity
	for _, c := range l.observed() {
		parts = append(parts, of(c))
	}
	if len(parts) == 0 {
		return nil
	}
	return l.Facts.Sum(parts...)
}

// drop is by how much all observed complaints together became fewer, nil where they did
// not.
func (l *ledger) drop() any {
	before, ok := l.sum(func(c analysis.TaskRow) zhixiao.Quantity { return c.Found }).(zhixiao.Quantity)
	after, _ := l.sum(func(c analysis.TaskRow) zhixiao.Quantity { return c.After }).(zhixiao.Quantity)
	if d := l.Facts.Drop(before, after); ok && d.Value.Sign() > 0 {
		return d
	}
	return nil
}

// taskClass is a first-level class of tasks, or all of them.
type taskClass struct{ name, code string }

// classes is the classes that there are tasks of, and all of them together; none where
// there are no tasks.
func (l *ledger) classes() (out []taskClass) {
	var codes []string
	for _, c := range l.tasks {
		codes = append(codes, l1(c.L2))
	}
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		out = append(out, taskClass{l.Facts.Names().L1[code], code})
	}
	if len(out) > 0 {
		out = append(out, taskClass{name: "合计"})
	}
	return out
}

// countIn counts the tasks of a class in a state, "" for all states.
func (l *ledger) countIn(x taskClass, state string) zhixiao.Quantity {
	what := "class[" + x.code + "]"
	if state != "" {
		what += ".state[" + state + "]"
	}
	return l.count(what, func(c analysis.TaskRow) bool {
		return (x.code == "" || l1(c.L2) == x.code) && (state == "" || c.Status == state)
	})
}

// stateTable is the tasks by first-level class and state.
func stateTable() outline.Table[*ledger] {
	return outline.List(outline.Table[*ledger]{Part: outline.Part{Name: "分类与状态", Role: "table.states", Ref: "表状态", Means: "案例状态表"}, Total: true},
		func(l *ledger) iter.Seq[taskClass] { return slices.Values(l.classes()) },
		outline.Text("类别", func(_ *ledger, x taskClass) string { return x.name }),
		outline.Column[*ledger, taskClass]{Name: "各状态", Sum: true, Heads: (*ledger).states, Cells: func(l *ledger, x taskClass) (cells []document.Cell) {
			for _, state := range l.states() {
				cells = append(cells, prose.Value(l.countIn(x, state)))
			}
			return cells
		}},
		outline.Summed("合计", func(l *ledger, x taskClass) zhixiao.Quantity { return l.countIn(x, "") }),
	)
}
