"""Numbers, telephone numbers and addresses for e-mail in a text of any script, to be held against another's."""

import re
import unicodedata
from collections import Counter

_PHONE = re.compile(r"(?<![\w{])\+?\d[\d ()./-]{4,}\d(?![\w}])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HAS_DIGIT = re.compile(r"[\d\u2070-\u209c\u00b2\u00b3\u00b9\u2460-\u249b]")
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c\u00a0\u202f' ]?\d+)*")
_DIGIT = re.compile(r"\d")
_SHORTEST_PHONE = 6


def has_digits(text: str) -> bool:
    """Whether there is any digit, in any script, raised or in a circle."""
    return _HAS_DIGIT.search(text) is not None


def numbers(text: str) -> Counter[str]:
    """Numbers in Western digits, without the marks that set off thousands; telephone numbers are none."""
    found = _NUMBER.findall(_PHONE.sub(_without_phone, western(text)))
    return Counter(re.sub(r"\D", "", number) for number in found)


def mails(text: str) -> Counter[str]:
    """Addresses for e-mail."""
    return Counter(_MAIL.findall(western(text)))


def phones(text: str) -> Counter[str]:
    """What may be a telephone number, without what sets its digits apart."""
    return Counter(map(_dialled, _PHONE.findall(western(text))))


def is_phone(number: str) -> bool:
    """Whether digits are enough for a telephone number."""
    return len(number) >= _SHORTEST_PHONE


def western(text: str) -> str:
    """`text` with the digits 0 to 9, in its compatible form (NFKC)."""
    return western_digits(unicodedata.normalize("NFKC", text))


def western_digits(text: str) -> str:
    """`text` with the digits 0 to 9, whatever it is written with."""
    return text if text.isascii() else _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def _without_phone(match: re.Match[str]) -> str:
    """What is long enough to be a telephone number is compared as one, not as a number."""
    return " " if match[0].startswith("+") or len(_dialled(match[0])) > _SHORTEST_PHONE else match[0]


def _dialled(found: str) -> str:
    return re.sub(r"[^\d+]", "", found)
