-- +goose Up
-- Feed tables: what the management databases and the survey teams deliver.
-- Codes: region is GB/T 2260 ('' for city-level), dept is F01…F48 ('' where a
-- feed knows no department), matter is the catalogue name's code M0001….
-- Dates are ISO days as text. Domain facts: domain/datamodel.md.

-- 事项库: one row per matter, implementing unit and version (slowly changing).
CREATE TABLE matter(
  matter TEXT NOT NULL, region TEXT NOT NULL, dept TEXT NOT NULL,
  task_handle_item TEXT NOT NULL,          -- 33-digit 业务办理项编码
  name TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL DEFAULT '9999-12-31',
  project_type INTEGER NOT NULL,           -- 1 即办件 2 承诺件 (GB/T 39046 A.6)
  statutory_days INTEGER NOT NULL, promise_days INTEGER NOT NULL,
  elements_total INTEGER NOT NULL, elements_ok INTEGER NOT NULL,       -- 26 类指南要素
  same_total INTEGER NOT NULL, same_ok INTEGER NOT NULL,               -- 同源同标比对要素
  online INTEGER NOT NULL, full_online INTEGER NOT NULL, scene_times INTEGER NOT NULL,
  materials INTEGER NOT NULL, materials_free INTEGER NOT NULL,
  in_hall INTEGER NOT NULL, hall_ok INTEGER NOT NULL,                  -- 应进驻, 实际可办
  one_thing INTEGER NOT NULL DEFAULT 0, one_thing_ok INTEGER NOT NULL DEFAULT 0, -- 高效办成一件事
  PRIMARY KEY(matter, region, valid_from)) STRICT, WITHOUT ROWID;

-- 办件库: one row per case with the ETL's derived fields.
CREATE TABLE cases(
  id INTEGER PRIMARY KEY, project_no TEXT NOT NULL,
  region TEXT NOT NULL, dept TEXT NOT NULL, matter TEXT NOT NULL, hall TEXT NOT NULL DEFAULT '',
  apply_date TEXT NOT NULL, channel INTEGER NOT NULL,  -- 0 窗口 1 网上 2 自助 3 邮寄
  promised INTEGER NOT NULL,               -- 1 承诺件 0 即办件
  promise_days INTEGER NOT NULL, accept_days INTEGER NOT NULL, handle_days INTEGER NOT NULL,
  accepted INTEGER NOT NULL, finished INTEGER NOT NULL, overdue INTEGER NOT NULL, overlong INTEGER NOT NULL,
  corrections INTEGER NOT NULL,            -- 补正、退回轮次
  subject_first INTEGER NOT NULL, subject_repeat INTEGER NOT NULL, -- 主体在期内的第一件; 该主体 90 日内重复申请
  special INTEGER NOT NULL, refused INTEGER NOT NULL,
  came INTEGER NOT NULL,                   -- 关联取号次数
  chain_ok INTEGER NOT NULL) STRICT;
-- 办件总量台账: what the platforms counted, by month. cases holds the extract that
-- was delivered for tracing; where everything is delivered the two agree.
CREATE TABLE caseload(
  id INTEGER PRIMARY KEY, region TEXT NOT NULL, dept TEXT NOT NULL, matter TEXT NOT NULL, date TEXT NOT NULL, cases INTEGER NOT NULL) STRICT;
-- 补正退回明细
CREATE TABLE correction(
  id INTEGER PRIMARY KEY, project_no TEXT NOT NULL, region TEXT NOT NULL, dept TEXT NOT NULL, matter TEXT NOT NULL,
  date TEXT NOT NULL, round INTEGER NOT NULL, reason TEXT NOT NULL, material TEXT NOT NULL DEFAULT '') STRICT;
-- 环节用时: every stage of the overlong and overdue cases and of a sample of the others.
CREATE TABLE stage(
  id INTEGER PRIMARY KEY, project_no TEXT NOT NULL, region TEXT NOT NULL, dept TEXT NOT NULL, matter TEXT NOT NULL,
  date TEXT NOT NULL, seq INTEGER NOT NULL, stage TEXT NOT NULL, days INTEGER NOT NULL, overlong INTEGER NOT NULL) STRICT;

