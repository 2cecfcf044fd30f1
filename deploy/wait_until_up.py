"""Waits until a server answers: python deploy/wait_until_up.py URL [SECONDS]; ends with 1 when it does not."""
from __future__ import annotations

import sys
import time
import urllib.error
import urllib.request

url, patience = sys.argv[1], float(sys.argv[2] if len(sys.argv) > 2 else 60)
until = time.monotonic() + patience
while time.monotonic() < until:
    try:
        with urllib.request.urlopen(url, timeout=5):
            sys.exit(0)
    except (urllib.error.URLError, OSError):
        time.sleep(0.5)
sys.exit(1)
