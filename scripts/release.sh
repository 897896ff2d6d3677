#!/usr/bin/env bash
# All files of a release into a folder: wheel, sdist, a folder for each platform, an SBOM, SHA256SUMS.
# `bash scripts/release.sh DIST [PLATFORM...]`; PYTHONS names a folder where archives of Python already
# are, else they are downloaded. Two runs at two times give the same bytes.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
dist=$(mkdir -p "$1" && cd "$1" && pwd)
shift
pythons=${PYTHONS:-$(mktemp -d)}
python=${PYTHON:-python3}
platforms=("$@")
test $# -gt 0 || platforms=(windows-x64 linux-x86_64 linux-aarch64)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$top" log -1 --format=%ct)}
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0

cd "$top"
"$python" -m hatchling build -t wheel -t sdist -d "$dist"
wheel=("$dist"/sciplan-*.whl)

for platform in "${platforms[@]}"; do
  read -r _ hash address < <(grep "^$platform " scripts/bundling/pythons.txt)
  archive=$pythons/$(basename "$address")
  test -f "$archive" || curl --fail --silent --show-error --location -o "$archive" "$address"
  "$python" scripts/bundle.py "$platform" --python "$archive" --sha256 "$hash" \
    --wheel "${wheel[0]}" -o "$dist"
  rm -r "$dist"/sciplan-*-"$platform"/
done

# The SBOM is of the wheel with its extras at the versions that the folders have.
bom=$(mktemp -d)
"$python" -m venv "$bom/env"
"$bom/env/bin/pip" install --quiet --disable-pip-version-check \
  --constraint scripts/bundling/constraints.txt "${wheel[0]}[import,office,picture]"
"$bom/env/bin/pip" uninstall --quiet --yes pip setuptools 2>/dev/null || true
"$python" -m cyclonedx_py environment --output-reproducible --spec-version 1.6 \
  --output-format JSON -o "$dist/sciplan.cdx.json" "$bom/env"
rm -r "$bom"

cd "$dist"
sha256sum -- *.whl *.tar.gz *.zip *.json 2>/dev/null >SHA256SUMS || true
test -s SHA256SUMS
cat SHA256SUMS