-- 服务库
CREATE TABLE hall(hall TEXT PRIMARY KEY, region TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL, windows INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE ticket(
  id INTEGER PRIMARY KEY, hall TEXT NOT NULL, region TEXT NOT NULL, dept TEXT NOT NULL, date TEXT NOT NULL,
  weekday INTEGER NOT NULL, hour INTEGER NOT NULL, wait_min INTEGER NOT NULL, windows_open INTEGER NOT NULL,
  booked INTEGER NOT NULL, booked_ontime INTEGER NOT NULL, project_no TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE consult(
  id INTEGER PRIMARY KEY, region TEXT NOT NULL, dept TEXT NOT NULL, date TEXT NOT NULL, due INTEGER NOT NULL, ontime INTEGER NOT NULL) STRICT;
CREATE TABLE phone_line(line TEXT PRIMARY KEY, region TEXT NOT NULL, dept TEXT NOT NULL, masked TEXT NOT NULL, purpose TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- 话单与电话暗访: probe 1 is a covert call with a question asked.
CREATE TABLE phone_call(
  id INTEGER PRIMARY KEY, line TEXT NOT NULL, region TEXT NOT NULL, dept TEXT NOT NULL, date TEXT NOT NULL, slot TEXT NOT NULL, -- 上午 午间 下午
  answered INTEGER NOT NULL, probe INTEGER NOT NULL, asked INTEGER NOT NULL, answer_right INTEGER NOT NULL) STRICT;
CREATE TABLE online_session(
  id INTEGER PRIMARY KEY, region TEXT NOT NULL, dept TEXT NOT NULL, matter TEXT NOT NULL, date TEXT NOT NULL,
  step TEXT NOT NULL,                      -- where it ended: 提交成功 or the step or field given up at
  error TEXT NOT NULL DEFAULT '', submitted INTEGER NOT NULL) STRICT;

-- 评价库 (satisfaction 5 非常满意 … 1 非常不满意)
CREATE TABLE evaluation(
  id INTEGER PRIMARY KEY, project_no TEXT NOT NULL DEFAULT '', region TEXT NOT NULL, dept TEXT NOT NULL, matter TEXT NOT NULL, hall TEXT NOT NULL DEFAULT '',
  date TEXT NOT NULL, channel INTEGER NOT NULL, satisfaction INTEGER NOT NULL, code TEXT NOT NULL DEFAULT '',
  window_no INTEGER NOT NULL DEFAULT 0, is_default INTEGER NOT NULL, valid INTEGER NOT NULL, abnormal INTEGER NOT NULL,
  anonymous INTEGER NOT NULL, rectify_due INTEGER NOT NULL DEFAULT 0, rectify_ontime INTEGER NOT NULL DEFAULT 0,
  visited INTEGER NOT NULL DEFAULT 0, feedback INTEGER NOT NULL DEFAULT 0) STRICT; -- feedback 0 无 1 满意 2 基本满意 3 不满意
-- 指南满意度库
CREATE TABLE guide_rating(
  id INTEGER PRIMARY KEY, region TEXT NOT NULL, dept TEXT NOT NULL, matter TEXT NOT NULL, date TEXT NOT NULL, positive INTEGER NOT NULL, valid INTEGER NOT NULL) STRICT;
-- 指南要素抽查
CREATE TABLE guide_check(
  id INTEGER PRIMARY KEY, region TEXT NOT NULL, dept TEXT NOT NULL, matter TEXT NOT NULL, date TEXT NOT NULL, checked INTEGER NOT NULL, consistent INTEGER NOT NULL) STRICT;

-- 问卷 (wave 区域/领域). Scores 0–100, −1 where not asked or filtered; weight in thousandths.
CREATE TABLE survey(
  id INTEGER PRIMARY KEY, wave TEXT NOT NULL, region TEXT NOT NULL, dept TEXT NOT NULL, date TEXT NOT NULL,
  identity TEXT NOT NULL, channel TEXT NOT NULL, weight INTEGER NOT NULL, valid INTEGER NOT NULL,
  d101 INTEGER NOT NULL, d102 INTEGER NOT NULL, d103 INTEGER NOT NULL, d104 INTEGER NOT NULL, d105 INTEGER NOT NULL, d106 INTEGER NOT NULL, d107 INTEGER NOT NULL,
  change INTEGER NOT NULL,                 -- 1 改善 0 没变化 −1 变差 9 未答
  reason TEXT NOT NULL DEFAULT '') STRICT; -- main reason of dissatisfaction
-- 电话访谈
CREATE TABLE interview(
  id INTEGER PRIMARY KEY, dept TEXT NOT NULL, region TEXT NOT NULL DEFAULT '', date TEXT NOT NULL, matter TEXT NOT NULL, score INTEGER NOT NULL, topic TEXT NOT NULL DEFAULT '') STRICT;
-- 暗访
CREATE TABLE visit(
  no TEXT PRIMARY KEY, region TEXT NOT NULL, hall TEXT NOT NULL, date TEXT NOT NULL, slot TEXT NOT NULL, matter TEXT NOT NULL, score INTEGER NOT NULL) STRICT, WITHOUT ROWID; -- score in tenths
CREATE TABLE visit_finding(
  no TEXT NOT NULL REFERENCES visit(no), seq INTEGER NOT NULL, item TEXT NOT NULL, l2 TEXT NOT NULL, severity TEXT NOT NULL,
  posted TEXT NOT NULL, actual TEXT NOT NULL, evidence TEXT NOT NULL, PRIMARY KEY(no, seq)) STRICT, WITHOUT ROWID;

-- 全口径诉求: 12345, 办不成事, 好差评文字. Text is masked before it is stored.
CREATE TABLE complaint(
  no TEXT PRIMARY KEY, source TEXT NOT NULL, date TEXT NOT NULL, region TEXT NOT NULL, dept TEXT NOT NULL, matter TEXT NOT NULL,
  street TEXT NOT NULL, hall TEXT NOT NULL DEFAULT '', match_method TEXT NOT NULL,  -- exact, rule, text
  project_no TEXT NOT NULL DEFAULT '', l2 TEXT NOT NULL, model_l2 TEXT NOT NULL, confidence INTEGER NOT NULL, reviewed INTEGER NOT NULL,
  severity INTEGER NOT NULL, times INTEGER NOT NULL, dup INTEGER NOT NULL, typical INTEGER NOT NULL,
  identity TEXT NOT NULL, text TEXT NOT NULL,
  due INTEGER NOT NULL, responded INTEGER NOT NULL, visited INTEGER NOT NULL, solved INTEGER NOT NULL, satisfied INTEGER NOT NULL,
  repeated INTEGER NOT NULL, ontime INTEGER NOT NULL, status TEXT NOT NULL, closed TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;

-- 主动治理与专项核查台账
CREATE TABLE governance(
  no TEXT PRIMARY KEY, title TEXT NOT NULL, lead TEXT NOT NULL, l2 TEXT NOT NULL, matter TEXT NOT NULL, regions TEXT NOT NULL, -- 区划代码, 逗号分隔
  opened TEXT NOT NULL, due TEXT NOT NULL, done TEXT NOT NULL DEFAULT '', status TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE governance_task(
  id INTEGER PRIMARY KEY, no TEXT NOT NULL REFERENCES governance(no), region TEXT NOT NULL, dept TEXT NOT NULL, due TEXT NOT NULL,
  done_ontime INTEGER NOT NULL, before_90d INTEGER NOT NULL, after_90d INTEGER NOT NULL) STRICT; -- after −1 while unobserved
CREATE TABLE inspection_item(
  id INTEGER PRIMARY KEY, inspection TEXT NOT NULL, region TEXT NOT NULL, dept TEXT NOT NULL, due TEXT NOT NULL, passed INTEGER NOT NULL) STRICT;

CREATE INDEX cases_by_date ON cases(apply_date);
CREATE INDEX evaluation_by_date ON evaluation(date);

-- +goose Down
SELECT 1;
