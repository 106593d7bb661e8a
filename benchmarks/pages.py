"""How long a page takes until it can be read and used, beside what plain pyvis makes of the same graph.

    python -m benchmarks.pages 100 1000 5000 20000

Both pages are opened in one headless Chromium, in turns, from files and without a network. "Picture" is the time from
the start of loading to the frame after the first labelled picture: for pyvis, which hides its picture behind a bar of
progress, that is when the bar is gone. "Usable" is when the page has read everything and answers. "Frame" is the mean
time of a frame while the picture is dragged. "Overlaps" are pairs of labels that overlap in the first picture.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import _store
from kg.render import page
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx

_NODES_A_PAPER = 8.6  # of the generated graph
_PATIENCE = 90  # seconds after which a page counts as one that never shows its picture
_ARGUMENTS = (
    *["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    *["--disable-dev-shm-usage", "--disable-component-update", "--disable-sync", "--window-size=1400,900"],
    "--host-resolver-rules=MAP * ~NOTFOUND",
)

# runs before a page's own scripts: notes the frame in which the picture is there, and the one in which all is read
_WATCH = """
window.timed = {};
const ours = () => document.querySelector("#kg-picture .kg-card text, #kg-picture .kg-node text");
const bar = () => document.querySelector("#loadingBar");
const plain = () => window.network && window.network.body && (!bar() || getComputedStyle(bar()).opacity < 0.05);
const look = () => {
  const now = performance.now();
  const seen = () => { timed.picture = timed.picture || performance.now(); };
  if (!timed.picture && (ours() || plain())) requestAnimationFrame(seen);
  const ready = timed.picture && document.readyState === "complete" && (window.kgPage || window.network);
  if (ready && !timed.usable) { setTimeout(() => { timed.usable = performance.now(); }); return; }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""

_DRAG = """
const done = arguments[arguments.length - 1];
const picture = document.querySelector("#kg-picture") || document.querySelector("canvas");
const times = [];
let step = 0;
const at = (name, holder) => holder.dispatchEvent(new PointerEvent(name, {
  pointerId: 1, clientX: 600 + 5 * step, clientY: 400 + 3 * step, bubbles: true, button: 0, buttons: 1 }));
if (!window.network) at("pointerdown", picture);
const turn = () => {
  times.push(performance.now());
  if (++step > 24) {
    if (!window.network) at("pointerup", window);
    return done((times[times.length - 1] - times[0]) / (times.length - 1));
  }
  if (window.network) window.network.moveTo({ position: { x: 5 * step, y: 3 * step } });
  else at("pointermove", window);
  requestAnimationFrame(turn);
};
requestAnimationFrame(turn);
"""

_OVERLAPS = """
let boxes;
if (window.network) {
  const spots = network.getPositions();
  const scale = network.getScale();
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = `${14 * scale}px arial`;
  boxes = nodes.get().map((node) => {
    const { x, y } = network.canvasToDOM(spots[node.id]);
    const wide = ruler.measureText(node.label).width;
    return { left: x - wide / 2, right: x + wide / 2, top: y + 10 * scale, bottom: y + 24 * scale };
  });
} else boxes = [...document.querySelectorAll("#kg-picture text")].map((text) => text.getBoundingClientRect());
boxes.sort((a, b) => a.left - b.left);
let found = 0;
boxes.forEach((a, at) => {
  for (let next = at + 1; next < boxes.length && boxes[next].left < a.right - 1; next++) {
    const b = boxes[next];
    if (a.top < b.bottom - 2.5 && b.top < a.bottom - 2.5) found++;
  }
});
return found;
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one page once; times in milliseconds, None for what never came."""

    picture: float | None
    usable: float | None
    frame: float | None
    overlaps: int | None
    requests: int


def measure(driver: Any, file: Path) -> Figures:
    """Open a page in the browser and time it."""
    driver.get("about:blank")
    driver.get_log("performance")
    driver.get(file.as_uri())
    patience = time.monotonic() + _PATIENCE
    timed: dict[str, float] = {}
    while "usable" not in timed and time.monotonic() < patience:
        time.sleep(0.1)
        timed = driver.execute_script("return window.timed || {}")
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    outside = sum(not url.startswith(("data:", "chrome:", "about:")) for url in asked) - 1  # but for the page itself
    if "picture" not in timed:
        return Figures(None, None, None, None, outside)
    frame = driver.execute_async_script(_DRAG)
    return Figures(timed["picture"], timed.get("usable"), frame, driver.execute_script(_OVERLAPS), outside)


def plain_pyvis(network: nx.MultiDiGraph[Any]) -> str:
    """What pyvis makes of a network by itself; nodes are not added one by one, as that alone takes minutes."""
    from kg.render.assets import pyvis
    from kg.render.titles import full_name

    drawn = pyvis().Network(directed=True, cdn_resources="in_line", height="850px")
    drawn.nodes.extend(
        {"id": iri, "label": full_name(data["fact"]), "shape": "dot"} for iri, data in network.nodes(data=True)
    )
    drawn.edges.extend({"from": a, "to": b, "label": name} for a, b, name in network.edges(keys=True))
    return str(drawn.generate_html())


def browser(profile: Path) -> Any:
    """A headless Chromium that finds no host."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium") or shutil.which("google-chrome"))
    for argument in (*_ARGUMENTS, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(shutil.which("chromedriver"))))
    # the browser may be slow to start on a busy machine; only the page itself is held to the limit
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
    driver.set_page_load_timeout(_PATIENCE)
    driver.set_script_timeout(_PATIENCE)
    return driver


def _timed(write: Callable[[], str], file: Path) -> float:
    begun = time.perf_counter()
    file.write_text(write(), encoding="utf-8")
    return time.perf_counter() - begun


def _attempt(driver: Any, file: Path) -> Figures:
    from selenium.common.exceptions import WebDriverException

    try:
        return measure(driver, file)
    except WebDriverException:  # a page that blocks the browser for longer than the patience
        return Figures(None, None, None, None, 0)


def _said(values: list[float | None], digits: int = 0) -> str:
    known = [value for value in values if value is not None]
    return f"{statistics.median(known):,.{digits}f}" if known else f"> {_PATIENCE} s"


def main() -> None:
    """Measure the sizes given and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nodes", type=int, nargs="+", help="how many nodes, about")
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is opened")
    parser.add_argument("--most-plain", type=int, default=5000, help="the most nodes that plain pyvis is given")
    given = parser.parse_args()
    print("page\tnodes\tedges\twritten s\tfile MB\tpicture ms\tusable ms\tframe ms\toverlaps\trequests")
    with tempfile.TemporaryDirectory() as folder:
        for number, size in enumerate(given.nodes):
            place = Path(folder) / str(number)
            place.mkdir()
            _store.write(place / "store", max(3, round(size / _NODES_A_PAPER)), 1)
            with Store.open(place / "store") as store:
                network = store.network()
            _compare(place, network, given.rounds, len(network) <= given.most_plain * 1.2)


def _compare(place: Path, network: nx.MultiDiGraph[Any], rounds: int, with_plain: bool) -> None:
    files = {"kg view": (place / "kg.html", _timed(lambda: page(network, "Graph"), place / "kg.html"))}
    if with_plain:
        files["plain pyvis"] = (place / "plain.html", _timed(lambda: plain_pyvis(network), place / "plain.html"))
    found: dict[str, list[Figures]] = {name: [] for name in files}
    for turn in range(rounds):
        for name, (file, _) in files.items():
            if found[name] and found[name][-1].picture is None:
                continue  # once is enough to know
            # a browser of its own, as one page may leave another less memory or a blocked process
            driver = browser(place / f"profile-{turn}-{name.replace(' ', '-')}")
            try:
                found[name].append(_attempt(driver, file))
            finally:
                driver.quit()
    for name, (file, seconds) in files.items():
        got = found[name]
        row = [
            name,
            f"{len(network)}",
            f"{network.number_of_edges()}",
            f"{seconds:.1f}",
            f"{file.stat().st_size / 1e6:.1f}",
        ]
        row += [_said([getattr(one, field) for one in got]) for field in ("picture", "usable", "frame", "overlaps")]
        print("\t".join([*row, str(max(one.requests for one in got))]), flush=True)


if __name__ == "__main__":
    main()
