#!/usr/bin/env bash
# Tries the packages of scripts/package in a fresh Debian without Swift: installs, uses and removes each.
#   try_package.sh DEB TARBALL
set -euo pipefail
root=$(dirname -- "$(dirname -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")")")
# shellcheck source=scripts/lib/setup.sh
source "$root/scripts/lib/setup.sh"

if ((EUID != 0)); then
    say "a fresh Debian is made by root"
    exit 1
fi
install_packages debootstrap
debian=$(mktemp -d)
trap 'rm -rf --one-file-system -- "$debian" "$debian.log"' EXIT
chmod 755 "$debian"
say "making a fresh Debian"
# shellcheck source=/dev/null
debootstrap --variant=minbase "$(source /etc/os-release && printf '%s' "$VERSION_CODENAME")" "$debian" >"$debian.log" ||
    { cat -- "$debian.log" >&2; exit 1; }
rm -f -- "$debian.log"
cp -L /etc/resolv.conf "$debian/etc/resolv.conf"
cp -- "$1" "$debian/root/igs.deb"
cp -- "$2" "$debian/root/igs.tar.gz"

# In namespaces of its own, so that nothing of it is left running or mounted.
cat >"$debian/root/try" <<'END'
set -euo pipefail
mount -t proc proc /proc
export HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive
cd /root

apt() {
    apt-get -y -qq "$@" >log 2>&1 || {
        cat log
        exit 1
    }
}

# Makes a picture, shows it and saves it, with an igs.
use() {
    rm -rf out
    "$1" --version
    "$1" --speed 500 -c 'gen "a red fox" --as fox; wait; show fox; save fox out/'
    [[ $(head -c 8 out/fox-1x1.png | od -An -c | tr -d ' ') == '211PNG\r\n032\n' ]]
}

apt install ./igs.deb
use igs
test -x /usr/bin/chafa
echo "the Debian package works"
dpkg -L igs >listed
apt purge igs
while read -r path; do
    if [[ -f $path || -L $path ]]; then echo "$path is left"; exit 1; fi
done <listed
if find / -xdev -path /root -prune -o -path /proc -prune -o -path /var/lib/apt -prune -o -name '*igs*' -print |
    grep -E '/_?igs([-._]|$)'; then
    echo "this is left"
    exit 1
fi
echo "it is removed without a trace"

# Its libraries are still here; the package was what wanted them.
mkdir "a folder"
tar -C "a folder" -xf igs.tar.gz
hash -r
ln -s "/root/a folder"/igs-*/bin/igs /usr/local/bin/igs
use "$(echo /root/a\ folder/igs-*/bin/igs)"
use igs
echo "the tarball works"
END
unshare --mount --pid --fork --kill-child chroot "$debian" bash /root/try
