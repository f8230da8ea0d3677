"""What each kind of unit must and may hold besides what every unit may; it must not know how a unit is written."""

from types import MappingProxyType

from cop_author.model.guideline import Kind

_HOLDS = {
    Kind.PARAGRAPH: ("text", "title image alt caption"),
    Kind.KEY_MESSAGE: ("text", "title points image alt"),
    Kind.RECOMMENDATION: ("title text force", "points"),
    Kind.CHECKLIST: ("title points", "text"),
    Kind.CASE_STUDY: ("title text", "points"),
    Kind.SCENARIO: ("title text choices", "points image alt"),
    Kind.ACTIVITY: ("title text", "points choices room image alt"),
    Kind.QUESTION: ("text", "title choices points room"),
    Kind.TABLE: ("title columns rows", "text caption"),
    Kind.FIGURE: ("image alt", "title caption"),
}
MUST_HOLD = MappingProxyType({kind: tuple(must.split()) for kind, (must, _) in _HOLDS.items()})
MAY_HOLD = MappingProxyType({kind: tuple(may.split()) for kind, (_, may) in _HOLDS.items()})
