"""Chinese words that can turn the meaning of a merge, simplified and traditional; it must not take a character for a
word where a common compound says otherwise.

Source: compiled by hand; negation and auxiliaries as in Universal Dependencies (Polarity=Neg: 不, 未, 沒, 別, 無; AUX).
Without spaces, what is listed is found inside any run of characters, so that compounds which look alike are named as
exceptions (未成年, 应用, 重要, 聊天). Limits: other compounds are found too, which costs a person a look; Cantonese negations
(唔, 冇) are not listed.
"""

from cop_author.text.languages.lexicon import Lexicon, Words

_DO_NOT = r"(?<![特分性区區识識级級类類个個鉴鑑告辨差])[别別](?![的人处處样樣])"
"""别 as *do not*, and not as a part of *special*, *gender*, *other people* and the like."""

CHINESE = Lexicon(
    code="zh",
    denial=Words("不要, 不得, 不可, 不许, 不能, 不会, 没有, 没, 勿, 从不, 绝不", patterns=(_DO_NOT,)),
    negation=Words(
        """不, 没, 沒, 勿, 莫, 毋, 禁, 拒, 防止, 停止, 停用, 杜绝, 杜絕, 缺, 违, 違, 排除, 取消, 阻止, 杜, 反对,
        反對, 失去, 剥夺, 剝奪""",
        patterns=(
            r"[无無](?![线線障论論])",
            r"非(?![常洲])",
            r"未(?!成年|[来來])",
            r"(?<!是)否(?![则則])",
            _DO_NOT,
            r"免(?![费費])",
        ),
    ),
    force=Words(
        """必须, 必須, 必要, 必需, 务必, 務必, 须, 須, 应当, 应该, 應當, 應該, 可以, 可能, 许可, 許可, 允许, 允許,
        准许, 准許, 不准, 建议, 建議, 推荐, 推薦, 强制, 強制, 义务, 義務, 自愿, 自願, 可选, 可選, 鼓励, 鼓勵, 宜,
        一定, 有权, 有權, 责任, 責任, 需, 不得, 只得, 得以, 授权, 授權, 请勿, 務請, 能够, 能夠, 愿意, 願意""",
        patterns=(
            r"(?<![响反适适相供效对回感響適對])[应應](?![用对對急答邀聘])",
            r"可(?![疑靠爱愛见見是])",
            r"(?<![功智技性])能(?![力源量])",
            r"(?<![重主首纲摘綱])要(?![素点點])",
        ),
    ),
    condition=Words(
        """如果, 若, 倘, 假如, 是否, 仅, 僅, 只, 才, 唯, 惟, 否则, 否則, 但, 然而, 虽, 雖, 尽管, 儘管, 不管, 无论,
        無論, 即使, 直到, 直至, 为止, 為止, 条件, 條件, 前提, 例外, 以外, 之外, 另, 而是, 而非, 代替, 而不, 单独,
        單獨, 凡, 一旦, 不论, 不論, 情况下, 情況下, 情形, 的话, 的話, 未经, 未經, 以免, 除非, 限于, 限於, 取决,
        取決, 当且, 當且""",
        patterns=(r"(?<![删刪消清解移排扫掃])除(?!夕)",),
    ),
    number=Words(
        """零, 〇, 二, 两, 兩, 三, 四, 五, 六, 七, 八, 九, 十, 百, 千, 万, 萬, 亿, 億, 半, 双, 雙, 倍, 第, 壹, 贰,
        叁, 肆, 伍, 陆, 柒, 捌, 玖, 拾, 佰, 仟""",
        patterns=(r"(?<![统唯單单統])一(?![些旦般样樣起直致定切])",),
    ),
    quantity=Words(
        """所有, 全部, 全体, 全體, 全面, 完全, 一切, 每, 各, 任何, 有些, 一些, 某些, 部分, 多, 最, 至少, 超过, 超過,
        不足, 以上, 以下, 以内, 以內, 之内, 之內, 之前, 以前, 之后, 之後, 以后, 以後, 立即, 立刻, 马上, 馬上, 及时,
        及時, 尽快, 儘快, 盡快, 延误, 延誤, 拖延, 总是, 總是, 始终, 始終, 经常, 經常, 有时, 有時, 偶尔, 偶爾, 秒,
        分钟, 分鐘, 小时, 小時, 日, 周, 週, 星期, 月, 季度, 岁, 歲, 期限, 期间, 期間, 永久, 临时, 臨時, 暂时, 暫時,
        次, 几, 幾, 唯一, 大于, 大於, 小于, 小於, 高于, 高於, 低于, 低於, 随时, 隨時, 当天, 當天""",
        patterns=(
            r"(?<!青)少(?!年)",
            r"(?<![变變])更(?![改新换換正])",
            r"(?<![成少青童])年(?![轻輕])",
            r"(?<!聊)天(?![然性])",
        ),
    ),
    ends="。！？!?.",
    has_spaces=False,
)
