/*
 * The elements of HTML and the text below them. An element that is not in the
 * table is inline.
 */
#include "corpus/reader_html.h"
#include <string.h>

static const struct {
    const char *name;
    rs_html_role role;
} elements[] = {
    {"a", RS_HTML_LINK},
    {"address", RS_HTML_BLOCK},
    {"article", RS_HTML_BLOCK},
    {"aside", RS_HTML_BLOCK},
    {"blockquote", RS_HTML_BLOCK},
    {"body", RS_HTML_BLOCK},
    {"br", RS_HTML_BREAK},
    {"button", RS_HTML_SKIP},
    {"caption", RS_HTML_CAPTION},
    {"center", RS_HTML_BLOCK},
    {"dd", RS_HTML_BLOCK},
    {"details", RS_HTML_BLOCK},
    {"div", RS_HTML_BLOCK},
    {"dl", RS_HTML_BLOCK},
    {"dt", RS_HTML_BLOCK},
    {"fieldset", RS_HTML_BLOCK},
    {"figcaption", RS_HTML_CAPTION},
    {"figure", RS_HTML_BLOCK},
    {"footer", RS_HTML_BLOCK},
    {"form", RS_HTML_BLOCK},
    {"h1", RS_HTML_HEADING},
    {"h2", RS_HTML_HEADING},
    {"h3", RS_HTML_HEADING},
    {"h4", RS_HTML_HEADING},
    {"h5", RS_HTML_HEADING},
    {"h6", RS_HTML_HEADING},
    {"head", RS_HTML_SKIP},
    {"header", RS_HTML_BLOCK},
    {"hr", RS_HTML_BLOCK},
    {"html", RS_HTML_BLOCK},
    {"iframe", RS_HTML_SKIP},
    {"li", RS_HTML_ITEM},
    {"main", RS_HTML_BLOCK},
    {"menu", RS_HTML_LIST},
    {"nav", RS_HTML_SKIP},
    {"noscript", RS_HTML_SKIP},
    {"object", RS_HTML_SKIP},
    {"ol", RS_HTML_LIST},
    {"option", RS_HTML_SKIP},
    {"p", RS_HTML_BLOCK},
    {"pre", RS_HTML_LINES},
    {"rp", RS_HTML_SKIP},
    {"rt", RS_HTML_SKIP},
    {"script", RS_HTML_SKIP},
    {"section", RS_HTML_BLOCK},
    {"select", RS_HTML_SKIP},
    {"style", RS_HTML_SKIP},
    {"summary", RS_HTML_BLOCK},
    {"svg", RS_HTML_SKIP},
    {"table", RS_HTML_TABLE},
    {"tbody", RS_HTML_BLOCK},
    {"template", RS_HTML_SKIP},
    {"textarea", RS_HTML_SKIP},
    {"tfoot", RS_HTML_BLOCK},
    {"thead", RS_HTML_BLOCK},
    {"title", RS_HTML_SKIP},
    {"tr", RS_HTML_ROW},
    {"ul", RS_HTML_LIST},
};

rs_html_role rs_html_role_of(const xmlNode *node)
{
    for (size_t i = 0; i < G_N_ELEMENTS(elements); i++)
        if (!strcmp((const char *)node->name, elements[i].name))
            return elements[i].role;
    return RS_HTML_INLINE;
}

char *rs_html_attribute(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
    char *copy = g_strdup((const char *)value);
    xmlFree(value);
    return copy;
}

void rs_html_append_text(GString *out, const char *text)
{
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        if (c == 0xAD || c == 0xFEFF)
            continue;
        if (!g_unichar_isspace(c))
            g_string_append_unichar(out, c);
        else if (out->len && out->str[out->len - 1] != ' ' && out->str[out->len - 1] != '\t')
            g_string_append_c(out, ' ');
    }
}

void rs_html_collect_text(const xmlNode *node, GString *out, const xmlNode *except, int depth)
{
    for (const xmlNode *child = node->children; child && depth < RS_HTML_DEPTH_MAX;
         child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) {
            rs_html_append_text(out, (const char *)child->content);
        } else if (child->type == XML_ELEMENT_NODE && child != except) {
            rs_html_role what = rs_html_role_of(child);
            if (what == RS_HTML_SKIP)
                continue;
            if (what != RS_HTML_INLINE && what != RS_HTML_LINK)
                rs_html_append_text(out, " ");
            rs_html_collect_text(child, out, except, depth + 1);
        }
    }
}
