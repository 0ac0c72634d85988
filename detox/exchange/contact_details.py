"""Numbers and addresses by which somebody can be found, left out of a text, however they are spelled."""

import re
from collections.abc import Iterator
from functools import cache

from detox import catalogue
from detox.domain.name_spans import folded

INSTEAD = "…"
_TOP = (
    "com|net|org|info|biz|edu|gov|mil|int|cn|hk|tw|mo|jp|kr|sg|my|in|uk|de|fr|nl|es|it|pt|ch|at|be|se|no|dk|fi|pl|"
    "cz|ru|ua|eu|us|ca|au|nz|br|mx|io|me|co|ai|app|dev|xyz|top|cc|tv|site|online|link|email|chat|page|wiki"
)
_HAN = "\u3400-\u9fff"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_STREETS = "street|road|avenue|lane|boulevard|highway|terrace|crescent"
_SHORT_STREETS = "st|rd|ave|ln|blvd|dr|hwy|sq|ct|pl"
_TIMES = "minutes?|mins?|hours?|days?|weeks?|months?|years?|times?|people|of|and|or|to|in|on"
_ADDRESSES = (
    r"[a-z][a-z0-9+.\-]{1,20}://\S+",
    r"(?:mailto|tel|sms|sip|xmpp)s?:\S+",
    r"www\.\S+",
    r"[\w.+\-]{1,64}(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w\-]+(?:\.[\w\-]+)*",  # an e-mail address
    r"(?<![\w@])@[a-z0-9_.]{3,}",  # what somebody is called somewhere
    rf"(?<![\w.\-])(?:[a-z0-9_\-]+\.)+(?:{_TOP})(?![\w\-])(?::\d+)?(?:/\S*)?",
    r"(?<![a-z0-9])[a-z]{2,4}id_[a-z0-9_\-]{4,}",
    r"(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)",
    r"(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}",
)
_PLACES = (
    rf"[{_HAN}0-9]{{1,12}}?(?:大街|大道|胡同|街道|路|街|巷|弄|道)\s?[0-9零〇一二三四五六七八九十百]+\s?(?:号|弄|巷)?院?",
    rf"[{_HAN}]{{2,8}}?(?:小区|花园|公寓|大厦|新村|家园|广场|宿舍|苑)\s?(?=[0-9a-z])",
    r"[0-9a-z一二三四五六七八九十]{1,6}\s?(?:号楼|号院|栋|幢|单元|室|号门)",
    rf"[{_HAN}]{{2,3}}(?:省|市|自治区)[{_HAN}]{{1,4}}(?:市|区|县|旗)(?:[{_HAN}]{{1,4}}(?:镇|乡|村|街道))?",
    rf"[{_PROVINCES}][a-z]\s?[·.]?\s?[a-z0-9]{{5,6}}(?![a-z0-9])",  # the plate of a car
    rf"(?<![\w.])\d{{1,5}}[a-z]?,?\s(?!(?:{_TIMES})\s)(?:[\w'.\-]+\s){{1,3}}(?:{_STREETS})\b",
    rf"(?<![\w.])\d{{1,5}}[a-z]?,?\s(?!(?:{_TIMES})\s)[\w'.\-]+\s(?:{_SHORT_STREETS})\b\.?",
    r"\b(?:apt|apartment|flat|room|unit|suite)\b\.?\s?#?\d+[a-z]?\b",
    r"\bp\.?\s?o\.?\s?box\s?\d+",
    r"(?<![a-z0-9])[a-z]{1,2}\d[a-z0-9]?\s\d[a-z]{2}(?![a-z0-9])",  # a British postcode
    r"-?\d{1,3}\.\d{3,}\s?,\s?-?\d{1,3}\.\d{3,}",  # a place on the globe
)
_NUMBERS = (
    r"(?<![a-z0-9])[a-z]{2}\d{2}(?:\s?[a-z0-9]{4}){3,8}(?:\s?[a-z0-9]{1,3})?(?![a-z0-9])",  # an account
    r"(?<![a-z])[a-z]{0,2}\d{6,}x?",
    r"\+?\(?\d(?:[\s().\-/·]{0,3}\d){6,}x?",
    r"[零〇一二三四五六七八九幺两]{7,}",
)
_ACCOUNT = r"\s?(?:号码|账号|帐号|号|id|account|number)?\s?[:=]\s?(?=\S*[a-z_]|\d{5})\S+"
"""Behind the name of a service: what somebody is called there."""
_DAY = re.compile(r"(?:19|20)\d\d[\-./]\s?(?:0?[1-9]|1[0-2])[\-./]\s?(?:0?[1-9]|[12]\d|3[01])")
"""A day and no number; with more figures behind it, it may be one."""


def without_details(text: str) -> str:
    """The text with `…` in the place of every number and address that its form gives away.

    Telephone and account numbers, numbers of six figures and more, e-mail and web addresses, names in other
    services behind a sign or their service's name, streets with a number, flats, districts of cities. A day
    stays.
    """
    made, at = [], 0
    for start, end in _found(text):
        made += [text[at:start], INSTEAD]
        at = end
    return "".join([*made, text[at:]])


@cache
def _pattern() -> re.Pattern[str]:
    named = (*catalogue.apps(), *catalogue.channels())
    words = {folded(word)[0] for service in named for word in (service.id, *service.known_by)}
    words |= {folded(word)[0] for app in catalogue.apps() for word in app.every_name}
    services = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    account = rf"(?<![a-z])(?:{services}){_ACCOUNT}"
    return re.compile("|".join(f"(?:{part})" for part in (*_ADDRESSES, account, *_PLACES, *_NUMBERS)))


def _found(text: str) -> Iterator[tuple[int, int]]:
    plain, places = folded(text)
    for found in _pattern().finditer(plain):
        if not _DAY.fullmatch(found[0].strip()):
            yield places[found.start()][0], places[found.end() - 1][1]
