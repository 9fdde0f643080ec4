"""Small statutes to read, as an editor would hand them in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.law.folder import Intake, read_folder

GOOD = """# 中华人民共和国借伞法

2020年1月1日 第一届全国借伞大会通过

<!-- INFO END -->

## 第一章 总则

第一条 为了让人不淋雨，制定本法。

## 第二章 归还

第二条 借伞的人应当：

（一）雨停以后归还；

（二）不折断伞骨。

第三条 本法自2020年2月1日起施行。
"""


class Desk:
    """A source folder that an editor fills."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, content: str | bytes = GOOD) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self) -> Intake:
        return read_folder(self.root)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = tmp_path / "laws"
    root.mkdir()
    return Desk(root)


@pytest.fixture
def law() -> Callable[..., str]:
    """A statute's Markdown around a body."""

    def make(body: str, title: str = "借伞法", history: str = "2020年1月1日 第一届全国借伞大会通过") -> str:
        return f"# {title}\n\n{history}\n\n<!-- INFO END -->\n\n{body}\n"

    return make
