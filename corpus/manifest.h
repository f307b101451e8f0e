/*
 * What a reports.csv says of the files beside it. What it says wins over what
 * is found in a file.
 *
 *     path,symbol,title,years,rapporteur
 *     zh/cdip_32_3.docx,CDIP/32/3,落实情况报告,2022;2023,…
 *
 * RFC 4180 CSV in UTF-8 (or what its bytes show it to be in), a header row, then
 * a row a file. Columns: path (required), id, symbol, title, language, years
 * ("2023", "2022;2023", "2016..2018"), date ("2024", "2024-11", "2024-11-21").
 * An unknown column is kept as a field. Where the header has no comma, semicolons
 * or tabs divide.
 */
#pragma once
#include "base/error.h"
#include "base/report.h"

G_BEGIN_DECLS

typedef struct rs_manifest rs_manifest;

typedef struct {
    char *path;                                  /* relative to the manifest, '/' between folders */
    char *id, *symbol, *title, *language, *date; /* NULL where not said */
    GArray *years;                               /* of int; empty where not said */
    GPtrArray *fields; /* of rs_field: the unknown columns, where they say something */
} rs_manifest_row;

/* NAME is for messages. NULL and RS_ERROR_SKIP where it has no header row with a
 * path column; a malformed row is left out and told by rs_manifest_errors. */
rs_manifest *rs_manifest_parse(GBytes *csv, const char *name, GError **error);
void rs_manifest_free(rs_manifest *manifest);

/* The row for a file, or NULL. Separators ('\\' or '/'), a leading "./" and the
 * Unicode form of the path do not matter. A row without a folder also means a
 * file of that name further below, unless more than one is known. */
const rs_manifest_row *rs_manifest_find(const rs_manifest *manifest, const char *path);

/* Makes a file known that rows may be about. */
void rs_manifest_note(rs_manifest *manifest, const char *path);

/* One line for each malformed row: "reports.csv:7: years: …". Lent, of char *. */
const GPtrArray *rs_manifest_errors(const rs_manifest *manifest);

/* A years column: appends to YEARS; FALSE, and nothing appended, where it cannot
 * be understood. */
gboolean rs_manifest_parse_years(const char *text, GArray *years);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_manifest, rs_manifest_free)

G_END_DECLS
