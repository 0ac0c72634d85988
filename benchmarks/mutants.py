"""Faults planted one at a time; what no test notices is printed. Run by hand, in a copy of the tree.

`python benchmarks/mutants.py detox/domain/dates.py tests/domain/test_dates.py` changes a comparison, a
number, an operator or a truth value of the file, runs the tests, puts it back, and goes on with the next. It
writes into the file, so that it refuses where git says that the file has changes. `--most=30` before the
file plants thirty of them, spread over it.
"""

import ast
import copy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
PATIENCE = 120
"""Seconds: tests that take longer have noticed."""


def sites(tree: ast.AST) -> Iterator[ast.AST]:
    """Whatever can be changed, always in the same order."""
    for node in ast.walk(tree):
        operator = node.ops[0] if isinstance(node, ast.Compare) else getattr(node, "op", None)
        if type(operator) in OTHER or (
            isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        ):
            yield node


def change(node: ast.AST) -> None:
    """Plant one fault there."""
    if isinstance(node, ast.Compare):
        node.ops[0] = OTHER[type(node.ops[0])]()  # type: ignore[call-overload] - a comparison for a comparison
    elif isinstance(node, ast.Constant):
        node.value = not node.value if isinstance(node.value, bool) else node.value + 1  # type: ignore[operator]
    else:
        node.op = OTHER[type(node.op)]()  # type: ignore[attr-defined] - `sites` gives no other


def noticed(tests: list[str]) -> bool:
    """Whether a test fails now."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        return subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False).returncode != 0
    except subprocess.TimeoutExpired:
        return True


def main(name: str, tests: list[str], most: int | None = None) -> None:
    """The faults of one file, at most so many of them."""
    if subprocess.run(["git", "diff", "--quiet", "--", name], check=False).returncode:
        sys.exit(f"{name} has changes that are not committed.")
    path = Path(name)
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    places = len(list(sites(tree)))
    count = min(places, most or places)
    survived = 0
    try:
        for n in (k * places // count for k in range(count)):
            planted = copy.deepcopy(tree)
            node = list(sites(planted))[n]
            before = ast.unparse(node)
            change(node)
            path.write_text(ast.unparse(planted), encoding="utf-8")
            if not noticed(tests):
                survived += 1
                print(f"{name}:{getattr(node, 'lineno', 0)}: {before} -> {ast.unparse(node)}")
    finally:
        path.write_text(source, encoding="utf-8")
    print(f"{name}: {count} planted of {places} places, {count - survived} noticed, {survived} survived")


if __name__ == "__main__":
    words = sys.argv[1:]
    given = words.pop(0).removeprefix("--most=") if words[0].startswith("--most=") else None
    main(words[0], words[1:], int(given) if given else None)
