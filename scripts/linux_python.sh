#!/usr/bin/env bash
# A relocatable Python 3.13 for Linux x86_64 that asks for no glibc above 2.28, as an archive that
# bundle.py takes: `bash scripts/linux_python.sh OUT.tar.gz`. For where that of bundling/pythons.txt
# can't be had. On Debian or Ubuntu with deb-src entries for Python 3.13:
# the sources come from apt, the compiler (zig, which links against any glibc) from pip; autoconf,
# automake, libtool, libltdl-dev and dpkg-dev must be there.
# Without OpenSSL, SQLite, lzma, curses and readline, none of which sciplan uses.
set -euo pipefail
out=$(realpath "$1")
python=${PYTHON:-python3}
glibc=${GLIBC:-2.28}
work=${WORK:-$(mktemp -d)}
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-315532800} PYTHONHASHSEED=0

mkdir -p "$work/sources" "$work/bin" "$work/deps/lib" "$work/deps/include"
"$python" -m pip install --quiet --no-deps --target "$work/zig" ziglang
for tool in cc ar ranlib; do
  options=()
  test $tool != cc || options=(-target "x86_64-linux-gnu.$glibc" -fno-sanitize=undefined -Wno-date-time)
  printf '#!/bin/sh\nexec "%s" %s "$@"\n' "$work/zig/ziglang/zig" "$tool ${options[*]}" >"$work/bin/$tool"
  chmod +x "$work/bin/$tool"
done
export CC=$work/bin/cc AR=$work/bin/ar RANLIB=$work/bin/ranlib

cd "$work/sources"
source=(apt-get source --quiet --quiet --download-only ${APT_OPTIONS:-})
"${source[@]}" python3.13
dpkg-source --no-check -x python3.13_*.dsc python3.13 >/dev/null
# Of the three small libraries the authors' own tar is enough, and mirrors lack a packaging at times.
"${source[@]}" --tar-only libffi zlib bzip2
for name in libffi zlib bzip2; do
  mkdir "$name" && tar -xf "$name"_*.orig.tar.* -C "$name" --strip-components=1
done
# Debian's site.py looks in dist-packages; a folder to carry has site-packages, as everywhere else.
tar -xf python3.13_*.orig.tar.xz --wildcards -O '*/Lib/site.py' >python3.13/Lib/site.py

cd "$work/sources/bzip2"
make libbz2.a CC="$CC" AR="$AR" RANLIB="$RANLIB" CFLAGS="-O2 -fPIC -D_FILE_OFFSET_BITS=64"
cp libbz2.a "$work/deps/lib/"; cp bzlib.h "$work/deps/include/"
cd "$work/sources/zlib"
CFLAGS="-O2 -fPIC" ./configure --static --prefix="$work/deps"
make -j"$(nproc)" libz.a && make install
cd "$work/sources/libffi"
autoreconf --force --install
CFLAGS="-O2 -fPIC" ./configure --disable-shared --with-pic --disable-docs \
  --disable-multi-os-directory --prefix="$work/deps" --libdir="$work/deps/lib"
make -j"$(nproc)" && make install

mkdir -p "$work/build" && cd "$work/build"
absent=()
for module in _ssl _hashlib _sqlite3 _tkinter _curses _curses_panel readline _lzma _uuid _gdbm _dbm nis; do
  absent+=("py_cv_module_$module=n/a")
done
LIBFFI_CFLAGS="-I$work/deps/include" LIBFFI_LIBS="-L$work/deps/lib -lffi" \
  BZIP2_CFLAGS="-I$work/deps/include" BZIP2_LIBS="-L$work/deps/lib -lbz2" \
  ZLIB_CFLAGS="-I$work/deps/include" ZLIB_LIBS="-L$work/deps/lib -lz" \
  "$work/sources/python3.13/configure" --prefix=/install --disable-test-modules \
  --without-ensurepip --with-system-expat=no --with-system-libmpdec=no --without-readline \
  "${absent[@]}" OPT="-O2 -DNDEBUG"
make -j"$(nproc)"
make install DESTDIR="$work/root"

cd "$work/root"
mv install python
find python -name '*.so' -exec strip --strip-unneeded {} +
strip python/bin/python3.13
rm -rf python/lib/libpython3.13.a python/lib/python3.13/config-*
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -cf - python \
  | gzip -9n >"$out"
(cd "$(dirname "$out")" && sha256sum "$(basename "$out")" >"$(basename "$out").sha256")
