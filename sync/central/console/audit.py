"""审计: the chain's lines, newest first, filtered; and whether the chain is whole."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from sync.central.audit import chain
from sync.central.audit.models import Head, Line
from sync.central.console import words
from sync.central.console.access import StaffRequest, page
from sync.central.console.asked import number
from sync.central.console.looks import Plain
from sync.central.people.models import Staff
from sync.central.people.rights import Right

_SIZE = 100
NAMES = {
    "signed-in": "登录",
    "signed-out": "退出",
    "second-step": "动态口令通过",
    "second-step-set": "设了动态口令",
    "second-step-removed": "取消了动态口令",
    "password-changed": "改了密码",
    "password-set": "重设了密码",
    "locked-out": "登录试错太多，锁住了",
    "case-opened": "看了一件事",
    "cases-listed": "看了名单",
    "attachment-opened": "看了一份材料",
    "entered-at-window": "窗口登记",
    "refused-opened": "看了没收下的来件",
    "refused-settled": "处理了没收下的来件",
    "slot-taken": "占了预约时间",
    "slot-freed": "退了预约时间",
    "timetable-published": "发布了时间表",
    "enrol-code-issued": "发了接入码",
    "enrolled": "终端接入",
    "key-revoked": "作废了密钥",
    "forked": "两台机器用同一个盘",
    "behind": "中心的记忆比终端旧",
    "command-resend": "再要一次",
    "command-wipe": "清空终端",
    "command-log-level": "改日志",
    "settings-sent": "改终端设置",
    "terminal-added": "新增终端",
    "terminal-changed": "改了终端",
    "added": "新增",
    "changed": "修改",
    "deleted": "删除",
} | {f"case-{code}": name for code, name in words.ACTIONS.items()}
_SUBJECTS = {"case": "案件", "terminal": "终端", "station": "站点", "staff": "人员", "duty": "职责", "desk": "业务"}


class Filters(Plain, forms.Form):
    """Which lines."""

    action = forms.ChoiceField(label="做了什么", required=False, choices=[("", "全部"), *NAMES.items()])
    actor = forms.ModelChoiceField(Staff.objects.order_by("username"), label="谁", required=False, empty_label="所有人")
    subject = forms.CharField(
        label="关于", required=False, max_length=80, widget=forms.TextInput(attrs={"placeholder": "如 case:17"})
    )
    on = forms.DateField(label="哪一天", required=False, widget=forms.DateInput(attrs={"type": "date"}))


@dataclass(slots=True, frozen=True)
class Shown:
    """A line in words."""

    line: Line
    what: str
    about: str
    facts: str
    case: str  # the id of the case that it is about


@require_safe
@page(Right.AUDIT)
def audit(request: StaffRequest) -> HttpResponse:
    """The lines, a hundred at a time."""
    form = Filters(request.GET)
    form.is_valid()
    lines = Line.objects.filter(*_asked(form)).select_related("actor").order_by("-seq")
    before = number(request.GET.get("before"), 0)
    if before:
        lines = lines.filter(seq__lt=before)
    found = list(lines[: _SIZE + 1])
    kept = urlencode({name: request.GET[name] for name in form.fields if request.GET.get(name)})
    shown = {
        "form": form, "lines": [_shown(line) for line in found[:_SIZE]], "kept": kept,
        "before": found[_SIZE - 1].seq if len(found) > _SIZE else 0, "head": Head.objects.filter(id=1).first(),
    }  # fmt: skip
    return render(request, "console/audit.html", shown)


@require_safe
@page(Right.AUDIT)
def proof(request: StaffRequest) -> HttpResponse:
    """Go through the whole chain; that takes a while with many lines."""
    gap = chain.first_gap()
    head = Head.objects.filter(id=1).first()
    return render(request, "console/_proof.html", {"gap": gap, "head": head, "at": timezone.localtime()})


def _asked(form: Filters) -> list[Q]:
    given = form.cleaned_data
    out = []
    if given.get("action"):
        out.append(Q(action=given["action"]))
    if given.get("actor"):
        out.append(Q(actor=given["actor"]))
    if given.get("subject"):
        out.append(Q(subject=given["subject"].strip()))
    if given.get("on"):
        begin = datetime.combine(given["on"], time(), timezone.get_current_timezone())
        out.append(Q(at__gte=begin, at__lt=begin + timedelta(days=1)))
    return out


def _shown(line: Line) -> Shown:
    sort, _, id_ = line.subject.partition(":")
    about = f"{_SUBJECTS.get(sort, sort)}{words.desk(id_) if sort == 'desk' else f' {id_}' if id_ else ''}"
    facts = "，".join(f"{name}={value}" for name, value in line.facts.items() if name != "version")
    return Shown(line, NAMES.get(line.action, line.action), about, facts, id_ if sort == "case" else "")
