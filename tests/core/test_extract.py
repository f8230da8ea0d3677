"""Each text is listed once for those who translate it, whatever else says the same."""

from cop_author.core.extract import merged
from cop_author.model.catalogue import Message


def test_two_layers_that_say_the_same_are_each_translated_into_their_own_languages() -> None:
    address, source = "parameter:helpline.hours#value", "day and night"
    swiss = Message("layer-ch", address, source, layer="ch")
    kenyan = Message("layer-ke", address, source, layer="ke")
    found = merged([("ch", (swiss,)), ("ke", (kenyan,)), ("ke 1.0.0", (kenyan,))])
    assert [(each.domain, each.layer, each.comments[-1]) for each in found] == [
        ("layer-ch", "ch", "Used by: ch"),
        ("layer-ke", "ke", "Used by: ke, ke 1.0.0"),
    ]


def test_what_the_master_says_is_not_listed_again_for_a_layer() -> None:
    masters = Message("industry", "ind-a#text", "Keep it.")
    layers = Message("layer-ke", "ind-a#text", "Keep it.", layer="ke")
    found = merged([("master", (masters,)), ("ke", (layers,))])
    assert [(each.domain, each.comments[-1]) for each in found] == [("industry", "Used by: master, ke")]
