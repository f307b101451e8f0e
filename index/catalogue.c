#include "index/catalogue.h"
#include "index/schema.h"
#include <string.h>

/* id, symbol, title, language, date, years, path, member, format, encoding, fields,
 * paragraphs, characters, source, content, reading; little-endian */
#define RECORD_TYPE "(smsmsmsmsaimsmsmsmsa(ss)utsss)"

#define KEY_REPORT "report/"
#define KEY_SOURCE "source/"
#define KEY_CONTENT "content/"

rs_record *rs_record_new(void)
{
    rs_record *record = g_new0(rs_record, 1);
    record->report = rs_report_new();
    return record;
}

void rs_record_free(rs_record *record)
{
    if (!record)
        return;
    rs_report_free(record->report);
    g_free(record->source);
    g_free(record->content);
    g_free(record->reading);
    g_free(record);
}

/* Xapian's keys are bounded as its terms are. */
static char *key_of(const char *kind, const char *name)
{
    if (!strcmp(kind, KEY_REPORT))
        return rs_schema_term(kind, name);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
    return g_strconcat(kind, hash, NULL);
}

static GBytes *pack(const rs_record *record)
{
    const rs_report *report = record->report;
    GVariantBuilder years, fields;
    g_variant_builder_init(&years, G_VARIANT_TYPE("ai"));
    for (guint i = 0; i < report->years->len; i++)
        g_variant_builder_add(&years, "i", g_array_index(report->years, int, i));
    g_variant_builder_init(&fields, G_VARIANT_TYPE("a(ss)"));
    for (guint i = 0; i < report->fields->len; i++) {
        const rs_field *field = report->fields->pdata[i];
        g_variant_builder_add(&fields, "(ss)", field->name, field->value);
    }
    g_autoptr(GVariant) packed = g_variant_ref_sink(g_variant_new(
        RECORD_TYPE, report->id, report->symbol, report->title, report->language, report->date,
        &years, report->path, report->member, report->format, report->encoding, &fields,
        record->paragraphs, record->characters, record->source, record->content, record->reading));
    if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
        return g_variant_get_data_as_bytes(packed);
    g_autoptr(GVariant) swapped = g_variant_byteswap(packed);
    return g_variant_get_data_as_bytes(swapped);
}

static rs_record *unpack(GBytes *bytes)
{
    g_autoptr(GVariant) packed =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(RECORD_TYPE), bytes, FALSE));
    g_autoptr(GVariantIter) years = NULL, fields = NULL;
    rs_record *record = rs_record_new();
    rs_report *report = record->report;
    const char *name, *value;
    gint32 year;

    if (G_BYTE_ORDER != G_LITTLE_ENDIAN) {
        GVariant *swapped = g_variant_byteswap(packed);
        g_variant_unref(packed);
        packed = swapped;
    }
    g_variant_get(packed, RECORD_TYPE, &report->id, &report->symbol, &report->title,
                  &report->language, &report->date, &years, &report->path, &report->member,
                  &report->format, &report->encoding, &fields, &record->paragraphs,
                  &record->characters, &record->source, &record->content, &record->reading);
    while (g_variant_iter_next(years, "i", &year))
        rs_report_add_year(report, year);
    while (g_variant_iter_next(fields, "(&s&s)", &name, &value))
        rs_report_add_field(report, name, value);
    return record;
}

rs_record *rs_catalogue_find(const rs_index *index, const char *id, GError **error)
{
    g_autofree char *key = key_of(KEY_REPORT, id);
    g_autoptr(GBytes) bytes = rs_index_get(index, key, error);
    return bytes ? unpack(bytes) : NULL;
}

GPtrArray *rs_catalogue_list(const rs_index *index, GError **error)
{
    g_autoptr(GPtrArray) keys = rs_index_keys(index, KEY_REPORT, error);
    if (!keys)
        return NULL;
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)rs_record_free);
    for (guint i = 0; i < keys->len; i++) {
        g_autoptr(GError) failure = NULL;
        g_autoptr(GBytes) bytes = rs_index_get(index, keys->pdata[i], &failure);
        if (failure) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return NULL;
        }
        if (bytes)
            g_ptr_array_add(records, unpack(bytes));
    }
    return g_steal_pointer(&records);
}

static rs_record *writer_find(const rs_index_writer *writer, const char *kind, const char *name,
                              GError **error)
{
    g_autofree char *key = key_of(kind, name);
    g_autoptr(GBytes) bytes = rs_index_writer_get(writer, key, error);
    return bytes ? unpack(bytes) : NULL;
}

rs_record *rs_catalogue_writer_find(const rs_index_writer *writer, const char *id, GError **error)
{
    return writer_find(writer, KEY_REPORT, id, error);
}

/* Sources and contents lead to an id, the id to the record. */
static rs_record *writer_follow(const rs_index_writer *writer, const char *kind, const char *name,
                                GError **error)
{
    g_autofree char *key = key_of(kind, name);
    g_autoptr(GBytes) bytes = rs_index_writer_get(writer, key, error);
    if (!bytes)
        return NULL;
    gsize size;
    const char *id = g_bytes_get_data(bytes, &size);
    g_autofree char *copy = g_strndup(id, size);
    return writer_find(writer, KEY_REPORT, copy, error);
}

rs_record *rs_catalogue_find_source(const rs_index_writer *writer, const char *source,
                                    GError **error)
{
    return writer_follow(writer, KEY_SOURCE, source, error);
}

rs_record *rs_catalogue_find_content(const rs_index_writer *writer, const char *content,
                                     GError **error)
{
    return writer_follow(writer, KEY_CONTENT, content, error);
}

static gboolean set(rs_index_writer *writer, const char *kind, const char *name, GBytes *bytes,
                    GError **error)
{
    g_autofree char *key = key_of(kind, name);
    return rs_index_writer_set(writer, key, bytes, error);
}

gboolean rs_catalogue_add(rs_index_writer *writer, const rs_record *record, GError **error)
{
    const char *name = record->report->id;
    g_autoptr(GBytes) packed = pack(record);
    g_autoptr(GBytes) id = g_bytes_new(name, strlen(name));
    return set(writer, KEY_REPORT, name, packed, error) &&
           set(writer, KEY_SOURCE, record->source, id, error) &&
           set(writer, KEY_CONTENT, record->content, id, error);
}

gboolean rs_catalogue_remove(rs_index_writer *writer, const rs_record *record, GError **error)
{
    const char *id = record->report->id;
    g_autofree char *term = rs_schema_term(rs_schema[RS_FIELD_DOCUMENT].prefix, id);
    return rs_index_writer_remove(writer, term, error) &&
           set(writer, KEY_REPORT, id, NULL, error) &&
           set(writer, KEY_SOURCE, record->source, NULL, error) &&
           set(writer, KEY_CONTENT, record->content, NULL, error);
}
