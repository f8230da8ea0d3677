"""What must hold before an edition may be published at all; it must not judge the text itself."""

from collections.abc import Iterator

from cop_author.model.edition import Edition
from cop_author.model.problem import Problem, Problems, Rule
from cop_author.model.workspace import Workspace

OVERRIDES = Rule(
    "G101",
    "An edition whose overrides cannot be applied",
    "Printed without its layer's changes, a national edition would say what the country decided to change.",
    "Build the master's editions; this version reads layers and does not apply their operations yet.",
)
NO_TRANSLATION = Rule(
    "G102",
    "An edition in a language into which nothing is translated",
    "A book in English with another language on its cover helps nobody.",
    "Leave the language out of the manifest until there are translations.",
)


ILLUSTRATION = Rule(
    "G103",
    "An edition of an illustrative layer",
    "It must say on every page that no authority issued it, and no edition says so yet.",
    "Build the master's editions.",
)


def closed_gates(workspace: Workspace, edition: Edition, lang: str) -> Problems:
    """Why `edition` may not be published in `lang`; nothing where it may."""
    return tuple(_find_closed(workspace, edition, lang))


def _find_closed(workspace: Workspace, edition: Edition, lang: str) -> Iterator[Problem]:
    layer = next((layer for layer in workspace.layers if layer.id == edition.layer), None)
    if layer and layer.illustrative:
        yield ILLUSTRATION.at(edition.where.at("layer"), f"{edition.id}: the layer {layer.id!r} is illustrative")
    if layer and layer.operations:
        message = f"{edition.id}: the {len(layer.operations)} operations of the layer {layer.id!r} are not applied"
        yield OVERRIDES.at(edition.where.at("layer"), message)
    if lang != workspace.config.source_language:
        yield NO_TRANSLATION.at(edition.where.at("languages"), f"{edition.id}: nothing is translated into {lang}")
