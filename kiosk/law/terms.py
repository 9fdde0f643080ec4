"""Text into index terms: single characters and character pairs of Chinese runs, whole runs of Latin letters and digits.

Statutes and questions go through the same function, so that they meet. Pairs carry most of the meaning; single
characters catch what people shorten. No dictionary decides where a word ends: a villager's words are not in one.
"""

import re
import unicodedata

MAX_QUERY_CHARS = 200

_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[a-z0-9]+")

# Words that only say "this is a question"; the answer's article never holds them. County speech among them.
_FRAME = re.compile(
    "怎么办|怎么样|咋个办|怎么|怎样|咋个|咋办|咋整|咋样|咋子|啥子|如何|什么|哪些|是否|可以|能不能|能否|应该|应当|多少|多久|好久"
    "|为什么|请问|我想|好多|要得|得不得行|得不得|得行不|会不会|需不需要|需要|有没有|有没得|的时候|时候|的话|要不要|算不算|行不行"
)
_PARTICLES = frozenset("的了吗么呢啊吧嘛嗦哈哦是在有我你他她它们和与或就都也还被把给对个这那要不些")


def normalise(text: str) -> str:
    """Fold widths and case, drop control characters, collapse blanks, and cap the length."""
    text = text[: MAX_QUERY_CHARS * 4]
    for _ in range(3):  # folding case can take letters apart again, and composing can bring new ones to fold
        text = unicodedata.normalize("NFKC", text).lower()
    text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())[:MAX_QUERY_CHARS].rstrip()


def terms(text: str) -> list[str]:
    """Index terms of a text, in order, repeated as often as they stand in it."""
    out: list[str] = []
    for match in _RUN.finditer(text.lower()):
        run = match[0]
        if run < "\u3400":
            out.append(run)
            continue
        out += run
        out += [run[i : i + 2] for i in range(len(run) - 1)]
    return out


def query_terms(text: str) -> list[str]:
    """Terms of a question: question words and particles left out, unless nothing would be left."""
    kept = [t for t in terms(_FRAME.sub("\n", text)) if t not in _PARTICLES]
    return kept or terms(text)


def sound_pairs(text: str, said: list[str]) -> list[str]:
    """Index terms by sound: every two neighbouring syllables within a Chinese run, marked so that no word is like them.

    Args:
        text: the text.
        said: one syllable a character of it.
    """
    return [
        f"~{said[at]} {said[at + 1]}"
        for run in _RUN.finditer(text)
        if run[0] >= "\u3400"
        for at in range(run.start(), run.end() - 1)
    ]
