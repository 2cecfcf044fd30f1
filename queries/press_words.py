"""What the words around a figure say beyond a name: a part of it (停车投诉), or the subject that it is told of."""
from __future__ import annotations

import re
from collections.abc import Sequence

from queries.press_names import Match, topic_of

GENERIC = 4  # characters of a name that does not say by itself of what it is told
_OWN = re.compile("诉求|热线|工单|案件|投诉|派遣|交办|派单")
_OTHERS = re.compile(
    "清单|事项|企业|心愿|项目|重点工作|议题|协商|争议|小区|改造|设施|志愿|活动|任务|问题|承诺|实事|隐患|招聘")
_FILLERS = re.compile(
    "今年以来|年初以来|今年|去年同期|去年|上半年|全年|本月|当月|上月|截至目前|截至|截止|目前|近期|近年来|以来|期间|累计|合计|总计|共计|"
    "其中|包括|包含|下辖|依托|分布|举行|现有|拥有|建有|设有|分别|先后|陆续|已经|已|共|全部|全|各类|各|新增|开展|组织|举办|召开|完成|实现|达成|达到|达|"
    "为|有|的|了|约|将|收集|征集|受理|接到|接收|收到|办理|处理|解决|化解|走访|服务|惠及|发放|发布|提供|安装|建成|建设|打造|新建|改造|实施|"
    "涉及|覆盖|参加|参与|吸引|受益|群众|居民|街道|社区|全市|全区|辖区|我|该|本|由|对|向|在|于|从|到|和|与|及|并|等|被|把|让|"
    "渠道|开发|推动|推进|落实|调解|拆除|清理|整治|检查|排查|上报|落户|公布|率先|首批|首家|占|总体|整体|平均|综合|低于|高于|优于|水平|"
    "在册|登记|居前三位|居前列|数量|最多|类|"
    "20\\d\\d年|\\d{1,2}[—–\\-~至到]?\\d{0,2}月份?|\\d{1,2}日|底|末|份")
_OF_LISTS = re.compile("承诺|事项|办实事|清单|在册|已|的|项|数|率")
# What may stand between a name and its figure: the name of what is counted.
_COUNTED_AFTER = re.compile(
    "诉求|工单|案件|事项|项目|问题|人员|总数|数量|金额|情况|总额|比例|人数|户数|保持|稳定|高|仅|超过|余")


def another_subject(best: Match, before: str, above: str) -> str:
    """办结率 alone is that of requests; in a sentence about lists, enterprises or projects it is not."""
    name = best.name
    if (best.thing.indicator is None and best.thing.metric is None) or len(name) > GENERIC or _OWN.search(name):
        return ""
    words = above + before
    own = max((each.end() for each in _OWN.finditer(words)), default=-1)
    others = [each for each in _OTHERS.finditer(words) if each.end() > own and each.group() not in name]
    return others[-1].group() if others and topic_of(best.thing) == "service" else ""


def only_adds_list(name: str, words: str) -> bool:
    """Whether the name holds the words and otherwise only says that it is told of a list: 承诺事项办结率, 办结率."""
    return words in name and not _OF_LISTS.sub("", name.replace(words, "", 1))


def words_left(
    left: str, right: str = "", best: Match | None = None, *, follows: bool = False, but: Sequence[str] = ()
) -> str:
    """The longest word beside a figure that is neither filling nor part of the name that was found; else nothing.

    `follows`: what comes first counts the figure before. `but`: further words that say nothing.
    """
    for name in sorted(but, key=len, reverse=True):
        left, right = left.replace(name, "|"), right.replace(name, "|")
    if best is None:
        return _longest(f"{_FILLERS.sub('|', left)}|{_FILLERS.sub('|', right)}", "")
    said = right if not any(pair in left for pair in best.pairs) else left
    places = [place for pair in best.pairs if (place := said.find(pair)) >= 0]
    before = _FILLERS.sub("|", said[: min(places, default=len(said))])
    if follows and said is left:
        before = before.partition("|")[2]
    behind = _COUNTED_AFTER.sub("|", _FILLERS.sub("|", said[max(places) + 2 :])) if places and said is left else ""
    verb = "" if said is left or follows else _FILLERS.sub("|", left)
    return _longest(f"{verb}|{before}|{behind}", "".join(best.thing.names))


def _longest(words: str, named: str) -> str:
    rest = "".join(one if one not in named and "\u4e00" <= one <= "\u9fff" else "|" for one in words)
    longest = max(rest.split("|"), key=len)
    return longest if len(longest) > 1 else ""
