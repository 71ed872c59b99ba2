package masking_test

import (
	"strings"
	"testing"

	"zhixiao/store/masking"
)

func TestWhatIsHidden(t *testing.T) {
	for _, tt := range []struct{ name, in, want, rules string }{
		{"mobile", "回电13800138000即可。", "回电138****8000即可。", "T04"},
		{"mobile in groups", "电话138 0013 8000。", "电话138****8000。", "T04"},
		{"mobile with hyphens", "电话138-0013-8000。", "电话138****8000。", "T04"},
		{"mobile abroad", "请打+86 138-0013-8000。", "请打138****8000。", "T04"},
		{"mobile with 0086", "请打008613800138000。", "请打138****8000。", "T04"},
		{"mobile in full width", "电话１３８００１３８０００。", "电话138****8000。", "T04"},
		{"mobile in full width, groups", "电话１３８　００１３－８０００。", "电话138****8000。", "T04"},
		{"two mobiles", "13800138000、15912345678", "138****8000、159****5678", "T04 T04"},
		{"landline", "家里010-55521234没人接。", "家里010-5552****没人接。", "T05"},
		{"landline in brackets", "家里（010）55521234没人接。", "家里010-5552****没人接。", "T05"},
		{"landline of another town", "家里0312-5552123没人接。", "家里0312-555****没人接。", "T05"},
		{"landline without area", "座机是5552 1234。", "座机是5552****。", "T05"},
		{"identity", "身份证11010519491231002X。", "身份证1101**********002X。", "T01"},
		{"identity in full width", "证件１１０１０５１９４９１２３１００２Ｘ。", "证件1101**********002X。", "T01"},
		{"identity in groups", "证件110105 19491231 002X。", "证件1101**********002X。", "T01"},
		{"identity of 15", "老证110105491231002。", "老证1101*******1002。", "T01"},
		{"a wrong identity number after its name", "身份证号：110105194912310021。", "身份证号：1101**********0021。", "T01"},
		{"name after a label", "联系人：张伟，请回电。", "联系人：张某某，请回电。", "T11"},
		{"name of three", "我叫王小明，来办证。", "我叫王某某，来办证。", "T11"},
		{"compound surname", "姓名：欧阳小明。", "姓名：欧阳某某。", "T11"},
		{"name of an applicant", "申请人李建国于8月3日提交。", "申请人李某某于8月3日提交。", "T11"},
		{"name before 女士", "请联系王芳女士。", "请联系王女士。", "T11"},
		{"compound surname before 女士", "请联系欧阳小明女士。", "请联系欧阳女士。", "T11"},
		{"name before a title", "找刘建军主任签字。", "找刘主任签字。", "T11"},
		{"signature", "请尽快处理。陈志强", "请尽快处理。陈某某", "T11"},
		{"signature with a date", "请尽快处理。陈志强 2026年8月3日", "请尽快处理。陈某某 2026年8月3日", "T11"},
		{"staff", "工作人员赵丽丽说不行。", "工作人员说不行。", "T10"},
		{"badge", "窗口工号0213态度差。", "窗口工号****态度差。", "T10"},
		{"flat under a street", "我住交道口街道菊儿胡同12号院3号楼2单元501室。", "我住交道口街道。", "T12"},
		{"flat under a district", "家在朝阳区望京西园3区402号楼1单元1203室，", "家在朝阳区，", "T12"},
		{"road and number", "住在建国路88号，", "住在某处，", "T12"},
		{"flat alone", "3号楼2单元501室漏水。", "某处漏水。", "T12"},
		{"company", "投诉北京星海科技有限公司不开票。", "投诉某科技公司不开票。", "T13"},
		{"company without a place", "我们是蓝天餐饮管理有限责任公司。", "我们是某餐饮公司。", "T13"},
		{"company named by its trade", "投诉科技有限责任公司不开票。", "投诉某科技公司不开票。", "T13"},
		{"law firm", "委托北京正清律师事务所代办。", "委托某律师事务所代办。", "T13"},
		{"credit code", "代码91110108MA00ABCD1U。", "代码[代码]。", "T02"},
		{"plate", "车京A12345年检。", "车京A·***45年检。", "T09"},
		{"plate of an electric car", "车京AD12345年检。", "车京A·****45年检。", "T09"},
		{"plate with a dot", "车京N·8K8U8年检。", "车京N·***U8年检。", "T09"},
		{"card", "卡6222021234567890128被扣。", "卡6222***********0128被扣。", "T03"},
		{"card in groups", "卡4111 1111 1111 1111被扣。", "卡4111********1111被扣。", "T03"},
		{"card named as one", "银行卡号6222021234567890被扣。", "银行卡号6222********7890被扣。", "T03"},
		{"passport", "护照E12345678过期。", "护照E1*****78过期。", "T06"},
		{"passport of the new kind", "护照EA1234567过期。", "护照EA*****67过期。", "T06"},
		{"social security", "社保卡号123456789012。", "社保卡号12********12。", "T07"},
		{"case number", "工单号：JD20260803001234，", "工单号：****1234，", "T08"},
		{"case number of a case", "办件编号110101F012025071000001。", "办件编号****0001。", "T08"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, hits := masking.Mask(tt.in)
			var rules []string
			for _, h := range hits {
				rules = append(rules, h.Rule)
			}
			if got != tt.want || strings.Join(rules, " ") != tt.rules {
				t.Errorf("got %q by %v, want %q by %s", got, rules, tt.want, tt.rules)
			}
		})
	}
}

