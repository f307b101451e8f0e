/*
 * Sections are a stack of headings. Reports do not say how deep a heading is;
 * they mark it in one way or another, and a way of marking keeps its depth: a
 * heading marked like one in the stack closes back to it, one marked in a new
 * way opens a section inside.
 *
 * An unmarked short line is the innermost heading there is. It closes unmarked
 * ones, and the small lettered ones opened under them, but never a marked one:
 * "亮点" under "建议2" leaves the recommendation open. One that holds lettered
 * sections and stands in no other is a title, and is not closed so. One that the table
 * of contents lists holds those that it does not list. Where the format gives a
 * heading's level, the level rules.
 *
 * Labels work alike: within a numbered paragraph the items' marks are a stack,
 * and an item is cited by all of them: 42(b)(ii), 7 bullet 3.
 */
#include "corpus/structure.h"
#include <string.h>

#define DEPTH_MAX 16

typedef struct {
    rs_marker_style style;
    int level;       /* given by the format, or 0 */
    gboolean listed; /* in the table of contents */
    const char *text;
} section;

typedef struct {
    section open[DEPTH_MAX];
    unsigned depth;
} section_stack;

/* Marks too small to outlive the unmarked heading they stand under. */
static gboolean is_small(rs_marker_style style)
{
    return style == RS_MARKER_NONE || style >= RS_MARKER_UPPER;
}

/* Where an unmarked heading goes that the table of contents lists: it closes all
 * unmarked ones, and what small ones stand under them. */
static unsigned find_listed_place(const section_stack *stack)
{
    unsigned place = stack->depth;
    for (unsigned i = stack->depth; i-- > 0;) {
        const section *open = &stack->open[i];
        if (open->level > 0 || !is_small(open->style))
            break;
        if (open->style == RS_MARKER_NONE)
            place = i;
    }
    return place;
}

/* Where a heading of this style and level goes. */
static unsigned find_place(const section_stack *stack, const rs_line *line)
{
    const rs_marker_style style = line->marker.style;
    const int level = line->paragraph->level;
    unsigned depth = stack->depth;
    if (level > 0) {
        for (depth = 0; depth < stack->depth; depth++)
            if (stack->open[depth].level == 0 || stack->open[depth].level >= level)
                return depth;
        return depth;
    }
    if (style == RS_MARKER_ANNEX)
        return 0;
    if (style == RS_MARKER_NONE && line->listed)
        return find_listed_place(stack);
    for (unsigned i = stack->depth; i-- > 0;) {
        const section *open = &stack->open[i];
        if (open->level > 0)
            break;
        if (style == RS_MARKER_NONE && (!is_small(open->style) || open->listed))
            break;
        if (open->style == style)
            return style != RS_MARKER_NONE || i > 0 || i + 1 == stack->depth ? i : depth;
    }
    return depth;
}

static void open_section(section_stack *stack, rs_line *line)
{
    unsigned place = MIN(find_place(stack, line), DEPTH_MAX - 1);
    stack->open[place] =
        (section){line->marker.style, line->paragraph->level, line->listed, line->paragraph->text};
    stack->depth = place + 1;
    if (line->paragraph->level == 0)
        line->paragraph->level = stack->depth;
}

static void set_path(rs_paragraph *paragraph, const section_stack *stack, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++)
        g_ptr_array_add(paragraph->section, g_strdup(stack->open[i].text));
}

typedef struct {
    struct {
        rs_marker_style style;
        unsigned value;
        char *name; /* "(b)", " bullet 2" */
    } open[DEPTH_MAX];
    unsigned depth;
    const char *number; /* of the paragraph the items belong to, or NULL */
} item_stack;

static void truncate_items(item_stack *items, unsigned depth)
{
    while (items->depth > depth)
        g_clear_pointer(&items->open[--items->depth].name, g_free);
}

/* An item's mark as cited: its letters and digits in parentheses, so "A)" and
 * "(a)" are alike. */
static char *name_item(const rs_line *line, unsigned count)
{
    const char *text = line->paragraph->text, *end = text + line->marker.size;
    g_autoptr(GString) name = g_string_new(" (");
    if (line->marker.style == RS_MARKER_BULLET || line->marker.style == RS_MARKER_STAR)
        end = text;
    for (; text < end; text = g_utf8_next_char(text))
        if (g_unichar_isalnum(g_utf8_get_char(text)))
            g_string_append_unichar(name, g_utf8_get_char(text));
    if (name->len == 2)
        return g_strdup_printf(" bullet %u", count);
    g_string_append_c(name, ')');
    return g_strdup(name->str + 1);
}

static void label_item(item_stack *items, rs_line *line)
{
    unsigned place = 0, count = 1;
    while (place < items->depth && items->open[place].style != line->marker.style)
        place++;
    if (place == DEPTH_MAX)
        return;
    if (place < items->depth)
        count = items->open[place].value + 1;
    truncate_items(items, place);
    items->open[place].style = line->marker.style;
    items->open[place].value = count;
    items->open[place].name = name_item(line, count);
    items->depth = place + 1;
    if (!items->number || line->paragraph->label)
        return;
    g_autoptr(GString) label = g_string_new(items->number);
    for (unsigned i = 0; i < items->depth; i++)
        g_string_append(label, items->open[i].name);
    line->paragraph->label = g_strdup(label->str);
}

static void label_paragraph(item_stack *items, rs_line *line)
{
    rs_paragraph *paragraph = line->paragraph;
    if (paragraph->number || paragraph->kind == RS_KIND_HEADING) {
        truncate_items(items, 0);
        items->number = paragraph->number;
        if (paragraph->number && !paragraph->label)
            paragraph->label = g_strdup(paragraph->number);
    } else if (paragraph->kind == RS_KIND_ITEM) {
        label_item(items, line);
    }
}

void rs_structure_section(GArray *lines, const char *title)
{
    section_stack stack = {.depth = 0};
    item_stack items = {.depth = 0};
    for (guint i = 0; i < lines->len; i++) {
        rs_line *line = &g_array_index(lines, rs_line, i);
        rs_paragraph *paragraph = line->paragraph;
        label_paragraph(&items, line);
        if (paragraph->kind != RS_KIND_HEADING) {
            set_path(paragraph, &stack, stack.depth);
        } else if (line->on_cover || (title && !strcmp(paragraph->text, title))) {
            paragraph->level = MAX(paragraph->level, 1);
        } else {
            open_section(&stack, line);
            set_path(paragraph, &stack, stack.depth - 1);
        }
    }
    truncate_items(&items, 0);
}
