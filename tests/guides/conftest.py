"""An invented orchard county: five guides, a package, two questions, and terminals with all of it or with parts of it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kiosk.content.build import build
from kiosk.content.store import ContentStore
from kiosk.guides.asking import Asker
from kiosk.law.library import Library
from kiosk.law.search import Search

Folder = dict[str, str]


def _list(items: Iterable[str]) -> str:
    return "[\n" + "".join(f'  "{item}",\n' for item in items) + "]"


def _guide(title: str, theme: str, asks: str, answer: str, cites: str, more: str = "") -> str:
    """A guide's file. Lists are written with blanks between their items."""
    return f"""title = "{title}"
theme = "{theme}"
author = "柑橘县编写组"
reviewed = 2026-01-31
{more}asks = {_list(asks.split())}
answer = {_list(answer.split())}
cites = {_list(cites.split("；"))}
papers = {_list(["身份证", "过秤的单子"])}

[[step]]
title = "先把凭据收好"
text = "单子、照片、聊天记录都留着，一样也不要丢。"

[[step]]
title = "到镇上去说"
text = "带上凭据，到镇人民政府把事情讲清楚。"

[[place]]
name = "镇司法所"
matter = "请人说和"
phone = "0833-1234567"

[[place]]
name = "村委会"
matter = "开证明"
"""


