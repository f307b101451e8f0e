/*
 * The sample corpus: every draft of src/ in its format, and a reports.csv.
 *
 *     g_autoptr(GPtrArray) files = rs_sample_files("corpus/sample/src", &error);
 *     g_autoptr(GBytes) zip = rs_pack(files, &error);
 */
#pragma once
#include "corpus/sample/pack.h"

G_BEGIN_DECLS

/* Of rs_packed, in order of name. FOLDER holds the drafts. */
GPtrArray *rs_sample_files(const char *folder, GError **error);

G_END_DECLS
