"""Prints the screen that pyte shows for the bytes of standard input: first each row's text without trailing blanks, then
each row's looks, run by run.

    python3 cells.py COLUMNS ROWS < BYTES
"""
import itertools
import sys

import pyte


def look(cell):
    # Of a blank only the background shows, unless it is underlined or reversed.
    if cell.data == " " and not cell.underscore and not cell.reverse:
        return "blank on " + cell.bg
    marks = [name for name in ("bold", "italics", "underscore", "reverse") if getattr(cell, name)]
    return " ".join([cell.fg, "on", cell.bg] + marks)


columns, rows = int(sys.argv[1]), int(sys.argv[2])
screen = pyte.Screen(columns, rows)
pyte.ByteStream(screen).feed(sys.stdin.buffer.read())
for row in screen.display:
    print(row.rstrip())
for row in range(rows):
    looks = (look(screen.buffer[row][column]) for column in range(columns))
    print(", ".join(f"{len(list(run))} {name}" for name, run in itertools.groupby(looks)))
