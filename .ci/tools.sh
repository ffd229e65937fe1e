# What the checks of real output have in common: installing the tools that are missing. Sourced, from the root of the
# repository.

fail() { echo "FAILED: $*" >&2; exit 1; }

# Installs Debian's packages for commands or files that are not there: `need pdflatex=texlive-latex-base ...`.
need() { # COMMAND_OR_TEX_FILE=PACKAGE...
    local missing=() as_root=() wanted
    for wanted in "$@"; do
        local name=${wanted%%=*}
        case $name in
            /*) test -e "$name" || missing+=("${wanted#*=}") ;;
            *.sty) kpsewhich "$name" >/dev/null 2>&1 || missing+=("${wanted#*=}") ;;
            *) command -v "$name" >/dev/null || missing+=("${wanted#*=}") ;;
        esac
    done
    if [ ${#missing[@]} = 0 ]; then return; fi
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || fail "${missing[*]} must be installed, and only root can do it"
        as_root=(sudo -n)
    fi
    mkdir -p target
    local log=$PWD/target/install-tools.log
    export DEBIAN_FRONTEND=noninteractive
    { "${as_root[@]}" apt-get -q update && "${as_root[@]}" apt-get -q -y install --no-install-recommends "${missing[@]}"; } \
        >>"$log" 2>&1 || { tail -n 30 "$log"; fail "${missing[*]} could not be installed"; }
}

# A python that has Typst's compiler as a module: Debian has no package of it, so it comes from PyPI.
need_typst() {
    typst=$PWD/target/typst/bin/python
    if ! "$typst" -c 'import typst' 2>/dev/null; then
        python3 -c 'import ensurepip' 2>/dev/null || need python3-venv=python3-venv
        { python3 -m venv target/typst && target/typst/bin/pip install --quiet typst==0.15.2; } >&2 \
            || fail "Typst could not be installed; it needs python3-venv and PyPI"
    fi
}

# A python with renderers of Markdown, from PyPI.
need_markdown() {
    markdown=$PWD/target/markdown/bin/python
    if ! "$markdown" -c 'import cmarkgfm, markdown, mistune' 2>/dev/null; then
        python3 -c 'import ensurepip' 2>/dev/null || need python3-venv=python3-venv
        { python3 -m venv target/markdown && target/markdown/bin/pip install --quiet cmarkgfm==2025.10.22 Markdown==3.11.3 mistune==3.4.0; } >&2 \
            || fail "renderers of Markdown could not be installed; they need python3-venv and PyPI"
    fi
}

# Packages of npm, of the versions named, in target/node.
need_npm() { # PACKAGE@VERSION...
    local wanted
    for wanted in "$@"; do
        local package=${wanted%@*} version=${wanted##*@}
        if ! grep -qsF "\"version\": \"$version\"" "target/node/node_modules/$package/package.json"; then
            mkdir -p target/node
            npm install --prefix target/node --no-audit --no-fund --no-save --ignore-scripts --loglevel=error "$@" >&2 \
                || fail "$* could not be installed with npm"
            return
        fi
    done
}
