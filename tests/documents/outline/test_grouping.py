"""Which clause is about which measure: documents of the forms that offices write."""

import pytest

from import_samples import drafted, rows
from sciplan.plan.walk import provisions

CLAUSE_AS_ITEM = {
    "labels as points of an item": (
        """
南湖市水利工作实施方案
一、重点任务
（一）修建水渠
1.工作目标。修渠十条，达到95%。
2.工作措施。加固堤坝，疏浚河道。
3.责任单位：市水利局、市财政局
4.完成时限：2025年底
（二）开展植树
1.工作目标。植树十万亩。
2.工作措施。组织义务植树。
3.牵头单位：市林草局。
4.配合单位：市住建局、各县（市、区）人民政府。
5.完成时限：长期坚持。
""",
        [
            "1.1 修建水渠 责:市水利局、市财政局 时:2025年底",
            "1.2 开展植树 牵:市林草局 配:市住建局、各县（市、区）人民政府 时:长期坚持",
        ],
    ),
    "labels as items under a part": (
        """
南湖市专项行动方案
一、修建水渠
（一）工作目标
修渠十条。
（二）工作措施
1.加固堤坝。全面加固。
2.疏浚河道。全面疏浚。
（三）牵头单位：市水利局
（四）配合单位：市财政局、市住建局
二、开展植树
（一）工作措施
组织植树。
（二）责任单位
市林草局、市住建局
（三）完成时限
2025年12月31日
三、时间安排
（一）动员阶段。2025年3月。
""",
        [
            "1 修建水渠 牵:市水利局 配:市财政局、市住建局",
            "2 开展植树 责:市林草局、市住建局 时:2025年12月31日",
        ],
    ),
    "a list of names under a label": (
        """
南湖市方案
一、修建水渠
（一）工作内容。加固堤坝。
（二）责任单位
1.市水利局
2.市财政局、市住建局
（三）时间安排
1.动员阶段。3月。
二、开展植树
植树十万亩。
责任单位：
市林草局
市住建局
""",
        ["1 修建水渠 责:市水利局、市财政局、市住建局", "2 开展植树 责:市林草局、市住建局"],
    ),
    "labels behind dashes": (
        """
南湖市方案
一、修渠行动
——工作目标。修渠十条。
——责任单位：市水利局、市财政局。
二、种树行动
——工作目标。种树。
——牵头单位：市林草局。
——配合单位：市住建局。
""",
        ["1 修渠行动 责:市水利局、市财政局", "2 种树行动 牵:市林草局 配:市住建局"],
    ),
    "a document that is one task": (
        """
南湖市修渠实施方案
一、工作目标
修渠十条。
二、工作措施
加固堤坝。
三、责任单位
市水利局、市财政局
四、完成时限
2025年底
""",
        ["1 南湖市修渠实施方案 责:市水利局、市财政局 时:2025年底"],
    ),
    "a heading that only sounds like a label": (
        """
南湖市方案
一、修渠。（市水利局牵头）
二、责任单位
（一）市水利局要制定计划。
（二）各镇要落实到人。
三、时间安排
（一）动员阶段。3月。
""",
        ["1 修渠 牵:市水利局"],
    ),
}

SHARED = {
    "on a line of its own behind the points of a part": (
        """
南湖市方案
一、修渠
1.加固堤坝。全面加固。
2.疏浚河道。全面疏浚。
责任单位：市水利局
二、种树
（一）荒山种树。
（二）道路种树。
牵头单位：市林草局
配合单位：市住建局
三、保障措施
（一）加强领导。成立小组。
""",
        ["1 修渠 责:市水利局", "2 种树 牵:市林草局 配:市住建局"],
    ),
    "behind points with points of their own": (
        """
南湖市方案
一、主要任务
（一）修渠
1.加固堤坝
（1）南坝。
（2）北坝。
2.疏浚河道
（1）南河。
（2）北河。
责任单位：市水利局
（二）种树。（市林草局负责）
""",
        ["1.1 修渠 责:市水利局", "1.2 种树 责:市林草局"],
    ),
    "always in the last point's words": (
        """
南湖市方案
一、主要任务
（一）修渠
1.加固堤坝。全面加固。
2.疏浚河道。全面疏浚。（市水利局负责）
（二）种树
1.荒山种树。
2.道路种树。种好。（市林草局负责）
""",
        ["1.1 修渠 责:市水利局", "1.2 种树 责:市林草局"],
    ),
    "in one last point of several with clauses": (
        """
南湖市方案
一、主要任务
（一）修渠
1.加固堤坝。（市水利局负责）
2.疏浚河道。（市住建局负责）
（二）种树
1.荒山种树。
2.道路种树。种好。（市林草局负责）
""",
        [
            "1.1.1 加固堤坝 责:市水利局",
            "1.1.2 疏浚河道 责:市住建局",
            "1.2.1 荒山种树",
            "1.2.2 道路种树 责:市林草局",
        ],
    ),
    "in the item's own paragraph": (
        """
南湖市方案
一、主要任务
（一）修渠（市水利局牵头，市财政局配合）
1.加固堤坝。
2.疏浚河道。
（二）种树。全面种树。牵头单位：市林草局
1.荒山种树。
2.道路种树。
""",
        ["1.1 修渠 牵:市水利局 配:市财政局", "1.2 种树 牵:市林草局"],
    ),
}

