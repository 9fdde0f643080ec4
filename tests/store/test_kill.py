import re
import subprocess
import sys
from pathlib import Path

SOAK = Path(__file__).with_name("soak.py")
TOLD = re.compile(
    r"(?P<lives>\d+) lives .*?, (?P<before>\d+) ended before .*?, (?P<within>\d+) within .*?, (?P<receipts>\d+) receipts"
)


def test_killed_three_hundred_times_it_loses_nothing_and_has_nothing_twice():
    """A process of its own, because it forks; `make soak` kills 5,000 times."""
    done = subprocess.run(
        [sys.executable, SOAK, "--lives", "300"], capture_output=True, text=True, timeout=900, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    told = {name: int(number) for name, number in TOLD.match(done.stdout).groupdict().items()}
    assert told["lives"] == 300
    assert told["receipts"] > 100
    assert min(told["before"], told["within"]) > 2
