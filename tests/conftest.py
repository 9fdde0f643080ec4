"""What many tests share: invented statutes in a folder, and packs built from them and from the starter content."""

import gc
from pathlib import Path

import pytest

from kiosk.content.build import build

ROOT = Path(__file__).resolve().parent.parent
LONG = "".join(f"第{n}个果园的边界，以当年公示的图纸为准，图纸不清的，由村里组织双方到现场确认。" for n in range(1, 31))

OLD = """# 中华人民共和国柑橘保护法

2015年3月1日 通过

<!-- INFO END -->

第一条 旧版柑橘保护法的第一条，说的是旧规矩。

第二条 柑橘由种植的人自己卖。
"""

NEW = f"""# 中华人民共和国柑橘保护法

2015年3月1日 通过

2024年5月1日 修正

<!-- INFO END -->

## 第一章 总则

第一条 为了保护种柑橘的人，制定本法。

第二条 柑橘由种植的人自己卖，任何人不得强行收购。

强行收购的，依照本法第四条处理。

第三条 收购商应当做到：

（一）当面过秤；

（二）当日付清货款；

（三）给种植的人开具凭证。

第三条之一 收购商拖欠货款的，种植的人可以向镇人民政府投诉。

## 第二章 边界与责任

第四条 强行收购柑橘的，处以罚款；造成损失的，应当赔偿。受害人的其他权利，适用《中华人民共和国民法典》第一千一百六十五条。

第五条 {LONG}

<!-- TABLE -->
| 等级 | 价格 |
| --- | --- |
| 一级 | 八元 |
| 二级 | 五元 |
<!-- TABLE END -->

第六条 本法自2024年6月1日起施行。
"""


def pytest_runtest_logfinish() -> None:
    """Where the terminal's tests have switched the collector off, garbage is collected between tests, on this thread."""
    if not gc.isenabled():
        gc.collect(1)


@pytest.fixture(scope="session")
def statutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of invented statutes: two versions of one, and a code of many articles."""
    root = tmp_path_factory.mktemp("sources") / "laws"
    social = root / "社会法"
    social.mkdir(parents=True)
    (social / "柑橘保护法(2015-03-01).md").write_text(OLD, "utf-8")
    (social / "柑橘保护法(2024-05-01).md").write_text(NEW, "utf-8")
    articles = "\n\n".join(f"第{_chinese(n)}条 茶园第{n}号地块的采摘，由承包的人安排。" for n in range(1, 1261))
    regulations = root / "行政法规"
    regulations.mkdir()
    (regulations / "茶园管理条例(2020-01-01).md").write_text(
        f"# 茶园管理条例\n\n2020年1月1日 公布\n\n<!-- INFO END -->\n\n## 第一章 采摘\n\n{articles}\n", "utf-8"
    )
    return root


def _chinese(number: int) -> str:
    from kiosk.law.numerals import to_chinese

    return to_chinese(number)


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory, statutes: Path) -> Path:
    """A folder of installed packs: the invented statutes, and the starter content as it is shipped."""
    out = tmp_path_factory.mktemp("content")
    build(statutes, out)
    build(ROOT / "assets" / "content", out)
    return out
