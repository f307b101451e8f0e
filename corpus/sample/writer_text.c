/*
 * Plain text: a paragraph a line, table rows with tabs. A footnote is marked
 * [footnoteRef:2] where it is called, and its text stands at the end of the line
 * as [2: …]; numbers begin at 2, since in the Word files such exports come from,
 * 0 and 1 are the separators.
 */
#include "corpus/sample/writer.h"

enum { FIRST_NOTE = 2 };

static void append_text(GString *out, const rs_draft *draft, const char *text)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    unsigned note = 0;
    size_t size;
    for (const char *at = text, *next; at; at = next) {
        next = rs_draft_next_note(at, &size, &note);
        g_string_append_len(out, at, size);
        if (!next)
            break;
        unsigned number = note - 1 + FIRST_NOTE;
        g_string_append_printf(out, "[footnoteRef:%u]", number);
        g_string_append_printf(notes, " [%u: \t%s]", number,
                               (const char *)draft->notes->pdata[note - 1]);
    }
    g_string_append(out, notes->str);
}

static void append_block(GString *out, const rs_draft *draft, const rs_block *block)
{
    if (block->cells) {
        g_autofree char *row = g_strjoinv("\t", block->cells);
        g_string_append(out, row);
    } else {
        if (block->kind == RS_BLOCK_HEADING)
            g_string_append_c(out, '\n');
        if (block->kind == RS_BLOCK_ITEM && !block->label)
            g_string_append(out, "- ");
        if (block->label)
            g_string_append_printf(out, "%s ", block->label);
        append_text(out, draft, block->text);
    }
    g_string_append_c(out, '\n');
}

static void append_fields(GString *out, const rs_draft *draft, const char *const *names)
{
    for (; *names; names++)
        g_string_append_printf(out, "%s\n", rs_draft_field(draft, *names));
}

static GBytes *write_text(const rs_draft *draft, GError **error)
{
    (void)error; /* nothing here can fail */
    GString *out = g_string_new(NULL);
    append_fields(out, draft, rs_draft_above_title);
    g_string_append_printf(out, "%s\n", rs_draft_field(draft, "title"));
    append_fields(out, draft, rs_draft_below_title);
    for (guint i = 0; i < draft->blocks->len; i++)
        append_block(out, draft, draft->blocks->pdata[i]);
    return g_string_free_to_bytes(out);
}

const rs_writer rs_writer_text = {".txt", write_text};
