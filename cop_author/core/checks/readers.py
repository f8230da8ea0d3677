"""Whether children get only what is for them, in words they can read; it must not rewrite a word."""

from collections.abc import Iterator

from cop_author.core.index import Index
from cop_author.model.guideline import Conditions, Section, Unit
from cop_author.model.place import Where
from cop_author.model.problem import Problem, Rule, Severity
from cop_author.model.rich import plain
from cop_author.text.addresses import texts_of_unit
from cop_author.text.inline import parse
from cop_author.text.readability import lix, mean_sentence, words

NO_AGE = Rule(
    "A201",
    "A unit for children that names no age",
    "It would appear in the books of every age, a story for a small child as well as a word on sextortion.",
    "State `for: {ages: […]}` on the unit or its section.",
)
NEVER = Rule(
    "A202",
    "A condition that nobody can meet",
    "The unit and its section ask for different values, so no edition prints it.",
    "Make the conditions share a value.",
)
HARD_TO_READ = Rule(
    "A203",
    "Text that is hard for its age",
    "A child who cannot read the sentence is not protected by it.",
    "Shorten the sentences; use shorter words.",
    Severity.WARNING,
)
ADULT_WORDS = Rule(
    "A204",
    "A link to the glossary in a book for young children",
    "The glossary is written for adults; its entries, on abuse too, would be printed in the child's book.",
    "Say in the sentence what the word means, and leave the link out.",
)
LIMITS: dict[str, tuple[float, float]] = {"under-9": (28, 11), "9-12": (34, 15), "13-18": (42, 19)}
"""By age band: the greatest LIX and the greatest mean length of a sentence, in words."""
FEWEST_WORDS = 40
"""Below this, one long word decides the measure."""


def check_ages(index: Index) -> Iterator[Problem]:
    """Units for children without an age; conditions that exclude each other."""
    for _, above, unit in index.placed:
        layers = [section.for_ for section in above] + [unit.for_]
        if _speaks_to_children(layers) and not any(conditions.values("ages") for conditions in layers):
            yield NO_AGE.at(unit.where, f"{unit.id} speaks to children and names no age")
        yield from _find_impossible(above, unit)


def check_glossary(index: Index) -> Iterator[Problem]:
    """Links to terms in text for children under 13."""
    for _, above, unit in index.placed:
        layers = [section.for_ for section in above] + [unit.for_]
        ages = {age for conditions in layers for age in conditions.values("ages")}
        if ages & {"under-9", "9-12"} and _speaks_to_children(layers):
            for address, text in texts_of_unit(unit):
                if "(term:" in text.source:
                    yield ADULT_WORDS.at(text.where, f"{address} links to the glossary")


def check_readability(index: Index) -> Iterator[Problem]:
    """Units for children whose words or sentences are too long for the youngest they are for."""
    if index.workspace.config.source_language != "en":
        return
    for _, above, unit in index.placed:
        layers = [section.for_ for section in above] + [unit.for_]
        ages = [age for age in LIMITS if any(age in conditions.values("ages") for conditions in layers)]
        if ages and _speaks_to_children(layers):
            yield from _find_hard(unit, ages[0], unit.where)


def measure(unit: Unit) -> tuple[int, float, float]:
    """Words, LIX and mean length of a sentence of all that a unit says in English."""
    text = " ".join(
        _sentence(plain(parse(text.source).nodes))
        for address, text in texts_of_unit(unit)
        if address.field != "alt" and text.lang.partition("-")[0] == "en"
    )
    return words(text), lix(text), mean_sentence(text)


def _find_hard(unit: Unit, age: str, where: Where) -> Iterator[Problem]:
    count, hardness, length = measure(unit)
    most_lix, most_words = LIMITS[age]
    if count >= FEWEST_WORDS and (hardness > most_lix or length > most_words):
        lix_, words_ = f"LIX {hardness:.0f} of {most_lix:.0f}", f"{length:.0f} of {most_words:.0f} words a sentence"
        yield HARD_TO_READ.at(where, f"{unit.id} is hard to read for {age}: {lix_}, {words_}")


def _sentence(text: str) -> str:
    return text if text.endswith(tuple(".!?”…؟۔।॥።፧។៕။。！？")) else f"{text}."


def _speaks_to_children(layers: list[Conditions]) -> bool:
    readers = [conditions.values("readers") for conditions in layers if conditions.values("readers")]
    return bool(readers) and all("children" in values for values in readers)


def _find_impossible(above: tuple[Section, ...], unit: Unit) -> Iterator[Problem]:
    outer = [section.for_ for section in above]
    if any(not unit.for_.meets(conditions) for conditions in outer):
        yield NEVER.at(unit.where, f"{unit.id} asks for what its section leaves out")
    for point in unit.narrowed:
        if any(not point.for_.meets(conditions) for conditions in (*outer, unit.for_)):
            yield NEVER.at(point.where, f"{unit.id}#{point.id} asks for what its unit leaves out")
