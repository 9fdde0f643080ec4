"""The shelves: kinds of law as the terminal shows them, from the Constitution down."""

from kiosk.law.model import Authority

# The shelves, in the order in which they are shown: folder name, what the terminal calls it, level of authority.
SHELVES = (
    ("宪法", "宪法", Authority.CONSTITUTION),
    ("民法典", "民法典", Authority.LAW),
    ("民法商法", "民商法", Authority.LAW),
    ("社会法", "社会法", Authority.LAW),
    ("刑法", "刑法", Authority.LAW),
    ("行政法", "行政法", Authority.LAW),
    ("经济法", "经济法", Authority.LAW),
    ("诉讼与非诉讼程序法", "诉讼程序法", Authority.LAW),
    ("宪法相关法", "宪法相关法", Authority.LAW),
    ("行政法规", "行政法规", Authority.REGULATION),
    ("司法解释", "司法解释", Authority.INTERPRETATION),
    ("部门规章", "部门规章", Authority.RULE),
    ("地方性法规", "地方性法规", Authority.LOCAL),
)
