"""What is wrong with a layer's template before anything is rendered; it must not render."""

from collections.abc import Iterator
from functools import cache

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from cop_author.model.place import Where
from cop_author.model.problem import Problem, Rule
from cop_author.render.dress import OwnTemplate, tools_template
from cop_author.render.html import environment
from cop_author.render.wording import template_names
from cop_author.text.nearest import did_you_mean

OVERRIDES_NOTHING = Rule(
    "L401",
    "A template that takes the place of none",
    "The tool would never ask for it, so the edition would look as if nobody had written it.",
    "Give it the path that the tool's own template has below templates/.",
)
UNUSABLE = Rule(
    "L402",
    "A template that cannot be used",
    "An edition would be without the page, or would show what its author did not mean.",
    "Mend the line. docs/publishing.md says what templates of a layer may do.",
)


def check_template(template: OwnTemplate) -> Iterator[Problem]:
    """What is wrong with one template: its place, its syntax, names nobody knows, access that is not safe."""
    where = Where(template.file, 1)
    if template.name not in template_names():
        hint = did_you_mean(template.name, template_names())
        yield OVERRIDES_NOTHING.at(where, f"the tool has no template {template.name}", hint)
        return
    found = environment(tools_template)
    try:
        found.compile(template.text, template.name, template.file)
        tree = found.parse(template.text, template.name, template.file)
    except TemplateSyntaxError as error:
        yield UNUSABLE.at(where.on(error.lineno), error.message or "a mistake in its syntax")
        return
    for line, message in sorted(set(_faults(tree, found))):
        yield UNUSABLE.at(where.on(line), message)


def _faults(tree: nodes.Template, found: Environment) -> Iterator[tuple[int, str]]:
    unknown = meta.find_undeclared_variables(tree) - _known_names() - set(found.globals)
    for name in tree.find_all(nodes.Name):
        if name.name in unknown:
            yield name.lineno, f"nobody knows the name {name.name!r}"
    for access in tree.find_all((nodes.Getattr, nodes.Getitem)):
        part = access.attr if isinstance(access, nodes.Getattr) else _constant(getattr(access, "arg", None))
        if part.startswith("_"):
            yield access.lineno, f"{part!r} is not for templates"
    for filtered in tree.find_all(nodes.Filter):
        if filtered.name in ("safe", "attr"):
            yield filtered.lineno, f"the filter {filtered.name!r} is not for a layer's templates"
    for changed in tree.find_all(nodes.ScopedEvalContextModifier):
        yield changed.lineno, "escaping cannot be switched off"
    for asked in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        wanted = _constant(getattr(asked, "template", None))
        if wanted and tools_template(wanted) is None:
            yield asked.lineno, f"there is no template {wanted!r}"


def _constant(node: object) -> str:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


@cache
def _known_names() -> frozenset[str]:
    """Every name that a template of the tool is handed."""
    found = environment(tools_template)
    texts = ((name, tools_template(name)) for name in template_names())
    trees = (found.parse(text, name) for name, text in texts if text)
    return frozenset(name for tree in trees for name in meta.find_undeclared_variables(tree))
