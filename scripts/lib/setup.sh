# Shared by the scripts beside this folder, which source it with `root` set to the repository.
# shellcheck shell=bash

# What a build and a run take. The fonts are the sandbox's: it writes prompts into its pictures.
# chafa shows pictures in the terminal.
run_packages=(
    libcairo2-dev libcurl4-openssl-dev libdeflate-dev libedit-dev libpango1.0-dev libsqlite3-dev libturbojpeg0-dev
    libwebp-dev nettle-dev pkg-config zlib1g-dev
    chafa fonts-dejavu-core fonts-droid-fallback
)

say() {
    printf '%s: %s\n' "$(basename -- "$0")" "$*" >&2
}

# Installs those of the Debian packages that are missing; nothing is fetched where none is.
install_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "this is not Debian; these packages must be installed: $*"
        return
    fi
    local package known missing=()
    known=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        [[ $'\n'$known$'\n' == *$'\n'"$package installed"$'\n'* ]] || missing+=("$package")
    done
    ((${#missing[@]} > 0)) || return 0
    local as_root=()
    if ((EUID != 0)); then
        if ! command -v sudo >/dev/null; then
            say "Debian packages are missing; as root: apt-get install ${missing[*]}"
            exit 1
        fi
        as_root=(sudo)
    fi
    say "installing ${missing[*]}"
    local output
    # An old list of packages may do, where a new one cannot be had.
    if ! output=$({
        "${as_root[@]}" apt-get update -qq || true
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
            -o DPkg::Lock::Timeout=300 --no-install-recommends "${missing[@]}"
    } 2>&1 </dev/null); then
        printf '%s\n' "$output" >&2
        say "the packages could not be installed"
        exit 1
    fi
}

# Lets no key, address or setting of the caller's through: nothing that runs from here can spend.
drop_settings() {
    local name
    for name in "${!AIREITER_@}" "${!IGS_@}"; do
        unset "$name"
    done
}

need_swift() {
    if ! command -v swift >/dev/null; then
        say "there is no swift in PATH; igs is built with Swift 6.2 or later"
        exit 1
    fi
}

# Installs ruff, Python's linter, which Debian does not have, into a folder of its own below .build.
need_ruff() {
    local version=0.17.6
    ruff=$root/.build/ruff-$version/bin/ruff
    [[ ! -x $ruff ]] || return 0
    say "installing ruff $version"
    rm -rf -- "$root"/.build/ruff-*
    python3 -m venv "$root/.build/ruff-$version"
    "$root/.build/ruff-$version/bin/pip" install --quiet --disable-pip-version-check "ruff==$version"
}

# How programs are built for release. The C++ and the GCC library, which Swift's run time wants, are linked into them,
# they export nothing, and they are linked for a fixed address, which spares the loader some 90,000 relocations: all of
# it makes them start faster. lld would link faster than the linker that Swift chooses, but takes all of Foundation into
# the sandbox, which is then twice as large.
release_options=(
    -c release --static-swift-stdlib -debug-info-format none -Xlinker --no-export-dynamic
    -Xlinker "-L$root/.build/static"
    -Xswiftc -Xclang-linker -Xswiftc -static-libgcc -Xswiftc -Xclang-linker -Xswiftc -no-pie
)

# Builds a target or a product for release. A line every ten seconds says how far it is.
build_for_release() {
    local library
    need_swift
    say "building for release; from scratch that takes some minutes"
    mkdir -p "$root/.build/static"
    library=$(gcc -print-file-name=libstdc++.a 2>/dev/null) || true
    [[ $library != /* ]] || ln -sfn "$library" "$root/.build/static/libstdc++.a"
    swift build --package-path "$root" "${release_options[@]}" "$@" 2>&1 </dev/null | tell_progress >&2
}

# Reads what `swift build` prints: prints how far it is now and then, and what is wrong in full.
tell_progress() {
    local line next=$((SECONDS + 10))
    while IFS= read -r line; do
        case $line in
        \[*/*\]\ *)
            ((SECONDS >= next)) || continue
            line=${line%%]*}
            say "step ${line#[} of the build"
            next=$((SECONDS + 10))
            ;;
        # What SwiftPM does and remarks itself; the compiler's lines begin with the path of a file.
        Fetch* | Comput* | Creating\ * | Working\ * | Building\ * | Build\ of\ * | warning:\ * | '    /'*) ;;
        *) printf '%s\n' "$line" ;;
        esac
    done
}

# Prints what the programs are built from: a commit, with or without changes; nothing if git does not know.
describe_sources() {
    local commit
    [[ -e $root/.git ]] && commit=$(git -C "$root" rev-parse --short=10 HEAD 2>/dev/null) || return 0
    if [[ -n $(git -C "$root" status --porcelain -- Package.swift Sources) ]]; then
        commit+=" with changes"
    fi
    printf 'commit %s' "$commit"
}

# Builds igs and igs-sandbox for release, if a source has changed since that was done last.
build_release() {
    local stamp=$root/.build/igs-release.stamp sources
    if [[ -x $root/.build/release/igs && -x $root/.build/release/igs-sandbox && -e $stamp ]] &&
        [[ -z $(find "$root/Package.swift" "$root/Sources" "$root/scripts/lib/setup.sh" -newer "$stamp" -print -quit) ]]; then
        return
    fi
    mkdir -p "$root/.build"
    sources=$(describe_sources)
    # As of now, so that what changes during the build counts as changed.
    printf '%s' "$sources" >"$stamp.new"
    IGS_SOURCE=${sources:-source} build_for_release --target Programs
    mv "$stamp.new" "$stamp"
}

# Builds them, too, if git has another name for the same sources now: `igs --version` prints it.
build_release_to_keep() {
    local stamp=$root/.build/igs-release.stamp
    if [[ -e $stamp && $(<"$stamp") != "$(describe_sources)" ]]; then rm -f -- "$stamp"; fi
    build_release
}
