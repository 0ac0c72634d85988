"""What every value of the house has in common, wherever it stands."""

from importlib import import_module
from inspect import Parameter, signature
from pkgutil import walk_packages

import detox
from detox.domain.record import Record


def records(kind: type[Record] = Record) -> list[type[Record]]:
    """Every class of values below this one."""
    return [found for each in kind.__subclasses__() for found in (each, *records(each))]


def test_no_value_changes_once_it_is_made_and_no_field_is_given_by_its_place() -> None:
    for module in walk_packages(detox.domain.__path__, "detox.domain."):
        import_module(module.name)
    for module in walk_packages(detox.diary.__path__, "detox.diary."):
        import_module(module.name)

    for kind in records():
        assert kind.__struct_config__.frozen, kind
        assert all(one.kind is Parameter.KEYWORD_ONLY for one in signature(kind).parameters.values()), kind
