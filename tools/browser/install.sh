#!/bin/sh
# Installs what the browser tests need and is missing: Chromium with fonts (Debian packages) and axe-core (npm).
# Downloads from the package registries set up on this machine, and only when called by `make test`, or by
# `make measure`, which adds Lighthouse (185 MB; runs on this machine, reports nothing).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:?folder for axe-core}
more=${2:-}
lighthouse=12.8.2

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
    echo "Chromium is missing, and this account may not install it. Ask for: $*" >&2
    exit 1
  fi
}

if [ -z "${FADEN_CHROMIUM:-}" ] && ! command -v chromium >/dev/null; then
  if command -v apt-get >/dev/null; then
    as_root apt-get update -qq
    as_root apt-get install -y -qq --no-install-recommends chromium fonts-noto-core fonts-noto-color-emoji
  else
    echo "Chromium is missing: install it, or name it in FADEN_CHROMIUM." >&2
    exit 1
  fi
fi
if ! command -v npm >/dev/null; then
  if command -v apt-get >/dev/null; then
    as_root apt-get update -qq
    as_root apt-get install -y -qq --no-install-recommends npm
  else
    echo "npm is missing: install Node.js." >&2
    exit 1
  fi
fi
if [ ! -f "$target/node_modules/axe-core/axe.min.js" ]; then
  mkdir -p "$target"
  cp "$here/package.json" "$here/package-lock.json" "$target/"
  npm ci --prefix "$target" --no-audit --no-fund --loglevel=error >/dev/null
fi
if [ "$more" = lighthouse ] && [ ! -x "$target/lighthouse/node_modules/.bin/lighthouse" ]; then
  npm install --prefix "$target/lighthouse" --no-audit --no-fund --loglevel=error "lighthouse@$lighthouse" >/dev/null
fi
