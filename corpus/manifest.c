/*
 * CSV is read a record at a time into a row of strings, then understood column by
 * column by a table. A record that cannot be understood costs itself and no other:
 * a quote that is never closed would swallow the rest of the file, so reading
 * goes on at the line after it.
 *
 * Rows are found by path in a normal form (separators, "./", NFC), and rows that
 * name no folder by base name as well.
 *
 * Left out on purpose: escapes by backslash, comments, patterns in paths.
 */
#include "corpus/manifest.h"
#include "corpus/encoding.h"
#include <stdlib.h>
#include <string.h>

enum {
    UNCLOSED_MAX = 100, /* after so many, the file is no CSV */
    YEAR_FIRST = 1000,
    YEAR_LAST = 2999,
    YEARS_SPAN_MAX = 200,
};

struct rs_manifest {
    char *name;
    GPtrArray *rows;     /* of rs_manifest_row */
    GPtrArray *errors;   /* of char * */
    GHashTable *by_path; /* normal form → row, lent */
    GHashTable *by_base; /* of the rows without a folder */
    GHashTable *known;   /* base name → how many files of that name are known */
};

/* ---- CSV ---- */

typedef struct {
    const char *at, *end;
    unsigned line;
    unsigned unclosed;
    char separator;
} csv;

typedef struct {
    GPtrArray *fields; /* of char * */
    unsigned line;     /* that it begins on */
    const char *fault; /* or NULL */
} csv_record;

static gboolean at_line_end(const csv *in)
{
    return in->at == in->end || *in->at == '\n' || *in->at == '\r';
}

static void take_line_end(csv *in)
{
    if (in->at < in->end && *in->at == '\r')
        in->at++;
    if (in->at < in->end && *in->at == '\n')
        in->at++;
    in->line++;
}

/* FALSE where the quote is never closed. */
static gboolean take_quoted(csv *in, GString *field)
{
    for (in->at++; in->at < in->end; in->at++) {
        if (*in->at == '"' && (++in->at == in->end || *in->at != '"'))
            return TRUE;
        in->line += *in->at == '\n' || (*in->at == '\r' && in->at[1] != '\n');
        g_string_append_c(field, *in->at);
    }
    return FALSE;
}

static char *take_field(csv *in, csv_record *row)
{
    g_autoptr(GString) field = g_string_new(NULL);
    gboolean quoted = in->at < in->end && *in->at == '"';
    if (quoted && !take_quoted(in, field))
        row->fault = "a quote is not closed";
    while (!at_line_end(in) && *in->at != in->separator) {
        if (quoted && *in->at != ' ')
            row->fault = "text after a closing quote";
        g_string_append_c(field, *in->at++);
    }
    return g_strstrip(g_strdup(field->str));
}

static gboolean take_record(csv *in, csv_record *row)
{
    const char *start = in->at;
    *row = (csv_record){g_ptr_array_new_with_free_func(g_free), in->line, NULL};
    if (in->at == in->end)
        return FALSE;
    g_ptr_array_add(row->fields, take_field(in, row));
    while (in->at < in->end && *in->at == in->separator) {
        in->at++;
        g_ptr_array_add(row->fields, take_field(in, row));
    }
    if (row->fault && in->at == in->end && ++in->unclosed <= UNCLOSED_MAX) {
        in->at = start;
        in->line = row->line;
        while (!at_line_end(in))
            in->at++;
    }
    take_line_end(in);
    return TRUE;
}

static char find_separator(const char *text)
{
    size_t header = strcspn(text, "\r\n");
    if (memchr(text, ',', header))
        return ',';
    return memchr(text, ';', header) ? ';' : memchr(text, '\t', header) ? '\t' : ',';
}

/* ---- what rows mean ---- */

static void row_free(gpointer pointer)
{
    rs_manifest_row *row = pointer;
    g_free(row->path);
    g_free(row->id);
    g_free(row->symbol);
    g_free(row->title);
    g_free(row->language);
    g_free(row->date);
    g_array_unref(row->years);
    g_ptr_array_unref(row->fields);
    g_free(row);
}

static void field_free(gpointer pointer)
{
    rs_field *field = pointer;
    g_free(field->name);
    g_free(field->value);
    g_free(field);
}