ASIDES = {
    "a box whose numbers are those of the measures": (
        """
南湖市规划
一、主要任务
1.修渠。加固堤坝。（市水利局牵头）
专栏1 修渠重点工程
1.南湖渠。长三公里。
2.北湖渠。长五公里。
3.东湖渠。长五公里。
2.种树。种树十万。（市林草局牵头）
专栏2 种树重点工程
1.荒山工程。种树。
2.道路工程。种树。
3.养鱼。养鱼十万尾。（市农业农村局牵头）
专栏3 养鱼工程
（一）南湖养鱼。
（二）北湖养鱼。
4.养鸡。养鸡。（市商务局牵头）
""",
        [
            "1.1 修渠 牵:市水利局",
            "1.2 种树 牵:市林草局",
            "1.3 养鱼 牵:市农业农村局",
            "1.4 养鸡 牵:市商务局",
        ],
    ),
    "a clause behind a box": (
        """
南湖市规划
一、主要任务
（一）修渠。加固堤坝。
专栏1：重点工程
——南湖渠。长三公里。
——北湖渠。长五公里。
（市水利局牵头，市财政局配合）
（二）种树。（市林草局牵头）
""",
        ["1.1 修渠 牵:市水利局 配:市财政局", "1.2 种树 牵:市林草局"],
    ),
    "goals before the measures keep their number": (
        """
南湖市方案
一、主要任务
（一）主要目标
1.修渠十条。
2.种树十万。
（二）修渠。（市水利局牵头）
（三）种树。（市林草局牵头）
""",
        ["1.2 修渠 牵:市水利局", "1.3 种树 牵:市林草局"],
    ),
    "goals within each action": (
        """
南湖市方案
一、修渠行动
（一）工作目标。修渠十条。
（二）工作任务
1.加固堤坝。（市水利局牵头）
2.疏浚河道。（市住建局牵头）
二、种树行动
（一）总体目标
1.种树十万。
2.覆盖率达到50%。
（二）重点任务
1.荒山种树。（市林草局牵头）
""",
        [
            "1.2.1 加固堤坝 牵:市水利局",
            "1.2.2 疏浚河道 牵:市住建局",
            "2.2.1 荒山种树 牵:市林草局",
        ],
    ),
    "articles": (
        """
南湖市若干措施
第一条 为了促进修渠，制定本措施。
第二条【修渠】加固堤坝。（责任单位：市水利局）
第三条 对养鱼户给予补助。
（市农业农村局、市财政局按职责分工负责）
第四条 本措施自印发之日起施行。
""",
        ["2 修渠 责:市水利局", "3 对养鱼户给予补助 责:市农业农村局、市财政局"],
    ),
}

