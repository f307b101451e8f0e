/* From the folder of drafts to the files of the corpus, in a steady order. */
#include "corpus/sample/sample.h"
#include "corpus/sample/writer.h"
#include <string.h>

static const char *const columns[] = {"path", "symbol", "title", "language", "years", "date"};

/* RFC 4180: quoted where it holds a comma, a quote or a line's end. */
static void append_csv(GString *csv, const char *value)
{
    if (!strpbrk(value, ",\"\r\n")) {
        g_string_append(csv, value);
        return;
    }
    g_auto(GStrv) parts = g_strsplit(value, "\"", -1);
    g_autofree char *doubled = g_strjoinv("\"\"", parts);
    g_string_append_printf(csv, "\"%s\"", doubled);
}

static void append_row(GString *csv, const rs_draft *draft)
{
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        if (i > 0)
            g_string_append_c(csv, ',');
        append_csv(csv, draft ? rs_draft_field(draft, columns[i]) : columns[i]);
    }
    g_string_append(csv, "\r\n");
}

static int compare_files(gconstpointer a, gconstpointer b)
{
    const rs_packed *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

static int compare_strings(gconstpointer a, gconstpointer b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

static GPtrArray *list_drafts(const char *folder, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
    if (!dir)
        return NULL;
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        if (g_str_has_suffix(name, ".txt"))
            g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    }
    g_ptr_array_sort(paths, compare_strings);
    return paths;
}

static rs_draft *read_draft(const char *path, GError **error)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, error))
        return NULL;
    return rs_draft_parse(text, path, error);
}

static GBytes *write_draft(const rs_draft *draft, GError **error)
{
    const char *path = rs_draft_field(draft, "path");
    const rs_writer *writer = rs_writer_find(path);
    if (!writer) {
        g_set_error(error, RS_ERROR, RS_ERROR_USAGE, "no writer for \"%s\"", path);
        return NULL;
    }
    return writer->write(draft, error);
}

GPtrArray *rs_sample_files(const char *folder, GError **error)
{
    g_autoptr(GPtrArray) paths = list_drafts(folder, error);
    if (!paths)
        return NULL;
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(rs_packed_free);
    g_autoptr(GString) csv = g_string_new(NULL);
    append_row(csv, NULL);
    for (guint i = 0; i < paths->len; i++) {
        g_autoptr(rs_draft) draft = read_draft(paths->pdata[i], error);
        GBytes *content = draft ? write_draft(draft, error) : NULL;
        if (!content)
            return NULL;
        g_ptr_array_add(files, rs_packed_new(rs_draft_field(draft, "path"), content));
        append_row(csv, draft);
    }
    g_ptr_array_add(files, rs_packed_new("reports.csv", g_bytes_new(csv->str, csv->len)));
    g_ptr_array_sort(files, compare_files);
    return g_steal_pointer(&files);
}
