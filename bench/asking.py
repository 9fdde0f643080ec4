"""How questions in people's own words are met: the right guide, honesty where no guide is meant, and time.

In process, on the installed packs:

- Paraphrases (tests/guides/paraphrases.jsonl): three ways of asking a guide, which no guide holds. Counted are the guide's
  place among those that fit (`Asker.matches`), how often a guide answers at all (`Asker.ask`), and how many of those are
  the right one. The matcher was tuned on the same lines, by cross-validation, and their authors knew the guides: it flatters.
- Off topic: questions of everyday life, written for this file, that no guide and no article answers. “I am not sure” and
  articles under their own heading are honest; a guide, or a question asked back, pretends to have understood.
- Time: the whole of `Asker.ask` over STARD, Sichuan and paraphrases, some of them asked beforehand. The floor is on the
  clock's time; the processor's own tells what of that was waiting for other programs on the machine.

The peer is plain BM25 (tantivy) over the guides' own texts, cut into the same tokens, without lexicon and sounds. It takes
turns with the product, question by question. It looks through no articles and never says that it does not know.
"""

import time
from collections.abc import Iterator

from bench.measure import QUERIES, ROOT, CannotMeasure, Figure, Part, Workshop, percentile, read_lines, spread
from bench.peers import Document, Tantivy
from kiosk.content.store import ContentStore
from kiosk.guides.asking import Asker, Outcome
from kiosk.guides.library import Guides
from kiosk.law.library import Library
from kiosk.law.search import Search
from kiosk.law.terms import normalise, query_terms, terms

PARAPHRASES = ROOT / "tests" / "guides" / "paraphrases.jsonl"
SHOWN = 12
FIRST = 3
WARM_UP = 40
HONEST = (Outcome.UNSURE, Outcome.ARTICLES)
PEER = "plain BM25 (tantivy)"
OFF_TOPIC = (
    "今天天气怎么样", "明天会不会下雨", "怎么做红烧肉", "回锅肉要放豆瓣酱吗", "泡菜坛子起白花了怎么弄", "米饭煮夹生了怎么办",
    "豆花怎么点才嫩", "讲个笑话听听", "背一首李白的诗", "唱首歌给我听", "一加一等于几", "三角形面积怎么算",
    "英语里苹果怎么说", "月亮为什么有圆有缺", "恐龙是怎么没有的", "世界上最高的山是哪座", "乐山大佛有多高",
    "成都到井研坐什么车", "高铁票几点开始卖", "哪家火锅好吃", "附近有没有公共厕所", "这附近哪里可以停车", "现在几点了",
    "今年春节是哪天", "冬至要吃什么", "属兔的今年运气好不好", "昨晚梦见蛇是什么意思", "我最近老是睡不着觉",
    "感冒了吃什么好得快",
    "血压高要少吃什么", "膝盖痛贴什么膏药", "牙痛怎么止痛", "娃娃不爱吃饭怎么办", "娃儿咳嗽喝什么汤", "怎么教娃娃写字",
    "手机没声音了怎么调", "微信怎么发语音", "手机怎么连无线网", "电视遥控器不灵了", "洗衣机怎么脱水", "灯泡坏了怎么换",
    "衣服上的油渍怎么洗", "柑子树叶子发黄是什么病", "油菜什么时候下种", "母鸡不下蛋是怎么回事", "猪草怎么打得细",
    "广场舞哪里学", "象棋怎么走马", "中国队昨天赢了没有", "人工智能是什么东西",
)  # fmt: skip


def measure(workshop: Workshop) -> Part:
    """Ask the paraphrases, what is off topic, and everything against the clock."""
    packs, troubles = ContentStore(workshop.home() / "content").open()
    if troubles:
        raise CannotMeasure(troubles[0])
    library = Library(packs)
    asker = Asker(Search(library))
    asker.warm()
    peer = Peer(asker.guides)
    part = Part()
    rows = read_lines(PARAPHRASES)
    _paraphrases(asker, peer, [(row["guide"], row["query"]) for row in rows], part)
    _off_topic(asker, part)
    questions = [row["query"] for name in ("stard-dev", "sichuan-dev") for row in read_lines(QUERIES / f"{name}.jsonl")]
    _time(asker, peer, [*questions, *(row["query"] for row in rows)], part)
    library.close()
    return part


