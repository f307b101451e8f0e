/*
 * Reads the markup of src/, a line at a time: a header of "name: value" lines up
 * to the first blank line, then one block a line, told by how the line begins.
 *
 * Strict on purpose: a slip in a draft should stop the build, not end up as a
 * paragraph. There is no inline markup but footnotes, and no way to break a line.
 */
#include "corpus/sample/draft.h"
#include <stdlib.h>
#include <string.h>

const char *const rs_draft_required[] = {"symbol", "language", "title", "body", "session",
                                         "author", "years",    "date",  "path", NULL};
const char *const rs_draft_above_title[] = {"symbol", "body", "session", NULL};
const char *const rs_draft_below_title[] = {"author", NULL};

static const struct {
    const char *prefix;
    rs_block_kind kind;
    unsigned level;
} line_kinds[] = {
    {"# ", RS_BLOCK_HEADING, 1}, {"## ", RS_BLOCK_HEADING, 2}, {"### ", RS_BLOCK_HEADING, 3},
    {"- ", RS_BLOCK_ITEM, 0},    {"|+ ", RS_BLOCK_CAPTION, 0}, {"|= ", RS_BLOCK_HEADER, 0},
    {"| ", RS_BLOCK_ROW, 0},
};

static void block_free(gpointer block)
{
    rs_block *self = block;
    g_free(self->label);
    g_free(self->text);
    g_strfreev(self->cells);
    g_free(self);
}

void rs_draft_free(rs_draft *draft)
{
    if (!draft)
        return;
    g_hash_table_unref(draft->fields);
    g_ptr_array_unref(draft->blocks);
    g_ptr_array_unref(draft->notes);
    g_free(draft);
}

const char *rs_draft_field(const rs_draft *draft, const char *name)
{
    const char *value = g_hash_table_lookup(draft->fields, name);
    return value ? value : "";
}

const char *rs_draft_next_note(const char *text, size_t *size, unsigned *note)
{
    const char *mark = strstr(text, "[^");
    *size = mark ? (size_t)(mark - text) : strlen(text);
    if (!mark)
        return NULL;
    char *end;
    *note = strtoul(mark + 2, &end, 10);
    return *end == ']' ? end + 1 : end;
}

static size_t number_size(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits && g_str_has_prefix(text + digits, ". ") ? digits + 1 : 0;
}

/* "(a)" or "a)", of one letter of any script. */
static size_t letter_size(const char *text)
{
    const char *letter = text + (*text == '(');
    if (!g_unichar_isalpha(g_utf8_get_char(letter)))
        return 0;
    const char *end = g_utf8_next_char(letter);
    return g_str_has_prefix(end, ") ") ? (size_t)(end + 1 - text) : 0;
}

static void add_block(rs_draft *draft, const char *line)
{
    rs_block *block = g_new0(rs_block, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(line_kinds); i++) {
        if (g_str_has_prefix(line, line_kinds[i].prefix)) {
            block->kind = line_kinds[i].kind;
            block->level = line_kinds[i].level;
            line += strlen(line_kinds[i].prefix);
            break;
        }
    }
    size_t label = block->kind == RS_BLOCK_TEXT   ? number_size(line)
                   : block->kind == RS_BLOCK_ITEM ? letter_size(line)
                                                  : 0;
    if (label) {
        block->label = g_strndup(line, label);
        line += label + 1;
    }
    if (block->kind == RS_BLOCK_HEADER || block->kind == RS_BLOCK_ROW) {
        block->cells = g_strsplit(line, " | ", -1);
        line = "";
    }
    block->text = g_strdup(line);
    g_ptr_array_add(draft->blocks, block);
}

/* "[^2]: text": they stand at the end of a draft, in order. */
static gboolean add_note(rs_draft *draft, const char *line)
{
    g_autofree char *mark = g_strdup_printf("[^%u]: ", draft->notes->len + 1);
    if (!g_str_has_prefix(line, mark))
        return FALSE;
    g_ptr_array_add(draft->notes, g_strdup(line + strlen(mark)));
    return TRUE;
}

static gboolean add_field(rs_draft *draft, const char *line)
{
    const char *colon = strstr(line, ": ");
    if (!colon)
        return FALSE;
    g_hash_table_insert(draft->fields, g_strndup(line, colon - line), g_strdup(colon + 2));
    return TRUE;
}

/* Every note is referred to once, in order. */
static gboolean check_notes(const rs_draft *draft, const char *name, GError **error)
{
    unsigned seen = 0, note = 0;
    size_t size;
    for (guint i = 0; i < draft->blocks->len; i++) {
        const rs_block *block = draft->blocks->pdata[i];
        const char *at = block->text;
        while ((at = rs_draft_next_note(at, &size, &note))) {
            if (note != ++seen) {
                g_set_error(error, RS_ERROR, RS_ERROR_USAGE, "%s: footnote mark %u out of order",
                            name, note);
                return FALSE;
            }
        }
    }
    if (seen != draft->notes->len) {
        g_set_error(error, RS_ERROR, RS_ERROR_USAGE, "%s: %u footnote marks, %u footnotes", name,
                    seen, draft->notes->len);
        return FALSE;
    }
    return TRUE;
}

static gboolean check_fields(const rs_draft *draft, const char *name, GError **error)
{
    for (const char *const *field = rs_draft_required; *field; field++) {
        if (!g_hash_table_contains(draft->fields, *field)) {
            g_set_error(error, RS_ERROR, RS_ERROR_USAGE, "%s: no field \"%s\"", name, *field);
            return FALSE;
        }
    }
    return TRUE;
}

rs_draft *rs_draft_parse(const char *text, const char *name, GError **error)
{
    g_autoptr(rs_draft) draft = g_new0(rs_draft, 1);
    draft->fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    draft->blocks = g_ptr_array_new_with_free_func(block_free);
    draft->notes = g_ptr_array_new_with_free_func(g_free);

    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gboolean in_header = TRUE;
    for (unsigned i = 0; lines[i]; i++) {
        const char *line = lines[i];
        gboolean good = TRUE;
        if (!*line)
            in_header = FALSE;
        else if (in_header)
            good = add_field(draft, line);
        else if (g_str_has_prefix(line, "[^"))
            good = add_note(draft, line);
        else
            add_block(draft, line);
        if (!good) {
            g_set_error(error, RS_ERROR, RS_ERROR_USAGE, "%s:%u: not understood: %s", name, i + 1,
                        line);
            return NULL;
        }
    }
    if (!check_fields(draft, name, error) || !check_notes(draft, name, error))
        return NULL;
    return g_steal_pointer(&draft);
}
