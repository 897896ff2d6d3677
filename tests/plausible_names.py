"""Names as local plans print them: many don't end like an office, and all of them are bodies."""

PLAUSIBLE_NAMES = (
    # companies that a place owns, by their short names
    *"市城投 市水投 市国投 市交投 市文投 县城投 区建投 市旅投 市产投 市农投 县国资公司 市水务".split(),
    *"市城投集团 市公交 市燃气 市热力 市轨道交通 市属国企 县属平台 国有林场 各国有企业".split(),
    # media, carriers, power, banks
    *"市级媒体 区级媒体 各新闻媒体 市融媒 县融媒 市广电 各级媒体 主流媒体 三家运营商".split(),
    *"三大运营商 各运营商 各通信运营企业 通信企业 移动 电信 联通 铁塔 中国移动 供电公司".split(),
    *"国网南湖供电 县供电所 南湖邮政 中石油 中石化 邮储 农信 各金融机构 各商业银行".split(),
    # zones and levels of government
    *"高新区 经开区 临港新区 综保区 南湖景区 某街道 各街道 各乡镇街道 各镇 各村居 城东片区".split(),
    *"各县（市、区） 各区、县级市 各相关县、区 各有关县区 各地各部门 相关镇街 属地镇街".split(),
    # party, mass organisations, the army
    *"市委编办 县委农办 市工商联 市红会 市关工委 市老促会 团区委 市侨联 市文联 人武部".split(),
    *"新区党工委、管委会办公室 市直机关工委 市两新工委 各民主党派 市慈善总会 村“两委”".split(),
    # parts of an office, and what serves it
    *"区经济发展局农业处 区经济发展局种植科 市局法规科 县公路段 县畜牧站 市质检所".split(),
    *"市疾控 市急救 市血站 市一中 县职教 各中小学 各类学校 各学校 各医院 市图 市博".split(),
    *"市110 各高等院校 驻市高校 科研院所 各成员单位 行业协会 商会 市律协 市物协".split(),
    # who does the work on the spot
    *"项目业主 项目法人 建设业主 施工企业 各施工方 物业企业 各物业 网格员 驻村工作队".split(),
    *"农业企业 龙头企业 家庭农场 合作社 各养殖户 第三方机构 交警 城管 各派出所".split(),
)