class Peer:
    """Tantivy over every guide's title, ways of asking, answer and steps."""

    def __init__(self, guides: Guides) -> None:
        self._ids = list(guides.cites())
        self._engine = Tantivy(self._documents(guides))

    def search(self, question: str, count: int) -> list[str]:
        """The ids of the best guides."""
        places = self._engine.search(query_terms(normalise(question)), count)
        return [self._ids[place] for place in places]

    def _documents(self, guides: Guides) -> Iterator[Document]:
        for id_ in self._ids:
            guide = guides.guide(id_)
            steps = (text for step in guide.step for text in (step.title, step.text))
            yield id_, True, " ".join(terms("\n".join((guide.title, *guide.asks, *guide.answer, *steps))))


def _paraphrases(asker: Asker, peer: Peer, asked: list[tuple[str, str]], part: Part) -> None:
    """Which guides come first, and which one answers."""
    places = [_place(guide, [m.id for m in asker.matches(normalise(query))]) for guide, query in asked]
    theirs = [_place(guide, peer.search(query, SHOWN)) for guide, query in asked]
    answers = [(guide, asker.ask(query)) for guide, query in asked]
    by_guide = [(guide, answer.guide.id) for guide, answer in answers if answer.guide]
    right = sum(guide == id_ for guide, id_ in by_guide)
    part.figures += [
        Figure(
            f"paraphrases: right guide among the first {FIRST}", _share(p <= FIRST for p in places), at_least=0.92,
            peer=PEER, peer_measured=_share(p <= FIRST for p in theirs),
        ),
        Figure(
            "paraphrases: right guide first", _share(p == 1 for p in places),
            peer=PEER, peer_measured=_share(p == 1 for p in theirs),
        ),
        Figure("paraphrases: answered by a guide", len(by_guide) / len(asked)),
        Figure("of these, by the right guide", right / len(by_guide) if by_guide else 0.0),
    ]  # fmt: skip
    part.details["paraphrases"] = {
        "asked": len(asked),
        "guides": len({guide for guide, _ in asked}),
        "outcomes": {str(o): sum(answer.outcome is o for _, answer in answers) for o in Outcome},
        "answered_by_right_guide": right,
    }


def _off_topic(asker: Asker, part: Part) -> None:
    """How often nothing is pretended, and what was."""
    answers = {question: asker.ask(question) for question in OFF_TOPIC}
    honest = _share(answer.outcome in HONEST for answer in answers.values())
    unsure = _share(answer.outcome is Outcome.UNSURE for answer in answers.values())
    part.figures += [
        Figure(f"{len(OFF_TOPIC)} questions off topic: “not sure” or articles", honest),
        Figure("of these questions: “not sure”", unsure),
    ]
    part.details["off_topic"] = {question: str(answer.outcome) for question, answer in answers.items()}
    for question, answer in answers.items():
        if answer.outcome not in HONEST:
            met = answer.guide.title if answer.guide else answer.question.text if answer.question else ""
            part.lines.append(f"off topic, and yet met: {question} → {met}")


def _time(asker: Asker, peer: Peer, questions: list[str], part: Part) -> None:
    """Milliseconds of both, question by question, each time the other one first."""
    ours: list[float] = []
    theirs: list[float] = []
    worked: list[float] = []
    for turn, question in enumerate(questions[:WARM_UP] + questions):
        for side in (0, 1) if turn % 2 else (1, 0):
            started, began = time.perf_counter(), time.process_time()
            if side:
                peer.search(question, SHOWN)
            else:
                asker.ask(question, SHOWN)
            if turn >= WARM_UP:
                (theirs if side else ours).append((time.perf_counter() - started) * 1000)
                worked += [] if side else [(time.process_time() - began) * 1000]
    part.figures += [
        Figure("asking, the processor's time, 95th percentile", percentile(worked, 0.95), "ms"),
        Figure(
            "asking, 95th percentile", percentile(ours, 0.95), "ms", at_most=40,
            peer=f"{PEER}, guides alone", peer_measured=percentile(theirs, 0.95),
        ),
        Figure(
            "asking, median", percentile(ours, 0.5), "ms",
            peer=f"{PEER}, guides alone", peer_measured=percentile(theirs, 0.5),
        ),
    ]  # fmt: skip
    part.details["milliseconds"] = {"ask": spread(ours), "ask_processor": spread(worked), "tantivy": spread(theirs)}


def _place(wanted: str, found: list[str]) -> float:
    """From 1; endless where it was not found."""
    return found.index(wanted) + 1 if wanted in found else float("inf")


def _share(hits: Iterator[bool]) -> float:
    kept = list(hits)
    return sum(kept) / len(kept)
