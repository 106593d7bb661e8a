#!/usr/bin/env bash
# Builds the wheel once and tries it where nothing of the checkout can be seen.
#   bash tests/wheel.sh PYTHON     PYTHON has the build tools and all dependencies of the lock
set -euo pipefail
cd "$(dirname "$0")/.."
python=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
lock=$PWD/requirements.lock
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

fail() { echo "wheel: $*" >&2; exit 1; }

"$python" -m build --wheel --no-isolation --outdir "$place/dist" . >"$place/log" 2>&1 || { cat "$place/log" >&2; fail "it could not be built"; }
wheel=$(echo "$place"/dist/*.whl)

others=$("$python" -m zipfile --list "$wheel" | awk 'NR > 1 {print $1}' | grep -Ev '^(kg/|paperkg-[^/]*\.dist-info/)' || true)
[ -z "$others" ] || fail "it holds more than kg/: $others"

"$python" -m venv "$place/venv"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps "$wheel"

cd "$place"
kg=$place/venv/bin/kg
"$kg" --help >/dev/null # compiles; the next call is what a user waits for
"$place/venv/bin/python" - "$kg" <<'PYTHON'
import subprocess, sys, time

def seconds() -> float:
    begin = time.perf_counter()
    subprocess.run([sys.argv[1], "--help"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin

best = min(seconds() for _ in range(5))
print(f"wheel: kg --help in {best:.2f} s")
sys.exit(best >= 0.3)
PYTHON
"$kg" demo --output "$place/demo" >"$place/log" 2>&1 || { cat "$place/log" >&2; fail "kg demo failed"; }
"$kg" verify --store "$place/demo/store" >/dev/null || fail "kg verify failed on the demo"
echo "wheel: $(basename "$wheel") installs, holds kg/ alone, and runs the demo"
