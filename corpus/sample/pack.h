/*
 * Files into one zip, the same bytes for the same files on any machine.
 *
 *     rs_pack_init();
 *     g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(rs_packed_free);
 *     g_ptr_array_add(files, rs_packed_new("a.txt", bytes));
 *     g_autoptr(GBytes) zip = rs_pack(files, &error);
 */
#pragma once
#include "base/error.h"

G_BEGIN_DECLS

typedef struct {
    char *name; /* UTF-8, '/' between folders */
    GBytes *content;
} rs_packed;

/* Once, at the start of the program: sets its locale and time zone, on which
 * the bytes would otherwise depend. */
void rs_pack_init(void);

/* NAME is copied, CONTENT is taken. */
rs_packed *rs_packed_new(const char *name, GBytes *content);
void rs_packed_free(gpointer packed);

/* FILES is of rs_packed, in the order in which they are to stand. */
GBytes *rs_pack(const GPtrArray *files, GError **error);

G_END_DECLS
