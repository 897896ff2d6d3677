"""The commands, and the trade's words that lead to one."""

from sciplan.base.likeness import nearest
from sciplan.cli.chinese_typer import CommandEntry

COMMANDS = (
    CommandEntry(
        name="overview",
        chinese="总览",
        about="方案概况；-o 总览.html 写成一个可以点开看的网页",
        words="概况 网页 看板",
    ),
    CommandEntry(name="duties", chinese="职责", about="一个单位的职责清单", words="职能 职责表"),
    CommandEntry(
        name="workload",
        chinese="任务",
        about="各单位承担任务的项数",
        words="工作量 任务量 统计 项数",
    ),
    CommandEntry(
        name="overlaps", chinese="协同", about="单位之间共同承担的举措", words="协作 共事"
    ),
    CommandEntry(
        name="matrix", chinese="矩阵", about="举措与单位的责任矩阵", words="责任矩阵 分工表"
    ),
    CommandEntry(
        name="meeting",
        chinese="会议",
        about="议几项举措，要请哪些单位",
        words="签到表 开会 参会 参会单位 议题",
    ),
    CommandEntry(name="measures", chinese="举措", about="查找举措", words="查找 搜索"),
    CommandEntry(name="show", chinese="查看", about="一项举措的全部内容", words="详情"),
    CommandEntry(name="units", chinese="单位", about="单位名册", words="名册 名单"),
    CommandEntry(name="targets", chinese="指标", about="方案承诺的数字", words="任务指标"),
    CommandEntry(
        name="deadlines", chinese="时限", about="举措和指标何时到期", words="期限 到期 完成时限"
    ),
    CommandEntry(
        name="progress",
        chinese="进展",
        about="各单位报的进展，谁还没有报",
        words="进度 完成情况 序时 亮灯 督查 核定",
    ),
    CommandEntry(
        name="reforms",
        chinese="机构变动",
        about="后来的文件改了由谁承担的",
        words="机构改革 职责调整 分工调整",
    ),
    CommandEntry(
        name="export",
        chinese="导出",
        about="会议材料：Word、Excel 文件",
        words="台账 工作台账 责任书 目标责任书 分解表 任务分解表 考核表 材料",
    ),
    CommandEntry(
        name="collect",
        chinese="汇总",
        about="各单位填好退回的表：进展、意见、回执",
        words="收表 回收 填报 退回",
    ),
    CommandEntry(
        name="init", chinese="新建", about="从无到有写一个方案文件", words="新建方案 开始"
    ),
    CommandEntry(name="validate", chinese="校验", about="检查方案文件", words="检查"),
    CommandEntry(name="rules", chinese="规则", about="校验的规则和说明"),
    CommandEntry(name="schema", chinese="模式", about="方案文件的 JSON Schema，供编辑器补全"),
    CommandEntry(name="import", chinese="导入", about="正式文件变为方案文件", words="录入"),
    CommandEntry(name="verify", chinese="核对", about="方案文件与正式文件对照", words="比对"),
    CommandEntry(
        name="diff",
        chinese="比较",
        about="两个方案或版本相差什么",
        words="对比 差异 对照表 新旧对照表",
    ),
    CommandEntry(
        name="rename",
        chinese="改简称",
        about="改一个单位在方案文件里的简称",
        words="简称 更名 改名",
    ),
    CommandEntry(name="doctor", chinese="环境检查", about="这份安装有什么、缺什么", words="环境"),
)


def likely_command(word: str) -> str:
    """Return the command a word is near to, as `workload（任务）`; empty for none."""
    by_word = {
        each: entry
        for entry in COMMANDS
        for each in (entry.name, entry.chinese, *entry.words.split())
    }
    near = nearest(word, by_word, limit=1)
    return by_word[near[0]].label if near else ""
