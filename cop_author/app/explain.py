"""Every kind of problem with its explanation, gathered from the modules that find them."""

from importlib import import_module
from types import ModuleType

from cop_author.model.problem import Rule

_MODULES = (
    "formats.yaml_text",
    "formats.shape",
    "formats.scalars",
    "formats.common",
    "formats.workspace",
    "store.workspace",
    "store.releases",
    "app.interrupted",
    "app.own_fonts",
    "app.upgrade",
    "formats.po_lines",
    "formats.gettext",
    "app.translation.catalogues",
    "app.translation.merge",
    "core.translation_rules",
    "formats.xml_text",
    "core.take_in",
    "core.checks.structure",
    "core.checks.references",
    "core.checks.wording",
    "core.checks.parameters",
    "core.checks.values",
    "core.checks.pictures",
    "core.checks.readers",
    "core.validate",
    "core.tailor",
    "core.compose",
    "core.gates",
    "core.operation_rules",
    "core.operation_checks",
    "formats.reply",
    "app.approve",
    "core.approvals",
    "core.dated",
    "core.families",
    "core.colours",
    "formats.own_files",
    "app.dresses",
    "render.own_templates",
    "render.protected",
)


def rules() -> tuple[Rule, ...]:
    """All kinds of problem, by code."""
    modules = (import_module(f"cop_author.{name}") for name in _MODULES)
    found = {rule.code: rule for module in modules for rule in _rules_of(module)}
    return tuple(found[code] for code in sorted(found))


def as_markdown() -> str:
    """`docs/problems.md`."""
    head = (
        "# Problems\n\nEvery finding has a stable code. `cop explain CODE` prints its entry. This page is written by\n"
        "`cop explain --markdown`.\n"
    )
    entries = (
        f"\n## {rule.code}\n\n**{rule.title}** ({rule.severity})\n\n{rule.why}\n\n*What to do.* {rule.mend}\n"
        for rule in rules()
    )
    return head + "".join(entries)


def _rules_of(module: ModuleType) -> tuple[Rule, ...]:
    return tuple(value for value in vars(module).values() if isinstance(value, Rule))
