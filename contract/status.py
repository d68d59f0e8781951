"""The status report: what project managers send every week or two."""

from __future__ import annotations

from contract import choices
from contract.model import Column, Kind, Table, Text

PROJECT_ID = Column("project_id", Kind.ID, Text("Project ID", "项目编号"), Text("As in the register.", "与登记表一致。"), True, references=("project",))
SCOPE_ID = Column("scope_id", Kind.ID, Text("Scope ID", "范围编号"), Text("A project, programme or strategy of the register.", "登记表中的项目、项目群或战略。"), True, ("Project ID", "项目编号"), references=("project", "programme", "strategy"))
OWNER = Column("owner", Kind.TEXT, Text("Owner", "负责人"), Text("One person, by name.", "具体负责人姓名。"), aliases=("责任人",), person=True)
# Child sheets take their date from the project's Status row; a sheet sent alone says it itself.
REPORT_DATE = Column("report_date", Kind.DATE, Text("Report date", "报告日期"), Text("Leave blank: it is the date of the project's Status row.", "留空：取自该项目状态行的日期。"), aliases=("As of", "Status date"))


def _level(name: str, en: str, zh: str, required: bool = False) -> Column:
    chance = "probability" in name
    help_text = Text(
        "On the scale of Settings, 1 is lowest. On a scale of five also a word such as Low or High"
        + ("; or a chance such as 30%." if chance else ".")
        + (" Blank: not assessed; the risk counts in the register but has no cell on the matrix." if required else ""),
        "按设置中的量表，1 为最低。五级量表也可写“低”“高”等词" + ("，或概率如 30%。" if chance else "。")
        + ("空白：尚未评估；该风险计入登记册，但在矩阵上没有位置。" if required else ""),
    )
    return Column(name, Kind.LEVEL, Text(en, zh), help_text, required, minimum=1, may_be_blank=required)


