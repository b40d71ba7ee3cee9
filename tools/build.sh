#!/bin/bash
# Configures and builds one preset (release, dev, asan) in build/<preset>; ninja decides what is to be done.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
python=$PWD/.venv/bin/python
exec 9>"build/.$preset.lock"
flock 9
# The record says for which Python and with which list of files CMake ran: another one configures again.
record="$("$python" -c 'import sys, numpy; print(sys.version, numpy.__file__)')"
if [ ! -f "build/$preset/build.ninja" ] || [ "$(cat "build/$preset/configured" 2>/dev/null)" != "$record" ]; then
    printf 'coluber: configuring build/%s\n' "$preset" >&2
    cmake --preset "$preset" -DCOLUBER_PYTHON="$python" >"build/$preset.log" 2>&1 </dev/null || { cat "build/$preset.log"; exit 1; }
    grep -A5 -i warning "build/$preset.log" || true
    printf '%s\n' "$record" >"build/$preset/configured"
fi
# Paths relative to the checkout: another clone finds its objects in the same cache.
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1
exec env NINJA_STATUS='[%f/%t, %es] ' ninja -C "build/$preset" -j "${JOBS:-$(nproc)}" </dev/null
