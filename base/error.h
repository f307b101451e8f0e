/*
 * Errors: one domain, and codes named by what the caller does next.
 *
 *     g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "damaged: no end of the archive");
 *     if (g_error_matches(e, RS_ERROR, RS_ERROR_SKIP)) ...note it, go on with the next file
 *
 * A message is one line, lower case, holds the offending value, and ends
 * without a full stop. It does not begin with the program's name.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

#define RS_ERROR rs_error_quark()
GQuark rs_error_quark(void);

typedef enum {
    /* This file or report cannot be used: note it and go on with the next. The
     * message begins with the ledger's word for it: "unsupported format",
     * "encrypted", "damaged", "over a limit", "empty" or "no text", then ": "
     * and the particulars where there are any. */
    RS_ERROR_SKIP,
    /* What the user typed cannot be understood: let them correct it. */
    RS_ERROR_USAGE,
    /* The index cannot be used as it is: the message names the command to run. */
    RS_ERROR_INDEX,
    /* Someone else is writing the index, or has just rewritten it: try again. */
    RS_ERROR_RETRY,
    /* Nothing more can be done in this run: a full disk, an unreadable folder. */
    RS_ERROR_STOP,
} rs_error_code;

G_END_DECLS
