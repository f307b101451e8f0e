/*
 * A paragraph of a report as the JSON that users read: one line of `read`, the
 * "paragraph" of a search hit.
 *
 *     g_autoptr(JsonBuilder) builder = json_builder_new();
 *     rs_json_paragraph(builder, report, paragraph);
 *     g_autofree char *line = rs_json_line(builder);
 */
#pragma once
#include "base/report.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Adds the object. Of REPORT only its own fields are read, not its paragraphs. */
void rs_json_paragraph(JsonBuilder *builder, const rs_report *report,
                       const rs_paragraph *paragraph);

/* The members that say what a report is, into the object that is open. */
void rs_json_report(JsonBuilder *builder, const rs_report *report);

/* {"name": value}, with null for NULL. */
void rs_json_string(JsonBuilder *builder, const char *name, const char *value);
void rs_json_int(JsonBuilder *builder, const char *name, gint64 value);

/* What was built, on one line without its end; the builder is then empty. */
char *rs_json_line(JsonBuilder *builder);

G_END_DECLS
