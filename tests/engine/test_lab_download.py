"""The download survives what networks do: cuts, silence, wrong answers, no answers; and can be cancelled."""

from __future__ import annotations

import errno
import gzip
import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from engine.errors import InputError
from engine.lab import download as module
from engine.lab import transfer
from engine.lab.download import DownloadProgress, Resource, download, downloading, torchvision_list
from engine.lab.idx import read_idx, write_idx
from engine.lab.mnist import FILES, load

RANDOM = np.random.default_rng(5)


class Server(ThreadingHTTPServer):
    """Serves files from memory; each fault is used up by one answer, in order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.faults: list[str] = []
        self.always = ""
        self.requests: list[tuple[str, str | None]] = []
        self.hold = threading.Event()

    @property
    def mirror(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name, asked = self.path[1:], self.headers.get("Range")
        self.server.requests.append((name, asked))
        fault = self.server.always or (self.server.faults.pop(0) if self.server.faults else "")
        content = self.server.files[name]
        if fault.isdecimal():
            self.send_error(int(fault))
            return
        if fault == "hang up":
            self.close_connection = True
            return
        if fault == "portal":
            content = b"<html>please log in</html>"
        start = int(asked[6:-1]) if asked and fault != "no range" else 0
        if start and start >= len(content):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        rest = content[start:]
        if fault == "cut":
            self.wfile.write(rest[: len(rest) // 2])
            self.close_connection = True
        elif fault == "silent":
            self.wfile.write(rest[: len(rest) // 2])
            self.wfile.flush()
            self.server.hold.wait(20)
            self.close_connection = True
        elif fault == "slow":
            for first in range(0, len(rest), 4096):
                self.wfile.write(rest[first : first + 4096])
                self.wfile.flush()
                time.sleep(0.01)
        else:
            self.wfile.write(rest)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.hold.set()
        made.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(module, "PAUSE", 0.01)
    monkeypatch.setattr(transfer.transfer, "__defaults__", (0.3,))


@pytest.fixture
def resources(server, tmp_path) -> list[Resource]:
    """Four small files in MNIST's format, served compressed."""
    made = []
    for name in FILES:
        n = 120 if "train" in name else 40
        shape = (n, 28, 28) if "idx3" in name else (n,)
        write_idx(tmp_path / name, RANDOM.integers(0, 10, shape).astype(np.uint8))
        packed = gzip.compress((tmp_path / name).read_bytes(), mtime=0)
        server.files[name + ".gz"] = packed
        made.append(Resource(name + ".gz", hashlib.md5(packed).hexdigest(), len(packed)))
    return made


def fetched(root: Path, server: Server, resources: list[Resource], **more) -> list[DownloadProgress]:
    facts: list[DownloadProgress] = []
    mirrors = more.pop("mirrors", [server.mirror])
    download(root, facts.append, mirrors=mirrors, resources=resources, **more)
    return facts


def test_all_is_there_afterwards_and_nothing_else(server, resources, tmp_path):
    root = tmp_path / "data"
    facts = fetched(root, server, resources)
    assert sorted(path.name for path in (root / "MNIST" / "raw").iterdir()) == sorted(FILES)
    for name in FILES:
        assert (root / "MNIST" / "raw" / name).read_bytes() == (tmp_path / name).read_bytes()
    data = load(root)
    assert (len(data.train), len(data.test), data.source) == (120, 40, "own")
    total = sum(resource.size for resource in resources)
    assert {fact.total for fact in facts} == {total}
    received = [fact.received for fact in facts]
    assert received == sorted(received)
    assert (received[0], received[-1]) == (0, total)
    assert [fact.number for fact in facts if fact.file == resources[2].name] != []
    assert facts[-1].host == server.mirror[7:-1]
    assert any(fact.speed > 0 for fact in facts)


def test_what_is_there_is_not_fetched_again(server, resources, tmp_path):
    fetched(tmp_path / "data", server, resources)
    server.requests.clear()
    facts = fetched(tmp_path / "data", server, resources)
    assert server.requests == []
    assert facts[-1].received == facts[-1].total


def test_torchvisions_compressed_file_is_taken(server, resources, tmp_path):
    raw = tmp_path / "data" / "MNIST" / "raw"
    raw.mkdir(parents=True)
    (raw / resources[0].name).write_bytes(server.files[resources[0].name])
    fetched(tmp_path / "data", server, resources)
    assert resources[0].name not in [name for name, _ in server.requests]
    assert (raw / resources[0].name).is_file()


def test_a_broken_file_is_fetched_again(server, resources, tmp_path):
    raw = tmp_path / "data" / "MNIST" / "raw"
    fetched(tmp_path / "data", server, resources)
    whole = (raw / FILES[0]).read_bytes()
    (raw / FILES[0]).write_bytes(whole[:1000])
    fetched(tmp_path / "data", server, resources)
    assert (raw / FILES[0]).read_bytes() == whole


