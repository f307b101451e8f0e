/*
 * The text of a docx, read as a stream.
 *
 * Paragraphs, table rows and text boxes nest, so what is open is a stack of
 * frames. A closed frame is delivered to the one below: a paragraph in a cell
 * becomes part of the row, a row of an inner table or a paragraph of a text box
 * waits until the outer row or paragraph is complete and follows it.
 *
 * Text is what a reader of the final version sees: insertions without deletions,
 * results of fields without their instructions, one branch of alternatives, no
 * hidden text. Numbers that Word prints are written before their paragraphs, for
 * structure.c to judge as it does in text.
 */
#include "corpus/reader_docx.h"
#include <string.h>

typedef enum { BODY, PARAGRAPH, ROW } frame_kind;

typedef struct {
    frame_kind kind;
    GString *text;
    GString *cell;       /* of a row */
    GPtrArray *notes;    /* of char * */
    GPtrArray *deferred; /* of rs_paragraph: what follows it */
    char *style;
    int outline, list, list_level;
    gboolean deleted; /* a row that tracked changes took out */
} frame;

typedef struct {
    xmlTextReader *xml;
    rs_report *report; /* what is delivered to the body */
    rs_docx_styles *styles;
    GHashTable *notes; /* "f3", "e1" → text; NULL while they are read */
    GPtrArray *frames;
    unsigned runs, texts; /* open ones around this place */
    GString *fields;      /* a byte for each open field: 'i'nstruction, 'r'esult */
    GString *branches;    /* a byte for each open choice: 't'aken or not */
    gboolean hidden, in_row_properties;
    unsigned autonum;
    char *note; /* key of the note being read */
} walk;

static void frame_free(gpointer data)
{
    frame *one = data;
    g_string_free(one->text, TRUE);
    g_string_free(one->cell, TRUE);
    g_ptr_array_unref(one->notes);
    g_ptr_array_unref(one->deferred);
    g_free(one->style);
    g_free(one);
}

static frame *top(const walk *at)
{
    return at->frames->pdata[at->frames->len - 1];
}

static void push(walk *at, frame_kind kind)
{
    frame *one = g_new0(frame, 1);
    one->kind = kind;
    one->text = g_string_new(NULL);
    one->cell = g_string_new(NULL);
    one->notes = g_ptr_array_new_with_free_func(g_free);
    one->deferred = g_ptr_array_new_with_free_func((GDestroyNotify)rs_paragraph_free);
    one->outline = one->list = -1;
    g_ptr_array_add(at->frames, one);
}

static void move_all(GPtrArray *to, GPtrArray *from)
{
    for (guint i = 0; i < from->len; i++)
        g_ptr_array_add(to, g_steal_pointer(&from->pdata[i]));
    g_ptr_array_set_size(from, 0);
}

/* To the frame below, which is now the top. PARAGRAPH may be NULL. */
static void deliver(walk *at, rs_paragraph *paragraph, frame *from)
{
    frame *below = top(at);
    if (below->kind == BODY) {
        GPtrArray *all = at->report->paragraphs;
        guint first = all->len;
        if (paragraph)
            g_ptr_array_add(all, paragraph);
        move_all(all, from->deferred);
        for (guint i = first; i < all->len; i++)
            ((rs_paragraph *)all->pdata[i])->ordinal = i + 1;
        return;
    }
    if (paragraph && below->kind == ROW && from->kind == PARAGRAPH) {
        if (below->cell->len)
            g_string_append_c(below->cell, ' ');
        g_string_append(below->cell, paragraph->text);
        move_all(below->notes, paragraph->footnotes);
        rs_paragraph_free(paragraph);
    } else if (paragraph) {
        g_ptr_array_add(below->deferred, paragraph);
    }
    move_all(below->deferred, from->deferred);
}

