#!/bin/sh
# Holds the layers: which room includes which, where each foreign library is at home,
# that there is one C++ file, and that every header of a room compiles alone as C and as C++.
#
#     tests/test_layers.sh CC CXX        from the top of the source; says what is wrong
# shellcheck disable=SC2086 # lists are words
set -eu
cc=$1 cxx=$2
wrong=0

# Patterns are those of grep -E, and are matched whole.
# A room, and the rooms it may include.
rooms='
base       base
segmenter  base|segmenter
corpus     base|corpus
index      base|segmenter|index
indexer    base|corpus|index|indexer
searcher   base|segmenter|index|searcher
'
# A header of a library, and the files that may include it. The first row that fits decides.
libraries='
xapian(\.h|/.*)               index/index\.cc
archive(_entry)?\.h           corpus/archive[a-z_]*\.c|corpus/sample/.*|tests/.*
unicode/ubrk\.h               segmenter/.*
unicode/(ucnv.*|ucsdet)\.h    corpus/encoding[a-z_]*\.c
unicode/(unorm2|utrans)\.h    base/.*
unicode/.*                    base/.*|segmenter/.*|corpus/encoding[a-z_]*\.c
libxml/.*                     corpus/reader_[a-z_]*\.[ch]|tests/.*
libexttextcat/.*              corpus/language\.c
json-glib/.*                  base/json\.h|tests/.*
check\.h                      tests/.*
'
# Made by the build, so in no room.
generated='[a-z]*_table\.inc'

report() {
    [ -z "$1" ] || {
        echo "$1" | sed "s|^|$2: |"
        wrong=1
    }
}

# "FILE:#include HEADER" of what stands below the given paths.
includes() {
    find "$@" -name '*.[ch]' -o -name '*.cc' -o -name '*.inc' | sort |
        xargs grep -HE '^[[:space:]]*#[[:space:]]*include' |
        sed -E 's/:[[:space:]]*#[[:space:]]*include[[:space:]]*/:#include /'
}

names=
while read -r room allowed; do
    [ -n "$room" ] || continue
    names="$names $room"
    report "$(includes "$room" | grep '#include "' |
        grep -vE "#include \"(($allowed)/|$generated\")" || true)" "not for $room to include"
done <<END
$rooms
END
report "$(includes reportseek.c | grep '#include "' |
    grep -vE '#include "(base|indexer|searcher)/' || true)" "not for the program to include"
report "$(find . -path ./build\* -prune -o -name '*.c' -print | cut -d/ -f2 | sort -u |
    grep -vxE "$(echo $names | tr ' ' '|')|tests|bench|reportseek\.c" || true)" "a room without a layer"

left=$(includes $names tests reportseek.c | grep '#include <')
while read -r header homes; do
    [ -n "$header" ] || continue
    report "$(echo "$left" | grep -E "#include <$header>" | grep -vE "^($homes):" || true)" \
        "not the home of this library"
    left=$(echo "$left" | grep -vE "#include <$header>")
done <<END
$libraries
END

report "$(find $names -name '*.cc' -o -name '*.cpp' -o -name '*.cxx' -o -name '*.hpp' |
    grep -vx index/index.cc || true)" "C++ outside index/index.cc"

flags="-I. -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only
    $(pkg-config --cflags glib-2.0 json-glib-1.0 libxml-2.0 icu-uc)"
for header in $(find $names -name '*.h' | sort); do
    for language in 'c -std=c11' 'c++ -std=c++17'; do
        case $language in "c "*) compiler=$cc ;; *) compiler=$cxx ;; esac
        echo "#include \"$header\"" | $compiler -x $language $flags - || {
            echo "does not compile alone as $language: $header"
            wrong=1
        }
    done
done
exit $wrong
