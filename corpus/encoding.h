/*
 * Bytes of unknown encoding to UTF-8.
 *
 *     g_autofree char *encoding = NULL;
 *     size_t replaced;
 *     g_autofree char *text = rs_decode(bytes, size, NULL, &encoding, &replaced);
 *
 * The only user of ICU's converters and its charset detector.
 */
#pragma once
#include "base/error.h"

G_BEGIN_DECLS

/* The text of a file. By byte order mark, then validity as UTF-8, then DECLARED
 * (what the file says of itself, or NULL), then ICU's detector weighed by how
 * much sense the result makes. NULs and bytes that mean nothing become U+FFFD and
 * are counted in REPLACED. ENCODING gets the IANA name. Both may be NULL. Never
 * fails; takes time in proportion to SIZE. */
char *rs_decode(const char *bytes, size_t size, const char *declared, char **encoding,
                size_t *replaced);

/* The names of one archive's members that say of themselves nothing: which of
 * UTF-8, GBK, Big5, Shift_JIS, KOI8-R, IBM866, windows-1251, IBM437, IBM850,
 * windows-1252, windows-1256 and EUC-KR makes most sense of all of them together.
 * NAMES is of char *. The name returned is a constant. */
const char *rs_guess_names_encoding(const GPtrArray *names);

/* A member's name as valid UTF-8 without control characters: as it is where it is
 * UTF-8 already, else from ENCODING. */
char *rs_decode_name(const char *name, const char *encoding);

G_END_DECLS
