"""The county's standard of economic hardship, as in `hardship.toml`: content, for it changes (法律援助法 第三十四条)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from annotated_types import Ge

from kiosk.guides.model import Short


@dataclass(slots=True, frozen=True)
class StandardRow:
    """Up to this income, in 分 a month and a head, a household counts as in hardship."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}
    since: date
    monthly_income_fen: Annotated[int, Ge(0)]
    source: Short
    chuanyu: bool = True  # whether a finding made in Chongqing or elsewhere in Sichuan is taken over (川渝通办)
