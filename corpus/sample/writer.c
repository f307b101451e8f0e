/* What the writers share. */
#include "corpus/sample/writer.h"

static const rs_writer *const writers[] = {&rs_writer_docx, &rs_writer_html, &rs_writer_text};

const rs_writer *rs_writer_find(const char *path)
{
    for (size_t i = 0; i < G_N_ELEMENTS(writers); i++) {
        if (g_str_has_suffix(path, writers[i]->extension))
            return writers[i];
    }
    return NULL;
}

void rs_append_escaped(GString *to, const char *text, gssize size)
{
    g_autofree char *escaped = g_markup_escape_text(text, size);
    g_string_append(to, escaped);
}

gboolean rs_draft_is_rtl(const rs_draft *draft)
{
    return g_str_equal(rs_draft_field(draft, "language"), "ar");
}
