#!/usr/bin/env python3
"""Records what the built hooktop writes to the disk, into a new folder. README.md beside this file says when.

    ./record.py ../../../../.build/debug v2

Everything is made by the program itself: by commands against its own sandbox, by keys in tmux, and by ending it at a
chosen system call. Nothing is typed by hand but what lies in `by-hand/`, which people write and hooktop reads.
"""
import glob
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

PORT = 8095
API = f"http://127.0.0.1:{PORT}/api/public/v1"
CONTROL = f"http://127.0.0.1:{PORT}/_sandbox"
WRITE, SECOND_WRITE = "sandbox-write", "sandbox2-write"
HOME = "/home/ana"  # what stands in place of the real folder
PENDING = "POST /webhook-subscriptions"
ROTATE = "POST /webhook-subscriptions/*/rotate-secret"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, out = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    if os.path.exists(out):
        sys.exit(f"{out} is there already, and a recording is never made again: choose the next number.")
    with tempfile.TemporaryDirectory(prefix="hooktop-record-") as work:
        recording = Recording(program, work)
        try:
            recording.account()
            recording.board()
            recording.custody()
            recording.pending()
            recording.open_rotation()
            recording.sandbox_state()
        finally:
            recording.stop()
        recording.copy(out)


class Recording:
    def __init__(self, program, work):
        self.program, self.work = program, work
        self.home = work + "/home"
        os.mkdir(self.home, 0o700)
        self.sandbox = None

    # What runs the program.

    def environment(self, **more):
        return {"HOME": self.home, "PATH": os.environ["PATH"], "TZ": "UTC", "LC_ALL": "C.UTF-8", **more}

    def run(self, *words, status=0, stdin="", **environment):
        run = subprocess.run(
            [self.program + "/hooktop", *words], input=stdin, text=True, capture_output=True, cwd=self.home,
            env=self.environment(**environment))
        if status is not None and run.returncode != status:
            sys.exit(f"{' '.join(words)}: status {run.returncode}, expected {status}\n{run.stdout}{run.stderr}")
        return run

    def start(self, *words):
        """The sandbox, from its state where it was before."""
        state = self.work + "/custody-state.json"
        self.sandbox = subprocess.Popen(
            [self.program + "/hooktop", "sandbox", "--port", str(PORT), "--rate-limit", "100000", *words],
            stdout=subprocess.PIPE, text=True, env=self.environment())
        line = self.sandbox.stdout.readline()
        if API not in line:
            sys.exit(f"the sandbox did not start: {line}")

    def stop(self):
        if self.sandbox:
            self.sandbox.terminate()
            self.sandbox.wait()
            self.sandbox = None

    def faults(self, *lines):
        ask(CONTROL + "/faults", "DELETE")
        if lines:
            ask(CONTROL + "/faults", "POST", json.dumps({"faults": lines}))

    # What is recorded, in this order: a board finishes what is pending, so creates that stay pending come after it.

    def account(self):
        themes = self.home + "/.config/hooktop/themes"
        os.makedirs(themes, 0o700)
        shutil.copy(by_hand("night.toml"), themes)
        self.start("--state", self.work + "/custody-state.json")
        for profile, token in [("prod", WRITE), ("beta", SECOND_WRITE)]:
            self.run("setup", "--profile", profile, "--base-url", API, "--token-stdin", stdin=token + "\n")

    def board(self):
        """Choices by keys, settings, and two drafts."""
        with Tmux(self.program + "/hooktop", self.environment()) as board:
            board.wait("ERP sync")
            board.press("t")  # exact times
            board.press("S")
            board.wait("Settings")
            board.press("Home", "Left")  # the last theme, which is our own
            for _ in range(2):
                board.press("Down")
            board.press("Right", "Right")  # sorted by another column
            for row, steps in [("Column ID", 1), ("Column URL", 1), ("Ask Fintoro", 2), ("Quiet after ", 1),
                               ("Quiet after, ", 2), ("Mouse", 1), ("Signs", 1)]:
                board.go_to(row)
                for _ in range(steps):
                    board.press("Right")
            board.press("Enter")
            board.wait("Saved to")
            board.press("n")
            board.wait("New subscription")
            board.type("Účtovníctvo – test")
            board.press("Tab")
            board.type("https://erp.acme.sk/hooks")
            board.press("Tab", "Space", "Tab", "Enter")  # not active, and to the events
            board.wait("of 53 chosen")
            board.press("g", "Enter", "Tab", "End")
            board.type(".own")
            board.press("Escape")
            board.wait("Kept as a draft")
            board.press("e")
            board.wait("Edit ")
            board.press("End")
            board.type(" 2")
            board.press("Escape")
            board.wait("Kept as a draft")
            wait("drafts", lambda: '"edits" : [\n    {' in self.drafts())
            # The hints for a first run go one by one, each after it can have been read.
            wait("the end of the hints", lambda: board.press("Down") or os.path.exists(self.state("tour-seen")))
            board.press("q")
            board.wait_for_end()

    def state(self, name):
        return f"{self.home}/.local/state/hooktop/{name}"

    def drafts(self):
        files = glob.glob(self.state("drafts/*"))
        return open(files[0], encoding="utf-8").read() if files else ""

    def custody(self):
        """A line of each kind in the ledger, a secret in each format, a pin for each profile."""
        ids = [self.create("Ledger raw", "raw"), self.create("Ledger env", "env")]
        self.create("Beta raw", "raw", profile="beta")
        self.rotate(ids[0], "Ledger raw")
        self.faults(f"403 {ROTATE} x1")
        self.rotate(ids[0], "Ledger raw", status=77)
        self.faults(f"drop-after {ROTATE} x1")
        self.rotate(ids[1], "Ledger env", status=76)
        gone = self.create("Ledger gone", "raw")
        self.run("delete", str(gone), "--confirm", "Ledger gone", "--profile", "prod")
        mine = self.home + "/mine.secret"
        with open(mine, "w") as file:
            file.write("whsec_fintoro_written_down_by_hand\n")
        os.chmod(mine, 0o600)
        self.run("ledger", "adopt", "803", mine, "--profile", "prod")

    def pending(self):
        """An entry in each state in which a run may leave one."""
        # Sent by a board whose server goes away: several sends, the last of which never left.
        self.faults(f"drop-after {PENDING}")
        several = self.create("Several sends", "raw", status=75)
        with Tmux(self.program + "/hooktop", self.environment()) as board:
            board.wait("ERP sync")
            wait("a second send", lambda: self.entry(several).count('"send"') >= 2)
            self.stop()
            wait("a send that did not leave", lambda: '"notSent"' in self.entry(several))
            board.press("q")
            board.wait_for_end()
        self.start("--state", self.work + "/custody-state.json")
        self.faults(f"503 {PENDING} x1")
        self.run("pending", "--resume", several, "--wait", "0", "--profile", "prod", status=75)

        self.faults(f"drop-after {PENDING} x1")
        self.create("Sent once", "raw", status=75)
        self.faults(f"500-after {PENDING} x1")
        self.create("Answered 500", "env", status=75)
        self.faults(f"drop-after {PENDING} x1", f"403 {PENDING} x1")
        refused = self.create("Refused in doubt", "raw", status=75)
        self.run("pending", "--resume", refused, "--wait", "0", "--profile", "prod", status=None)
        self.faults(f"drop-after {PENDING} x1")
        self.run(*create_words("Printed"), "--secret-file", "-", "--profile", "prod", status=75)
        self.faults(f"drop-after {PENDING} x1")
        self.run(
            *create_words("From the environment"), status=75, HOOKTOP_BASE_URL=API, HOOKTOP_TOKEN=WRITE)
        for key in ["erp/2026:03%20#1", "long-" + "k" * 240]:
            self.faults(f"drop-after {PENDING} x1")
            self.run(*create_words(f"Own key {key[:4]}"), "--idempotency-key", key, "--profile", "prod", status=75)
        self.faults()

        def lines(entry):
            return entry.split("\n")

        self.end_where("Opened, not sent", lambda entry, secret: len(lines(entry)) == 2 and not lines(entry)[1])
        self.end_where(
            "Cut in a line", lambda entry, secret: len(lines(entry)) == 2 and 0 < len(lines(entry)[1]) < 20, most=8)
        self.end_where(
            "Secret half way", lambda entry, secret: secret.startswith("whsec") and len(secret) == 4096)
        self.end_where(
            "Secret saved, entry there", lambda entry, secret: secret.startswith("whsec") and len(secret) < 200)

    def open_rotation(self):
        """A rotate whose program ended after it was noted and before anything was heard: the ledger's last line."""
        subscription = self.create("Rotating", "raw")

        def is_there(home):
            last = open(home + "/.local/state/hooktop/custody.jsonl").read().splitlines()[-1]
            return '"rotationSent"' in last

        self.end(["rotate", str(subscription), "--confirm", "Rotating", "--profile", "prod"], is_there)
        self.stop()

    def sandbox_state(self):
        """Deliveries in each state, answers to keys, a disabled subscription."""
        state = self.work + "/sandbox-state.json"
        self.start("--state", state, "--scenario", by_hand("deliveries.toml"), "--speed", "1000")
        began = time.time()
        body = {"url": "https://erp.acme.sk/hooks", "isActive": True, "subscribedEvents": ["invoices.paid"]}
        for name, key in [("With a key", "key-1"), ("Žltý kôň", "key-2"), (None, None)]:
            ask(API + "/webhook-subscriptions", "POST", json.dumps({"name": name, **body}), key)
        time.sleep(max(0, began + 11.6 - time.time()))
        ask(API + "/webhook-subscriptions/905", "DELETE")
        self.stop()

    # Steps of the above.

    def create(self, name, form, profile="prod", status=0):
        """The subscription's id; of one that stays pending its key."""
        before = set(self.entries())
        run = self.run(
            *create_words(name), "--format", form, "--profile", profile, "--json", status=status)
        if status == 0:
            return json.loads(run.stdout)["id"]
        return os.path.basename((set(self.entries()) - before).pop())[:-len(".jsonl")]

    def subscriptions(self):
        return {one["id"] for one in json.loads(ask(API + "/webhook-subscriptions", "GET"))["data"]}

    def rotate(self, subscription, name, status=0):
        self.run("rotate", str(subscription), "--confirm", name, "--profile", "prod", status=status)

    def entries(self, home=None):
        return glob.glob((home or self.home) + "/.local/state/hooktop/creates/*.jsonl")

    def entry(self, key):
        return open(self.state(f"creates/{key}.jsonl")).read()

    def end_where(self, name, is_wanted, most=None):
        """A create that is killed at the first call after which its entry and its secret's file are as wanted."""
        before = {os.path.basename(file) for file in self.entries()}
        secret = name.lower().replace(",", "").replace(" ", "-") + ".secret"

        def is_there(home):
            new = [file for file in self.entries(home) if os.path.basename(file) not in before]
            file = f"{home}/.local/share/hooktop/secrets/{secret}"
            if len(new) != 1 or not os.path.exists(file):
                return False
            return is_wanted(open(new[0]).read(), open(file).read())

        self.end([*create_words(name), "--secret-file", f"{self.home}/.local/share/hooktop/secrets/{secret}",
                  "--profile", "prod"], is_there, most)

    def end(self, words, is_there, most=None):
        """Kills the program at one call after the other, each time from the same home, until it left what is wanted."""
        saved, subscriptions = self.work + "/saved", self.subscriptions()
        shutil.copytree(self.home, saved)
        for call in range(1, 2000):
            fault = {
                "LD_PRELOAD": self.program + "/libSyscallFaults.so", "FAULT_AT": str(call),
                "FAULT_SIGNAL": str(int(signal.SIGKILL))}
            if most:
                fault["FAULT_MOST"] = str(most)
            run = self.run(*words, status=None, **fault)
            if run.returncode == 0:
                sys.exit(f"{' '.join(words)}: it came to its end before it left what was wanted")
            if is_there(self.home):
                shutil.rmtree(saved)
                return
            shutil.rmtree(self.home)
            shutil.copytree(saved, self.home)
            for made in self.subscriptions() - subscriptions:
                ask(f"{API}/webhook-subscriptions/{made}", "DELETE")
        sys.exit("no call left what was wanted")

    def copy(self, out):
        """The program's folders as the tests lay them out, with a home that is nobody's."""
        for source, name in [(".config", "config"), (".local/share", "data"), (".local/state", "state")]:
            shutil.copytree(f"{self.home}/{source}/hooktop", f"{out}/{name}")
        shutil.copy(self.home + "/mine.secret", out)
        for state in ["sandbox-state.json", "custody-state.json"]:
            shutil.copy(self.work + "/" + state, out)
        for folder, _, files in os.walk(out):
            for file in files:
                path = os.path.join(folder, file)
                with open(path, "rb") as opened:
                    contents = opened.read()
                with open(path, "wb") as opened:
                    opened.write(contents.replace(self.home.encode(), HOME.encode()))