TITLES = {
    "over two lines, the first of which ends with ，": (
        """
南湖市方案
一、主要任务
（一）加快推进智慧水利平台建设，
全面提升用水水平
建设统一平台。
牵头单位：市水利局、市财政局、
市大数据局
（二）种树
种树。
牵头单位：市林草局
""",
        [
            "1.1 加快推进智慧水利平台建设，全面提升用水水平 牵:市水利局、市财政局、市大数据局",
            "1.2 种树 牵:市林草局",
        ],
    ),
    "a label behind the title": (
        """
南湖市方案
一、主要任务
（一）修渠 责任单位：市水利局
加固堤坝。
（二）种树。全面种树，责任单位：市林草局、市住建局；配合单位：市财政局
（三）养鱼
完成时限：2025年底
责任单位：市农业农村局
""",
        [
            "1.1 修渠 责:市水利局",
            "1.2 种树 责:市林草局、市住建局 配:市财政局",
            "1.3 养鱼 责:市农业农村局 时:2025年底",
        ],
    ),
    "names of tasks": (
        """
南湖市方案
任务一：修渠
加固堤坝。
牵头单位：市水利局
任务二：种树
种树十万。
牵头单位：市林草局
""",
        ["1 修渠 牵:市水利局", "2 种树 牵:市林草局"],
    ),
    "paragraphs under one number": (
        """
南湖市方案
一、主要任务
（一）修渠
1.加固堤坝，全面排查。（市水利局牵头）
疏浚河道，全面疏浚。（市住建局牵头，市水利局配合）
2.建设泵站。（市财政局牵头）
""",
        [
            "1.1.1.1 加固堤坝，全面排查 1/2 牵:市水利局",
            "1.1.1.2 加固堤坝，全面排查 2/2 牵:市住建局 配:市水利局",
            "1.1.2 建设泵站 牵:市财政局",
        ],
    ),
}

STRETCHES = {
    "with titles of their own": (
        """
南湖市方案
一、主要任务
（一）兴修水利加固堤坝。堤坝全面加固。（市水利局牵头，市财政局配合）疏浚河道。每年疏浚一次。\
（市住建局牵头）“智慧+”水库：安装水位计，联网监测。（市工信局牵头）
""",
        [
            "1.1.1 兴修水利加固堤坝 1/3 牵:市水利局 配:市财政局",
            "1.1.2 疏浚河道 2/3 牵:市住建局",
            "1.1.3 “智慧+”水库 3/3 牵:市工信局",
        ],
    ),
    "one without a title has the item's": (
        """
南湖市方案
一、主要任务
1.修渠。加固堤坝。（市水利局牵头）疏浚河道。每年一次。（市住建局牵头）\
2025年底前，清除水草，打捞漂浮物。（市农业农村局牵头）荒山种树。种十万亩。（市林草局牵头）
""",
        [
            "1.1.1 修渠 1/4 牵:市水利局",
            "1.1.2 疏浚河道 2/4 牵:市住建局",
            "1.1.3 修渠 3/4 牵:市农业农村局 时:2025年底前",
            "1.1.4 荒山种树 4/4 牵:市林草局",
        ],
    ),
    "few with a title keep the paragraph's": (
        """
南湖市方案
一、主要任务
1.修渠。加固堤坝。（市水利局牵头）定期清淤，保持畅通。（市住建局牵头）\
2025年底前完成。（市财政局牵头）疏浚河道。每年一次。（市交通运输局牵头）
""",
        [
            "1.1.1 修渠 1/4 牵:市水利局",
            "1.1.2 修渠 2/4 牵:市住建局",
            "1.1.3 修渠 3/4 牵:市财政局 时:2025年底前",
            "1.1.4 修渠 4/4 牵:市交通运输局",
        ],
    ),
    "general words are no title": (
        """
南湖市方案
一、主要任务
1.修渠。加固堤坝。（市水利局牵头）具体措施：每年疏浚一次。（市住建局牵头）
""",
        ["1.1.1 修渠 1/2 牵:市水利局", "1.1.2 修渠 2/2 牵:市住建局"],
    ),
    "under a heading on its own line": (
        """
南湖市方案
一、主要任务
（一）兴修水利
加固堤坝。堤坝全面加固。（市水利局牵头）疏浚河道。每年疏浚一次。（市住建局牵头）
（二）种树。（市林草局牵头）
""",
        [
            "1.1.1 加固堤坝 牵:市水利局",
            "1.1.2 疏浚河道 牵:市住建局",
            "1.2.1 种树 牵:市林草局",
        ],
    ),
}

ARTICLES = {
    "an article with items is one task": (
        """
南湖市条例责任分工
第一章 总则
第一条 为了保护湖水，制定本分工。
第二章 职责
第二条 沿湖单位应当
（一）清理岸线；
（二）修建步道。
责任单位：市水利局
第三条 养鱼户应当登记。
责任单位：市农业农村局
第四条 本分工自印发之日起施行。
""",
        ["2.1 沿湖单位应当 责:市水利局", "2.2 养鱼户应当登记 责:市农业农村局"],
    ),
    "an article whose items have clauses": (
        """
南湖市条例责任分工
第一条 沿湖单位应当
（一）清理岸线。（市水利局负责）
（二）修建步道。（市住建局负责）
第二条 养鱼户应当登记。（市农业农村局负责）
""",
        [
            "1.1 清理岸线 责:市水利局",
            "1.2 修建步道 责:市住建局",
            "2.1 养鱼户应当登记 责:市农业农村局",
        ],
    ),
}

