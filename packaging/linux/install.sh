#!/bin/sh
# Install Parta for the person who runs this, without an administrator; `--remove` takes it away.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
lib="$HOME/.local/lib/parta"
data="${XDG_DATA_HOME:-$HOME/.local/share}"
entry="$data/applications/app.parta.Parta.desktop"
icon="$data/icons/hicolor/scalable/apps/app.parta.Parta.svg"

refresh() {
    if command -v update-desktop-database >/dev/null; then
        update-desktop-database -q "$data/applications" || :
    fi
}

if [ "${1:-}" = "--remove" ]; then
    rm -rf "$lib"
    rm -f "$HOME/.local/bin/parta" "$entry" "$icon"
    refresh
    echo "Парта удалена. Переписка и настройки остались в $data/parta."
    exit 0
fi

mkdir -p "$HOME/.local/bin" "$(dirname "$lib")" "$(dirname "$entry")" "$(dirname "$icon")"
rm -rf "$lib.new"
cp -a "$here/usr/lib/parta" "$lib.new"
rm -rf "$lib"
mv "$lib.new" "$lib"
ln -sf "$lib/parta" "$HOME/.local/bin/parta"
cp "$here/usr/share/icons/hicolor/scalable/apps/app.parta.Parta.svg" "$icon"
sed "s|^Exec=parta |Exec=$lib/parta |" \
    "$here/usr/share/applications/app.parta.Parta.desktop" >"$entry"
refresh
echo "Парта установлена: она есть в меню, команда — $HOME/.local/bin/parta."
