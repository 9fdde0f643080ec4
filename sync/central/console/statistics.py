"""统计: cases by station, kind and week, what is overdue, ratings, what people ask; drawn."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sync.central.cases import find, known
from sync.central.console import charts, words
from sync.central.console.access import StaffRequest, page
from sync.central.console.asked import number
from sync.central.people.rights import Right

_PERIODS = ((4, "近四周"), (13, "近三个月"), (52, "近一年"))


@require_safe
@page(Right.STATISTICS)
def statistics(request: StaffRequest) -> HttpResponse:
    """The drawings, over the last so many weeks."""
    weeks = number(request.GET.get("weeks"), 13)
    weeks = weeks if weeks in dict(_PERIODS) else 13
    today = timezone.localdate()
    told = find.statistics(request.user, today - timedelta(days=today.weekday(), weeks=weeks - 1))
    drawings = [
        charts.standing("每周来了多少件", [(f"{monday.month}/{monday.day}", n) for monday, n in told.weeks]),
        charts.lying("群众来办什么", [(words.matter(form), n) for form, n in told.forms]),
        charts.lying("归哪类业务", [(words.kind(code), n) for code, n in told.kinds]),
        charts.lying("哪个站来的", told.stations),
        charts.lying("各业务超期", [(words.desk(desk), n) for desk, n in told.overdue], is_alarm=True),
        charts.lying("服务评价", _grades(told.ratings)),
    ]
    shown = {"told": told, "drawings": drawings, "weeks": weeks, "periods": _PERIODS}
    return render(request, "console/statistics.html", shown)


def _grades(ratings: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """All five grades from best to worst, as the form calls them."""
    given = dict(ratings)
    form = known.forms().get("rating")
    question = next((q for q in form.question if q.id == "grade"), None) if form else None
    if not given or question is None:
        return []
    return [(choice.label, given.get(choice.value, 0)) for choice in question.choice]
