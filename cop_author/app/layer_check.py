"""One layer on its own: what is wrong with it, and what holds its editions back."""

from dataclasses import dataclass
from pathlib import Path

from cop_author.app.due import find_due
from cop_author.app.layers import problems_of
from cop_author.app.plan import layer_of, plan
from cop_author.app.texts import open_texts
from cop_author.model.problem import Problems, in_reading_order


@dataclass(frozen=True, slots=True)
class Checked:
    """What a layer's team has to mend, and what still keeps its editions from being published."""

    problems: Problems
    held_back: Problems


def check_layer(folder: Path, name: str, today: str) -> Checked:
    """The state of the layer `name` of the workspace at or above `folder`, as of `today` (ISO 8601)."""
    opened = open_texts(folder)
    layer = opened.layer(name)
    own = [problem for problem in opened.problems if layer_of(problem) == name]
    editions = [edition.id for edition in opened.workspace.editions if edition.layer == name]
    held_back = plan(folder, editions, today=today).held_back if editions else ()
    return Checked(in_reading_order([*own, *problems_of(opened, layer), *find_due(opened, layer, today)]), held_back)
