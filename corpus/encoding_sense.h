/*
 * How much sense a text makes, to tell the right one of several readings of the
 * same bytes. Private to encoding.c.
 *
 *     double surprise = rs_text_surprise(text, size, "ru uk") / bytes;
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

/* In bits, roughly: little for a text of the letters that LANGUAGES (CLDR's names,
 * divided by spaces) use, much for rubbish. TEXT is valid UTF-8. */
double rs_text_surprise(const char *text, size_t size, const char *languages);

G_END_DECLS
