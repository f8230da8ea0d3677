"""What can be wrong with an operation of a layer: the rules, without the code that finds them."""

from cop_author.model.problem import Rule, Severity

NO_TARGET = Rule(
    "D101",
    "An override whose target is not there",
    "What the country decided would silently not be printed.",
    "Point the operation at the unit that took its place, or withdraw the operation.",
)
NO_MATCH = Rule(
    "D102",
    "Words to patch that do not occur exactly once",
    "Found nowhere, the patch would be lost; found twice, it might change the wrong place.",
    "Copy `find` from the text below this layer, long enough to occur once.",
)
NO_FIELD = Rule(
    "D103",
    "An override of a field that is not there",
    "The change would have no place.",
    "`cop unit show UNIT` lists the fields of a unit.",
)
TWO_WRITERS = Rule(
    "D104",
    "Two operations that write the same place",
    "Which of them wins would depend on the order of files.",
    "Make one operation of the two. Patches of one field may stand side by side where their words do not overlap.",
)
NO_CHANGE = Rule(
    "D105",
    "An operation that changes nothing",
    "The text below already says so; the deviation would be listed without existing.",
    "Withdraw the operation; its reason stays in the history.",
)
CHANGED_BASE = Rule(
    "D106",
    "An override of text that has changed since",
    "The change was written for other words and may no longer mean what it meant.",
    "Read what changed, adapt the operation, and record the new base.",
)
INCOMPLETE = Rule(
    "D107",
    "An operation that lacks what it needs, or holds what it cannot use",
    "What is not used would be lost without a word.",
    "patch: at, find, put. set: at, to. replace: unit. insert: one thing. move: after or before.",
)
FOREIGN_ID = Rule(
    "D108",
    "An inserted id without the layer's prefix, or one that is taken",
    "Without the prefix two layers, or the layer and a later master, could use one id for two texts.",
    "Begin the id with the layer's id and a hyphen, and use none twice.",
)
LOCKED = Rule(
    "D109",
    "An override of what a lower layer has locked",
    "What a country's law demands cannot be taken back by an organisation in it.",
    "Withdraw the operation, or ask the lower layer to unlock it.",
)
NO_ANCHOR = Rule(
    "D110",
    "A move or insertion next to something that is not there",
    "The text would have no place.",
    "Name a neighbour that exists below this layer, and that this layer does not remove.",
)
CORE = Rule(
    "D111",
    "A mandatory unit removed, emptied, narrowed or weakened without a waiver",
    "The protected core is what every edition owes to children.",
    "Withdraw the operation, or ask for a waiver, which is recorded in content/register/waivers.yaml.",
)
NO_BASE = Rule(
    "D112",
    "An override without a recorded base",
    "Without the text it was written for, nobody is told when that text changes.",
    "Run `cop layer pin LAYER`: it records every text that is missing.",
    Severity.WARNING,
)
NOT_RESTORED = Rule(
    "D113",
    "A restoration of what nobody removed or changed",
    "There is nothing to restore.",
    "Withdraw the operation.",
)
