SELECT 'TY-' || strftime('%Y%m', c.date) || '-D' || printf('%04d', row_number() OVER (ORDER BY c.date, c.id)), '电话', c.region, c.dept,
  COALESCE(l.masked || '（' || l.purpose || '）', c.line), '', '拨打公示咨询电话并提出标准问题', c.date, c.slot,
  CASE WHEN answered = 0 THEN '电话接听' WHEN asked = 1 AND answer_right = 0 THEN '答复准确' ELSE '' END,
  CASE WHEN answered = 0 THEN '0301' WHEN asked = 1 AND answer_right = 0 THEN '0305' ELSE '' END,
  IIF(answered = 1 AND (asked = 0 OR answer_right = 1), '', '一般'), '', '', '', '', '', 1
FROM phone_call c LEFT JOIN phone_line l ON l.line = c.line WHERE c.probe = 1 AND c.date BETWEEN ?1 AND ?2
UNION ALL
SELECT no || IIF(seq = 0, '', '-' || seq), '网办', region, dept, platform, matter, task, date, time, item, l2, severity, posted, actual, evidence, status, recheck, 2
FROM trial WHERE date BETWEEN ?1 AND ?2 ORDER BY 18, 1