/* Runs of spaces stay, but none at the ends. */
static rs_paragraph *make_paragraph(rs_kind kind, frame *from)
{
    rs_paragraph *paragraph = rs_paragraph_new();
    paragraph->kind = kind;
    const char *text = from->text->str, *end = text + from->text->len;
    while (end > text && g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(end))))
        end = g_utf8_prev_char(end);
    while (text < end && g_unichar_isspace(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    paragraph->text = g_strndup(text, end - text);
    move_all(paragraph->footnotes, from->notes);
    return paragraph;
}

static void apply_style(walk *at, frame *from, rs_paragraph *paragraph)
{
    rs_docx_style style = rs_docx_style_find(at->styles, from->style);
    if (from->outline >= 0 && from->outline < 9) {
        style.role = RS_DOCX_HEADING;
        style.level = from->outline + 1;
    }
    if (from->list >= 0) {
        style.list = from->list;
        style.list_level = from->list_level;
    }
    gboolean is_bullet = style.role == RS_DOCX_BULLET;
    g_autofree char *number =
        style.list > 0 ? rs_docx_number_next(at->styles, style.list, style.list_level, &is_bullet)
                       : NULL;
    if (number) {
        char *text = g_strconcat(number, " ", paragraph->text, NULL);
        g_free(paragraph->text);
        paragraph->text = text;
    }
    if (style.role == RS_DOCX_HEADING || style.role == RS_DOCX_TITLE) {
        paragraph->kind = RS_KIND_HEADING;
        paragraph->level = style.level;
        if (style.role == RS_DOCX_TITLE && !at->report->title)
            at->report->title = g_strdup(paragraph->text);
    } else if (style.role == RS_DOCX_CAPTION) {
        paragraph->kind = RS_KIND_CAPTION;
    } else if (style.role == RS_DOCX_CONTENTS) {
        paragraph->kind = RS_KIND_OTHER;
    } else if (is_bullet || (number && (style.list_level > 0 || !g_ascii_isdigit(*number)) &&
                             g_utf8_get_char(number) < 0x2E80)) {
        paragraph->kind = RS_KIND_ITEM;
    }
}

static void end_paragraph(walk *at)
{
    frame *from = g_ptr_array_steal_index(at->frames, at->frames->len - 1);
    rs_paragraph *paragraph = make_paragraph(RS_KIND_PARAGRAPH, from);
    if (*paragraph->text) {
        if (at->styles)
            apply_style(at, from, paragraph);
    } else {
        move_all(from->notes, paragraph->footnotes);
        g_clear_pointer(&paragraph, rs_paragraph_free);
    }
    frame *below = top(at);
    GPtrArray *all = at->report->paragraphs;
    if (!paragraph && from->notes->len && below->kind == BODY) {
        if (!all->len)
            rs_report_add(at->report, RS_KIND_NOTE, from->notes->pdata[0]);
        else
            move_all(((rs_paragraph *)all->pdata[all->len - 1])->footnotes, from->notes);
    }
    deliver(at, paragraph, from);
    if (below->kind == BODY)
        for (gsize i = 0; i < at->fields->len; i++)
            at->fields->str[i] = 'r';
    frame_free(from);
}

static void end_cell(frame *row)
{
    if (row->cell->len) {
        if (row->text->len)
            g_string_append_c(row->text, '\t');
        for (gsize i = 0; i < row->cell->len; i++)
            g_string_append_c(row->text, row->cell->str[i] == '\t' ? ' ' : row->cell->str[i]);
    }
    g_string_truncate(row->cell, 0);
}

static void end_row(walk *at)
{
    frame *from = g_ptr_array_steal_index(at->frames, at->frames->len - 1);
    if (!from->deleted)
        deliver(at, from->text->len ? make_paragraph(RS_KIND_TABLE_ROW, from) : NULL, from);
    frame_free(from);
}

static gboolean is_silent(const walk *at)
{
    return at->hidden || at->runs == 0 || memchr(at->fields->str, 'i', at->fields->len);
}

static void append(walk *at, const char *text)
{
    if (top(at)->kind == PARAGRAPH && !is_silent(at))
        g_string_append(top(at)->text, text);
}

static void add_note(walk *at, char part)
{
    g_autofree char *id = rs_docx_attribute(at->xml, "id");
    g_autofree char *key = g_strdup_printf("%c%s", part, id ? id : "");
    char *stored = NULL, *text = NULL;
    if (!at->notes || at->frames->len < 2 || is_silent(at))
        return;
    if (g_hash_table_steal_extended(at->notes, key, (gpointer *)&stored, (gpointer *)&text))
        g_ptr_array_add(top(at)->notes, text);
    g_free(stored);
}

static void read_field_mark(walk *at)
{
    g_autofree char *type = rs_docx_attribute(at->xml, "fldCharType");
    if (!g_strcmp0(type, "begin"))
        g_string_append_c(at->fields, 'i');
    else if (!g_strcmp0(type, "separate") && at->fields->len)
        at->fields->str[at->fields->len - 1] = 'r';
    else if (!g_strcmp0(type, "end") && at->fields->len)
        g_string_truncate(at->fields, at->fields->len - 1);
}

/* AUTONUM has no stored result: Word counts when it prints. */
static void read_instruction(walk *at)
{
    xmlChar *text = xmlTextReaderReadString(at->xml);
    const char *word = text ? (const char *)text : "";
    while (g_ascii_isspace(*word))
        word++;
    if (g_str_has_prefix(word, "AUTONUM") && at->notes && top(at)->kind == PARAGRAPH)
        g_string_append_printf(top(at)->text, "%u. ", ++at->autonum);
    xmlFree(text);
}

static gboolean is_on(walk *at)
{
    g_autofree char *value = rs_docx_attribute(at->xml, "val");
    return !value || (strcmp(value, "0") && strcmp(value, "false") && strcmp(value, "off"));
}

/* Properties of the paragraph in hand. */
static void read_property(walk *at, rs_docx_tag what)
{
    frame *one = top(at);
    if (one->kind != PARAGRAPH)
        return;
    int value = rs_docx_attribute_int(at->xml, "val", -1);
    if (what == RS_DOCX_OUTLINE)
        one->outline = value;
    else if (what == RS_DOCX_LIST)
        one->list = value;
    else if (what == RS_DOCX_LIST_LEVEL)
        one->list_level = MAX(value, 0);
    else if (what == RS_DOCX_STYLE && !one->style)
        one->style = rs_docx_attribute(at->xml, "val");
}

/* An element that stands for a character. */
static void append_character(walk *at, rs_docx_tag what)
{
    g_autofree char *symbol = what == RS_DOCX_SYM ? rs_docx_symbol(at->xml) : NULL;
    append(at, symbol ? symbol : what == RS_DOCX_HYPHEN ? "\xE2\x80\x91" : " ");
}

/* Gives whether to go on inside the element. */
static gboolean open_element(walk *at, rs_docx_tag what, gboolean empty)
{
    switch (what) {
    case RS_DOCX_P:
    case RS_DOCX_TR:
        push(at, what == RS_DOCX_P ? PARAGRAPH : ROW);
        break;
    case RS_DOCX_R:
        at->runs += !empty;
        at->hidden = FALSE;
        break;
    case RS_DOCX_T:
        at->texts += !empty;
        break;
    case RS_DOCX_TAB:
    case RS_DOCX_BR:
    case RS_DOCX_HYPHEN:
    case RS_DOCX_SYM:
        append_character(at, what);
        break;
    case RS_DOCX_FOOTNOTE:
    case RS_DOCX_ENDNOTE:
        add_note(at, what == RS_DOCX_FOOTNOTE ? 'f' : 'e');
        break;
    case RS_DOCX_FIELD:
        read_field_mark(at);
        break;
    case RS_DOCX_INSTRUCTION:
        read_instruction(at);
        return FALSE;
    case RS_DOCX_VANISH:
        at->hidden = at->runs > 0 && is_on(at);
        break;
    case RS_DOCX_ROW_PROPERTIES:
        at->in_row_properties = !empty;
        break;
    case RS_DOCX_DELETED:
        if (at->in_row_properties && top(at)->kind == ROW)
            top(at)->deleted = TRUE;
        return FALSE;
    case RS_DOCX_SKIP:
        return FALSE;
    case RS_DOCX_STYLE:
    case RS_DOCX_OUTLINE:
    case RS_DOCX_LIST:
    case RS_DOCX_LIST_LEVEL:
        read_property(at, what);
        break;
    case RS_DOCX_TC:
    case RS_DOCX_OTHER:
        break;
    }
    return TRUE;
}

static void close_element(walk *at, rs_docx_tag what)
{
    if (what == RS_DOCX_P && top(at)->kind == PARAGRAPH)
        end_paragraph(at);
    else if (what == RS_DOCX_TR && top(at)->kind == ROW)
        end_row(at);
    else if (what == RS_DOCX_TC && top(at)->kind == ROW)
        end_cell(top(at));
    else if (what == RS_DOCX_R && at->runs)
        at->runs--;
    else if (what == RS_DOCX_T && at->texts)
        at->texts--;
    else if (what == RS_DOCX_ROW_PROPERTIES)
        at->in_row_properties = FALSE;
}

/* Of alternatives, the first is read and the rest are not: gives whether to go
 * on inside. */
static gboolean choose_branch(walk *at, gboolean opens)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(at->xml);
    const char *space = (const char *)xmlTextReaderConstNamespaceUri(at->xml);
    if (!space || !strstr(space, "markup-compatibility"))
        return TRUE;
    if (!strcmp(name, "AlternateContent")) {
        if (opens && !xmlTextReaderIsEmptyElement(at->xml))
            g_string_append_c(at->branches, '-');
        else if (!opens && at->branches->len)
            g_string_truncate(at->branches, at->branches->len - 1);
        return TRUE;
    }
    char *taken = at->branches->len ? &at->branches->str[at->branches->len - 1] : NULL;
    if (opens && taken && *taken == 't')
        return FALSE;
    if (taken)
        *taken = 't';
    return TRUE;
}

