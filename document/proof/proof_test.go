package proof_test

import (
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/proof"
)

var words = proof.Words{
	Forbidden: []string{"进一步加强", "高度重视"},
	Names:     map[string]string{"市工商局": "市市场监管局"},
	Entities:  []string{"食品经营许可变更", "区政务服务中心"},
	Allowed:   []string{"12345热线", "17个区域"},
}

func doc(job string, paras ...[]document.Inline) *document.Document {
	d := &document.Document{Job: job, Kind: "quarter-district", Unit: zhixiao.Unit{Kind: zhixiao.Region, Full: job, Short: job}}
	for i, in := range paras {
		d.Body = append(d.Body, document.Para{ID: document.ID("p" + string(rune('a'+i))), Inlines: in})
	}
	return d
}

func rules(findings []proof.Finding) string {
	var all []string
	for _, f := range findings {
		all = append(all, f.Rule)
	}
	return strings.Join(all, " ")
}

func TestOneDocument(t *testing.T) {
	bound := document.Num{Q: zhixiao.Quantity{Key: "B101@110105/2026Q3", Value: zhixiao.Decimal{N: 9952, Places: 2}, Unit: "%"}, WithUnit: true}
	for _, tt := range []struct {
		name string
		in   []document.Inline
		want string
	}{
		{"clean", []document.Inline{document.Text("2026年第三季度，按时办结率为"), bound, document.Text("，在17个区域中居前（证据TY-202608-R07-03）。")}, ""},
		{"forbidden", []document.Inline{document.Text("要进一步加强服务。")}, "禁用词"},
		{"former name", []document.Inline{document.Text("由市工商局牵头。")}, "机构名称"},
		{"unbound number", []document.Inline{document.Text("共3件。")}, "数字未绑定"},
		{"unbound rate", []document.Inline{document.Text("占比51.2%。")}, "数字未绑定"},
		{"dates are no quantities", []document.Inline{document.Text("2026年7月1日至9月30日，8月19日上午10:30，10时至11时。")}, ""},
		{"a quoted complaint keeps its numbers", []document.Inline{document.Text("有办事人反映：“来了4趟，等了26天”（GZ-202609-110109-0010）。")}, ""},
		{"half-width comma", []document.Inline{document.Text("办结率高,等候久。")}, "半角标点"},
		{"doubled mark", []document.Inline{document.Text("办结率高，，等候久。")}, "重复标点"},
		{"a slot that begins with the word before it", []document.Inline{document.Text("差评"), document.Text("差评按期整改率偏低。")}, "词语重复"},
		{"a name doubled", []document.Inline{document.Text("由政务服务中心政务服务中心牵头。")}, "词语重复"},
		{"six characters", []document.Inline{document.Text("首次受理通过首次受理通过。")}, "词语重复"},
		{"a mark between", []document.Inline{document.Text("差评、差评按期整改率和整改满意率，办件办结。")}, ""},
		{"one by one", []document.Inline{document.Text("一件一件核对。")}, ""},
		{"what others said stays", []document.Inline{document.Text("反映：“打不通打不通”。")}, ""},
		{"open quote", []document.Inline{document.Text("称“办得慢。")}, "标点不成对"},
		{"mobile", []document.Inline{document.Text("电话１３８ 0013 8000。")}, "个人信息未脱敏 全角数字或字母 数字未绑定"},
		{"mobile with +86", []document.Inline{document.Text("电话+86 138-0013-8000。")}, "个人信息未脱敏 数字未绑定"},
		{"valid identity", []document.Inline{document.Text("证件11010519491231002X。")}, "个人信息未脱敏 数字未绑定"},
		{"invalid identity is a number only", []document.Inline{document.Text("编号110105194912310021。")}, "数字未绑定"},
		{"masked number", []document.Inline{document.Text("号码010-5552****无人接听。")}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := rules(proof.Read([]*document.Document{doc("朝阳区", tt.in)}, words)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTheSameNumberIsTheSameEverywhere(t *testing.T) {
	num := func(n int64) []document.Inline {
		return []document.Inline{document.Num{Q: zhixiao.Quantity{Key: "B101@110105/2026Q3", Value: zhixiao.Int(n)}}}
	}
	a, b := doc("朝阳区", num(98)), doc("总报告", num(99))
	b.Kind = "quarter-general"
	if got := rules(proof.Read([]*document.Document{a, b}, words)); got != "数字不一致" {
		t.Errorf("got %q", got)
	}
}

func TestTwoReportsWithOneText(t *testing.T) {
	const text = "辖区内申请人反映窗口排队时间过长，工作日上午取号后往往需要等候很久才能办理业务，群众意见较为集中。"
	a, b := doc("朝阳区", []document.Inline{document.Text("朝阳区" + text)}), doc("海淀区", []document.Inline{document.Text("海淀区" + text)})
	got := proof.Read([]*document.Document{a, b}, words)
	if !strings.Contains(rules(got), "雷同") || proof.Blocks(got) < 2 {
		t.Errorf("got %v", got)
	}
	if l := proof.Likenesses([]*document.Document{a, b}); l[0].Share != 1 {
		t.Errorf("share %v, want 1: only the names differ", l[0].Share)
	}
}

func TestReportsNeedNamesOfTheirOwn(t *testing.T) {
	own := []document.Inline{document.Text("食品经营许可变更、区政务服务中心、GZ-202608-A1、GZ-202608-A2、TY-202608-R07-03都在此。")}
	poor := []document.Inline{document.Text("没有一个名称。")}
	got := proof.Read([]*document.Document{doc("朝阳区", own), doc("海淀区", poor)}, words)
	if len(got) != 1 || got[0].Rule != "独有实体不足" || got[0].Job != "海淀区" {
		t.Errorf("got %v", got)
	}
}

// A name inside a longer one is not named: 中医诊所备案 leaves 诊所备案 to its own.
func TestANameInsideALongerOneIsNotNamed(t *testing.T) {
	w := words
	w.Entities = []string{"诊所备案", "中医诊所备案"}
	own := []document.Inline{document.Text("诊所备案、GZ-202608-A1、GZ-202608-A2、GZ-202608-A3、GZ-202608-A4都在此。")}
	other := []document.Inline{document.Text("中医诊所备案、GZ-202608-B1、GZ-202608-B2、GZ-202608-B3、GZ-202608-B4也在。")}
	if got := proof.Read([]*document.Document{doc("甲区", own), doc("乙区", other)}, w); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestASentenceInTooManyReports(t *testing.T) {
	var docs []*document.Document
	for _, unit := range []string{"东城区", "西城区", "朝阳区", "海淀区", "丰台区", "石景山区"} {
		num := document.Num{Q: zhixiao.Quantity{Value: zhixiao.Int(int64(len(docs)))}}
		docs = append(docs, doc(unit, []document.Inline{document.Text(unit + "本季度受理食品经营许可变更申请共计"), num, document.Text("件。")}))
	}
	if got := rules(proof.Read(docs, words)); !strings.Contains(got, "句式复用") {
		t.Errorf("got %q", got)
	}
	if got := rules(proof.Read(docs[:5], words)); strings.Contains(got, "句式复用") {
		t.Errorf("five of a kind may share a sentence; got %q", got)
	}
}
