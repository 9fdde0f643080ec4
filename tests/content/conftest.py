"""Small packs, built from statutes of three lines."""

from pathlib import Path

import pytest

from kiosk.content.build import Built, build

LAW = """# {title}

2020年1月1日 第一届全国借伞大会通过

<!-- INFO END -->

## 第一章 总则

第一条 {first}

第二条 本法自2020年2月1日起施行。
"""


class Press:
    """Prints packs: `laws` is the source folder's name and becomes the collection's."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def pack(
        self, version: str = "1", first: str = "雨停以后归还雨伞。", collection: str = "laws", out: str = ""
    ) -> Built:
        source = self.root / "sources" / collection
        shelf = source / "行政法"
        shelf.mkdir(parents=True, exist_ok=True)
        for title in ("借伞法", "雨衣法"):
            (shelf / f"{title}(2020-01-01).md").write_text(LAW.format(title=title, first=first), "utf-8")
        return build(source, self.root / (out or f"built-{version}"), version)


@pytest.fixture
def press(tmp_path: Path) -> Press:
    return Press(tmp_path)
