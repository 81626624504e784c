#!/bin/sh
# Installs hooktop for you alone, without root: ./install.sh [FOLDER]   (~/.local by default)
# ./install.sh --remove [FOLDER] takes it away again; your config, secrets and history stay.
set -eu
cd "$(dirname "$0")"
remove=no
if [ "${1:-}" = --remove ]; then
  remove=yes
  shift
fi
if [ -z "${1:-}" ] && [ -z "${HOME:-}" ]; then
  echo "HOME is not set, so there is no ~/.local: name a folder." >&2
  exit 64
fi
target=${1:-$HOME/.local}
find usr -type f | while read -r file; do
  # As in usr, but what systemd reads of a person's own lies in share.
  case $file in
  usr/lib/systemd/user/*) place=$target/share/systemd/user/${file#usr/lib/systemd/user/} ;;
  usr/lib/systemd/system/*) continue ;;
  usr/share/zsh/vendor-completions/*) place=$target/share/zsh/site-functions/${file##*/} ;;
  *) place=$target/${file#usr/} ;;
  esac
  if [ $remove = yes ]; then
    rm -f "$place"
    continue
  fi
  mkdir -p "$(dirname "$place")"
  # Beside its place and then over it, so that a hooktop that runs is not disturbed.
  cp -p "$file" "$place.new"
  case $file in
  */systemd/user/* | */examples/*) sed -i "s|/usr/bin/hooktop|$target/bin/hooktop|" "$place.new" ;;
  esac
  mv -f "$place.new" "$place"
done
if [ $remove = yes ]; then
  rmdir -p "$target/share/doc/hooktop" 2>/dev/null || true
  echo "hooktop is removed from $target."
  exit 0
fi
if ! "$target/bin/hooktop" --version; then
  echo "hooktop is in $target/bin but does not run: it needs glibc 2.36 or newer, ncursesw 6, SQLite 3 and zlib." >&2
  exit 70
fi
case ":${PATH:-}:" in
*":$target/bin:"*) echo "Installed. \`hooktop --demo\` shows it without an account." ;;
*) echo "Installed in $target/bin, which is not in your PATH yet." ;;
esac
