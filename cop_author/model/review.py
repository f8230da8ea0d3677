"""What somebody who signs a layer has to read: each change and each value with all that speaks for it; pure data."""

from dataclasses import dataclass

from cop_author.model.deviation import Part, Standing
from cop_author.model.layer import Comment, Operation, ParameterValue
from cop_author.model.runs import Run
from cop_author.model.vocabulary import Source


@dataclass(frozen=True, slots=True)
class ReviewField:
    """One text of a change: as it is below the layer and with it, each with its language and direction.

    `runs` is the word difference, empty where the languages differ or one of the two is missing. `inside` is where a
    reader finds it: of a cell the heads of its row and column, of an answer its choice.

    Where other operations write in the same text as well, these are what this one makes of it by itself; `others` are
    their ids and `together` is what all of them make of it.
    """

    field: str
    old: str
    new: str
    old_lang: str
    new_lang: str
    old_dir: str
    new_dir: str
    runs: tuple[Run, ...] = ()
    part: Part = Part.OWN
    inside: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    together: str = ""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A change to be signed: the operation, the unit by name, its texts, and what a reader should look at twice.

    `lang` is the language of the name. `source` is the page that the legal basis was read on. `concerns` are sentences.
    """

    operation: Operation
    digest: str
    unit: str
    name: str
    fields: tuple[ReviewField, ...]
    concerns: tuple[str, ...]
    standing: Standing
    source: Source | None = None
    comments: tuple[Comment, ...] = ()
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class ReviewValue:
    """A parameter's value to be signed: what it is, and the names of the units that print it."""

    value: ParameterValue
    digest: str
    about: str
    printed: tuple[str, ...]
    standing: Standing
    source: Source | None = None
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """All that a layer asks to be signed, and the text it stands on ('master 1.0.0')."""

    layer: str
    title: str
    stands_on: str
    master_title: str
    day: str
    illustration: str
    items: tuple[ReviewItem, ...]
    values: tuple[ReviewValue, ...]
