"""A wire between two programs that a test can cut: both ends stay open, nothing comes through."""

import selectors
import socket
import threading


class Wire:
    """Forwards ``host``:``port`` to 127.0.0.1:``target`` until it is cut or closed."""

    def __init__(self, target: int, host: str = "127.0.0.1") -> None:
        self._target = target
        self._listener = socket.create_server((host, 0))
        self.port = int(self._listener.getsockname()[1])
        self._open = threading.Event()
        self._open.set()
        self._over = False
        self._peers: dict[socket.socket, socket.socket] = {}
        self._thread = threading.Thread(target=self._forward, daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """Nothing comes through from now on."""
        self._open.clear()

    def mend(self) -> None:
        """What was sent meanwhile comes through, late."""
        self._open.set()

    def close(self) -> None:
        """Both ends are told that it is over."""
        self._over = True
        self.mend()
        self._thread.join()

    def _forward(self) -> None:
        with selectors.DefaultSelector() as chosen:
            chosen.register(self._listener, selectors.EVENT_READ)
            while not self._over:
                self._open.wait()
                for key, _ in chosen.select(0.05):
                    if key.fileobj is self._listener:
                        self._accept(chosen)
                    else:
                        assert isinstance(key.fileobj, socket.socket)
                        self._carry(chosen, key.fileobj)
        for end in [*self._peers, self._listener]:
            end.close()

    def _accept(self, chosen: selectors.BaseSelector) -> None:
        here, _ = self._listener.accept()
        there = socket.create_connection(("127.0.0.1", self._target))
        self._peers |= {here: there, there: here}
        for end in (here, there):
            chosen.register(end, selectors.EVENT_READ)

    def _carry(self, chosen: selectors.BaseSelector, end: socket.socket) -> None:
        other = self._peers.get(end)
        if other is None:
            return
        try:
            data = end.recv(65536)
            self._open.wait()
            other.sendall(data)
        except OSError:
            data = b""
        if not data:
            for one in (end, other):
                self._peers.pop(one, None)
                chosen.unregister(one)
                one.close()