static char *normal_path(const char *path)
{
    g_autofree char *valid = g_utf8_make_valid(path, -1);
    g_autofree char *plain = g_utf8_normalize(valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    const char *at = g_strdelimit(plain, "\\", '/');
    while (*at == '/' || g_str_has_prefix(at, "./"))
        at += *at == '/' ? 1 : 2;
    return g_strdup(at);
}

static const char *base_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static gboolean take_year(const char **at, int *year)
{
    char *end;
    long value = g_ascii_isdigit(**at) ? strtol(*at, &end, 10) : 0;
    if (value < YEAR_FIRST || value > YEAR_LAST)
        return FALSE;
    *year = value;
    *at = end;
    return TRUE;
}

gboolean rs_manifest_parse_years(const char *text, GArray *years)
{
    static const char *const ranges[] = {"..", "-", "–", "…"};
    guint before = years->len;
    const char *at = text;
    while (*(at += strspn(at, " ;,\t"))) {
        int first, last;
        gboolean good = take_year(&at, &first);
        last = first;
        for (size_t i = 0; good && i < G_N_ELEMENTS(ranges); i++)
            if (g_str_has_prefix(at, ranges[i])) {
                at += strlen(ranges[i]);
                good = take_year(&at, &last);
                break;
            }
        if (!good || last < first || last - first > YEARS_SPAN_MAX ||
            (*at && !strchr(" ;,\t", *at))) {
            g_array_set_size(years, before);
            return FALSE;
        }
        for (int year = first; year <= last; year++)
            g_array_append_val(years, year);
    }
    return TRUE;
}

static gboolean is_date(const char *text)
{
    return g_regex_match_simple("^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$", text, 0,
                                0);
}

/* The columns that are known: where a row keeps them. */
static const struct {
    const char *name;
    size_t offset;
} columns[] = {
    {"path", G_STRUCT_OFFSET(rs_manifest_row, path)},
    {"id", G_STRUCT_OFFSET(rs_manifest_row, id)},
    {"symbol", G_STRUCT_OFFSET(rs_manifest_row, symbol)},
    {"title", G_STRUCT_OFFSET(rs_manifest_row, title)},
    {"language", G_STRUCT_OFFSET(rs_manifest_row, language)},
    {"date", G_STRUCT_OFFSET(rs_manifest_row, date)},
};

static gboolean set_column(rs_manifest_row *row, const char *name, const char *value)
{
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        char **member = G_STRUCT_MEMBER_P(row, columns[i].offset);
        if (g_ascii_strcasecmp(name, columns[i].name) == 0) {
            g_free(*member);
            *member = g_strdup(value);
            return TRUE;
        }
    }
    return FALSE;
}

G_GNUC_PRINTF(3, 4)
static void add_error(rs_manifest *manifest, unsigned line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_ptr_array_add(manifest->errors, g_strdup_printf("%s:%u: %s", manifest->name, line, what));
}

static void fill_row(rs_manifest_row *row, const GPtrArray *header, const GPtrArray *values)
{
    for (guint i = 0; i < values->len; i++) {
        const char *name = g_ptr_array_index(header, i), *value = g_ptr_array_index(values, i);
        if (!*value || !*name || g_ascii_strcasecmp(name, "years") == 0 ||
            set_column(row, name, value))
            continue;
        rs_field *field = g_new(rs_field, 1);
        *field = (rs_field){g_strdup(name), g_strdup(value)};
        g_ptr_array_add(row->fields, field);
    }
}

static const char *value_of(const GPtrArray *header, const GPtrArray *values, const char *name)
{
    for (guint i = 0; i < header->len; i++)
        if (g_ascii_strcasecmp(g_ptr_array_index(header, i), name) == 0)
            return g_ptr_array_index(values, i);
    return "";
}

static gboolean check_record(rs_manifest *manifest, const GPtrArray *header,
                             const csv_record *record)
{
    if (record->fault) {
        add_error(manifest, record->line, "%s", record->fault);
    } else if (record->fields->len != header->len) {
        add_error(manifest, record->line, "%u fields where the header has %u", record->fields->len,
                  header->len);
    } else if (!*value_of(header, record->fields, "path")) {
        add_error(manifest, record->line, "path: missing");
    } else {
        const char *date = value_of(header, record->fields, "date");
        if (!*date || is_date(date))
            return TRUE;
        add_error(manifest, record->line, "date: %s is not like 2024, 2024-11 or 2024-11-21", date);
    }
    return FALSE;
}