static gboolean fail(GError **error, const char *word, const char *part, const char *why)
{
    g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "%s: %s: %s", word, part, why);
    return FALSE;
}

static gboolean check_root(walk *at, const char *part, GError **error)
{
    if (rs_docx_is_word(at->xml))
        return TRUE;
    const char *name = (const char *)xmlTextReaderConstLocalName(at->xml);
    const char *format = !strcmp(name, "workbook")       ? "xlsx"
                         : !strcmp(name, "presentation") ? "pptx"
                                                         : name;
    return fail(error, "unsupported format", format, part);
}

/* Gives whether to go on inside. */
static gboolean visit_element(walk *at, int type)
{
    const rs_docx_tag what = rs_docx_tag_of(at->xml);
    if (type == XML_READER_TYPE_END_ELEMENT) {
        choose_branch(at, FALSE);
        close_element(at, what);
        return TRUE;
    }
    gboolean empty = xmlTextReaderIsEmptyElement(at->xml);
    gboolean inside = choose_branch(at, TRUE) && open_element(at, what, empty);
    if (inside && empty && (what == RS_DOCX_P || what == RS_DOCX_TR || what == RS_DOCX_TC))
        close_element(at, what);
    return inside;
}

/* Reads a part; VISIT_NOTE, which may be NULL, sees each child of the root, its
 * start and its end. */