def by_hand(name):
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "by-hand", name)


def create_words(name):
    return ["create", "--name", name, "--url", "https://erp.acme.sk/" + name.lower().replace(" ", "-").replace(",", ""),
            "--event", "invoices.*", "--event", "orders.created", "--wait", "0"]


def ask(url, method, body=None, key=None):
    headers = {"Authorization": "Bearer " + WRITE, "Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    request = urllib.request.Request(url, body.encode() if body else None, headers, method=method)
    return urllib.request.urlopen(request).read()


def wait(what, is_there):
    deadline = time.time() + 60
    while not is_there():
        if time.time() > deadline:
            sys.exit(f"never saw {what}")
        time.sleep(0.05)


class Tmux:
    def __init__(self, program, environment):
        self.socket = tempfile.mktemp(prefix="hooktop-record-tmux-")
        words = ["env", "-i", *[f"{name}={value}" for name, value in environment.items()], "TERM=tmux-256color", program]
        self.tmux("new-session", "-d", "-x", "120", "-y", "40", "--", *words)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["tmux", "-S", self.socket, "kill-server"], capture_output=True)

    def tmux(self, *words):
        run = subprocess.run(["tmux", "-S", self.socket, "-f", "/dev/null", *words], capture_output=True, text=True)
        return run.stdout

    def screen(self):
        return self.tmux("capture-pane", "-p")

    def press(self, *keys):
        for key in keys:
            self.tmux("send-keys", "--", key)
            time.sleep(0.15)

    def type(self, text):
        self.tmux("send-keys", "-l", "--", text)
        time.sleep(0.15)

    def wait(self, text):
        deadline = time.time() + 60
        while text not in self.screen():
            if time.time() > deadline:
                sys.exit(f"never saw {text!r}; the screen was:\n{self.screen()}")
            time.sleep(0.05)

    def go_to(self, row):
        """Down to the row of a list."""
        for _ in range(40):
            if any(f"▸ {row}" in line or f"> {row}" in line for line in self.screen().splitlines()):
                return
            self.press("Down")
        sys.exit(f"no row {row!r}:\n{self.screen()}")

    def wait_for_end(self):
        wait("the board's end", lambda: not self.screen())


if __name__ == "__main__":
    main()
