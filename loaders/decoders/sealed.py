"""XML from strangers: no document type and so no entities of its own, nothing fetched, no bottomless nesting."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

DEEPEST = 100
Attributes = dict[str, str]


class NotSealed(ValueError):
    """The document does what no honest file of its format does."""


def walk(
    content: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Tell the elements of a document one after another, named `namespace local`; broken XML raises `ExpatError`."""
    depth = 0

    def begun(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise NotSealed("nested too deep")
        start(name, attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = begun, ended
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(content, True)


def _refuse(*_: object) -> None:
    raise NotSealed("a document type")
