"""How long each command takes from start to end: `python -m benchmarks.commands [--papers 20000] [--store DIR]`.

Runs every interactive command and every prepared query, about things that many papers name, on a generated graph of
that size (`benchmarks.generated`), each in a process of its own with its output thrown away. Prints the wall time, the
median of several runs after one that does not count; the processor time; and the peak memory, of the process and those
that it starts. What takes a second or more is marked. What is compiled is kept between the runs, as it is where the
program is installed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import _store
from benchmarks.generated import name
from kg.ontology import Parameter, named_queries
from kg.store import Store

METHOD, OTHER, RARER = name("method", 2), name("method", 5), name("method", 700)
TASK, DATASET, METRIC, HARDWARE = name("task", 2), name("dataset", 2), name("metric", 1), name("hardware", 1)
COMMANDS: dict[str, list[str]] = {
    "--help": ["--help"],
    "find": ["find", METHOD],
    "find, in every other name": ["find", "net"],
    "find, nothing": ["find", METHOD[:-3] + "nicht"],
    "show (a hub)": ["show", METHOD],
    "show (a hub metric)": ["show", METRIC],
    "show (a task)": ["show", name("task", 40)],
    "path (two hubs)": ["path", METHOD, OTHER],
    "path (rarer things)": ["path", RARER, name("dataset", 300)],
    "why (two hubs)": ["why", METHOD, OTHER],
    "leaderboard --metric": ["leaderboard", "--metric", METRIC, "--direction", "higher"],
    "leaderboard --metric --dataset": [
        *("leaderboard", "--metric", METRIC, "--direction", "higher"),
        *("--dataset", DATASET),
    ],
    "leaderboard --task": ["leaderboard", "--task", TASK, "--direction", "higher"],
    "compare (two hubs)": ["compare", METHOD, OTHER],
    "lineage": ["lineage", METHOD],
    "conflicts": ["conflicts"],
    "conflicts of a thing": ["conflicts", METHOD],
    "gaps": ["gaps"],
    "gaps --rows dataset": ["gaps", "--rows", "dataset"],
    "trends": ["trends"],
    "trends of a thing": ["trends", METHOD],
    "stats": ["stats"],
    "query": ["query", "SELECT ?n { ?x kg:extends ?m ; skos:prefLabel ?n }", "--limit", "20"],
    "query, mistyped": ["query", "SELECT ?n { ?x kg:extents ?n }"],
    "communities (whole graph)": ["communities"],
}
_OF_TYPE = {
    "method": METHOD,
    "thing": METHOD,
    "family": METHOD,
    "task": TASK,
    "dataset": DATASET,
    "metric": METRIC,
    "hardware": HARDWARE,
}
_PROGRAM = [sys.executable, "-c", "from kg.cli import main; main(prog_name='kg')"]
_STARTER = """
import os, subprocess, sys, threading, time
begin = time.perf_counter()
process = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
ending = threading.Timer(float(sys.argv[1]), lambda: os.killpg(process.pid, 9))  # with all that it has started
ending.start()
said = process.stderr.read().decode()
_, status, used = os.wait4(process.pid, 0)
wall = time.perf_counter() - begin
ending.cancel()
print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, os.waitstatus_to_exitcode(status), said)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall and processor time in seconds, peak memory in MB; `fault` is what went wrong, else "" ."""

    wall: float
    processor: float
    memory: float
    fault: str = ""


def commands(title: str) -> dict[str, list[str]]:
    """What is run: the commands above, and each prepared query with names of the generated graph.

    Args:
        title: of some paper.
    """

    def value(parameter: Parameter) -> str:
        return title if parameter.type == "paper" else _OF_TYPE.get(parameter.type, parameter.example)

    prepared = {
        f"query --name {query.name}": [
            *("query", "--name", query.name),
            *(word for p in query.parameters for word in ("-p", f"{p.name}={value(p)}")),
        ]
        for query in named_queries().values()
    }
    return COMMANDS | prepared


def cost_of(arguments: list[str], environment: dict[str, str], timeout: float) -> Cost:
    """One run of the program, started by a small process: memory is counted from that of the one that starts."""
    command = [sys.executable, "-S", "-c", _STARTER, str(timeout), *_PROGRAM, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    wall, processor, memory, status, said = done.stdout.split(" ", 4)
    fault = f"ended after {timeout:g} s" if int(status) < 0 else " ".join(said.split())[:80] if int(status) else ""
    return Cost(float(wall), float(processor), float(memory), fault)


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--store", type=Path, help="where the store is kept for the next run; else it is thrown away")
    parser.add_argument("--timeout", type=float, default=120, help="seconds after which a command is ended")
    parser.add_argument("--only", default="", help="only what has this in its title")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.store or Path(folder) / "store"
        _store.write(path, arguments.papers, arguments.seed)
        with Store.open(path) as store:
            (title,) = store.database.execute(
                "SELECT name FROM names JOIN nodes ON nodes.id = node WHERE type = 'paper' LIMIT 1"
            ).fetchone()
            quads = len(store.graph)
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"KG_STORE": str(path), "PYTHONPYCACHEPREFIX": folder}
        print(f"{arguments.papers} papers, {quads} quads; {os.cpu_count()} processors")
        print(f"\n{'kg':40} {'wall ms':>9} {'cpu ms':>8} {'peak MB':>8}")
        medians = []
        for command, words in commands(title).items():
            if arguments.only not in command:
                continue
            costs = [cost_of(words, environment, arguments.timeout) for _ in range(arguments.runs + 1)][1:]
            wall, processor = median(c.wall for c in costs), median(c.processor for c in costs)
            medians.append(wall)
            note = "  over a second" if wall >= 1 else ""
            figures = f"{1e3 * wall:9.0f} {1e3 * processor:8.0f} {max(c.memory for c in costs):8.0f}"
            print(f"{command:40} {figures}{note}  {costs[-1].fault}".rstrip(), flush=True)
        within = [sum(wall < limit for wall in medians) for limit in (0.3, 1)]
        print(
            f"\n{len(medians)} commands, {within[0]} under 0.3 s, {within[1]} under 1 s, slowest {max(medians):.2f} s"
        )


if __name__ == "__main__":
    main()
