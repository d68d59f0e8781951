"""The closed lists of values a cell may be chosen from."""

from contract.model import Choice

RAG = (
    Choice("Red", "红", ("R", "红色", "红灯", "🔴", "Off track")),
    Choice("Amber", "黄", ("A", "Yellow", "Y", "黄色", "黄灯", "琥珀", "🟠", "🟡", "At risk")),
    Choice("Green", "绿", ("G", "绿色", "绿灯", "🟢", "On track")),
)
FLAG = (Choice("Y", "是", ("Yes", "True", "1", "X", "✓")), Choice("N", "否", ("No", "False", "0")))
TIER = (
    Choice("Key", "重点", ("Key project", "重点项目")),
    Choice("Component", "一般", ("Component project", "组件", "一般项目")),
)
STRATEGY_STATE = (
    Choice("Active", "进行中", ("有效",)),
    Choice("Paused", "暂停"),
    Choice("Retired", "已终止", ("终止",)),
)
STAGE = (
    Choice("Proposed", "提议"),
    Choice("Approved", "已批准"),
    Choice("In delivery", "执行中", ("Delivery", "进行中", "实施中")),
    Choice("Closed", "已关闭", ("Complete", "Completed", "完成")),
    Choice("Cancelled", "已取消", ("Canceled", "取消")),
)
CADENCE = (
    Choice("Weekly", "每周", ("周报",)),
    Choice("Bi-weekly", "双周", ("Fortnightly", "每两周", "双周报")),
    Choice("Monthly", "每月", ("月报",)),
    Choice("Quarterly", "每季度", ("季报",)),
)
LEVEL = (
    Choice("Portfolio", "项目组合", ("组合",)),
    Choice("Programme", "项目群", ("Program",)),
    Choice("Project", "项目"),
)
RESPONSE = (
    Choice("Avoid", "规避"),
    Choice("Mitigate", "减轻", ("Reduce", "缓解")),
    Choice("Transfer", "转移"),
    Choice("Accept", "接受"),
    Choice("Escalate", "上报", ("升级",)),
)
# What people write for the five levels of a scale of five, lowest first.
_SIZES = (
    ("Very low", "很低", "极低", "VL"),
    ("Low", "低", "L"),
    ("Medium", "中", "中等", "M", "Moderate"),
    ("High", "高", "H"),
    ("Very high", "很高", "极高", "VH"),
)
_LIKELIHOODS = (
    ("Rare", "罕见", "Remote", "Very unlikely"),
    ("Unlikely", "不太可能"),
    ("Possible", "可能"),
    ("Likely", "很可能", "Probable"),
    ("Almost certain", "几乎确定", "Certain", "Very likely"),
)
_WEIGHTS = (
    ("Negligible", "可忽略", "Insignificant"),
    ("Minor", "轻微"),
    ("Significant", "明显"),
    ("Major", "重大"),
    ("Severe", "严重", "Catastrophic", "Critical", "灾难性"),
)
LEVEL_WORDS = {
    "probability": tuple((*size, *own) for size, own in zip(_SIZES, _LIKELIHOODS, strict=True)),
    "impact": tuple((*size, *own) for size, own in zip(_SIZES, _WEIGHTS, strict=True)),
}
RISK_KIND = (
    Choice("Threat", "威胁", ("Risk", "风险", "Downside")),
    Choice("Opportunity", "机会", ("Upside", "机遇")),
)
RISK_STATE = (
    Choice("Open", "开放", ("Live", "Active", "打开", "未关闭")),
    Choice("Closed", "关闭", ("已关闭",)),
    Choice("Occurred", "已发生", ("Materialised", "Materialized", "发生")),
)
ISSUE_STATE = (
    Choice("Open", "开放", ("Active", "打开", "未关闭")),
    Choice("Closed", "关闭", ("Resolved", "已关闭", "已解决")),
)
DECISION_STATE = (
    Choice("Open", "待决", ("Pending", "开放", "待定")),
    Choice("Taken", "已决", ("Decided", "Made")),
    Choice("Withdrawn", "撤回", ("已撤回",)),
)
CALENDAR = (
    Choice("Weekdays", "周一至周五", ("Mon-Fri",)),
    Choice("CN", "中国", ("China",)),
    Choice("HK", "香港", ("Hong Kong",)),
    Choice("GB", "英国", ("UK", "United Kingdom")),
    Choice("GB-ENG", "英格兰", ("England",)),
    Choice("US", "美国", ("USA", "United States")),
    Choice("DE", "德国", ("Germany",)),
    Choice("FR", "法国", ("France",)),
    Choice("JP", "日本", ("Japan",)),
    Choice("SG", "新加坡", ("Singapore",)),
    Choice("IN", "印度", ("India",)),
    Choice("AU", "澳大利亚", ("Australia",)),
    Choice("CA", "加拿大", ("Canada",)),
)
CHANGE_KIND = (
    Choice("Scope", "范围"),
    Choice("Schedule", "进度"),
    Choice("Cost", "成本", ("Budget", "费用")),
    Choice("Baseline", "基线", ("Re-baseline",)),
)
