"""The shape that design and CONTRIBUTING promise, read off the syntax trees of the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = (
    "contract", "sample", "loaders", "warehouse", "metrics", "charts", "exports", "i18n", "frame", "desk", "pages",
    "dashboard", "server",
)  # fmt: skip

# Data flows one way: what stands on the left may import only what begins like one of the names on the right.
# The longest name on the left that fits a module decides.
MAY_IMPORT = {
    "contract": ("contract",),
    "i18n": ("i18n",),
    "sample": ("sample", "contract"),
    "warehouse": ("warehouse", "contract"),
    "loaders": ("loaders", "contract", "warehouse", "i18n"),
    "loaders.decoders": ("loaders.decoders",),
    "loaders.__main__": ("loaders", "contract", "warehouse", "i18n", "sample"),
    "metrics": ("metrics", "warehouse.Query"),
    "metrics.reference": ("metrics", "warehouse"),
    "charts": ("charts", "i18n"),
    "exports": ("exports", "charts", "metrics", "i18n", "contract"),
    "frame": ("frame", "warehouse", "i18n", "charts.palette", "metrics.scope", "metrics.explain"),
    "frame_explain": ("frame", "contract", "warehouse.Query", "i18n", "metrics.explain"),
    "dashboard": ("frame", "metrics", "charts", "i18n"),
    "server": (),
    "pages": ("frame", "metrics", "charts", "i18n", "exports"),
    "pages.intake": ("frame", "desk", "loaders.engine"),
    "pages.whatif": ("frame", "desk", "metrics", "charts"),
    "desk": ("desk", "frame", "metrics", "i18n", "loaders", "contract", "warehouse.Attempt", "warehouse.adjustment"),
}
# A library that only some parts may know.
CONFINED = {
    "streamlit": ("dashboard", "frame", "desk", "pages", "server"),
    "starlette": ("server",),
    "plotly": ("charts",),
    "duckdb": ("warehouse",),
    "openpyxl": ("contract.template", "loaders", "exports", "sample"),
    "python_calamine": ("loaders.decoders",),
    "xlrd": ("loaders.decoders",),
}
VAGUE = {"utils", "util", "helpers", "helper", "core", "common", "misc"}


def code() -> list[Path]:
    folders = (*PRODUCT, "tests", "bench")
    return sorted([*ROOT.glob("*.py"), *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))])


def product() -> list[Path]:
    return [path for path in code() if module(path).split(".")[0].split("_")[0] in PRODUCT]


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def within(name: str, places: tuple[str, ...]) -> bool:
    """Whether a dotted name is one of the places or inside one; `frame_x` counts as part of `frame`."""
    return any(name == place or name.startswith((f"{place}.", f"{place}_")) for place in places)


def by_module(path: Path) -> str:
    return module(path)


@pytest.mark.parametrize("path", product(), ids=by_module)
def test_a_module_imports_only_what_lies_upstream_of_it(path: Path):
    rule = max((name for name in MAY_IMPORT if within(module(path), (name,))), key=len)
    ours = [name for name in imports(path) if within(name, PRODUCT)]
    assert [name for name in ours if not within(name, MAY_IMPORT[rule])] == []


@pytest.mark.parametrize("path", product(), ids=by_module)
def test_a_library_is_known_only_where_it_belongs(path: Path):
    libraries = {name.split(".")[0] for name in imports(path)} & CONFINED.keys()
    assert [library for library in libraries if not within(module(path), CONFINED[library])] == []


def test_modules_have_names_that_say_something():
    assert [path for path in code() if VAGUE & set(module(path).split("."))] == []


def test_no_file_is_longer_than_two_hundred_lines():
    files = [*code(), *(ROOT / "metrics").glob("*.sql")]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > 200} == {}


def test_no_function_is_longer_than_thirty_lines():
    lengths = {f"{module(path)}.{f.name}": f.end_lineno - f.lineno + 1 for path in code() for f in functions(path)}
    assert {name: lines for name, lines in lengths.items() if lines > 30} == {}


def test_half_of_all_function_bodies_have_eight_lines_or_fewer():
    assert median(body_lines(function) for path in product() for function in functions(path)) <= 8
