"""What must hold before an edition may be published at all; it must not judge the text itself."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from cop_author.model.deviation import Standing
from cop_author.model.document import Document
from cop_author.model.edition import Edition, Stale
from cop_author.model.layer import Layer, LayerKind, ParameterValue
from cop_author.model.problem import Problem, Problems, Rule, Severity
from cop_author.model.vocabulary import Parameter
from cop_author.text.days import days_between
from cop_author.text.locale import seconds

LAYER_ERRORS = Rule(
    "G101",
    "An edition of a layer that has errors",
    "Printed without the changes that cannot be made, a national edition would not say what the country decided.",
    "Run `cop check`, and correct what it says of the layer.",
)
NO_TRANSLATION = Rule(
    "G102",
    "An edition in a language into which nothing is translated",
    "A book in English with another language on its cover helps nobody.",
    "Leave the language out of the manifest until there are translations.",
)
NOT_TRANSLATED = Rule(
    "G108",
    "An edition of which too little is translated",
    "A reader who meets another language in the middle of a rule about safety may miss the rule.",
    "Translate what is missing: `cop catalogue status` counts it, the catalogues below locales/ hold it. To see the "
    "edition before, set `gates: {translated: 0}`.",
)
MANDATORY_NOT_TRANSLATED = Rule(
    "G109",
    "An edition in which a mandatory unit is not translated",
    "What must reach every reader must reach them in their language; no setting opens this gate.",
    "Translate the units that are named.",
)
CATALOGUE_ERRORS = Rule(
    "G110",
    "An edition in a language whose catalogues have errors",
    "A translation that lost a number or a negation says something else than the guidelines.",
    "Run `cop catalogue check`, and correct what it says, or waive it with a reason.",
)
NOT_REVIEWED = Rule(
    "G111",
    "An edition of which too little was read by a native reader",
    "Who publishes a translation that nobody has read publishes it unseen.",
    "Have it read: cop catalogue review. To see the edition before, set `gates: {reviewed: 0}`.",
)
NO_WORDING = Rule(
    "G112",
    "An edition in a language in which its pages cannot speak",
    "Buttons, labels and notes would be in another language than the text.",
    "Translate the catalogue ui.po of the language.",
)
ENGLISH_WORDING = Rule(
    "B105",
    "An edition whose pages speak English around the text",
    "Its text is written in another language, and nobody has put the wording of pages into it yet; it is printed in "
    "English and marked as such.",
    "Run `cop catalogue update` with the language, and translate its catalogue ui.po.",
    Severity.WARNING,
)
OUT_OF_DATE = Rule(
    "G113",
    "An edition with translations that are out of date",
    "The manifest says `stale: fail`: what changed in the source has to reach the reader.",
    "Look at the fuzzy entries, or choose another policy for `stale`.",
)
NO_LETTERS = Rule(
    "G114",
    "An edition with a letter that no shipped font has",
    "It would be printed as an empty box, and a reader would have to guess the word; no setting opens this gate.",
    "Write it with other letters, or add a font that has it: `cop font add`; `cop font list` says what is missing.",
)
OF_TRANSLATIONS = frozenset(
    rule.code
    for rule in (
        NO_TRANSLATION,
        NOT_TRANSLATED,
        MANDATORY_NOT_TRANSLATED,
        CATALOGUE_ERRORS,
        NOT_REVIEWED,
        NO_WORDING,
        OUT_OF_DATE,
    )
)
"""The codes of the gates that are about a translation."""
NO_TEXT = Rule(
    "G103",
    "An edition whose release is not here",
    "Built from other text, it would say what the country never adopted.",
    "`cop check` says what to fetch.",
)
NOT_APPROVED = Rule(
    "G104",
    "An edition with changes that nobody approved",
    "What a country publishes, somebody must answer for.",
    "Have them approved: cop layer approve. To see the edition before, set `gates: {approvals: none}`.",
)
NOT_FILLED = Rule(
    "G105",
    "An edition that lacks values, or prints values that nobody has verified in time",
    "A number that no longer answers leaves a child alone.",
    "Enter and verify the values. To see the edition before, set `gates: {parameters: any}`.",
)
NO_HELPLINE = Rule(
    "G106",
    "A country's edition for children or parents without a helpline that somebody has verified",
    "A child who looks for help must not meet silence; no setting opens this gate.",
    "Enter the values, and when they were last verified, in the layer's parameters.yaml.",
)
CHANGED = Rule(
    "G107",
    "An edition of a layer whose changes were written for other text",
    "A change laid over words that have changed may no longer mean what it meant.",
    "Adapt the layer to the text below it. To see the edition before, set `gates: {drift: any}`.",
)
_NAMED = 5
"""So many letters are named."""
_SIGNED = frozenset({Standing.APPROVED, Standing.URGENT, Standing.ILLUSTRATIVE})
_TO_PROTECT = frozenset({"children", "parents"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a layer when its editions are to be published.

    `errors` and `changed` count what `cop check` finds: operations that cannot be done, and changed bases. `standings`
    are by operation or parameter. `doubtful` are the parameters that have no verified, valid value on this day.
    """

    layer: Layer
    errors: int = 0
    changed: int = 0
    standings: Mapping[str, Standing] | None = None
    doubtful: Collection[str] = ()


def is_doubtful(parameter: Parameter, value: ParameterValue | None, today: str) -> bool:
    """Whether a parameter has no value, or one that has ended, or one that was not verified as recently as it must."""
    if value is None or (value.valid_until and value.valid_until < today):
        return True
    every = seconds(parameter.verify_every) if parameter.verify_every else None
    if every is None:
        return False
    return not value.verified or days_between(value.verified, today) * 86_400 > every


