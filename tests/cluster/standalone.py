"""A Spark standalone cluster of this machine alone: one master and its workers, all on the loopback address."""
from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import free_port

LOOPBACK = "127.0.0.1"
SECONDS_TO_START = 180


class Cluster:
    """A running cluster; `workers` are the process groups of its workers, executors included."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.master = f"spark://{LOOPBACK}:{self.port}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, workers: int) -> None:
        """Start the master, then the workers, and wait until all of them are registered."""
        self._run("master", "Master", "--port", str(self.port), "--webui-port", str(free_port()))
        self._wait_for("master", "I have been elected leader")
        for number in range(workers):
            self.add_worker(f"worker-{number}")

    def add_worker(self, name: str) -> None:
        """One more worker of one core."""
        self.workers.append(self._run(
            name, "Worker", "--cores", "1", "--memory", "1200m", "--webui-port", str(free_port()),
            "--work-dir", str(self.folder / name), self.master,
        ))
        self._wait_for(name, "Successfully registered with master")

    def kill_a_worker(self) -> None:
        """Kill the first worker and its executors, as when the machine loses its power."""
        _kill(self.workers.pop(0))

    def executors(self) -> int:
        """How many executors have begun to work so far."""
        logs = "\n".join(path.read_text("utf-8", "replace") for path in self.folder.glob("worker-*.log"))
        return len(re.findall(r"Asked to launch executor", logs))

    def stop(self) -> None:
        """End what was started here."""
        for process in reversed(self._started):
            _kill(process)

    def _run(self, name: str, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        import pyspark

        home = Path(pyspark.__file__).parent
        log = (self.folder / f"{name}.log").open("wb")
        process = subprocess.Popen(
            ["bash", str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{what.lower()}.{what}",
             "--host", LOOPBACK, *arguments],
            stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            env=os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": LOOPBACK, "PYSPARK_PYTHON": sys.executable,
                              "SPARK_DAEMON_MEMORY": "256m"},
        )
        self._started.append(process)
        return process

    def _wait_for(self, name: str, text: str) -> None:
        log = self.folder / f"{name}.log"
        until = time.monotonic() + SECONDS_TO_START
        while text not in log.read_text("utf-8", "replace"):
            if time.monotonic() > until or any(one.poll() is not None for one in self._started):
                raise RuntimeError(f"{name} did not start:\n{log.read_text('utf-8', 'replace')[-3000:]}")
            time.sleep(0.2)


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A cluster for the time of a with block."""
    cluster = Cluster(folder)
    try:
        cluster.start(workers)
        yield cluster
    finally:
        cluster.stop()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The process and its children, which are a group of their own."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
