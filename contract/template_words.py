"""What the templates say besides the contract's own headings and help."""

from __future__ import annotations

from contract.model import Text

GUIDE_SHEET = Text("How to fill this in", "填写说明")
FEEDBACK_SHEET = Text("Please correct", "请更正")
NOT_APPLICABLE = Text("n/a", "不适用")
TITLE = {
    "status": Text("Status report", "状态报告"),
    "register": Text("Portfolio register", "项目组合登记表"),
}
PURPOSE = {
    "status": Text(
        "Tells the committee how your projects stand. One file may hold one project or many, and any of these sheets.",
        "向委员会说明您的项目进展。一个文件可含一个或多个项目，也可只含部分工作表。",
    ),
    "register": Text(
        "Says what the portfolio consists of and what was approved. Kept by the PMO; sent again, whole, after each change.",
        "说明项目组合的构成和已批准的内容。由 PMO 维护；每次调整后整体重新提交。",
    ),
}
PREFILLED = Text("Filled in for you", "已为您填好")
PREFILLED_NOTES = (
    Text(
        "What was last reported is filled in: colours and figures, all milestones, and every risk, issue and decision that is open. Confirm or change it.",
        "已填入上次报告的内容：状态颜色和数据、全部里程碑，以及所有未关闭的风险、问题和决策。请确认或修改。",
    ),
    Text(
        "The report date is the day the next report is due. If you report for another day, change it on the Status sheet.",
        "报告日期为下次报告的应交日期。如报告其他日期，请在状态表中修改。",
    ),
    Text(
        "Summary and next steps are blank: please write them anew. A project that never reported has a row to fill in; left as it is, it counts as no report.",
        "摘要和下一步为空白：请重新填写。从未报告过的项目有一行待填；若保持原样，则不算报告。",
    ),
)
SHEETS = Text("Sheets", "工作表")
MARKS = Text("Marks", "标记")
RULES = Text("Rules", "规则")
SENDING = Text("Sending it", "提交")
REQUIRED_MARK = Text("Required: every row needs a value.", "必填：每一行都要有值。")
OPTIONAL_MARK = Text("Optional: leave blank what you do not know yet.", "选填：尚不清楚的请留空。")
MISSING_MARK = Text("This tint in a row: a required cell is still blank.", "行内出现此底色：必填单元格尚未填写。")
CHOOSE_FROM_LIST = Text("Please choose one of: {choices}.", "请从列表中选择：{choices}。")
DATE_EXPECTED = Text("Please enter a date such as 2026-09-30.", "请输入日期，例如 2026-09-30。")
NUMBER_EXPECTED = Text("Please enter a number{limits}.", "请输入数字{limits}。")
WHOLE_NUMBER_EXPECTED = Text("Please enter a whole number{limits}.", "请输入整数{limits}。")
OR_NOT_APPLICABLE = Text(" Or n/a where it does not apply.", "不适用时填 n/a。")
BETWEEN = Text(" from {minimum} to {maximum}", "，范围 {minimum} 至 {maximum}")
AT_LEAST = Text(" of {minimum} or more", "，不小于 {minimum}")
DEFAULT_IS = Text("Default: {default}.", "默认值：{default}。")
PAGE_OF = Text("Page &P of &N", "第 &P 页，共 &N 页")