static gboolean walk_part(walk *at, const char *part, void (*visit_note)(walk *), GError **error)
{
    int more = xmlTextReaderRead(at->xml);
    while (more == 1) {
        const int type = xmlTextReaderNodeType(at->xml), depth = xmlTextReaderDepth(at->xml);
        gboolean inside = TRUE;
        if (type == XML_READER_TYPE_DOCUMENT_TYPE)
            return fail(error, "damaged", part, "it declares entities");
        if (type == XML_READER_TYPE_ELEMENT && depth == 0 && !check_root(at, part, error))
            return FALSE;
        if (type == XML_READER_TYPE_ELEMENT || type == XML_READER_TYPE_END_ELEMENT) {
            inside = visit_element(at, type);
            if (visit_note && depth == 1)
                visit_note(at);
        } else if (at->texts && xmlTextReaderHasValue(at->xml)) {
            append(at, (const char *)xmlTextReaderConstValue(at->xml));
        }
        more = inside ? xmlTextReaderRead(at->xml) : xmlTextReaderNext(at->xml);
    }
    return more == 0 ? TRUE : fail(error, "damaged", part, "it is not well formed");
}

static void walk_init(walk *at, GBytes *part, rs_report *report)
{
    *at = (walk){.xml = rs_docx_open_part(part), .report = report};
    at->frames = g_ptr_array_new_with_free_func(frame_free);
    at->fields = g_string_new(NULL);
    at->branches = g_string_new(NULL);
    push(at, BODY);
}

static void walk_clear(walk *at)
{
    xmlFreeTextReader(at->xml);
    g_ptr_array_unref(at->frames);
    g_string_free(at->fields, TRUE);
    g_string_free(at->branches, TRUE);
    g_free(at->note);
}

/* A note is all its paragraphs, joined. Separators have no text and are none. */
static void visit_note(walk *at)
{
    GPtrArray *paragraphs = at->report->paragraphs;
    if (xmlTextReaderNodeType(at->xml) == XML_READER_TYPE_ELEMENT) {
        g_free(at->note);
        at->note = rs_docx_attribute(at->xml, "id");
    } else if (at->note && paragraphs->len) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (guint i = 0; i < paragraphs->len; i++)
            g_string_append_printf(text, "%s%s", i ? " " : "",
                                   ((rs_paragraph *)paragraphs->pdata[i])->text);
        const char *name = (const char *)xmlTextReaderConstLocalName(at->xml);
        g_hash_table_insert(at->notes, g_strdup_printf("%c%s", *name, at->note),
                            g_strdup(text->str));
    }
    g_ptr_array_set_size(paragraphs, 0);
}

gboolean rs_docx_read_notes(GHashTable *notes, GBytes *part, const char *name, GError **error)
{
    if (!part)
        return TRUE;
    g_autoptr(rs_report) report = rs_report_new();
    walk at;
    walk_init(&at, part, report);
    at.notes = notes;
    gboolean ok = walk_part(&at, name, visit_note, error);
    walk_clear(&at);
    return ok;
}

gboolean rs_docx_read_body(rs_report *report, GBytes *part, const char *name, GHashTable *notes,
                           rs_docx_styles *styles, GError **error)
{
    walk at;
    walk_init(&at, part, report);
    at.notes = notes;
    at.styles = styles;
    gboolean ok = walk_part(&at, name, NULL, error);
    walk_clear(&at);
    return ok;
}