def check_translation(
    edition: Edition, document: Document, untranslated: tuple[str, ...], unsaid: int, errors: int
) -> Problems:
    """Why a composed edition in another language than the source's may not be published.

    `untranslated` are mandatory units with a text that is not in the language, `unsaid` counts wording of the pages
    that has no translation, `errors` what is wrong in the language's catalogues.
    """
    return tuple(_find_untranslated(edition, document, untranslated, unsaid, errors))


def _find_untranslated(
    edition: Edition, document: Document, untranslated: tuple[str, ...], unsaid: int, errors: int
) -> Iterator[Problem]:
    measured, name = document.translation, f"{edition.id} ({document.language.tag})"
    if measured is None:
        return
    where, gates = edition.where.at("gates"), edition.gates
    if not measured.own + measured.inherited:
        message = f"{edition.id}: nothing is translated into {document.language.tag}"
        yield NO_TRANSLATION.at(edition.where.at("languages"), message)
        return
    if errors:
        yield CATALOGUE_ERRORS.at(where, f"{name}: the catalogues have {_count(errors, 'error')}")
    if measured.percent < gates.translated:
        counts = f"{measured.missing} missing, {measured.fuzzy} out of date"
        message = f"{name}: {measured.percent} % translated of {gates.translated} % required; {counts}"
        yield NOT_TRANSLATED.at(where, message)
    if untranslated:
        shown = ", ".join(untranslated[:5]) + (", …" if len(untranslated) > 5 else "")
        yield MANDATORY_NOT_TRANSLATED.at(where, f"{name}: {_count(len(untranslated), 'mandatory unit')}: {shown}")
    if measured.percent_reviewed < gates.reviewed:
        message = f"{name}: {measured.percent_reviewed} % reviewed of {gates.reviewed} % required"
        yield NOT_REVIEWED.at(where, message)
    if unsaid:
        yield NO_WORDING.at(where, f"{name}: {_count(unsaid, 'piece')} of wording without translation")
    if measured.fuzzy and edition.stale is Stale.FAIL:
        yield OUT_OF_DATE.at(where, f"{name}: {_count(measured.fuzzy, 'text')} out of date")


def check_wording(edition: Edition, document: Document, unsaid: int) -> Problems:
    """Whether an edition in the language of its source says in that language what stands around its text."""
    if document.translation or not unsaid:
        return ()
    message = f"{edition.id} ({document.language.tag}): {_count(unsaid, 'piece')} of wording in English"
    return (ENGLISH_WORDING.at(edition.where.at("languages"), message),)


def check_letters(edition: Edition, lang: str, letters: Mapping[str, str]) -> Problems:
    """Why an edition cannot be printed: `letters` no font has, each with the address where it stands first."""
    if not letters:
        return ()
    named = [f"{letter!r} (U+{ord(letter):04X})" for letter in sorted(letters)[:_NAMED]]
    more = f" and {len(letters) - _NAMED} more" if len(letters) > _NAMED else ""
    address = letters[min(letters)]
    where = f", the first in {address}" if address else ""
    message = f"{edition.id} ({lang}): no font has {', '.join(named)}{more}{where}"
    return (NO_LETTERS.at(edition.where.at("languages"), message),)


def check_layer(edition: Edition, known: Known) -> Problems:
    """Why an edition of this layer may not be built."""
    return tuple(_find_broken(edition, known))


def check_document(
    edition: Edition, document: Document, known: Known, parameters: tuple[Parameter, ...], operations: Collection[str]
) -> Problems:
    """Why a composed edition of a layer may not be published. `operations` are those that concern it."""
    return (
        *_find_unsigned(edition, document, known, operations),
        *_find_unfilled(edition, document, known, parameters),
    )


def _find_broken(edition: Edition, known: Known) -> Iterator[Problem]:
    where, layer = edition.where.at("layer"), known.layer.id
    if known.errors:
        yield LAYER_ERRORS.at(where, f"{edition.id}: the layer {layer!r} has {_count(known.errors, 'error')}")
    if known.changed and edition.gates.drift != "any":
        message = f"{edition.id}: {_count(known.changed, 'field')} of the layer {layer!r} changed below it"
        yield CHANGED.at(where, message)


def _find_unsigned(
    edition: Edition, document: Document, known: Known, operations: Collection[str]
) -> Iterator[Problem]:
    if edition.gates.approvals != "required":
        return
    standings = known.standings or {}
    subjects = [name for name in standings if name in operations or name in document.filled]
    unsigned = [name for name in subjects if standings[name] not in _SIGNED]
    if unsigned:
        shown = ", ".join(unsigned[:5]) + (", …" if len(unsigned) > 5 else "")
        message = f"{edition.id}: {len(unsigned)} of {len(subjects)} changes and values are not approved: {shown}"
        yield NOT_APPROVED.at(edition.where.at("gates"), message)


def _find_unfilled(
    edition: Edition, document: Document, known: Known, parameters: tuple[Parameter, ...]
) -> Iterator[Problem]:
    where, doubtful = edition.where.at("gates"), known.doubtful
    vital = [parameter.name for parameter in parameters if parameter.vital]
    if _protects(edition, known.layer) and (missing := [name for name in vital if name in doubtful]):
        yield NO_HELPLINE.at(where, f"{edition.id}: missing or not verified in time: {', '.join(missing)}")
    printed = [name for name in (*document.to_fill, *document.filled) if name in doubtful]
    if printed and edition.gates.parameters == "complete":
        yield NOT_FILLED.at(where, f"{edition.id}: missing or not verified in time: {', '.join(sorted(printed))}")


def _protects(edition: Edition, layer: Layer) -> bool:
    """Whether a country's children or parents may open this edition when they look for help."""
    readers = edition.select.for_.values("readers")
    return layer.kind is not LayerKind.REGION and (not readers or bool(_TO_PROTECT & set(readers)))


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