UNPAID = _guide(
    "收柑子不给钱",
    "orchard",
    "收柑子的老板不给钱 柑子拉走了钱没给 卖了柑子拿不到货款 贩子拖欠柑子款 柑子钱一拖再拖 过秤以后不认账"
    " 收购商跑了货款咋办 柑子卖了半年没见到钱",
    "收了柑子就要当日付清货款。 先找收柑子的人写下欠多少。 他还是不给，就到镇上投诉。",
    "柑橘保护法 第三条之一；柑橘保护法 第三条",
    'audience = ["growers"]\nservice = "weighing"\n',
)
DEADLINE = """
[[deadline]]
what = "到镇上投诉"
within = "三个月内，从拉走柑子那天算起"
article = "柑橘保护法 第三条之一"
"""
FORCED = _guide(
    "有人强收柑子",
    "orchard",
    "有人硬要收我的柑子 不卖给他就拦车 低价强买柑子 逼我把果子卖给他 村霸不准别人来收果 不准我自己卖柑子"
    " 堵在果园门口要强收 威胁不卖就砍树",
    "柑子卖给哪个由你自己定。 不要和他动手，先拍照。 有人威胁你，马上打110。",
    "柑橘保护法 第二条；柑橘保护法 第四条",
    'audience = ["growers"]\ncareful = "不要一个人去理论。"\n',
)
BOUNDARY = _guide(
    "果园边界扯皮",
    "orchard",
    "果园边界扯不清 隔壁占了我两行树 地界上的树归哪个 界石被人挪了 图纸和实地对不上 邻居把围栏修过来了"
    " 果园的界线哪个说了算 两家争一条田坎",
    "边界看当年公示的图纸。 图纸不清的，村里组织两家到场。 没有说好以前，不要动树。",
    "柑橘保护法 第五条",
)
PICKING = _guide(
    "茶园哪个来采",
    "tea",
    "茶叶该哪个采 承包的茶园别人来采 包了茶山不让我采茶 采茶的人手哪个安排 茶园被人偷采了 春茶还没采就被收回"
    " 采茶加班不给钱 茶树是我种的能不能采",
    "承包的人安排采摘。 别人要采，先问承包的人。 偷采的，可以报警。",
    "茶园管理条例 第七条；茶园管理条例 第八条",
    'calculator = "overtime"\n',
)
DONKEY = _guide(
    "驴子走丢了",
    "animals",
    "驴子不见了咋个找 毛驴跑到别家去了 别人牵走我的驴 捡到一头驴咋办 驴吃了人家庄稼 驴丢了要不要报案"
    " 找到驴不肯还 养驴的圈被撬了",
    "先在附近的圈里找。 问问村里的广播。 别人捡到的，应当还给你。",
    "寻驴法 第一条",  # no terminal has it
)
PACKAGE = """place = 1
title = "种柑子的人"
about = "从栽树到卖果，遇到的难处都在这里。"
icon = "package-growers"
guides = ["orange-unpaid", "donkey-lost", "orange-boundary", "tea-picking", "orange-unpaid"]
services = ["weighing"]
calculators = ["overtime"]

[[office]]
name = "镇人民政府"
matter = "投诉拖欠货款"
phone = "12345"

[[office]]
name = "果业站"
matter = "看过秤的单子"
"""
THEMES = """[[theme]]
id = "orchard"
title = "柑子果园"
icon = "theme-orchard"

[[theme]]
id = "tea"
title = "茶园"
icon = "theme-tea"

[[theme]]
id = "bees"
title = "养蜂"
icon = "theme-bees"

[[theme]]
id = "animals"
title = "牲口"
icon = "theme-animals"
"""
SERVICES = """[[service]]
id = "weighing"
title = "请人复秤"
official = "计量公证"
icon = "service-scales"
gives = "果业站带标准秤上门，当面再称一回。"
who = "对过秤的数目不服气的种植户。"
cost = "不收钱。"
how = ["到站里登记", "约好上门的日子"]
papers = ["过秤的单子"]
cites = ["柑橘保护法 第三条"]
"""
QUESTIONS = """[[question]]
id = "orange"
text = "柑子的哪样事？"
asks = ["柑子的事", "柑子出事了", "说一下柑子"]

[[question.choice]]
label = "收了不给钱"
guide = "orange-unpaid"

[[question.choice]]
label = "地头上的事"
question = "field"

[[question]]
id = "field"
text = "地头上的哪样？"

[[question.choice]]
label = "边界"
guide = "orange-boundary"

[[question.choice]]
label = "采茶"
guide = "tea-picking"
"""
DIGESTS = """statute = "中华人民共和国柑橘保护法"
reviewed = 2026-01-31

[[digest]]
article = "第二条"
text = "柑子卖给哪个，种的人自己定。"
asks = ["柑子想卖给哪个就卖给哪个"]
"""
LEXICON = """[[entry]]
said = ["柑子", "橘子"]
means = ["柑橘"]
sense = "果"
example = "柑子好多钱一斤"
"""
STATUTES = """[[statute]]
title = "中华人民共和国柑橘保护法"
shelf = "社会法"
aliases = ["橘法"]
"""
INVENTED: Folder = {
    "guides/orange-unpaid.toml": UNPAID + DEADLINE,
    "guides/orange-forced.toml": FORCED,
    "guides/orange-boundary.toml": BOUNDARY,
    "guides/tea-picking.toml": PICKING,
    "guides/donkey-lost.toml": DONKEY,
    "packages/growers.toml": PACKAGE,
    "themes.toml": THEMES,
    "services.toml": SERVICES,
    "questions.toml": QUESTIONS,
    "digests/oranges.toml": DIGESTS,
    "lexicon.toml": LEXICON,
    "statutes.toml": STATUTES,
}


@pytest.fixture(scope="session")
def invented() -> Folder:
    """The content folder's files and texts; nothing of it is refused."""
    return dict(INVENTED)


def put(root: Path, files: dict[str, str | bytes | None]) -> Path:
    """Write a folder; None takes a file away."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


@pytest.fixture(scope="session")
def folder() -> Callable[..., Path]:
    """Writes files into a folder: folder(root, {name: text})."""
    return put


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory, statutes: Path) -> Path:
    """A folder of packs: the invented statutes and the invented guidance."""
    root = tmp_path_factory.mktemp("orchard")
    assert build(put(root / "own", INVENTED), root / "packs").refused == []
    build(statutes, root / "packs")
    return root / "packs"


@pytest.fixture(scope="session")
def asker(installed: Path) -> Asker:
    """What answers at a terminal that has all of it."""
    packs, troubles = ContentStore(installed).open()
    assert troubles == []
    return Asker(Search(Library(packs)))