GENERAL_RULES = (
    Text(
        "0, blank and n/a differ: 0 is a measured zero, blank is not known yet, n/a does not apply. Never write 0 for “unknown”.",
        "0、空白和 n/a 含义不同：0 是测得的零，空白表示尚不清楚，n/a 表示不适用。不清楚时切勿填 0。",
    ),
    Text(
        "Dates are real dates, best as 2026-09-30. A month is any day of that month.",
        "日期请填真正的日期，建议写成 2026-09-30。月份可填该月任意一天。",
    ),
    Text(
        "Money is in full units of the portfolio's currency (12,500,000, not 12.5), without currency signs. Per cent is 0 to 100.",
        "金额以项目组合币种的元为单位（12,500,000，而不是 12.5），不带货币符号。百分比填 0 到 100。",
    ),
    Text(
        "You may reorder columns and leave optional ones out. Please keep the headings, and don't merge cells in the tables.",
        "可以调整列的顺序，也可以删去选填列。请保留列标题，不要在表中合并单元格。",
    ),
    Text(
        "A sheet with headings but no rows says “none”. To say nothing about a topic, delete its sheet.",
        "只有标题、没有数据行的工作表表示“无”。若不想涉及某项内容，请删除该工作表。",
    ),
)
RULES_OF = {
    "status": (
        Text(
            "A report is the complete statement: list all milestones and all open risks, issues and decisions of each project on the Status sheet.",
            "报告是完整陈述：对状态表中的每个项目，列出全部里程碑，以及所有未关闭的风险、问题和决策。",
        ),
        Text(
            "Close a risk (State: Closed or Occurred) before you leave it out. One that vanishes while open is shown as dropped.",
            "删去风险前请先将其关闭（状态：关闭或已发生）。未关闭就消失的风险将显示为“丢失”。",
        ),
        Text(
            "Forecast finish is your honest expectation today, also when it is late. The colour is your judgement; the committee sees the evidence beside it.",
            "预计完成日期是您今天的真实预期，延误时也如实填写。颜色是您的判断；委员会会同时看到依据数据得出的颜色。",
        ),
        Text(
            "The same project and report date sent again replaces the earlier report; the earlier one stays in the history.",
            "同一项目、同一报告日期再次提交时，以新的为准；旧的保留在历史中。",
        ),
        Text(
            "IDs are those of the register. Milestone and decision IDs are unique in the whole portfolio and never reused.",
            "编号与登记表一致。里程碑和决策编号在整个项目组合内唯一，且不得重复使用。",
        ),
    ),
    "register": (
        Text(
            "Each sheet is the complete list. What the new register leaves out is no longer part of the portfolio from its date on.",
            "每个工作表都是完整清单。新登记表未列出的内容，自其登记日期起不再属于项目组合。",
        ),
        Text(
            "The Register date in Settings says from which day it counts. After a change send a new one with a new date; never change an old one.",
            "“设置”中的登记日期说明从哪一天起生效。有变更时请用新日期提交新表，切勿修改旧表。",
        ),
        Text(
            "Changing an approved finish re-baselines the project. The first and the earlier approved dates stay visible.",
            "修改批准完成日期即重设该项目的基线。最初和此前的批准日期仍然可见。",
        ),
        Text(
            "Weights of active strategies add up to 100. Shares of one project never exceed 100; without a row it gives 100 % to its programme's strategy.",
            "进行中战略的权重合计 100。同一项目的份额合计不超过 100；没有记录时 100 % 归其项目群的战略。",
        ),
        Text(
            "IDs are short and never reused, not even after a project is closed.",
            "编号应简短，项目关闭后也不得重复使用。",
        ),
    ),
}
SENDING_STEPS = {
    "status": (
        Text(
            "Save as .xlsx, without a password or macros, for example P017 2026-09-30.xlsx.",
            "保存为 .xlsx，不设密码、不含宏，例如 P017 2026-09-30.xlsx。",
        ),
        Text(
            "Drop it on the Intake page, or send it to the PMO by the report date.",
            "在报告日期前拖放到“接收”页面，或发送给 PMO。",
        ),
        Text(
            "If a cell is wrong you see its address and what to do; nothing is taken over until the whole file is right.",
            "若有单元格填写有误，会显示其位置和处理办法；整个文件正确之前不会采用任何内容。",
        ),
    ),
    "register": (
        Text(
            "Save as .xlsx, without a password or macros, for example register-2026-09-30.xlsx.",
            "保存为 .xlsx，不设密码、不含宏，例如 register-2026-09-30.xlsx。",
        ),
        Text(
            "Drop it on the Intake page before the status reports that refer to it.",
            "请先于引用它的状态报告拖放到“接收”页面。",
        ),
        Text(
            "Before it is published the page shows what would change: new, changed and gone.",
            "发布之前，页面会显示将发生的变化：新增、修改和移除。",
        ),
    ),
}
