/*
 * The table of readers, and the way of one file through them.
 *
 * A file that no reader knows is named by what it looks like, so that the user
 * learns what to do about it.
 */
#include "corpus/reader.h"
#include <string.h>

static const rs_reader *const readers[] = {
    &rs_reader_docx,
    &rs_reader_html,
    &rs_reader_text,
};

static const struct {
    const char *signature, *name;
} strangers[] = {
    {"%PDF-", "pdf"},
    {"{\\rtf", "rtf"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "doc, xls or ppt of before 2007, or an encrypted docx"},
    {"PK\x03\x04", "zip of something unknown"},
    {"\x89PNG", "png image"},
    {"\xFF\xD8\xFF", "jpeg image"},
    {"GIF8", "gif image"},
    {"RIFF", "sound or film"},
    {"\x7F"
     "ELF",
     "program"},
    {"MZ", "program"},
};

const rs_reader *rs_reader_find(GBytes *content)
{
    const rs_reader *best = NULL;
    int most = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
        int bid = readers[i]->bid(content);
        if (bid > most) {
            most = bid;
            best = readers[i];
        }
    }
    return best;
}

static const char *name_stranger(GBytes *content)
{
    gsize size;
    const char *bytes = g_bytes_get_data(content, &size);
    for (size_t i = 0; i < G_N_ELEMENTS(strangers); i++) {
        size_t length = strlen(strangers[i].signature);
        if (size >= length && !memcmp(bytes, strangers[i].signature, length))
            return strangers[i].name;
    }
    return "neither text nor a document that can be read";
}

rs_report *rs_report_read(const rs_file *file, GError **error)
{
    if (g_bytes_get_size(file->content) == 0) {
        g_set_error_literal(error, RS_ERROR, RS_ERROR_SKIP, "empty");
        return NULL;
    }
    const rs_reader *reader = rs_reader_find(file->content);
    if (!reader) {
        g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "unsupported format: %s",
                    name_stranger(file->content));
        return NULL;
    }
    g_autoptr(rs_report) report = reader->read(file->content, error);
    if (!report)
        return NULL;
    if (report->paragraphs->len == 0) {
        g_set_error_literal(error, RS_ERROR, RS_ERROR_SKIP, "no text");
        return NULL;
    }
    report->format = g_strdup(reader->format);
    report->path = g_strdup(file->path);
    report->member = g_strdup(file->member);
    rs_structure_find(report);
    rs_identity_find(report, file);
    return g_steal_pointer(&report);
}