func TestWhatStays(t *testing.T) {
	for _, s := range []string{
		"拨打12345热线没人接。",
		"2026年8月17日上午10:30，等了26天，来了4趟。",
		"申请1286件，首次受理通过率71.6%，低于全市平均水平14.2个百分点。",
		"事项编码11110000000021135800011700100201不对。", "编号000172304000-110105-0012345678。",
		"诉求GZ-202608-110105-0012，暗访TY-202608-R07-03（证据ZJ-0831-R01-02）。",
		"补缴13800138000元。", "京政办发〔2026〕3号，GB/T 39046-2020。",
		"公示电话010-55521234没人接。", "指南上的咨询电话55521234是空号。", "号码010-5552****无人接听。",
		"编号110105194912310021不是身份证。", "流水4111111111111112。",
		"张女士、李先生和王主任都来过。", "申请人应提供材料。", "申请人向窗口反映。", "工作人员马上办理。", "工作人员周一不在。", "经办人许可证过期。",
		"孩子高烧，老人白跑。", "项目经理没来，高级经理也没来。", "请相关部门查一查。谢谢", "儿子常常请假。", "申请人许多材料不全。",
		"在3号窗口排队，6号线地铁站旁的2层大厅。", "大厅位于建国路88号。", "到5号楼3层办事。",
		"公司要办人力资源服务许可。", "某科技公司反映。", "本公司是有限责任公司。", "个体工商户注销登记。", "有限公司变更（备案）登记。", "公司要办有限公司变更登记。", "按规定办律师事务所设立许可，",
		"京A牌照", "新B101和D103指标", "得分85.58分，居第9位。", "2026Q3.v1 F23 M0364 R07",
		"登记号不详。", "受理号没给。", "工号没戴。",
	} {
		if got, hits := masking.Mask(s); got != s || len(hits) > 0 {
			t.Errorf("%q became %q by %v", s, got, hits)
		}
	}
}

func TestHitsNeverHoldWhatWasFound(t *testing.T) {
	const in = "联系人：张伟，电话１３８００１３８０００。"
	hits := masking.Find(in)
	if len(hits) != 2 || in[hits[1].Start:hits[1].End] != "１３８００１３８０００" {
		t.Fatalf("got %v", hits)
	}
	for _, h := range hits {
		if strings.Contains(h.Shown, "伟") || strings.Contains(h.Shown, "0013") {
			t.Errorf("%s shows %q", h.Rule, h.Shown)
		}
	}
	if n := masking.Count(hits); n["T04"] != 1 || n["T11"] != 1 || len(n) != 2 {
		t.Errorf("count %v", n)
	}
}

func FuzzMaskedTextIsClean(f *testing.F) {
	for _, s := range []string{
		"联系人：张伟，电话１３８ ００１３－８０００，证件11010519491231002X。", "13800138000 15912345678 010-55521234",
		"我住交道口街道菊儿胡同12号院3号楼2单元501室。", "投诉北京星海科技有限公司张丽经理。", "工作人员李晓红王强说", "京A12345京AD12345", "\xff138\x8000138000", "某某某有限公司有限公司",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once, _ := masking.Mask(s)
		twice, hits := masking.Mask(once)
		if twice != once || len(hits) > 0 {
			t.Errorf("%q → %q → %q by %v", s, once, twice, hits)
		}
	})
}