STATUS_TABLES = (
    Table(
        "status",
        "status",
        Text("Status", "状态"),
        Text("One row per project and report date.", "每个项目每个报告日期一行。"),
        ("project_id", "report_date"),
        (
            PROJECT_ID,
            Column("report_date", Kind.DATE, Text("Report date", "报告日期"), Text("The date this report speaks for.", "本报告所对应的日期。"), True, ("As of", "Status date")),
            Column("overall_rag", Kind.RAG, Text("Overall RAG", "总体状态"), Text("Your own judgement.", "您的判断。"), True, ("RAG", "Overall", "Overall status", "总体红黄绿"), choices.RAG),
            Column("scope_rag", Kind.RAG, Text("Scope RAG", "范围状态"), Text("Your own judgement.", "您的判断。"), choices=choices.RAG),
            Column("schedule_rag", Kind.RAG, Text("Schedule RAG", "进度状态"), Text("Your own judgement.", "您的判断。"), choices=choices.RAG),
            Column("cost_rag", Kind.RAG, Text("Cost RAG", "成本状态"), Text("Your own judgement.", "您的判断。"), choices=choices.RAG),
            Column("percent_complete", Kind.PERCENT, Text("% complete", "完成百分比"), Text("0 to 100.", "0 到 100。"), True, ("Percent complete", "Progress", "完成率", "完成%"), minimum=0, maximum=100),
            Column("forecast_finish", Kind.DATE, Text("Forecast finish", "预计完成"), Text("When you now expect to finish.", "目前预计的完成日期。"), True, ("Forecast end", "预计完成日期", "预测完成")),
            Column("planned_value", Kind.MONEY, Text("Planned value", "计划价值"), Text("Budgeted cost of the work planned to date.", "截至目前计划工作的预算成本。"), aliases=("PV",)),
            Column("earned_value", Kind.MONEY, Text("Earned value", "挣值"), Text("Budgeted cost of the work done to date.", "截至目前完成工作的预算成本。"), aliases=("EV",)),
            Column("actual_cost", Kind.MONEY, Text("Actual cost", "实际成本"), Text("Spent to date.", "截至目前的实际支出。"), aliases=("AC", "Spend to date")),
            Column("estimate_at_completion", Kind.MONEY, Text("Estimate at completion", "完工估算"), Text("What it will have cost in the end.", "预计总成本。"), aliases=("EAC", "Forecast cost")),
            Column("summary", Kind.TEXT, Text("Summary", "摘要"), Text("Two sentences a committee can read.", "供委员会阅读的两句话。"), aliases=("Comment", "Narrative", "说明")),
            Column("next_steps", Kind.TEXT, Text("Next steps", "下一步"), Text("What happens before the next report.", "下次报告之前的工作。")),
        ),
        ("Status report", "状态报告", "项目状态"),
    ),
    Table(
        "milestone",
        "status",
        Text("Milestones", "里程碑"),
        Text("All milestones of the projects reported; one left out counts as removed.", "所报告项目的全部里程碑；未列出的视为移除。"),
        ("project_id", "milestone_id", "report_date"),
        (
            PROJECT_ID,
            Column("milestone_id", Kind.ID, Text("Milestone ID", "里程碑编号"), Text("Unique in the portfolio.", "在项目组合内唯一。"), True),
            Column("milestone", Kind.TEXT, Text("Milestone", "里程碑"), Text("What will be finished.", "将完成的内容。"), True, ("Milestone name", "里程碑名称")),
            Column("baseline_date", Kind.DATE, Text("Baseline date", "基线日期"), Text("As approved.", "批准的日期。"), True, ("Baseline", "Planned date", "计划日期")),
            Column("forecast_date", Kind.DATE, Text("Forecast date", "预计日期"), Text("When you now expect it.", "目前预计的日期。"), aliases=("Forecast",)),
            Column("actual_date", Kind.DATE, Text("Actual date", "实际日期"), Text("Only once it is done.", "仅在完成后填写。"), aliases=("Actual", "Completed on", "完成日期")),
            Column("weight", Kind.NUMBER, Text("Weight", "权重"), Text("Relative size, any unit.", "相对大小，任意单位。"), minimum=0),
            Column("critical", Kind.FLAG, Text("Critical", "关键"), Text("Y if the project's finish moves with it.", "若影响项目完成日期则填 Y。"), choices=choices.FLAG, aliases=("Critical (Y/N)", "是否关键")),
            REPORT_DATE,
        ),
        ("Milestone",),
    ),
    Table(
        "risk",
        "status",
        Text("Risks", "风险"),
        Text("All open risks of the projects reported; one left out without being closed is shown as dropped.", "所报告项目的全部未关闭风险；未关闭而漏列的显示为“丢失”。"),
        ("scope_id", "risk_id", "report_date"),
        (
            SCOPE_ID,
            Column("risk_id", Kind.ID, Text("Risk ID", "风险编号"), Text("Unique in its scope.", "在其范围内唯一。"), True),
            Column("risk", Kind.TEXT, Text("Risk", "风险"), Text("Cause, event and effect in a sentence.", "用一句话说明原因、事件和影响。"), True, ("Risk description", "Description", "风险描述", "风险名称")),
            Column("category", Kind.TEXT, Text("Category", "类别"), Text("For example Supplier, Technical, People.", "例如供应商、技术、人员。"), True, ("Risk category", "风险类别")),
            _level("probability", "Probability", "概率", True),
            _level("impact", "Impact", "影响", True),
            _level("inherent_probability", "Inherent probability", "固有概率"),
            _level("inherent_impact", "Inherent impact", "固有影响"),
            _level("target_probability", "Target probability", "目标概率"),
            _level("target_impact", "Target impact", "目标影响"),
            Column("cost_exposure", Kind.MONEY, Text("Cost exposure", "成本敞口"), Text("What it costs if it happens.", "发生时的成本。"), minimum=0),
            Column("delay_exposure_days", Kind.DAYS, Text("Delay exposure (days)", "延误敞口 (天)"), Text("How late it makes us if it happens.", "发生时造成的延误。"), minimum=0),
            Column("response", Kind.CHOICE, Text("Response", "应对"), Text("What you do about it.", "应对方式。"), choices=choices.RESPONSE, aliases=("Risk response", "应对策略")),
            OWNER,
            Column("action_due", Kind.DATE, Text("Action due", "措施期限"), Text("When the next action is due.", "下一项措施的期限。"), aliases=("Due", "Action date")),
            Column("proximity", Kind.TEXT, Text("Proximity", "临近度"), Text("When it could happen.", "可能发生的时间。")),
            Column("threatens_milestone_id", Kind.ID, Text("Threatens milestone ID", "威胁里程碑编号"), Text("The milestone it would hit.", "受其影响的里程碑。"), aliases=("Threatens milestone",)),
            Column("state", Kind.CHOICE, Text("State", "状态"), Text("Close a risk before you leave it out.", "删除前请先关闭。"), True, ("Status",), choices.RISK_STATE),
            Column("kind", Kind.CHOICE, Text("Kind", "类型"), Text("Blank means Threat; an Opportunity stands on a matrix of its own and adds to no exposure.", "空白表示威胁；机会单独成矩阵，不计入敞口。"), aliases=("Risk kind", "Risk type", "风险类型"), choices=choices.RISK_KIND),
            Column("stated_score", Kind.NUMBER, Text("Score", "分值"), Text("Leave blank: it is probability × impact. One that differs is named.", "留空：即概率 × 影响。不一致的会指出。"), aliases=("Risk score", "Risk rating", "Stated score", "风险分值", "风险值"), minimum=0),
            REPORT_DATE,
        ),
        ("Risk", "Risk register", "风险登记册"),
    ),
    Table(
        "issue",
        "status",
        Text("Issues", "问题"),
        Text("All open issues of the projects reported.", "所报告项目的全部未关闭问题。"),
        ("project_id", "issue_id", "report_date"),
        (
            PROJECT_ID,
            Column("issue_id", Kind.ID, Text("Issue ID", "问题编号"), Text("Unique in the project.", "在项目内唯一。"), True),
            Column("issue", Kind.TEXT, Text("Issue", "问题"), Text("What has happened.", "已发生的情况。"), True, ("Description", "Issue description", "问题描述")),
            Column("severity", Kind.LEVEL, Text("Severity", "严重度"), Text("1 (minor) to 5 (stops the project).", "1（轻微）到 5（项目停止）。"), True, minimum=1, maximum=5),
            OWNER,
            Column("due", Kind.DATE, Text("Due", "期限"), Text("When it is to be solved.", "解决期限。"), aliases=("Due date",)),
            Column("state", Kind.CHOICE, Text("State", "状态"), Text("Open or Closed.", "开放或关闭。"), True, ("Status",), choices.ISSUE_STATE),
            REPORT_DATE,
        ),
        ("Issue", "Issue log"),
    ),
    Table(
        "decision",
        "status",
        Text("Decisions", "决策"),
        Text("What you need somebody above you to decide.", "需要上级决策的事项。"),
        ("decision_id", "report_date"),
        (
            Column("decision_id", Kind.ID, Text("Decision ID", "决策编号"), Text("Unique in the portfolio.", "在项目组合内唯一。"), True),
            PROJECT_ID,
            Column("decision_needed", Kind.TEXT, Text("Decision needed", "所需决策"), Text("As a question with its options.", "以问题及选项的形式。"), True, ("Decision",)),
            Column("body_id", Kind.ID, Text("Body ID", "机构编号"), Text("Who decides.", "决策机构。"), references=("body",)),
            Column("raised_on", Kind.DATE, Text("Raised on", "提出日期"), Text("When you asked.", "提出的日期。"), True, ("Raised",)),
            Column("needed_by", Kind.DATE, Text("Needed by", "需求日期"), Text("When waiting starts to cost.", "最迟决策日期。"), True),
            Column("waiting_milestone_id", Kind.ID, Text("Waiting milestone ID", "等待的里程碑编号"), Text("The milestone that waits for it.", "等待该决策的里程碑。"), aliases=("Waiting milestone",)),
            Column("state", Kind.CHOICE, Text("State", "状态"), Text("Open, Taken or Withdrawn.", "待决、已决或撤回。"), True, ("Status",), choices.DECISION_STATE),
            Column("outcome", Kind.TEXT, Text("Outcome", "结果"), Text("What was decided.", "决策结果。")),
            REPORT_DATE,
        ),
        ("Decision",),
    ),
    Table(
        "change",
        "status",
        Text("Changes", "变更"),
        Text("Approved changes of scope, schedule, cost or baseline.", "已批准的范围、进度、成本或基线变更。"),
        ("change_id", "report_date"),
        (
            Column("change_id", Kind.ID, Text("Change ID", "变更编号"), Text("Unique in the portfolio.", "在项目组合内唯一。"), True),
            PROJECT_ID,
            Column("kind", Kind.CHOICE, Text("Kind", "类型"), Text("What changed.", "变更内容。"), True, choices=choices.CHANGE_KIND),
            Column("was", Kind.TEXT, Text("Was", "原值"), Text("Before.", "变更前。")),
            Column("becomes", Kind.TEXT, Text("Becomes", "新值"), Text("After.", "变更后。")),
            Column("approved_by", Kind.TEXT, Text("Approved by", "批准人"), Text("Person or body.", "人员或机构。")),
            Column("approved_on", Kind.DATE, Text("Approved on", "批准日期"), Text("Date of the approval.", "批准的日期。")),
            REPORT_DATE,
        ),
        ("Change", "Change log"),
    ),
    Table(
        "benefit",
        "status",
        Text("Benefits", "收益"),
        Text("What the work is to bring, and what it has brought.", "工作应带来和已带来的收益。"),
        ("scope_id", "benefit_id", "report_date"),
        (
            SCOPE_ID,
            Column("benefit_id", Kind.ID, Text("Benefit ID", "收益编号"), Text("Unique in its scope.", "在其范围内唯一。"), True),
            Column("measure", Kind.TEXT, Text("Measure", "指标"), Text("What is measured.", "衡量的内容。"), True),
            Column("unit", Kind.TEXT, Text("Unit", "单位"), Text("For example ¥ m a year.", "例如百万元/年。"), True),
            Column("due", Kind.DATE, Text("Due", "期限"), Text("When it is to be reached.", "达成期限。"), True, ("Due date",)),
            Column("planned", Kind.NUMBER, Text("Planned", "计划值"), Text("In the unit given.", "按所给单位。"), True),
            Column("realised", Kind.NUMBER, Text("Realised", "实现值"), Text("Blank while unmeasured; 0 is a measured nothing.", "未测量时留空；0 表示测量为零。"), aliases=("Realized",)),
            REPORT_DATE,
        ),
        ("Benefit",),
    ),
    Table(
        "allocation",
        "status",
        Text("Allocation", "人力分配"),
        Text("Who works on it, by department, role and month.", "按部门、角色和月份的人力投入。"),
        ("project_id", "department", "role", "month", "report_date"),
        (
            PROJECT_ID,
            Column("department", Kind.TEXT, Text("Department", "部门"), Text("Who lends the people.", "提供人员的部门。"), True),
            Column("role", Kind.TEXT, Text("Role", "角色"), Text("As in Capacity.", "与产能表一致。"), True),
            Column("month", Kind.MONTH, Text("Month", "月份"), Text("Any day of the month.", "当月任意一天。"), True),
            Column("planned_fte", Kind.NUMBER, Text("Planned FTE", "计划人力"), Text("Full-time equivalents.", "全职人力。"), True, minimum=0),
            Column("actual_fte", Kind.NUMBER, Text("Actual FTE", "实际人力"), Text("Blank until the month is over.", "月份结束前留空。"), minimum=0),
            REPORT_DATE,
        ),
        ("Allocations", "Resources"),
    ),
)
