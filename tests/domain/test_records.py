"""What every value of the house has in common, wherever it stands."""

from importlib import import_module
from inspect import Parameter, signature
from pkgutil import walk_packages

from msgspec import Struct

import detox


def records(kind: type[Struct] = Struct) -> list[type[Struct]]:
    """Every class of values below this one that stands in the domain or the diary."""
    found = [each for below in kind.__subclasses__() for each in (below, *records(below))]
    return [each for each in found if each.__module__.startswith(("detox.domain.", "detox.diary."))]


def test_no_value_changes_once_it_is_made_and_no_field_is_given_by_its_place() -> None:
    for module in walk_packages(detox.domain.__path__, "detox.domain."):
        import_module(module.name)
    for module in walk_packages(detox.diary.__path__, "detox.diary."):
        import_module(module.name)

    for kind in records():
        assert kind.__struct_config__.frozen, kind
        assert all(one.kind is Parameter.KEYWORD_ONLY for one in signature(kind).parameters.values()), kind
