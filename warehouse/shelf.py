"""What people keep in the warehouse's folder beside the versions: layouts and what-ifs, a small text file each."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from warehouse.adjustment import Adjustments, filed, unfiled
from warehouse.files import replace


class Shelf:
    """The part of a warehouse that no version holds. Every file is put in its place in one step, so nobody waits."""

    folder: Path

    def layouts(self) -> dict[str, str]:
        """The learnt layouts."""
        return {path.stem: path.read_text("utf-8") for path in sorted((self.folder / "layouts").glob("*.toml"))}

    def save_layout(self, name: str, text: str) -> None:
        """Keep a learnt layout."""
        self._put(self._layout(name), text)

    def drop_layout(self, name: str) -> None:
        """Forget a learnt layout."""
        self._layout(name).unlink(missing_ok=True)

    def scenarios(self) -> dict[str, Adjustments]:
        """The what-ifs that are kept; a file that cannot be read costs only itself."""
        files = (self.folder / "scenarios").glob("[0-9a-f]*.json")
        found = (unfiled(path.read_text("utf-8", errors="replace")) for path in files)
        return dict(sorted(each for each in found if each))

    def save_scenario(self, name: str, adjustments: Adjustments) -> None:
        """Keep a what-if."""
        self._put(self._scenario(name), filed(name, adjustments))

    def drop_scenario(self, name: str) -> None:
        """Forget a what-if."""
        self._scenario(name).unlink(missing_ok=True)

    def _layout(self, name: str) -> Path:
        if not re.fullmatch(r"[\w-]+", name):
            raise ValueError(name)
        return self.folder / "layouts" / f"{name}.toml"

    def _scenario(self, name: str) -> Path:
        # A name may hold any sign and be long; a file's may not.
        return self.folder / "scenarios" / f"{sha256(name.encode()).hexdigest()[:32]}.json"

    def _put(self, target: Path, text: str) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, text.encode())