SUPPORT = {
    "who steers the whole": (
        """
南湖市方案
一、主要任务
1.修渠。（市水利局牵头，市财政局配合）
2.种树。（市林草局牵头）
二、保障措施
（一）加强领导。市水利局负责统筹协调。
（二）保障经费。市财政局要保障经费。
""",
        ["1.1 修渠 牵:市水利局 配:市财政局", "1.2 种树 牵:市林草局"],
    ),
    "clauses like the others": (
        """
南湖市方案
一、主要任务
1.修渠。（市水利局牵头）
二、保障措施
（一）加强领导。成立小组。（市水利局牵头）
""",
        ["1.1 修渠 牵:市水利局", "2.1 加强领导 牵:市水利局"],
    ),
    "a sentence that shares out a task": (
        """
南湖市方案
一、主要任务
1.修渠。（市水利局牵头）
二、保障措施
（一）筹措资金。由市财政局牵头，市审计局配合。
""",
        ["1.1 修渠 牵:市水利局", "2.1 筹措资金 牵:市财政局 配:市审计局"],
    ),
    "a document whose clauses are sentences": (
        """
南湖市方案
一、主要任务
1.修渠。由市水利局负责。
二、保障措施
（一）筹措资金。由市财政局负责。
""",
        ["1.1 修渠 责:市水利局", "2.1 筹措资金 责:市财政局"],
    ),
}

SENTENCES = {
    "a document without clauses": (
        """
南湖市数字方案
一、工作目标
到2025年，由市大数据局牵头建成平台。
二、主要任务
（一）建设平台。由市大数据局牵头，会同市发改委、市财政局建设统一平台，年底前上线。
（二）由市市场监管局牵头制定标准，市工信局配合。
（三）推广应用。应用是目的。市工信局要会同市科技局推广场景。
（四）普及知识。普及知识。
三、保障措施
（一）加强领导。市政府办公室负责日常工作。
""",
        [
            "2.1 建设平台 牵:市大数据局 配:市发改委、市财政局",
            "2.2 由市市场监管局牵头制定标准，市工信局配合 牵:市市场监管局 配:市工信局",
            "2.3 推广应用 牵:市工信局 配:市科技局",
            "2.4 普及知识",
        ],
    ),
    "who does what": (
        """
南湖市防汛办法
第一章 职责分工
第一条 为了防汛，制定本办法。
第二条 市水利局负责修渠，市财政局、市林草局按照职责分工配合做好相关工作。
第三条 市气象局：负责天气预报。
第四条 泵站由各县（市、区）人民政府负责管理。水库由市水利局负责管理。
第二章 附则
第五条 本办法由市水利局负责解释。
""",
        [
            (
                "1.2 市水利局负责修渠，市财政局、市林草局按照职责分工配合做好相关工作 责:市水利局 "
                "配:市财政局、市林草局"
            ),
            "1.3 市气象局：负责天气预报 责:市气象局",
            "1.4.1 泵站由各县（市、区）人民政府负责管理 1/2 责:各县（市、区）人民政府",
            "1.4.2 泵站由各县（市、区）人民政府负责管理 2/2 责:市水利局",
        ],
    ),
    "a document with clauses": (
        """
南湖市方案
一、主要任务
（一）修渠。由市水利局牵头制定办法。（市水利局、市财政局负责）
（二）种树。由市林草局牵头制定办法，市住建局配合，再行推广。
（三）养鱼。养鱼十万，由市农业农村局负责。
""",
        ["1.1 修渠 责:市水利局、市财政局", "1.2 种树", "1.3 养鱼 责:市农业农村局"],
    ),
}

