package fulfilment

import (
	"zhixiao/analysis/contract"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// Judged says of every quota that counts judged rows only what lies there besides,
// one sentence each: nothing where every row counts.
func Judged(list []contract.Progress) []document.Inline {
	var all []document.Inline
	for _, p := range list {
		if p.Unjudged.Ok() {
			all = prose.Join(all, judged(p))
		}
	}
	return all
}

func judged(p contract.Progress) []document.Inline {
	none, rest := p.Done.Value.Sign() == 0, p.Unjudged.Value.Sign() != 0
	switch {
	case none && !rest:
		return prose.Plain(p.Quota.Name + "尚无记录。")
	case none:
		return prose.Join(prose.Plain(p.Quota.Name+"尚无经人工复核的，"), prose.Number(p.Unjudged), prose.Plain("只带有导入的或模型预测的类别，不计入。"))
	case !rest:
		return prose.Plain(p.Quota.Name + "只计经人工复核的，复核情况以导入数据所注为准。")
	}
	return prose.Join(prose.Plain(p.Quota.Name+"只计经人工复核的，复核情况以导入数据所注为准；另有"), prose.Number(p.Unjudged), prose.Plain("只带有导入的或模型预测的类别，未经人工复核，不计入。"))
}
