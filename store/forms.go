package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// form is how editors call a feed table: the title of its sheet, and other
// beginnings of a sheet's or file's name that mean it.
type form struct {
	table, title string
	also         []string
}

// forms are the feed tables that are imported, in the order of a report's chain:
// promise, process, experience, perception, rectification.
func forms() []form {
	return []form{
		{"matter", "事项", nil}, {"cases", "办件", nil}, {"caseload", "办件总量", nil}, {"correction", "补正", nil}, {"stage", "环节", nil},
		{"hall", "大厅", nil}, {"ticket", "取号", nil}, {"consult", "在线咨询", nil}, {"phone_line", "咨询电话", nil}, {"phone_call", "话单", nil},
		{"online_session", "网办", nil}, {"evaluation", "好差评", []string{"评价"}}, {"guide_rating", "指南满意度", nil}, {"guide_check", "指南抽查", nil},
		{"survey", "问卷", nil}, {"interview", "访谈", nil}, {"visit", "暗访", nil}, {"visit_finding", "暗访问题", nil}, {"complaint", "诉求", nil},
		{"governance", "主动治理", nil}, {"governance_task", "治理任务", nil}, {"governance_note", "治理说明", nil}, {"governance_step", "治理进展", nil}, {"trial", "网办体验", nil}, {"inspection_item", "专项核查", nil},
	}
}

// titles are the headings of columns, by name or table.name. A column without one
// stands under its name.
func titles() map[string]string {
	return map[string]string{
		"region": "区域", "dept": "部门", "matter": "事项编码", "hall": "大厅编码", "date": "日期", "project_no": "办件编号", "name": "名称",
		"task_handle_item": "业务办理项编码", "valid_from": "生效日期", "valid_to": "失效日期", "project_type": "办件类型1即办2承诺",
		"statutory_days": "法定时限工作日", "promise_days": "承诺时限工作日", "elements_total": "应公开要素数", "elements_ok": "合格要素数",
		"same_total": "比对要素数", "same_ok": "一致要素数", "online": "可网办", "full_online": "全程网办", "scene_times": "到场次数",
		"materials": "材料数", "materials_free": "免提交材料数", "in_hall": "应进驻", "hall_ok": "进驻可办", "one_thing": "一件事", "one_thing_ok": "一件事可联办",
		"apply_date": "申请日期", "channel": "渠道", "promised": "承诺件", "accept_days": "受理用时工作日", "handle_days": "办理用时工作日",
		"accepted": "已受理", "finished": "已办结", "overdue": "逾期", "overlong": "超长", "corrections": "补正次数", "subject_first": "主体期内首件",
		"subject_repeat": "主体重复申请", "special": "特别程序", "refused": "不予受理或许可", "came": "到场取号次数", "chain_ok": "链条完整",
		"cases": "办件数", "round": "轮次", "reason": "原因", "material": "材料", "seq": "序号", "stage": "环节", "days": "用时工作日",
		"level": "层级", "windows": "窗口数", "weekday": "星期", "hour": "时", "wait_min": "等候分钟", "windows_open": "开放窗口数", "booked": "预约",
		"booked_ontime": "预约按时叫号", "due": "应办", "ontime": "按时", "line": "号码编码", "masked": "脱敏号码", "purpose": "用途", "slot": "时段",
		"answered": "接通", "probe": "暗访拨打", "asked": "问毕", "answer_right": "答复准确", "step": "结束步骤", "error": "报错", "submitted": "提交成功",
		"satisfaction": "满意度5至1", "code": "选项码", "window_no": "窗口号", "is_default": "默认评价", "valid": "有效", "abnormal": "异常",
		"anonymous": "匿名", "rectify_due": "应整改", "rectify_ontime": "按期整改", "visited": "已回访", "feedback": "整改评价", "positive": "正向",
		"checked": "抽查要素数", "consistent": "一致要素数", "wave": "批次", "identity": "身份", "weight": "权重千分", "d101": "总体", "d102": "便捷",
		"d103": "时效", "d104": "指南材料", "d105": "网办", "d106": "窗口", "d107": "咨询", "change": "改善感知", "score": "得分", "topic": "话题",
		"no": "编号", "item": "检查项", "l2": "问题分类", "severity": "严重程度", "posted": "公示", "actual": "现场实际", "evidence": "证据编号",
		"source": "来源", "street": "街道", "match_method": "匹配方式", "model_l2": "模型分类", "confidence": "置信度", "reviewed": "已复核",
		"times": "件次", "dup": "重复件", "typical": "典型", "text": "脱敏文字", "responded": "已响应", "solved": "已解决", "satisfied": "满意",
		"repeated": "重复诉求", "status": "状态", "closed": "办结日期", "title": "标题", "lead": "牵头单位", "regions": "涉及区域代码", "opened": "立项日期",
		"done": "完成日期", "done_ontime": "按期完成", "before_90d": "治理前90日诉求", "after_90d": "治理后90日诉求", "inspection": "核查编号", "passed": "复核通过",
		"platform": "平台", "time": "时刻", "task": "任务", "recheck": "复核结果", "note": "说明", "governance_note.name": "栏目", "governance_note.text": "内容", "visit.score": "得分乘10", "governance.due": "完成时限", "governance_task.due": "到期日期", "inspection_item.due": "到期日期", "cases.hall": "受理大厅编码", "online_session.step": "结束步骤",
	}
}

// WriteForms writes an empty workbook with one sheet for each feed table, headed
// as Import reads it. Headings of columns that must be filled are bold.
func (s *Store) WriteForms(ctx context.Context, w io.Writer) (err error) {
	book := excelize.NewFile()
	defer func() { err = errors.Join(err, book.Close()) }()
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	names := titles()
	for _, f := range forms() {
		if _, err := book.NewSheet(f.title); err != nil {
			return err
		}
		var columns []column
		if err := s.db.SelectContext(ctx, &columns, `SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?) WHERE name <> 'id' ORDER BY cid`, f.table); err != nil {
			return s.explain(err)
		}
		for i, c := range columns {
			cell, err := excelize.CoordinatesToCellName(i+1, 1)
			if err != nil {
				return err
			}
			head := c.Name
			if zh := cmp.Or(names[f.table+"."+c.Name], names[c.Name]); zh != "" {
				head = fmt.Sprintf("%s（%s）", zh, c.Name)
			}
			if err := book.SetCellStr(f.title, cell, head); err != nil {
				return err
			}
			if c.Default == nil {
				if err := book.SetCellStyle(f.title, cell, cell, bold); err != nil {
					return err
				}
			}
		}
	}
	if err := book.DeleteSheet("Sheet1"); err != nil {
		return err
	}
	return book.Write(w)
}
