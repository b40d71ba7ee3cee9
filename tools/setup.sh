#!/bin/bash
# Sets up what is missing and nothing else: Debian packages (tools/debian-packages.txt) and a virtual environment.
#   tools/setup.sh packages SECTION...          installs with apt; without rights it says which are missing, and how
#   tools/setup.sh venv FOLDER REQUIREMENTS...  makes the environment, installs the lists, makes coluber importable
# Both are called by every `make`: a second call compares and returns. PYTHON=/path/to/python3.13 chooses the Python.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { printf 'coluber: %s\n' "$*" >&2; }

packages_of() {    # the names in the given sections
    awk -v wanted=" $* " '/^\[/ { on = index(wanted, " " substr($0, 2, length($0) - 2) " ") } /^[a-z0-9]/ && on' \
        tools/debian-packages.txt
}

setup_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "not a Debian system: please see to these yourself:" $(packages_of "$@")
        return
    fi
    local name missing=() as_root=()
    for name in $(packages_of "$@"); do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
            say "these Debian packages are missing, and there are no rights to install them. Please run as root:"
            say "  apt-get install --no-install-recommends ${missing[*]}"
            exit 1
        fi
        as_root=(sudo)
    fi
    say "installing Debian packages: ${missing[*]}"
    "${as_root[@]}" apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" </dev/null
}

usable() {    # a Python that can make an environment and build an extension
    "$1" -c 'import sys, os, venv, ensurepip, sysconfig
sys.exit(not (sys.version_info >= (3, 11) and os.path.exists(sysconfig.get_path("include") + "/Python.h")))' 2>/dev/null
}

find_python() {
    local name
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3 /usr/bin/python3}; do
        if command -v "$name" >/dev/null && usable "$name"; then
            "$name" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    say "no Python 3.11 or newer with venv and headers among: ${PYTHON:-python3.13 python3.12 python3.11 python3}"
    exit 1
}

identity() { "$1" -c 'import sys; print(sys.base_prefix, sys.version)' 2>/dev/null; }

setup_venv() {
    local folder=$1 stamp=$1/requirements.sha256 python wanted name files=()
    shift
    for name in "$@"; do files+=("requirements/$name.txt"); done
    wanted="$(cat "${files[@]}" | sha256sum) $PWD"    # the folder too: it stands in coluber.pth
    if ! identity "$folder/bin/python" >/dev/null ||
        { [ -n "${PYTHON:-}" ] && [ "$(identity "$folder/bin/python")" != "$(identity "$PYTHON")" ]; }; then
        python=$(find_python)
        say "making $folder with $("$python" --version) ($python)"
        rm -rf "$folder"
        "$python" -m venv "$folder"
    elif [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
        return 0
    fi
    say "installing Python packages of ${files[*]} into $folder (a minute)"
    "$folder/bin/python" -m pip install --disable-pip-version-check -q $(printf -- '-r %s ' "${files[@]}") </dev/null
    # coluber itself: one line that points to the sources, beside which the build puts the compiled parts. Not for the peers.
    [ "$folder" != .venv ] || pwd | sed 's,$,/python,' >"$("$folder/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/coluber.pth"
    printf '%s\n' "$wanted" >"$stamp"
}

what=$1
shift
mkdir -p build
exec 9>build/.setup.lock    # several `make` at once wait for one another
flock 9
case $what in
    packages) setup_packages "$@" ;;
    venv) setup_venv "$@" ;;
    *) say "tools/setup.sh packages|venv"; exit 2 ;;
esac
