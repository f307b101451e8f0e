/*
 * Two small machines: a lexer that knows quotes, brackets and marks in all their
 * widths, and a recursive descent over its tokens, its depth bounded.
 */
#include "searcher/query.h"
#include "base/fold.h"
#include <string.h>

enum { DEPTH_MOST = 50, LENGTH_MOST = 10000 };

/* --- tokens --- */

typedef enum {
    TOKEN_END,
    TOKEN_WORD,
    TOKEN_PHRASE,
    TOKEN_FIELD,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_PLUS,
    TOKEN_MINUS,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,
} token_kind;

typedef struct {
    token_kind kind;
    int column;
    char *text; /* word, phrase, or the field's value */
    char *name; /* of the field */
} token;

typedef struct {
    GArray *tokens;
    guint at;
    int depth;
    GError **error;
} parser;

static void token_clear(gpointer data)
{
    token *cleared = data;
    g_free(cleared->text);
    g_free(cleared->name);
}

/* The closing quote for an opening one, or 0. */
static gunichar closing_quote(gunichar c)
{
    static const gunichar pairs[][2] = {
        {'"', '"'},       {0xFF02, 0xFF02}, {0x201C, 0x201D}, {0x201E, 0x201C},
        {0x300C, 0x300D}, {0x300E, 0x300F}, {0xAB, 0xBB},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (pairs[i][0] == c)
            return pairs[i][1];
    return 0;
}

/* Full-width marks as the ASCII they mean. */
static gunichar mark_of(gunichar c)
{
    switch (c) {
    case 0xFF08:
        return '(';
    case 0xFF09:
        return ')';
    case 0xFF0B:
        return '+';
    case 0xFF0D:
        return '-';
    case 0xFF1A:
        return ':';
    default:
        return c;
    }
}

static void add(parser *p, token_kind kind, int column, const char *name, size_t name_size,
                const char *text, size_t size)
{
    token added = {kind, column, g_strndup(text, size), name ? g_strndup(name, name_size) : NULL};
    g_array_append_val(p->tokens, added);
}

static gboolean fail(parser *p, int column, const char *what)
{
    g_set_error(p->error, RS_ERROR, RS_ERROR_USAGE, "query, column %d: %s", column, what);
    return FALSE;
}

/* The text of a quotation whose opening quote is at *AT. One without an end goes
 * to the end of the query. */
static void lex_quotation(const char **at, const char **text, size_t *size)
{
    gunichar close = closing_quote(g_utf8_get_char(*at));
    *at = g_utf8_next_char(*at);
    *text = *at;
    while (**at && g_utf8_get_char(*at) != close)
        *at = g_utf8_next_char(*at);
    *size = *at - *text;
    if (**at)
        *at = g_utf8_next_char(*at);
}

/* Where the name of a field at TEXT ends, or NULL where it is no field: natural
 * text has colons too ("WIPO Re:Search", "https://…"). */
static const char *field_name_end(const char *text)
{
    const char *end = text;
    while (g_ascii_islower(*end) || *end == '-' || *end == '_')
        end++;
    if (end == text || mark_of(g_utf8_get_char(end)) != ':')
        return NULL;
    const char *value = g_utf8_next_char(end);
    if (!*value || g_unichar_isspace(g_utf8_get_char(value)) || !strncmp(value, "//", 2))
        return NULL;
    return end;
}

static const char *lex_field(parser *p, const char *at, const char *name_end, int column)
{
    const char *value = g_utf8_next_char(name_end), *text = value, *next = value;
    size_t size;
    if (closing_quote(g_utf8_get_char(value))) {
        lex_quotation(&next, &text, &size);
    } else {
        while (*next && !g_unichar_isspace(g_utf8_get_char(next)) &&
               mark_of(g_utf8_get_char(next)) != ')')
            next = g_utf8_next_char(next);
        size = next - value;
    }
    add(p, TOKEN_FIELD, column, at, name_end - at, text, size);
    return next;
}

static token_kind word_kind(const char *text, size_t size)
{
    static const struct {
        const char *word;
        token_kind kind;
    } operators[] = {{"AND", TOKEN_AND}, {"OR", TOKEN_OR}, {"NOT", TOKEN_NOT}};
    for (size_t i = 0; i < G_N_ELEMENTS(operators); i++)
        if (size == strlen(operators[i].word) && !memcmp(text, operators[i].word, size))
            return operators[i].kind;
    return TOKEN_WORD;
}

static const char *lex_word(parser *p, const char *at, int column)
{
    const char *next = at;
    while (*next) {
        gunichar c = g_utf8_get_char(next);
        if (g_unichar_isspace(c) || closing_quote(c) || mark_of(c) == '(' || mark_of(c) == ')')
            break;
        next = g_utf8_next_char(next);
    }
    add(p, word_kind(at, next - at), column, NULL, 0, at, next - at);
    return next;
}

/* A mark counts where a word could begin and one follows. */
static gboolean is_prefix_mark(const char *text, const char *at)
{
    const char *next = g_utf8_next_char(at);
    const char *before = g_utf8_find_prev_char(text, at);
    gunichar previous = before ? g_utf8_get_char(before) : ' ';
    return *next && !g_unichar_isspace(g_utf8_get_char(next)) &&
           mark_of(g_utf8_get_char(next)) != ')' &&
           (g_unichar_isspace(previous) || mark_of(previous) == '(');
}

static void lex(parser *p, const char *text)
{
    const char *at = text;
    int open = 0;
    while (*at) {
        gunichar c = g_utf8_get_char(at), mark = mark_of(c);
        int column = g_utf8_pointer_to_offset(text, at) + 1;
        const char *name_end, *quoted;
        size_t size;
        if (g_unichar_isspace(c)) {
            at = g_utf8_next_char(at);
        } else if (closing_quote(c)) {
            lex_quotation(&at, &quoted, &size);
            add(p, TOKEN_PHRASE, column, NULL, 0, quoted, size);
        } else if (mark == '(') {
            add(p, TOKEN_OPEN, column, NULL, 0, "", 0);
            at = g_utf8_next_char(at);
            open++;
        } else if (mark == ')') {
            if (open > 0) { /* else it is text's own, as in "a) patents" */
                add(p, TOKEN_CLOSE, column, NULL, 0, "", 0);
                open--;
            }
            at = g_utf8_next_char(at);
        } else if ((mark == '+' || mark == '-') && is_prefix_mark(text, at)) {
            add(p, mark == '+' ? TOKEN_PLUS : TOKEN_MINUS, column, NULL, 0, "", 0);
            at = g_utf8_next_char(at);
        } else if ((name_end = field_name_end(at))) {
            at = lex_field(p, at, name_end, column);
        } else {
            at = lex_word(p, at, column);
        }
    }
    add(p, TOKEN_END, g_utf8_strlen(text, -1) + 1, NULL, 0, "", 0);
}

/* --- nodes --- */

static rs_query_node *node_new(rs_node_kind kind, const char *text)
{
    rs_query_node *node = g_new0(rs_query_node, 1);
    node->kind = kind;
    node->text = g_strdup(text);
    if (kind >= RS_NODE_BAG)
        node->children = g_ptr_array_new_with_free_func((GDestroyNotify)rs_query_node_free);
    return node;
}

void rs_query_node_free(rs_query_node *node)
{
    if (!node)
        return;
    g_free(node->text);
    if (node->children)
        g_ptr_array_unref(node->children);
    g_free(node);
}

rs_query_node *rs_query_bag_new(rs_query_node *child)
{
    rs_query_node *bag = node_new(RS_NODE_BAG, NULL);
    g_ptr_array_add(bag->children, child);
    return bag;
}

/* --- fields --- */

static void field_error(const char *name, const char *value, int column, const char *what,
                        GError **error)
{
    if (column)
        g_set_error(error, RS_ERROR, RS_ERROR_USAGE, "query, column %d: %s:%s: %s", column, name,
                    value, what);
    else
        g_set_error(error, RS_ERROR, RS_ERROR_USAGE, "--%s %s: %s", name, value, what);
}

/* Goals and targets are both asked for as sdg: 9 and 9.5. */
static int find_field(const char *name, const char *value)
{
    g_autofree char *wanted = g_strdelimit(g_strdup(name), "_", '-');
    gboolean range = strstr(value, "..") != NULL, dotted = strchr(value, '.') && !range;
    for (int field = 0; field < RS_FIELD_COUNT; field++) {
        g_autofree char *own = g_strdelimit(g_strdup(rs_schema[field].name), "_", '-');
        if (!strcmp(wanted, own))
            return field;
        if (strcmp(wanted, rs_schema[field].query))
            continue;
        if (field == RS_FIELD_SDG_GOAL && dotted)
            return RS_FIELD_SDG_TARGET;
        return field;
    }
    return -1;
}

static char *field_names(void)
{
    GString *names = g_string_new(NULL);
    for (int field = 0; field < RS_FIELD_COUNT; field++)
        if (field != RS_FIELD_SDG_TARGET)
            g_string_append_printf(names, "%s%s", field ? ", " : "", rs_schema[field].query);
    return g_string_free(names, FALSE);
}

static gboolean parse_number(const char *text, size_t size, int least, int most, int *number)
{
    g_autofree char *copy = g_strndup(text, size);
    guint64 value;
    if (!g_ascii_string_to_unsigned(copy, 10, least, most, &value, NULL))
        return FALSE;
    *number = value;
    return TRUE;
}

/* "9", "6..8", "2019..", "..2023" */
static gboolean parse_range(const char *value, const rs_schema_field *field, int *from, int *to)
{
    const char *dots = strstr(value, "..");
    if (!dots)
        return parse_number(value, strlen(value), field->least, field->most, from) &&
               (*to = *from, TRUE);
    const char *last = dots + 2;
    *from = field->least;
    *to = field->most;
    return (dots > value || *last) &&
           (dots == value || parse_number(value, dots - value, field->least, field->most, from)) &&
           (!*last || parse_number(last, strlen(last), field->least, field->most, to)) &&
           *from <= *to;
}

/* What can be told wrong without looking into the index. */
static gboolean check_word(rs_field_id field, const char *value)
{
    if (field == RS_FIELD_LANGUAGE) {
        size_t size = strspn(value, "abcdefghijklmnopqrstuvwxyz");
        return !value[size] && (size == 2 || size == 3);
    }
    for (int kind = 0; field == RS_FIELD_KIND && kind < RS_KIND_COUNT; kind++)
        if (!strcmp(value, rs_kind_name(kind)))
            return TRUE;
    return field != RS_FIELD_KIND;
}

rs_query_node *rs_query_field_new(const char *name, const char *value, int column, GError **error)
{
    g_autofree char *folded = rs_fold_string(value);
    g_strstrip(folded);
    int field = find_field(name, folded);
    if (field < 0) {
        g_autofree char *names = field_names();
        g_autofree char *what = g_strconcat("no such field; there are ", names, NULL);
        field_error(name, value, column, what, error);
        return NULL;
    }
    g_autoptr(rs_query_node) node = node_new(RS_NODE_FIELD, folded);
    node->field = field;
    if (!*folded) {
        field_error(name, value, column, "a value is wanted", error);
        return NULL;
    }
    if (rs_schema[field].kind == RS_FIELD_NUMBER &&
        !parse_range(folded, &rs_schema[field], &node->from, &node->to)) {
        g_autofree char *what = g_strdup_printf("wants a number from %d to %d, or a range as in %s",
                                                rs_schema[field].least, rs_schema[field].most,
                                                rs_schema[field].example);
        if (field == RS_FIELD_SDG_GOAL)
            field_error(name, value, column,
                        "wants a goal, 1 to 17, a range of them, or a target "
                        "as in sdg:9.5 or sdg:9.b",
                        error);
        else
            field_error(name, value, column, what, error);
        return NULL;
    }
    if (!check_word(node->field, folded)) {
        field_error(name, value, column,
                    field == RS_FIELD_KIND
                        ? "no such kind; there are heading, paragraph, item, table_row, note, "
                          "caption and other"
                        : "wants a code of ISO 639-1 as in language:zh",
                    error);
        return NULL;
    }
    return g_steal_pointer(&node);
}

/* --- the grammar --- */

static rs_query_node *parse_or(parser *p);

static token *peek(parser *p)
{
    return &g_array_index(p->tokens, token, p->at);
}

static rs_query_node *parse_group(parser *p)
{
    int column = peek(p)->column;
    if (++p->depth > DEPTH_MOST) {
        fail(p, column, "too many brackets inside brackets");
        return NULL;
    }
    p->at++;
    g_autoptr(rs_query_node) group = parse_or(p);
    if (!group)
        return NULL;
    if (peek(p)->kind != TOKEN_CLOSE) {
        fail(p, column, "this bracket is not closed");
        return NULL;
    }
    p->at++;
    p->depth--;
    return g_steal_pointer(&group);
}

static rs_query_node *parse_item(parser *p)
{
    token *at = peek(p);
    switch (at->kind) {
    case TOKEN_OPEN:
        return parse_group(p);
    case TOKEN_PHRASE:
        p->at++;
        return node_new(RS_NODE_PHRASE, at->text);
    case TOKEN_FIELD:
        p->at++;
        return rs_query_field_new(at->name, at->text, at->column, p->error);
    default:
        p->at++;
        return node_new(RS_NODE_WORD, at->text);
    }
}

/* Whether an operator here would have something to its right. */
static gboolean item_follows(parser *p)
{
    token_kind next = g_array_index(p->tokens, token, p->at + 1).kind;
    return next != TOKEN_END && next != TOKEN_CLOSE && next != TOKEN_AND && next != TOKEN_OR;
}

static rs_query_node *parse_bag(parser *p)
{
    g_autoptr(rs_query_node) bag = node_new(RS_NODE_BAG, NULL);
    for (;;) {
        rs_node_mark mark = RS_MARK_NONE;
        token *at = peek(p);
        if (at->kind == TOKEN_END || at->kind == TOKEN_CLOSE)
            break;
        if ((at->kind == TOKEN_AND || at->kind == TOKEN_OR) && bag->children->len &&
            item_follows(p))
            break;
        if (at->kind == TOKEN_PLUS || at->kind == TOKEN_MINUS ||
            (at->kind == TOKEN_NOT && item_follows(p))) {
            mark = at->kind == TOKEN_PLUS ? RS_MARK_REQUIRED : RS_MARK_EXCLUDED;
            p->at++;
        }
        rs_query_node *item = parse_item(p);
        if (!item)
            return NULL;
        item->mark = mark;
        g_ptr_array_add(bag->children, item);
    }
    return g_steal_pointer(&bag);
}

/* One operand alone needs no node of its own. */
static rs_query_node *parse_operands(parser *p, rs_node_kind kind, token_kind op,
                                     rs_query_node *(*parse)(parser *))
{
    g_autoptr(rs_query_node) first = parse(p);
    if (!first || peek(p)->kind != op)
        return g_steal_pointer(&first);
    g_autoptr(rs_query_node) all = node_new(kind, NULL);
    g_ptr_array_add(all->children, g_steal_pointer(&first));
    while (peek(p)->kind == op) {
        p->at++;
        rs_query_node *next = parse(p);
        if (!next)
            return NULL;
        g_ptr_array_add(all->children, next);
    }
    return g_steal_pointer(&all);
}

static rs_query_node *parse_and(parser *p)
{
    return parse_operands(p, RS_NODE_AND, TOKEN_AND, parse_bag);
}

static rs_query_node *parse_or(parser *p)
{
    return parse_operands(p, RS_NODE_OR, TOKEN_OR, parse_and);
}

rs_query_node *rs_query_parse(const char *text, GError **error)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(token));
    parser p = {tokens, 0, 0, error};
    g_array_set_clear_func(tokens, token_clear);
    if (!g_utf8_validate(text, -1, NULL) || strlen(text) > LENGTH_MOST) {
        g_set_error(error, RS_ERROR, RS_ERROR_USAGE, "the query is %s",
                    strlen(text) > LENGTH_MOST ? "too long" : "not valid UTF-8");
        return NULL;
    }
    lex(&p, text);
    return parse_or(&p);
}

static void show(const rs_query_node *node, GString *line)
{
    static const char *const names[] = {"word", "phrase", "field", "bag", "and", "or"};
    static const char *const marks[] = {"", "+", "-"};
    g_string_append_printf(line, "%s%s(", marks[node->mark], names[node->kind]);
    if (node->kind == RS_NODE_FIELD)
        g_string_append_printf(line, "%s, ", rs_schema[node->field].name);
    if (node->text)
        g_string_append(line, node->text);
    for (guint i = 0; node->children && i < node->children->len; i++) {
        if (i)
            g_string_append_c(line, ' ');
        show(node->children->pdata[i], line);
    }
    g_string_append_c(line, ')');
}

char *rs_query_show(const rs_query_node *node)
{
    GString *line = g_string_new(NULL);
    show(node, line);
    return g_string_free(line, FALSE);
}
