/* The commands that make and keep an index. */
#pragma once
#include "base/cli.h"

G_BEGIN_DECLS

extern const rs_command rs_command_index;
extern const rs_command rs_command_remove;
extern const rs_command rs_command_read;
extern const rs_command rs_command_verify;

G_END_DECLS
