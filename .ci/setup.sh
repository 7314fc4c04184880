# shellcheck shell=sh disable=SC2086,SC2154
# Sourced by start and check, which set $root, the checkout. Everything goes into $root/.venv, but for
# packages of the system. All that is said goes to stderr: stdout belongs to the program.

venv=$root/.venv
unset PYTHONHOME PYTHONPATH

# What Qt, OpenGL and the fonts need beyond a minimal Debian: shared library, package.
libraries="
    libGL.so.1 libgl1
    libEGL.so.1 libegl1
    libfontconfig.so.1 libfontconfig1
    libdbus-1.so.3 libdbus-1-3
    libglib-2.0.so.0 libglib2.0-0
    libX11-xcb.so.1 libx11-xcb1
    libxkbcommon.so.0 libxkbcommon0
    libxkbcommon-x11.so.0 libxkbcommon-x11-0
    libxcb-cursor.so.0 libxcb-cursor0
    libxcb-glx.so.0 libxcb-glx0
    libxcb-icccm.so.4 libxcb-icccm4
    libxcb-image.so.0 libxcb-image0
    libxcb-keysyms.so.1 libxcb-keysyms1
    libxcb-randr.so.0 libxcb-randr0
    libxcb-render-util.so.0 libxcb-render-util0
    libxcb-shape.so.0 libxcb-shape0
    libxcb-shm.so.0 libxcb-shm0
    libxcb-sync.so.1 libxcb-sync1
    libxcb-xfixes.so.0 libxcb-xfixes0
    libxcb-xkb.so.1 libxcb-xkb1
"

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 1
}

set_up() { # run | check
    goal=$1
    key="$(cksum <"$root/pyproject.toml") $root"
    ! is_set_up || return 0
    say "Setting up Lossland in $venv. This happens once."
    if [ ! -w "$root" ] || { [ -e "$venv" ] && [ ! -w "$venv" ]; }; then
        stop "$root cannot be written by $(id -un): copy the checkout to a folder of your own and start there."
    fi
    lock
    if ! is_set_up; then
        say "1/4 System packages"
        system_packages
        say "2/4 Python environment"
        environment
        say "3/4 Python packages"
        python_packages
        say "4/4 Trying torch and torchvision together"
        matching_pair
        rm -f "$venv/unfinished"
        printf %s "$key" >"$venv/ready-to-$goal"
        [ "$goal" = run ] || printf %s "$key" >"$venv/ready-to-run"
        say "Ready."
    fi
    exec 9>&- # the program does not hold the lock
}

is_set_up() { [ -x "$venv/bin/python" ] && [ "$(cat "$venv/ready-to-$goal" 2>/dev/null)" = "$key" ]; }

lock() { # held by pip as well: it may outlive a script that was killed
    exec 9>"$root/.venv.lock"
    command -v flock >/dev/null || return 0
    flock -n 9 || { say "Another set-up is running here: waiting for it to end." && flock 9; }
}

system_packages() {
    [ "$(uname -s)" = Linux ] || return 0
    missing=$(missing_packages)
    fonts=$(missing_fonts)
    if ! command -v apt-get >/dev/null; then
        [ -z "$missing" ] || say "    Not Debian or Ubuntu: if the window does not open, install what these packages" \
            "of Debian hold: $missing$fonts"
    elif [ "$(id -u)" != 0 ]; then
        [ -z "$missing" ] || stop "    Packages of the system are missing. Type this line, then the command again:
sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing$fonts"
        [ -z "$fonts" ] || say "    For Korean letters and the intended typeface: sudo apt-get install$fonts"
    elif [ -n "$missing$fonts" ]; then
        say "    Installing:$missing$fonts"
        apt_get update || say "    The package lists could not be brought up to date: trying with the old ones."
        [ -z "$missing" ] || apt_get install $missing ||
            stop "    apt-get could not install them; its message stands above. Is there a network connection?"
        [ -z "$fonts" ] || apt_get install $fonts || say "    Going on without$fonts."
    fi
}

apt_get() { # quiet unless it fails
    said=$(DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends "$@" </dev/null 2>&1 9>&-) ||
        { printf '%s\n' "$said" | tail -n 5 >&2 && return 1; }
}

missing_packages() {
    known=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null || true)
    set -- $libraries
    while [ $# -gt 0 ]; do
        case $known in *"$1 "*) ;; *) printf ' %s' "$2" ;; esac
        shift 2
    done
    if [ "$goal" = check ] || [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        command -v Xvfb >/dev/null || printf ' xvfb'
    fi
    if python=$(find_python); then
        "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            printf ' python%s-venv' "$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    elif ! command -v python3 >/dev/null; then
        printf ' python3 python3-venv'
    fi
}

missing_fonts() {
    has_font '*nanum*' || has_font '*cjk*' || printf ' fonts-nanum'
    has_font 'inter*' || printf ' fonts-inter'
}

has_font() {
    find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.local/share/fonts" "${HOME:-/}/.fonts" \
        -iname "$1" 2>/dev/null | grep -q .
}

find_python() {
    for candidate in python3 python3.13 python3.12 python3.11 python3.14; do
        if new_enough "$candidate"; then
            printf %s "$candidate"
            return
        fi
    done
    return 1
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

environment() {
    if [ -e "$venv" ] && { [ -e "$venv/unfinished" ] || ! new_enough "$venv/bin/python"; }; then
        say "    The one that is here was not finished or does not run: making it anew."
        rm -rf "$venv"
    fi
    mkdir -p "$venv"
    : >"$venv/unfinished" # until all is in place: an interrupted set-up begins again
    if [ ! -x "$venv/bin/python" ]; then
        python=$(find_python) || stop "    Lossland needs Python 3.11 or newer, and there is none here" \
            "($(python3 --version 2>/dev/null || printf 'no python3'))."
        "$python" -m venv "$venv" >&2 || stop "    $python could not make a virtual environment."
    fi
    say "    $("$venv/bin/python" --version)"
}

python_packages() {
    if ! "$venv/bin/python" -c 'import torch' 2>/dev/null; then
        say "    About 3 GB to download and 6 GB on disk where torch comes with CUDA (Linux), 0.5 GB and 2 GB"
        say "    elsewhere: a few minutes, most of them for torch."
    fi
    if [ "$goal" = run ]; then what=.; else what=".[dev]"; fi
    # torch and torchvision are resolved in one go, and so come as a pair.
    {
        (cd -- "$root" && PIP_USER=0 "$venv/bin/python" -m pip install --disable-pip-version-check --no-input \
            --retries 5 --editable "$what" </dev/null) || echo failed
    } | downloads || stop "    pip could not install the packages; its message stands above. Without a network" \
        "connection: connect and run this again."
}

downloads() { # of all that pip says, one short line a package; its errors go to stderr anyway
    while IFS= read -r line; do
        case $line in
            *.metadata\ *) ;;
            *"Downloading "* | *"Using cached "*)
                file=${line##*Downloading }
                file=${file##*Using cached }
                say "    ${file%%-[0-9]*} (${file##*\(}"
                ;;
            "Installing collected packages"*) say "    Installing ..." ;;
            failed) return 1 ;;
        esac
    done
}

matching_pair() {
    "$venv/bin/python" -c '
import torch, torchvision
torchvision.ops.nms(torch.tensor([[0.0, 0.0, 1.0, 1.0]]), torch.tensor([1.0]), 0.5)' >&2 ||
        stop "    torch and torchvision do not fit each other: they must come from the same source. Type:
\"$venv/bin/python\" -m pip install --force-reinstall torch torchvision"
}