ROWS = {
    "a count without a clause behind those with one": (
        """
南湖市方案
一、任务
（一）治水。一是摸底（市水利局负责）。二是截污（市住建局负责）。三是长效管护。
""",
        ["1.1.1 摸底 责:市水利局", "1.1.2 截污 责:市住建局"],
    ),
    "a heading over one paragraph that has a title as others do": (
        """
南湖市若干措施
一、兴修水利
加固堤坝。疏浚旧河道。（责任单位：市水利局）
修建水渠。覆盖全部乡镇。（责任单位：市水利局、市财政局）
二、造林绿化
义务植树。扩大林地面积。（责任单位：市林草局）
""",
        [
            "1.1 加固堤坝 责:市水利局",
            "1.2 修建水渠 责:市水利局、市财政局",
            "2.1 义务植树 责:市林草局",
        ],
    ),
    "a heading over one paragraph without a title names it": (
        """
南湖市若干措施
一、兴修水利
加固堤坝，疏浚河道。（责任单位：市水利局）
修建水渠，覆盖全部乡镇。（责任单位：市水利局、市财政局）
二、造林绿化
组织义务植树，扩大面积。（责任单位：市林草局）
三、保护湿地
退耕还湿，补植水草。（责任单位：市林草局）
巡查湿地，及时修复。（责任单位：市水利局）
""",
        [
            "1.1 加固堤坝，疏浚河道 责:市水利局",
            "1.2 修建水渠，覆盖全部乡镇 责:市水利局、市财政局",
            "2.1 造林绿化 责:市林草局",
            "3.1 退耕还湿，补植水草 责:市林草局",
            "3.2 巡查湿地，及时修复 责:市水利局",
        ],
    ),
    "paragraphs under a heading on its own line": (
        """
南湖市方案
一、主要任务
（一）水利
本节讲水。
修建东渠和西渠，长十里。灌溉良田。（市水利局牵头）
加固旧堤坝和水闸，查漏补缺。（市住建局牵头）
以工代赈。
（二）林草
植树造林，绿化荒山和道路两旁的空地。全面推进。
（市林草局牵头）
1.养护古树名木，建立档案，一树一策，专人管护。全面推进。
（市城管局牵头）
""",
        [
            "1.1.1 修建东渠和西渠，长十里 牵:市水利局",
            "1.1.2 加固旧堤坝和水闸，查漏补缺 牵:市住建局",
            "1.2.1 林草 牵:市林草局",
            "1.2.2 养护古树名木，建立档案，一树一策，专人管护 牵:市城管局",
        ],
    ),
    "a title in the same paragraph": (
        """
南湖市方案
一、主要任务
1.水利。修建东渠和西渠，长十里。（市水利局牵头）加固旧堤坝。（市住建局牵头）
""",
        ["1.1.1 水利 1/2 牵:市水利局", "1.1.2 水利 2/2 牵:市住建局"],
    ),
    "counted stretches": (
        """
南湖市方案
一、主要任务
（一）水利 一是修建东渠。 责任单位：市水利局、各乡镇 二是规划水闸布局。 责任单位：市住建局 \
（二）林草。一是种树。二是种草。责任单位：市林草局
二、其他任务
（一）渔业
一是养鱼。养鱼十万尾，推广良种良法。（市农业农村局牵头）
二是养虾。养虾十万尾，推广良种良法。（市科技局牵头）
""",
        [
            "1.1.1 修建东渠 责:市水利局、各乡镇",
            "1.1.2 规划水闸布局 责:市住建局",
            "1.2.1 林草 责:市林草局",
            "2.1.1 养鱼 牵:市农业农村局",
            "2.1.2 养虾 牵:市科技局",
        ],
    ),
    "one line, labels without brackets": (
        """
南湖市方案
一、修渠修建东渠和西渠。责任单位：市水利局、财政局二、种树植树十万亩。责任单位：市林草局、 住建局 \
三、养鱼养鱼十万尾。责任单位：市农业农村局 南湖市人民政府 2025年1月9日 主动公开
""",
        [
            "1 修渠修建东渠和西渠 责:市水利局、市财政局",
            "2 种树植树十万亩 责:市林草局、市住建局",
            "3 养鱼养鱼十万尾 责:市农业农村局",
        ],
    ),
    "annexes at the end": (
        """
南湖市方案
一、修渠。修建东渠。（市水利局牵头）
二、种树。（市林草局牵头）
附件：1.各单位任务分工表
2.联系表
""",
        ["1 修渠 牵:市水利局", "2 种树 牵:市林草局"],
    ),
}

DOCUMENTS = (
    CLAUSE_AS_ITEM | SHARED | ASIDES | TITLES | ROWS | STRETCHES | ARTICLES | SUPPORT | SENTENCES
)


def test_items_within_a_text_keep_the_marks_behind_their_titles() -> None:
    made = drafted(
        """
南湖市方案
一、任务
（一）加强队伍
1.培训教师。
2.招募志愿者
3.建馆：建馆三座。
（牵头单位：市科协；配合单位：团市委）
"""
    )
    (entry,) = made.plan.entries
    assert entry.measure.text == "1.培训教师。\n2.招募志愿者\n3.建馆：建馆三座。"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document(name: str) -> None:
    text, measures = DOCUMENTS[name]
    assert rows(drafted(text)) == measures


