"""A real CUPS daemon of its own for a test: real lp and lpstat, a real queue, and a printer that does as it is told.

The printer is a CUPS backend in shell. Its orders lie in a folder: `trouble` (state reasons that it reports as long as the
file is there), `fail` (it gives up), and it leaves there what it got.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOOLS = Path("/usr/lib/cups")
QUEUE = "station"
_BACKEND = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct sim "Simulated" "Simulated"'; exit 0; }
desk="${DEVICE_URI#sim://}"
echo "STATE: none" >&2
cat "${6:--}" > "$desk/got.part"
while [ -f "$desk/trouble" ]; do echo "STATE: +$(cat "$desk/trouble")" >&2; sleep 0.05; done
[ -f "$desk/fail" ] && exit 1
mv "$desk/got.part" "$desk/got.pdf"
"""
_CONF = """LogLevel warn
Listen {socket}
Browsing Off
DefaultAuthType None
WebInterface No
PreserveJobFiles No
ErrorPolicy retry-job
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
SubscriptionPrivateAccess all
SubscriptionPrivateValues none
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""
_FILES = """ServerRoot {root}
ServerBin {root}/bin
RequestRoot {root}/spool
CacheDir {root}/cache
StateDir {root}/state
TempDir {root}/spool
ErrorLog {root}/error.log
AccessLog {root}/access.log
PageLog {root}/page.log
{user}
"""


def installed() -> bool:
    return all(shutil.which(tool, path="/usr/sbin:/usr/bin") for tool in ("cupsd", "lpadmin", "lp", "lpstat"))


@contextmanager
def daemon(root: Path, desk: Path) -> Iterator[str]:
    """Run one; gives the value of CUPS_SERVER."""
    for folder in ("bin/backend", "spool", "cache", "state"):
        (root / folder).mkdir(parents=True)
    for tool in TOOLS.iterdir():
        if tool.name != "backend":
            (root / "bin" / tool.name).symlink_to(tool)
    backend = root / "bin/backend/sim"
    backend.write_text(_BACKEND)
    backend.chmod(0o700)  # CUPS then runs it as the user of the daemon, who may write into the desk
    socket = root / "sock"
    (root / "cupsd.conf").write_text(_CONF.format(socket=socket))
    user = "User lp\nGroup lp\nSystemGroup root" if os.geteuid() == 0 else ""
    (root / "files.conf").write_text(_FILES.format(root=root, user=user))
    command = ["/usr/sbin/cupsd", "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "files.conf")]
    with (root / "out.log").open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as running:
        try:
            for _ in range(200):
                if socket.exists() or running.poll() is not None:
                    break
                time.sleep(0.05)
            environment = os.environ | {"CUPS_SERVER": str(socket)}
            admin = ["/usr/sbin/lpadmin", "-p", QUEUE, "-E", "-v", f"sim://{desk}"]
            subprocess.run(admin, env=environment, check=True, capture_output=True, timeout=20)
            yield str(socket)
        finally:
            running.terminate()
