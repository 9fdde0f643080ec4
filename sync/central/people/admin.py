"""Staff and their duties in Django's admin."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_totp.models import TOTPDevice

from sync.central.audit import chain
from sync.central.cases import known
from sync.central.console.site import ByDuty
from sync.central.people.models import Duty, Role, Staff


class DutyForm(forms.ModelForm):  # type: ignore[type-arg]
    """A duty; its desk is one of those there are."""

    class Meta:
        model = Duty
        fields = ("role", "station", "desk")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desks = [("", "全部业务"), *((desk.id, desk.name) for desk in known.centre().desks)]
        self.fields["desk"] = forms.ChoiceField(label="业务", choices=desks, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("desk") and given.get("role") != Role.OFFICER:
            self.add_error("desk", "只有“业务办理”分业务口，别的职责请选“全部业务”。")
        return given


class DutyInline(admin.TabularInline):  # type: ignore[type-arg]
    """Duties beside whom they are of."""

    model = Duty
    form = DutyForm
    extra = 1
    verbose_name_plural = "职责（站点空着是全县；业务空着是全部）"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever may open the page of staff may

    has_view_permission = has_change_permission = has_delete_permission = has_add_permission


class NewPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """A password that somebody else set is changed at the next signing in."""

    def save(self, commit: bool = True) -> Any:
        self.user.must_change_password = True
        return super().save(commit)


@admin.register(Staff)
class StaffAdmin(ByDuty, UserAdmin):  # type: ignore[type-arg]
    """Accounts. Nobody is deleted, for the history names them; who has left is shut out."""

    subject = "staff"
    change_password_form = NewPasswordForm
    inlines: ClassVar[list[Any]] = [DutyInline]
    list_display = ("username", "name", "duties_shown", "phone", "is_active", "last_login")
    list_filter = ("is_active", "duties__role")
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    actions = ("remove_second_step",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("本人", {"fields": ("name", "phone")}),
        ("账号", {"fields": ("is_active", "must_change_password", "last_login")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "phone", "password1", "password2")}),)
    readonly_fields = ("last_login",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Staff]":
        return super().get_queryset(request).prefetch_related("duties__station")

    @admin.display(description="职责")
    def duties_shown(self, obj: Staff) -> str:
        """All duties in one line."""
        told = (
            f"{d.get_role_display()}（{d.station}）" if d.station else d.get_role_display() for d in obj.duties.all()
        )
        return "、".join(told) or "没有"

    @admin.action(description="取消动态口令（换了手机）")
    def remove_second_step(self, request: HttpRequest, queryset: "QuerySet[Staff]") -> None:
        """Let somebody set up a new phone."""
        for staff in queryset:
            TOTPDevice.objects.filter(user=staff).delete()
            self._note(request, "second-step-removed", [staff])
        messages.success(request, "取消了。请他重新登录以后再设。")

    def save_model(self, request: HttpRequest, obj: Staff, form: Any, change: bool) -> None:
        if not change:
            obj.must_change_password = True
        super().save_model(request, obj, form, change)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:
        answer = super().user_change_password(request, id, form_url)
        if request.method == "POST" and answer.status_code == 302:
            chain.add("password-set", f"staff:{id}", request.user)  # type: ignore[arg-type]
        return answer