@pytest.mark.parametrize("name", [*CLAUSE_AS_ITEM, *ASIDES, *TITLES, *ROWS, *STRETCHES, *ARTICLES])
def test_what_is_read_is_not_told_as_unread(name: str) -> None:
    made = drafted(DOCUMENTS[name][0])
    assert not [one.message for one in made.problems if one.code in ("unread-clause", "no-clause")]


def test_what_is_left_unread_is_told() -> None:
    told = {
        name: [(one.code, one.location.line) for one in drafted(text).problems]
        for name, (text, _) in SENTENCES.items()
    }
    assert told == {
        "a document without clauses": [
            ("unread-clause", 3),
            ("prose-clause", 5),
            ("prose-clause", 6),
            ("prose-clause", 7),
            ("no-clause", 8),
            ("unread-clause", 10),
        ],
        "who does what": [("prose-clause", 4)],
        "a document with clauses": [
            ("unread-clause", 3),
            ("no-clause", 4),
            ("unread-clause", 4),
        ],
    }


def test_a_sentence_is_text_and_attribution() -> None:
    made = drafted("方案\n一、任务\n（一）修渠。渠要修。由市水利局牵头修十条。修好为止。")
    (entry,) = made.plan.entries
    assert entry.measure.text == "渠要修。由市水利局牵头修十条。\n修好为止。"
    assert entry.measure.attribution == "由市水利局牵头修十条。"


def test_the_text_of_all_items_is_kept() -> None:
    made = drafted("方案\n一、任务\n（一）修渠\n1.加固。\n2.责任单位：市水利局\n3.说明。只修南渠。")
    (entry,) = made.plan.entries
    assert entry.measure.attribution == "责任单位：市水利局"
    assert "1.加固" in entry.measure.text
    assert "只修南渠" in entry.measure.text


def test_items_are_merged_as_printed() -> None:
    made = drafted(
        "方案\n一、任务\n（一）修渠\n1.加固。\n2.疏浚；\n3.说明：只修南渠。\n责任单位：市水利局"
    )
    (entry,) = made.plan.entries
    assert entry.measure.text == "1.加固。\n2.疏浚；\n3.说明：只修南渠。"


def test_duties_tell_who_coordinates() -> None:
    made = drafted(SUPPORT["who steers the whole"][0])
    assert made.plan.head.coordinator == "市水利局"
    assert [one.title for _, one in provisions(made.plan)] == ["加强领导", "保障经费"]


def test_the_rest_of_a_stretch_with_a_title() -> None:
    made = drafted(STRETCHES["with titles of their own"][0])
    texts = [entry.measure.text for entry in made.plan.entries]
    assert texts == ["堤坝全面加固。", "每年疏浚一次。", "安装水位计，联网监测。"]


def test_aims_say_nothing_of_who_does_a_task() -> None:
    made = drafted(
        "南湖市方案\n一、总体要求\n坚持安全第一，由各级党委（党组）负责。\n二、任务\n"
        "（一）治水。建好。（市水利局负责）"
    )
    assert rows(made) == ["2.1 治水 责:市水利局"]
    assert [problem.code for problem in made.problems] == ["unread-clause"]


def test_words_behind_the_last_clause_of_a_row_are_kept() -> None:
    made = drafted(ROWS["a count without a clause behind those with one"][0])
    assert made.plan.entries[-1].measure.text == "三是长效管护。"


def test_a_line_without_a_clause_between_lines_with_one_is_a_measure_without_one() -> None:
    made = drafted(
        "南湖市意见\n一、设施。建好。（市民政局负责）\n二、供给。鼓励企业参与。\n"
        "三、监管。管好。（市公安局负责）"
    )
    assert [entry.measure.id for entry in made.plan.entries] == ["1", "2", "3"]
    assert [problem.code for problem in made.problems] == ["no-clause"]


def test_paragraphs_of_a_row_keep_their_text() -> None:
    made = drafted(ROWS["paragraphs under a heading on its own line"][0])
    texts = [entry.measure.text for entry in made.plan.entries]
    assert texts[:2] == ["本节讲水。\n灌溉良田。", "以工代赈。"]


def test_annexes_are_no_text_of_the_last_task() -> None:
    made = drafted(ROWS["annexes at the end"][0])
    assert not made.plan.entries[-1].measure.text
