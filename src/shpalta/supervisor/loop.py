"""The loop that starts processes, watches them, and ends them together."""

from __future__ import annotations

import contextlib
import logging
import selectors
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType

from shpalta.lib import events
from shpalta.supervisor.guard import Guard
from shpalta.supervisor.logs import ProcessLog
from shpalta.supervisor.messages import _, ngettext
from shpalta.supervisor.process import Child, Patience, Process

TICK = 0.1
IDLE_TICK = 0.5
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SUCCESS, FAILURE = 0, 1
_log = logging.getLogger("shpalta.run")


def say_on_stderr(text: str) -> None:
    """Print a message where it does not mix with a command's own output."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def run(
    processes: Sequence[Process],
    log_dir: Path,
    on_ready: Callable[[], None] | None = None,
    *,
    stop: threading.Event | None = None,
    say: Callable[[str], None] = say_on_stderr,
    patience: Patience | None = None,
) -> int:
    """Run processes until SIGINT, SIGTERM, SIGHUP or ``stop``; nothing outlives this call.

    ``on_ready`` is called once, when every process serves. Returns 0 when it was asked to
    stop, and 1 when a process could not be started at all (the reason has been said).
    """
    names = [process.name for process in processes]
    if len(set(names)) != len(names):
        raise ValueError(f"two processes have one name: {names}")
    supervisor = _Supervisor(log_dir, on_ready, stop, say, patience or Patience())
    with supervisor.signals():
        return supervisor.run(processes)


class _Supervisor:
    """The state of one run."""

    def __init__(
        self,
        log_dir: Path,
        on_ready: Callable[[], None] | None,
        stop: threading.Event | None,
        say: Callable[[str], None],
        patience: Patience,
    ) -> None:
        self._log_dir = log_dir
        self._on_ready = on_ready
        self._stop = stop or threading.Event()
        self._say = say
        self._patience = patience
        self._children: list[Child] = []
        self._selector = selectors.DefaultSelector()
        self._asked = 0
        self._result = SUCCESS

    @contextlib.contextmanager
    def signals(self) -> Iterator[None]:
        """Count stop signals while running; everything as it was afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        reader, writer = socket.socketpair()
        for end in (reader, writer):
            end.setblocking(False)
        heard = [n for n in STOP_SIGNALS if n != signal.SIGHUP or not _under_nohup()]
        before = {number: signal.signal(number, self._count) for number in heard}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda number, frame: None)
        wakeup = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
        self._selector.register(reader, selectors.EVENT_READ, None)
        try:
            yield
        finally:
            signal.set_wakeup_fd(wakeup)
            for number, handler in before.items():
                signal.signal(number, handler)
            reader.close()
            writer.close()

    def run(self, processes: Sequence[Process]) -> int:
        """Start, watch, end."""
        self._log_dir.mkdir(parents=True, exist_ok=True)
        guard = Guard()
        try:
            self._children = [
                Child(process, ProcessLog(self._log_dir / f"{process.name}.log"), guard)
                for process in processes
            ]
            while not self._must_stop():
                self._start_due()
                self._wait(self._tick())
                self._notice_ended()
                self._notice_ready()
            self._end_all()
        finally:
            self._kill_all()
            guard.close()
            self._selector.close()
        events.emit(_log, events.RUN_STOPPED, code=self._result)
        return self._result

    def _count(self, number: int, frame: FrameType | None) -> None:
        self._asked += 1

    def _must_stop(self) -> bool:
        return self._asked > 0 or self._stop.is_set() or self._result != SUCCESS

    def _tick(self) -> float:
        settled = all(child.alive and child.ready for child in self._children)
        return IDLE_TICK if settled and self._on_ready is None else TICK

    def _wait(self, seconds: float) -> None:
        """Log what children print until a signal, an end or the time."""
        for key, _events in self._selector.select(seconds):
            child: Child | None = key.data
            if child is None:
                with contextlib.suppress(BlockingIOError):
                    key.fileobj.recv(4096)  # type: ignore[union-attr]
            elif not child.read():
                self._selector.unregister(key.fd)
                child.close_output()

    def _start_due(self) -> None:
        now = time.monotonic()
        for child in self._children:
            if child.alive or child.start_at > now:
                continue
            reason = child.start()
            if reason is not None:
                self._failed(child, reason)
            elif child.output is not None:
                self._selector.register(child.output, selectors.EVENT_READ, child)
                events.emit(_log, events.PROCESS_STARTED, process=child.process.name, pid=child.pid)

    def _notice_ended(self) -> None:
        for child in self._children:
            if child.ended():
                self._failed(child, _ending(self._bury(child)))

    def _bury(self, child: Child) -> int:
        if child.output is not None:
            with contextlib.suppress(KeyError):
                self._selector.unregister(child.output)
        return child.bury()

    def _failed(self, child: Child, reason: str) -> None:
        lived = time.monotonic() - child.started
        child.failures = 1 if lived >= self._patience.healthy else child.failures + 1
        child.ready = False
        pause = self._patience.pause(child.failures)
        child.start_at = time.monotonic() + pause
        events.emit(
            _log,
            events.PROCESS_ENDED,
            process=child.process.name,
            reason=reason,
            failures=child.failures,
        )
        if not child.ever_ready and child.failures >= self._patience.give_up_at:
            self._give_up(child, reason)
        elif child.failures == 1:
            text = _("{name} {reason}; it is started again in {pause:g} s.")
            self._say(text.format(name=child.process.name, reason=reason, pause=pause))
        elif self._worth_telling(child.failures):
            self._tell_failing(child, reason)

    def _worth_telling(self, failures: int) -> bool:
        return failures == self._patience.report_at or failures % self._patience.report_every == 0

    def _tell_failing(self, child: Child, reason: str) -> None:
        text = ngettext(
            "{name} keeps failing ({count} time in a row): {reason}.",
            "{name} keeps failing ({count} times in a row): {reason}.",
            child.failures,
        )
        words = text.format(name=child.process.name, count=child.failures, reason=reason)
        self._say(f"{words} {self._last_words(child)}")

    def _give_up(self, child: Child, reason: str) -> None:
        text = _("{name} cannot be started: {reason}. Everything is being stopped.")
        words = text.format(name=child.process.name, reason=reason)
        self._say(f"{words} {self._last_words(child)}")
        self._result = FAILURE

    def _last_words(self, child: Child) -> str:
        tail = child.log.tail()
        if not tail:
            return _("It printed nothing; its log is {path}").format(path=child.log.path)
        heading = _("The last lines of {path}:").format(path=child.log.path)
        return "\n".join([heading, *(f"    {line}" for line in tail)])

    def _notice_ready(self) -> None:
        now = time.monotonic()
        for child in self._children:
            if not child.alive:
                continue
            lived = now - child.started
            if not child.ready:
                child.ready = child.probe()
                self._notice_slow(child, lived)
            if child.ready and (child.process.ready or lived >= self._patience.healthy):
                child.ever_ready = True
            if child.ready and lived >= self._patience.healthy:
                child.failures = 0
        if self._on_ready and all(child.alive and child.ready for child in self._children):
            on_ready, self._on_ready = self._on_ready, None
            on_ready()

    def _notice_slow(self, child: Child, lived: float) -> None:
        if child.ready or child.said_slow or lived < self._patience.slow_start:
            return
        child.said_slow = True
        text = _("{name} runs but has not answered for {seconds:g} s.")
        words = text.format(name=child.process.name, seconds=self._patience.slow_start)
        self._say(f"{words} {self._last_words(child)}")

    def _end_all(self) -> None:
        """SIGTERM to each; after the grace, or at a second Ctrl-C, SIGKILL to what is left."""
        if self._asked:
            self._say(_("Stopping…"))
        asked = self._asked
        until = time.monotonic() + self._patience.grace
        for child in self._children:
            child.ask_to_end()
        while any(child.alive for child in self._children):
            if time.monotonic() >= until or self._asked > asked:
                self._tell_killed()
                return
            self._wait(TICK)
            for child in self._children:
                if child.ended():
                    self._bury(child)

    def _tell_killed(self) -> None:
        names = ", ".join(child.process.name for child in self._children if child.alive)
        self._say(_("Ended by force, for not stopping in time: {names}").format(names=names))

    def _kill_all(self) -> None:
        for child in self._children:
            child.signal_group(signal.SIGKILL)
        for child in self._children:
            self._bury(child)
            child.log.close()


def _under_nohup() -> bool:
    return signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


def _ending(code: int) -> str:
    """How a process ended, in words."""
    if code >= 0:
        return _("ended with code {code}").format(code=code)
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = str(-code)
    return _("was ended by {signal}").format(signal=name)
