"""Prints the screen that pyte shows for the bytes of standard input: first each row's text without trailing blanks, then
each row's looks, run by run.

    python3 cells.py COLUMNS ROWS < BYTES
"""
import itertools
import sys

import pyte
from wcwidth import wcwidth


def look(cell):
    # Of a blank only the background shows, unless it is underlined or reversed.
    if cell.data == " " and not cell.underscore and not cell.reverse:
        return "blank on " + cell.bg
    marks = [name for name in ("bold", "italics", "underscore", "reverse") if getattr(cell, name)]
    return " ".join([cell.fg, "on", cell.bg] + marks)


def text(line):
    """Of a wide character that was overwritten the right half may be left, which shows as a blank; pyte's own way of
    telling its text fails there."""
    parts, is_wide = [], False
    for column in range(columns):
        data = "" if is_wide else line[column].data or " "
        parts.append(data)
        is_wide = bool(data) and wcwidth(data[0]) == 2
    return "".join(parts)


class Screen(pyte.Screen):
    """With CSI S and CSI T, which scroll the region and which pyte does not know."""

    def scroll_up(self, count=None):
        self._scroll(count, pyte.Screen.index, -1)

    def scroll_down(self, count=None):
        self._scroll(count, pyte.Screen.reverse_index, 0)

    def _scroll(self, count, step, edge):
        before = self.cursor.y
        margins = self.margins or (0, self.lines - 1)
        self.cursor.y = margins[edge]
        for _ in range(count or 1):
            step(self)
        self.cursor.y = before


class Stream(pyte.ByteStream):
    csi = dict(pyte.ByteStream.csi, S="scroll_up", T="scroll_down")
    events = pyte.ByteStream.events | {"scroll_up", "scroll_down"}


columns, rows = int(sys.argv[1]), int(sys.argv[2])
screen = Screen(columns, rows)
Stream(screen).feed(sys.stdin.buffer.read())
for row in range(rows):
    print(text(screen.buffer[row]).rstrip())
for row in range(rows):
    looks = (look(screen.buffer[row][column]) for column in range(columns))
    print(", ".join(f"{len(list(run))} {name}" for name, run in itertools.groupby(looks)))
