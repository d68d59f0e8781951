"""The settings a register may declare. Unnamed ones keep these defaults."""

from __future__ import annotations

from contract import choices
from contract.model import Kind, Setting, Text, fold

SETTINGS = (
    Setting("register_date", Kind.DATE, Text("Register date", "登记日期"), Text("The day from which this register counts. Required.", "本登记表生效的日期。必填。")),
    Setting("portfolio", Kind.TEXT, Text("Portfolio", "项目组合"), Text("The name shown on the pages.", "页面上显示的名称。"), "Portfolio"),
    Setting("currency", Kind.TEXT, Text("Currency", "币种"), Text("ISO code, for example CNY, GBP, USD.", "ISO 代码，例如 CNY、GBP、USD。"), "CNY"),
    Setting("probability_levels", Kind.LEVEL, Text("Probability levels", "概率级数"), Text("How many levels the probability scale has.", "概率量表的级数。"), 5, 2, 10),
    Setting("impact_levels", Kind.LEVEL, Text("Impact levels", "影响级数"), Text("How many levels the impact scale has.", "影响量表的级数。"), 5, 2, 10),
    Setting("red_zone_from", Kind.NUMBER, Text("Red zone from score", "红区起始分"), Text("Probability × impact at which a risk is in the red zone.", "概率 × 影响达到该值即为红区。"), 15, 1),
    Setting("amber_zone_from", Kind.NUMBER, Text("Amber zone from score", "黄区起始分"), Text("Probability × impact at which a risk is in the amber zone.", "概率 × 影响达到该值即为黄区。"), 8, 1),
    Setting("schedule_amber_above_percent", Kind.PERCENT, Text("Schedule amber above (%)", "进度黄灯高于 (%)"), Text("Days late as a share of the approved duration.", "延误天数占批准工期的比例。"), 0, 0),
    Setting("schedule_red_from_percent", Kind.PERCENT, Text("Schedule red from (%)", "进度红灯始于 (%)"), Text("Days late as a share of the approved duration.", "延误天数占批准工期的比例。"), 10, 0),
    Setting("cost_amber_above_percent", Kind.PERCENT, Text("Cost amber above (%)", "成本黄灯高于 (%)"), Text("Estimate at completion over budget.", "完工估算超出预算的比例。"), 0, 0),
    Setting("cost_red_above_percent", Kind.PERCENT, Text("Cost red above (%)", "成本红灯高于 (%)"), Text("Estimate at completion over budget.", "完工估算超出预算的比例。"), 5, 0),
    Setting("stale_after_cadences", Kind.NUMBER, Text("Stale after (cadences)", "过期周期数"), Text("A report older than this many cadences no longer counts as current.", "报告早于该周期数即视为过期。"), 1.5, 1),
    Setting("escalate_above_percent", Kind.PERCENT, Text("Escalate risks above (% of budget)", "风险升级高于 (预算 %)"), Text("A risk whose expected cost exceeds this share of its project's budget belongs a level up.", "预期成本超过项目预算该比例的风险应上报一级。"), 2, 0),
    Setting("escalate_after_days", Kind.DAYS, Text("Escalate risks after (days)", "风险升级天数"), Text("A risk of the red zone that is as old as this belongs a level up.", "红区风险存在达到该天数后应上报一级。"), 90, 0),
    Setting("silent_after_reports", Kind.NUMBER, Text("Category silent after (reports)", "类别静默期数"), Text("A category of risk that nobody named in so many reports was not looked at.", "连续这么多期无人提及的风险类别视为无人关注。"), 6, 1),
    Setting("impact_spread_percent", Kind.PERCENT, Text("Impact of a risk ± (%)", "风险影响 ± (%)"), Text("How far what a risk costs may lie from its cost exposure, when losses are simulated.", "模拟损失时，风险成本可偏离其成本敞口的幅度。"), 50, 0, 100),
    Setting("common_cause_percent", Kind.PERCENT, Text("Common cause explains (%)", "共同原因解释度 (%)"), Text("How strongly risks that share a cause occur together, when losses are simulated. 0: each by itself.", "模拟损失时，原因相同的风险同时发生的程度。0：各自独立。"), 60, 0, 100),
    Setting("default_cadence", Kind.CHOICE, Text("Default cadence", "默认报告周期"), Text("For projects that name none.", "未注明的项目采用。"), "Bi-weekly", choices=choices.CADENCE),
    Setting("thin_strategy_from_percent", Kind.PERCENT, Text("Thin strategy from (%)", "单一依赖起点 (%)"), Text("Share of a strategy's money on one project from which it counts as thin.", "单个项目占战略资金达到该比例即视为过度依赖。"), 50, 1, 100),
    Setting("working_days_of", Kind.CHOICE, Text("Working days of", "工作日历"), Text("A country whose public holidays, besides weekends, do not count when days late are told on the Schedule page: those that are free in all of it. Blank: calendar days.", "进度页计算延误天数时，不计该国全国性的公共假日和周末。空白：按日历天数。"), None, choices=choices.CALENDAR),
    *(Setting(f"probability_{level}_percent", Kind.PERCENT, Text(f"Probability {level} (%)", f"概率 {level} (%)"), Text(f"How likely level {level} is. Blank: the middle of its equal band.", f"第 {level} 级的概率。空白：等分区间的中点。"), None, 0, 100) for level in range(1, 11)),
)


def setting_named(spelling: str) -> Setting | None:
    """The setting that a Name cell means, in any language or case; None when there is none."""
    return _BY_SPELLING.get(fold(spelling))


_BY_SPELLING = {fold(word): setting for setting in SETTINGS for word in (setting.name, *setting.heading)}
