"""`cop layer`: what a region's, country's or organisation's team does with its overrides."""

import click

from cop_author.cli.lazy import Commands, lazily

COMMANDS: Commands = {
    "new": ("cop_author.cli.layers.new", "Begin a layer for a region, country or organisation."),
    "pin": (
        "cop_author.cli.layers.pin",
        "Record the release that a layer stands on, and the texts its changes were made for, where that is missing.",
    ),
    "status": (
        "cop_author.cli.layers.status",
        "Show where layers stand: release, changes, findings, values, approvals, drift, editions; one layer at length.",
    ),
    "fill": (
        "cop_author.cli.layers.fill",
        "Enter a layer's values: helplines, authorities, ages and time limits, each with its source.",
    ),
    "override": (
        "cop_author.cli.layers.override",
        "Change a unit for a layer: in your editor, or with flags; with a reason, and a law where there is one.",
    ),
    "withdraw": (
        "cop_author.cli.layers.withdraw",
        "Withdraw an operation: the unit reads again as the text below has it.",
    ),
    "explain": (
        "cop_author.cli.layers.explain",
        "Show a unit in the master, and what each layer changes in it, word by word, and why.",
    ),
    "drift": (
        "cop_author.cli.layers.drift",
        "Say what became of the text under each change of a layer, with the words that changed.",
    ),
    "upgrade": (
        "cop_author.cli.layers.upgrade",
        "Take a layer to another release of the text below it: a plan first, then all of it or nothing.",
    ),
    "approve": (
        "cop_author.cli.layers.approve",
        "Sign a layer's changes and values, after seeing the old words, the new words and the reason.",
    ),
    "review-pack": (
        "cop_author.cli.layers.review_pack",
        "Write a pack for reviewers: a page to read offline, the same as a PDF, and a reply sheet.",
    ),
    "deviations": (
        "cop_author.cli.layers.deviations",
        "List how a layer departs from the master, unit by unit, with reasons and legal bases.",
    ),
    "check": (
        "cop_author.cli.layers.check",
        "Say what is wrong with one layer, and what keeps its editions from being published.",
    ),
}


@click.group("layer", cls=lazily(COMMANDS))
def command() -> None:
    """Adapt the text for a region, country or organisation, and keep it current."""
