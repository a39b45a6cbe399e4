"""Runs a command and writes what it cost: measured.py REPORT COMMAND [ARGUMENT ...]

Wall clock from spawn to exit; user and system seconds and the peak resident set from wait4. The peak is that of
the largest process of the command's tree that was waited for, and cannot read below this wrapper's own, since a
process inherits its parent's peak until it executes (about 15 MB; every measured command is above).
"""

import json
import os
import sys
import time

report, *command = sys.argv[1:]
started = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - started
# Linux gives kibibytes, macOS bytes.
unit = 1 if sys.platform == "darwin" else 1024
with open(report, "w") as file:
    json.dump(
        {
            "seconds": seconds,
            "cpuSeconds": usage.ru_utime + usage.ru_stime,
            "peakBytes": usage.ru_maxrss * unit,
        },
        file,
    )
sys.exit(os.waitstatus_to_exitcode(status) and 1)