@pytest.mark.parametrize("fault", ["cut", "silent", "slow", "hang up"])
def test_a_bad_connection_is_taken_up_again(server, resources, tmp_path, fault):
    server.faults = [fault, fault]
    facts = fetched(tmp_path / "data", server, resources)
    assert read_idx(tmp_path / "data" / "MNIST" / "raw" / FILES[0], 3).shape == (120, 28, 28)
    received = [fact.received for fact in facts]
    assert received == sorted(received)  # nothing arrives twice
    ranges = [asked for name, asked in server.requests if name == resources[0].name]
    if fault in ("cut", "silent"):
        half = len(server.files[resources[0].name]) // 2
        assert ranges[:2] == [None, f"bytes={half}-"]


def test_a_server_without_ranges_starts_anew(server, resources, tmp_path):
    server.faults = ["cut", "no range"]
    fetched(tmp_path / "data", server, resources)
    assert read_idx(tmp_path / "data" / "MNIST" / "raw" / FILES[0], 3).shape == (120, 28, 28)


def test_a_part_of_another_file_is_thrown_away(server, resources, tmp_path):
    raw = tmp_path / "data" / "MNIST" / "raw"
    raw.mkdir(parents=True)
    (raw / (resources[0].name + ".part")).write_bytes(b"something else" * 100)
    (raw / (resources[1].name + ".part")).write_bytes(b"longer than the file" * 1000)
    fetched(tmp_path / "data", server, resources)
    assert load(tmp_path / "data").train.images.shape == (120, 28, 28)


def test_cancel_keeps_what_has_arrived_and_the_next_goes_on(server, resources, tmp_path):
    server.faults = ["slow"]
    facts: list[DownloadProgress] = []

    def enough() -> bool:
        return facts[-1].received > 20_000

    root = tmp_path / "data"
    done = download(root, facts.append, enough, mirrors=[server.mirror], resources=resources)
    assert done is None
    part = root / "MNIST" / "raw" / (resources[0].name + ".part")
    kept = part.stat().st_size
    assert 20_000 < kept < resources[0].size
    server.requests.clear()
    first = fetched(root, server, resources)[0]
    assert first.received == kept
    assert server.requests[0] == (resources[0].name, f"bytes={kept}-")
    assert load(root).train.images.shape == (120, 28, 28)


def test_closing_the_generator_cancels(server, resources, tmp_path):
    server.faults = ["slow"]
    going = downloading(tmp_path / "data", mirrors=[server.mirror], resources=resources)
    for now in going:
        if now.received:
            break
    going.close()
    assert (tmp_path / "data" / "MNIST" / "raw" / (resources[0].name + ".part")).stat().st_size


def test_the_next_mirror_goes_on_where_the_first_gave_up(server, resources, tmp_path):
    server.faults = ["cut", "404"]
    fetched(tmp_path / "data", server, resources, mirrors=[server.mirror, server.mirror])
    half = len(server.files[resources[0].name]) // 2
    assert [asked for _, asked in server.requests[:3]] == [None, f"bytes={half}-", f"bytes={half}-"]


def closed_port() -> str:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{held.getsockname()[1]}/"


def refusal(root: Path, server: Server, resources: list[Resource], **more) -> InputError:
    with pytest.raises(InputError) as caught:
        fetched(root, server, resources, **more)
    return caught.value


def test_no_network_is_said_clearly(server, resources, tmp_path, monkeypatch):
    error = refusal(tmp_path, server, resources, mirrors=[closed_port(), closed_port()])
    assert error.code == "download-no-network"
    assert "Connection refused" in str(error)
    assert "choose a folder" in str(error)

    def no_names(*args: object, **more: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", no_names)
    error = refusal(tmp_path, server, resources, mirrors=["https://one.example/", "http://two.example/"])
    assert error.code == "download-no-network"
    assert "one.example, two.example" in str(error)


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        ("404", "download-refused", "404"),
        ("503", "download-refused", "503"),
        ("portal", "download-damaged", "MD5"),
        ("hang up", "download-cut", "after 0 of"),
    ],
)
def test_each_refusal_has_its_sentence(server, resources, tmp_path, fault, code, words):
    server.always = fault
    error = refusal(tmp_path, server, resources)
    assert error.code == code
    assert words in str(error)
    assert resources[0].name in str(error)
    assert len(server.requests) <= 2 * module.TRIES


def test_a_dead_mirror_does_not_hide_what_the_other_said(server, resources, tmp_path):
    server.always = "404"
    error = refusal(tmp_path, server, resources, mirrors=[closed_port(), server.mirror])
    assert error.code == "download-refused"
    assert "404" in str(error)
    assert "refused" in str(error)


def test_a_full_disk_is_named(server, resources, tmp_path, monkeypatch):
    def full(self: Path, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    error = refusal(tmp_path / "data", server, resources)
    assert error.code == "download-disk"
    assert "No space left" in str(error)


def test_a_folder_that_cannot_be_made_is_named(server, resources, tmp_path):
    (tmp_path / "data").write_text("a file")
    assert refusal(tmp_path / "data", server, resources).code == "download-disk"


def test_torchvisions_list_has_four_files_of_known_size():
    mirrors, files = torchvision_list()
    assert mirrors
    assert [file.unpacked for file in files] == list(FILES)
    assert all(file.size and len(file.md5) == 32 for file in files)