static void add_row(rs_manifest *manifest, const GPtrArray *header, const csv_record *record)
{
    if (!check_record(manifest, header, record))
        return;
    const char *years = value_of(header, record->fields, "years");
    rs_manifest_row *row = g_new0(rs_manifest_row, 1);
    row->years = g_array_new(FALSE, FALSE, sizeof(int));
    row->fields = g_ptr_array_new_with_free_func(field_free);
    fill_row(row, header, record->fields);
    g_autofree char *key = normal_path(row->path);
    g_free(row->path);
    row->path = g_steal_pointer(&key);

    if (!rs_manifest_parse_years(years, row->years)) {
        add_error(manifest, record->line, "years: %s is not like 2023, 2022;2023 or 2016..2018",
                  years);
        row_free(row);
    } else if (g_hash_table_contains(manifest->by_path, row->path)) {
        add_error(manifest, record->line, "path: a second row for %s", row->path);
        row_free(row);
    } else {
        g_ptr_array_add(manifest->rows, row);
        g_hash_table_insert(manifest->by_path, row->path, row);
        if (!strchr(row->path, '/'))
            g_hash_table_insert(manifest->by_base, row->path, row);
    }
}

static gboolean is_blank(const csv_record *record)
{
    for (guint i = 0; i < record->fields->len; i++)
        if (*(const char *)g_ptr_array_index(record->fields, i))
            return FALSE;
    return !record->fault;
}

static gboolean take_filled_record(csv *in, csv_record *row)
{
    while (take_record(in, row)) {
        if (!is_blank(row))
            return TRUE;
        g_ptr_array_unref(row->fields);
    }
    g_ptr_array_unref(row->fields);
    return FALSE;
}

static gboolean has_column(const GPtrArray *header, const char *name)
{
    for (guint i = 0; i < header->len; i++)
        if (g_ascii_strcasecmp(g_ptr_array_index(header, i), name) == 0)
            return TRUE;
    return FALSE;
}

rs_manifest *rs_manifest_parse(GBytes *bytes, const char *name, GError **error)
{
    gsize size;
    const char *raw = g_bytes_get_data(bytes, &size);
    g_autofree char *text = rs_decode(raw, size, NULL, NULL, NULL);
    csv in = {text, text + strlen(text), 1, 0, find_separator(text)};
    csv_record header, row;

    if (!take_filled_record(&in, &header)) {
        g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "empty: %s", name);
        return NULL;
    }
    g_autoptr(GPtrArray) titles = header.fields;
    if (header.fault || !has_column(titles, "path")) {
        g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "damaged: %s:%u: no column is named path", name,
                    header.line);
        return NULL;
    }
    rs_manifest *manifest = g_new0(rs_manifest, 1);
    manifest->name = g_strdup(name);
    manifest->rows = g_ptr_array_new_with_free_func(row_free);
    manifest->errors = g_ptr_array_new_with_free_func(g_free);
    manifest->by_path = g_hash_table_new(g_str_hash, g_str_equal);
    manifest->by_base = g_hash_table_new(g_str_hash, g_str_equal);
    manifest->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    while (take_filled_record(&in, &row)) {
        add_row(manifest, titles, &row);
        g_ptr_array_unref(row.fields);
    }
    return manifest;
}

void rs_manifest_free(rs_manifest *manifest)
{
    if (!manifest)
        return;
    g_hash_table_unref(manifest->by_path);
    g_hash_table_unref(manifest->by_base);
    g_hash_table_unref(manifest->known);
    g_ptr_array_unref(manifest->rows);
    g_ptr_array_unref(manifest->errors);
    g_free(manifest->name);
    g_free(manifest);
}

void rs_manifest_note(rs_manifest *manifest, const char *path)
{
    g_autofree char *key = normal_path(path);
    const char *base = base_of(key);
    if (!g_hash_table_contains(manifest->by_base, base))
        return;
    gsize count = GPOINTER_TO_SIZE(g_hash_table_lookup(manifest->known, base));
    g_hash_table_insert(manifest->known, g_strdup(base), GSIZE_TO_POINTER(count + 1));
}

const rs_manifest_row *rs_manifest_find(const rs_manifest *manifest, const char *path)
{
    g_autofree char *key = normal_path(path);
    const char *base = base_of(key);
    const rs_manifest_row *row = g_hash_table_lookup(manifest->by_path, key);
    if (row || GPOINTER_TO_SIZE(g_hash_table_lookup(manifest->known, base)) > 1)
        return row;
    return g_hash_table_lookup(manifest->by_base, base);
}

const GPtrArray *rs_manifest_errors(const rs_manifest *manifest)
{
    return manifest->errors;
}
