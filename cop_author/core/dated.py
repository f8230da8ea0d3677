"""What time has done to a layer: reviews that are due, values that ended or that nobody has looked at for too long; it
must not know what day it is, nor hold anything back."""

from collections.abc import Iterable, Iterator

from cop_author.model.layer import Approval, Comment, Layer, Operation, ParameterValue
from cop_author.model.problem import Problem, Problems, Rule, Severity
from cop_author.model.vocabulary import Parameter
from cop_author.text.days import days_between, is_day
from cop_author.text.locale import seconds

REVIEW = Rule(
    "L301",
    "A change past its review date",
    "Somebody meant to ask by then whether it still holds.",
    "Look at it again; then correct or withdraw it, or write the next date in `review`.",
    Severity.WARNING,
)
LAW = Rule(
    "L302",
    "A legal basis past its review date",
    "The law may have changed, and the text says what it says because of it.",
    "Read the law again; then correct the operation, or write the next date in `legal`.",
    Severity.WARNING,
)
ENDED = Rule(
    "L303",
    "A value that has ended",
    "A number that no longer answers leaves a child alone.",
    "Enter the new value, or the new date in `valid-until`.",
    Severity.WARNING,
)
ENDS_SOON = Rule(
    "L304",
    "A value that ends within a month",
    "A new one has to be found, entered and approved before the day.",
    "Ask for the new value.",
    Severity.WARNING,
)
NEVER_VERIFIED = Rule(
    "L305",
    "A value that nobody has verified",
    "The parameter asks for a value that somebody makes sure of at intervals.",
    "Make sure of it: call the number, open the page. Then write the day in `verified`.",
    Severity.WARNING,
)
LONG_AGO = Rule(
    "L306",
    "A value that was verified too long ago",
    "A number that no longer answers leaves a child alone.",
    "Make sure of it again: call the number, open the page. Then write the day in `verified`.",
    Severity.WARNING,
)
NOT_YET = Rule(
    "L307",
    "A day that has not come yet",
    "Nobody can have verified or signed anything on it.",
    "Correct the date.",
)
SOON = 30
"""Days before its end in which a value is named."""


def check_dates(layer: Layer, parameters: Iterable[Parameter], today: str) -> Problems:
    """What is due in `layer` on the day `today` (ISO 8601)."""
    every = {parameter.name: parameter.verify_every for parameter in parameters}
    found: list[Problem] = []
    for operation in layer.operations:
        found += _find_reviews(operation, today)
    for value in layer.parameters:
        found += _find_ends(layer, value, today)
        found += _find_unverified(layer, value, every.get(value.name, ""), today)
    entries: tuple[Approval | Comment, ...] = (*layer.approvals, *layer.comments)
    for entry in entries:
        if entry.date > today:
            subject = entry.operation or entry.parameter
            found.append(NOT_YET.at(entry.where, f"{layer.id}: {subject} was looked at on {entry.date}"))
    return tuple(found)


def _find_reviews(operation: Operation, today: str) -> Iterator[Problem]:
    if _is_past(operation.review, today):
        yield REVIEW.at(operation.where.at("review"), f"{operation.id} was to be reviewed by {operation.review}")
    legal = operation.legal
    if legal and _is_past(legal.review, today):
        basis = ", ".join(filter(None, (legal.instrument, legal.article)))
        yield LAW.at(operation.where.at("legal"), f"{operation.id}: {basis} was to be reviewed by {legal.review}")


def _find_ends(layer: Layer, value: ParameterValue, today: str) -> Iterator[Problem]:
    if not is_day(value.valid_until):
        return
    left = days_between(today, value.valid_until)
    if left < 0:
        yield ENDED.at(value.where.at("valid_until"), f"{layer.id}: {value.name} was valid until {value.valid_until}")
    elif left <= SOON:
        message = f"{layer.id}: {value.name} is valid until {value.valid_until}, {left} days from now"
        yield ENDS_SOON.at(value.where.at("valid_until"), message)


def _find_unverified(layer: Layer, value: ParameterValue, every: str, today: str) -> Iterator[Problem]:
    longest = seconds(every) if every else None
    if value.verified > today:
        yield NOT_YET.at(value.where.at("verified"), f"{layer.id}: {value.name} was verified on {value.verified}")
    elif longest is not None and not value.verified:
        yield NEVER_VERIFIED.at(value.where, f"{layer.id}: {value.name} is to be verified every {every}")
    elif longest is not None and days_between(value.verified, today) * 86_400 > longest:
        message = f"{layer.id}: {value.name} was verified on {value.verified}, and is to be every {every}"
        yield LONG_AGO.at(value.where.at("verified"), message)


def _is_past(day: str, today: str) -> bool:
    return is_day(day) and day < today
