/* The commands that search and show an index. */
#pragma once
#include "base/cli.h"

G_BEGIN_DECLS

extern const rs_command rs_command_search;
extern const rs_command rs_command_facets;
extern const rs_command rs_command_show;
extern const rs_command rs_command_reports;
extern const rs_command rs_command_fields;
extern const rs_command rs_command_segment;

G_END_DECLS
