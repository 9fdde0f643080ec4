"""A guide, or the result of a calculator, as a text to take home: what matters of it, short enough for a code or two."""

from kiosk.guides.calculators.model import Calculator, Line, Outcome, day_text, yuan
from kiosk.guides.model import Guide
from kiosk.law.takeaway import Leaflet


def leaflet(guide: Guide) -> Leaflet:
    """The answer, the steps by name, by when, what to bring, and whom to call."""
    parts = ["".join(guide.answer)]
    parts += [f"{number}. {step.title}。" for number, step in enumerate(guide.step, 1)]
    parts += [f"期限：{d.what}，{d.within}。" for d in guide.deadline]
    parts.append(f"带上：{'；'.join(guide.papers)}。")
    parts += [f"{p.name}：{p.phone}。" for p in guide.place if p.phone]
    return Leaflet(guide.title, "\n".join(parts))


def result(calculator: Calculator, outcome: Outcome) -> Leaflet:
    """The sums, how they were reached and by which article, and what they leave out."""
    parts = [outcome.headline, *(f"{line.label}：{shown(line)}" for line in outcome.lines)]
    parts += [
        f"{n}. {s.text}（{s.article.replace(' ', '')}）" if s.article else f"{n}. {s.text}"
        for n, s in enumerate(outcome.steps, 1)
    ]
    parts += [f"{f.name}{f.value}，{day_text(f.since)}起，{f.source}" for f in outcome.figures]
    parts += [f"注意：{text}" for text in outcome.warnings]
    return Leaflet(calculator.title, "\n".join(parts))


def shown(line: Line) -> str:
    """A line's sum or text as people read it."""
    return f"{yuan(line.amount)}元" if line.amount is not None else line.text
