"""Law 3 outside, with a real process that is killed: before the call, in it, and before it is
recorded.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.databases import put_tables
from tests.newsroom.outbox import peer as peers
from tests.newsroom.outbox.outside import SECRET

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.serial


class Senders:
    def __init__(self, home: Path, peer: peers.Peer) -> None:
        put_tables(home / "newsroom.db")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.laws.outbox_child", str(home), peer.address, SECRET],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith(("SHPALTA_", "DJANGO"))},
                "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
                "SHPALTA_SECRET_KEY": "for these processes alone " * 3,
            },
        )

    def say(self, words: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def order(self, words: str) -> str:
        self.say(words)
        return self.hear()

    def send(self, end: str = "-") -> str:
        self.say(f"send {end}")
        assert self.hear().isdigit()
        return self.hear()

    def states(self) -> dict[str, tuple[str, str]]:
        found: list[Any] = json.loads(self.order("states"))
        return {subject: (uid, state) for subject, uid, state in found}

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        assert self.process.wait(60) == 0
        self.process.stdout.close()


def test_a_process_that_is_killed_calls_nothing_twice(tmp_path):
    with peers.running(SECRET) as peer:
        senders = Senders(tmp_path, peer)
        ends = {"claiming": "done", "claimed": "unknown", "called": "unknown"}
        ends |= {"recording": "unknown", "recorded": "done"}
        for end in ends:
            assert senders.order(f"act {end}") == "done"
            assert senders.send(end) == "killed"
            assert senders.send() == "done"
        # In the middle of a call, from outside: the other side has it, and has not answered.
        peer.behaves = lambda: "slow"
        assert senders.order("act amid") == "done"
        while peer.arrived.acquire(blocking=False):
            pass
        senders.say("send -")
        pid = int(senders.hear())
        assert peer.arrived.acquire(timeout=60)
        os.kill(pid, signal.SIGKILL)
        assert senders.hear() == "killed"
        peer.released.set()
        peer.behaves = lambda: "ok"
        for _ in range(3):
            assert senders.send() == "done"
        found = senders.states()
        senders.close()
    assert {subject: state for subject, (_uid, state) in found.items()} == {
        **ends,
        "amid": "unknown",
    }
    taken = {subject: peer.taken.count(uid) for subject, (uid, _state) in found.items()}
    # One that was killed after its claim had called nobody; nobody here can know that.
    assert taken == {**dict.fromkeys(ends, 1), "claimed": 0, "amid": 1}
