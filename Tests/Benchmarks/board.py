#!/usr/bin/env python3
"""Measures the board from the other end of its terminal: until the list stands, and what each key costs. Prints, judges
nothing.

    swift build -c release
    python3 Tests/Benchmarks/board.py .build/release/hooktop 10000
"""
import fcntl, glob, os, pty, re, select, signal, statistics, struct, sys, tempfile, termios, time
from sandbox import TOKEN, Sandbox, print_row

SIZE = (30, 100)
ENTER, ESCAPE, DOWN, PAGE_DOWN = "\r", "\x1b", "\x1b[B", "\x1b[6~"
# What is typed to get there, the key that is measured, and what is typed to get back.
KEYS = [
    ("move down", [], "j", []),
    ("page down", [], PAGE_DOWN, []),
    ("last", [], "G", ["g"]),
    ("trouble only", [], "x", ["x"]),
    ("exact times", [], "t", ["t"]),
    ("mark one", [], " ", ["k", " ", "k"]),
    ("mark all", [], "a", ["a"]),
    ("detail", [], ENTER, [ESCAPE]),
    ("coverage", [], "v", [ESCAPE]),
    ("log", [], "L", [ESCAPE]),
    ("companies", [], "o", [ESCAPE]),
    ("help", [], "?", [ESCAPE]),
    ("palette", [], ":", [ESCAPE]),
    ("new", [], "n", [ESCAPE]),
    ("sort, offered", [], "s", [ESCAPE]),
    ("sort, done", ["s", DOWN], ENTER, []),
    ("filter, 1st", ["/"], "e", [ESCAPE]),
    ("filter, 2nd", ["/", "e"], "n", [ESCAPE]),
    ("filter, 3rd", ["/", "e", "n"], "d", [ESCAPE]),
    ("filter, dropped", ["/", "e", "n", "d"], ESCAPE, []),
]


class Board:
    """The program on a terminal of its own, with an empty home."""

    def __init__(self, program, port, home):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(
                HOME=home, TERM="xterm-256color", LANG="C.UTF-8", HOOKTOP_TOKEN=TOKEN,
                HOOKTOP_BASE_URL=f"http://127.0.0.1:{port}/api/public/v1")
            os.execv(program, [program])
        self.resize(*SIZE)

    def resize(self, rows, columns):
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def receive(self, patience, until=None):
        """All bytes until the terminal is silent for 20 ms or shows a text, and when the last of them came."""
        data, last, end = bytearray(), time.perf_counter(), time.perf_counter() + patience
        wait = patience
        while time.perf_counter() < end and select.select([self.terminal], [], [], wait)[0]:
            data += os.read(self.terminal, 65536)
            last = time.perf_counter()
            if until is None:
                wait = 0.02
            elif until in data:
                break
        return bytes(data), last

    def processor(self):
        """Milliseconds that all threads have had of a processor."""
        times = (open(path).read().split()[0] for path in glob.glob(f"/proc/{self.pid}/task/*/schedstat"))
        return sum(map(int, times)) / 1e6

    def memory(self):
        """Now, and how much of it belongs to no file, in MiB."""
        with open(f"/proc/{self.pid}/status") as status:
            text = status.read()
        return [int(re.search(rf"{name}:\s+(\d+)", text)[1]) / 1024 for name in ("VmRSS", "RssAnon")]

    def type(self, text):
        os.write(self.terminal, text.encode())

    def go(self, keys):
        """Types keys and lets each be answered."""
        for key in keys:
            self.type(key)
            self.receive(1)

    def measure(self, act, *arguments):
        """Milliseconds until the last byte, milliseconds on a processor, and bytes."""
        before, began = self.processor(), time.perf_counter()
        act(*arguments)
        data, last = self.receive(1)
        return (last - began) * 1e3, self.processor() - before, len(data)

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)


def start(program, port, home, count):
    began = time.perf_counter()
    board = Board(program, port, home)
    data, last = board.receive(20, f"{count} subscriptions".encode())
    if f"{count} subscriptions".encode() not in data:
        raise SystemExit("the board never showed its list")
    return board, ((last - began) * 1e3, board.processor(), len(data))


def medians(measured):
    return [f"{statistics.median(column):.{digits}f}" for column, digits in zip(zip(*measured), (1, 2, 0))]


def main(program, count, times=9):
    print(f"{count:,} subscriptions in {SIZE[1]}x{SIZE[0]} cells, median of {times}; a lone Esc waits 25 ms for more")
    print_row("", "ms", "processor, ms", "bytes")
    with tempfile.TemporaryDirectory() as home, Sandbox(program, "--scenario", f"huge={count}") as sandbox:
        starts = []
        for _ in range(times):
            board, measured = start(program, sandbox.port, home, count)
            starts.append(measured)
            board.end()
        print_row("list stands", *medians(starts))
        board, _ = start(program, sandbox.port, home, count)
        board.receive(1)
        for name, there, key, back in KEYS:
            measured = []
            for _ in range(times):
                board.go(there)
                measured.append(board.measure(board.type, key))
                board.go(back)
            print_row(name, *medians(measured))
        sizes = [(24, 80), SIZE] * times
        print_row("resize", *medians([board.measure(board.resize, *size) for size in sizes]))
        print("  MiB: {:.0f}, of them {:.0f} in no file".format(*board.memory()))
        board.end()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 10_000)
