#!/usr/bin/env python3
"""Measures a sandbox: how fast it answers, how fast it delivers, and how much memory it takes. Prints, judges nothing.

    swift build -c release
    python3 Tests/Benchmarks/sandbox.py .build/release/hooktop
"""
import json, multiprocessing, re, socket, statistics, subprocess, sys, threading, time

TOKEN = "sandbox-write"


class Connection:
    """HTTP/1.1 by hand: what is measured is the server, not a client's library."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, method, path, body=b""):
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        self.socket.sendall(head.encode() + body)
        data = bytearray()
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self.receive()
        status = int(data[9:12])
        length = int(re.search(rb"(?i)content-length: (\d+)", data[:end])[1])
        answer = bytearray(data[end + 4 :])
        while len(answer) < length:
            answer += self.receive()
        return status, answer

    def receive(self):
        part = self.socket.recv(1 << 18)
        if not part:
            raise SystemExit("the sandbox closed the connection")
        return part


class Sandbox:
    def __init__(self, program, *arguments):
        self.process = subprocess.Popen(
            [program, "sandbox", "--rate-limit", "1000000000", *arguments], stdout=subprocess.PIPE, text=True)
        self.port = int(re.search(r":(\d+)/", self.process.stdout.readline())[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        began = time.perf_counter()
        self.process.terminate()
        self.process.wait()
        self.ended_in = time.perf_counter() - began

    def memory(self):
        """Now and at most, in MiB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            text = status.read()
        return [int(re.search(rf"{name}:\s+(\d+)", text)[1]) / 1024 for name in ("VmRSS", "VmHWM")]


def print_row(*columns):
    print("  " + "  ".join(f"{column:>14}" for column in columns), flush=True)


def lists(program):
    print("list: time against bytes (median of 10)")
    print_row("subscriptions", "bytes", "ms", "MB/s", "MiB, at most")
    for count in (100, 1_000, 10_000, 100_000):
        with Sandbox(program, "--scenario", f"huge={count}") as sandbox:
            connection = Connection(sandbox.port)
            times = []
            for _ in range(10):
                began = time.perf_counter()
                status, answer = connection.ask("GET", "/api/public/v1/webhook-subscriptions")
                times.append(time.perf_counter() - began)
                assert status == 200
            middle = statistics.median(times)
            print_row(
                count, len(answer), f"{middle * 1e3:.1f}", f"{len(answer) / middle / 1e6:.0f}",
                f"{sandbox.memory()[1]:.0f}")


def client(port, path, seconds, results):
    connection = Connection(port)
    count, end = 0, time.perf_counter() + seconds
    while time.perf_counter() < end:
        assert connection.ask("GET", path)[0] == 200
        count += 1
    results.put(count)


def requests(program, connections=8, seconds=5):
    print(f"requests a second from {connections} connections, for {seconds} s each")
    print_row("path", "requests/s", "MiB, at most")
    with Sandbox(program, "--scenario", "demo") as sandbox:
        for path in ("/whoami", "/webhook-subscriptions/801", "/webhook-subscriptions"):
            results = multiprocessing.Queue()
            workers = [
                multiprocessing.Process(
                    target=client, args=(sandbox.port, "/api/public/v1" + path, seconds, results))
                for _ in range(connections)]
            for worker in workers:
                worker.start()
            total = sum(results.get() for _ in workers)
            for worker in workers:
                worker.join()
            print_row(path[-14:], f"{total / seconds:.0f}", f"{sandbox.memory()[1]:.0f}")


def receive(listener):
    """Answers 204 to everything, one request a connection; never answers where the path is /hang."""

    def answer(connection):
        data = connection.recv(65536)
        if data.startswith(b"POST /hang"):
            return open_connections.append(connection)
        connection.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        connection.close()

    open_connections = []
    while True:
        threading.Thread(target=answer, args=(listener.accept()[0],), daemon=True).start()


def deliveries(program, count=20_000):
    print(f"deliveries: {count:,} events as fast as they are taken in")
    print_row("receiver", "events/s", "deliveries/s", "whoami, ms", "MiB, at most", "TERM, s")
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    receiver = multiprocessing.Process(target=receive, args=(listener,), daemon=True)
    receiver.start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    for name, mode, path in (("simulated", "simulated", "/"), ("real", "real", "/"), ("hangs", "real", "/hang")):
        with Sandbox(program, "--scenario", "empty", "--allow-loopback", "--deliveries", mode) as sandbox:
            connection = Connection(sandbox.port)
            draft = {"url": url + path, "isActive": True, "subscribedEvents": ["invoices.paid"]}
            status, _ = connection.ask("POST", "/api/public/v1/webhook-subscriptions", json.dumps(draft).encode())
            assert status == 201
            began = time.perf_counter()
            for number in range(count):
                event = json.dumps({"type": "invoices.paid", "resourceId": number + 1}).encode()
                assert connection.ask("POST", "/_sandbox/events", event)[0] == 202
            events = count / (time.perf_counter() - began)
            slowest, over = 0, "-"
            while True:
                asked = time.perf_counter()
                connection.ask("GET", "/api/public/v1/whoami")
                slowest = max(slowest, time.perf_counter() - asked)
                if name == "hangs":
                    if time.perf_counter() - began > 15:
                        break
                elif all(
                    not json.loads(connection.ask("GET", f"/_sandbox/deliveries?state={state}&limit=1")[1])["data"]
                    for state in ("waiting", "under-way")):
                    over = f"{count / (time.perf_counter() - began):.0f}"
                    break
                time.sleep(0.05)
            memory = sandbox.memory()[1]
        print_row(
            name, f"{events:.0f}", over, f"{slowest * 1e3:.1f}", f"{memory:.0f}", f"{sandbox.ended_in:.2f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    lists(sys.argv[1])
    requests(sys.argv[1])
    deliveries(sys.argv[1])
