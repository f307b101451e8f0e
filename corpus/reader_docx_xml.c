/*
 * The parts of a docx as streams of XML, and what their elements mean.
 *
 * Nothing outside the part is fetched and no entity is expanded; libxml2 itself
 * ends where elements nest deeper than 256 or a text passes 10 MB.
 */
#include "corpus/reader_docx.h"
#include <string.h>

xmlTextReader *rs_docx_open_part(GBytes *part)
{
    gsize size;
    const char *bytes = part ? g_bytes_get_data(part, &size) : NULL;
    if (!bytes || size > G_MAXINT)
        return NULL;
    return xmlReaderForMemory(bytes, size, NULL, NULL,
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
}

gboolean rs_docx_is_word(xmlTextReader *xml)
{
    const char *space = (const char *)xmlTextReaderConstNamespaceUri(xml);
    return space &&
           (!strcmp(space, "http://schemas.openxmlformats.org/wordprocessingml/2006/main") ||
            !strcmp(space, "http://purl.oclc.org/ooxml/wordprocessingml/main"));
}

char *rs_docx_attribute(xmlTextReader *xml, const char *name)
{
    const xmlChar *space = xmlTextReaderConstNamespaceUri(xml);
    xmlChar *value = xmlTextReaderGetAttributeNs(xml, (const xmlChar *)name, space);
    char *copy = g_strdup((const char *)value);
    xmlFree(value);
    return copy;
}

int rs_docx_attribute_int(xmlTextReader *xml, const char *name, int otherwise)
{
    g_autofree char *value = rs_docx_attribute(xml, name);
    return value && *value ? (int)g_ascii_strtoll(value, NULL, 10) : otherwise;
}

static const struct {
    const char *name;
    rs_docx_tag tag;
} tags[] = {{"p", RS_DOCX_P},
            {"r", RS_DOCX_R},
            {"t", RS_DOCX_T},
            {"tr", RS_DOCX_TR},
            {"tc", RS_DOCX_TC},
            {"tab", RS_DOCX_TAB},
            {"ptab", RS_DOCX_TAB},
            {"br", RS_DOCX_BR},
            {"cr", RS_DOCX_BR},
            {"noBreakHyphen", RS_DOCX_HYPHEN},
            {"sym", RS_DOCX_SYM},
            {"footnoteReference", RS_DOCX_FOOTNOTE},
            {"endnoteReference", RS_DOCX_ENDNOTE},
            {"fldChar", RS_DOCX_FIELD},
            {"instrText", RS_DOCX_INSTRUCTION},
            {"vanish", RS_DOCX_VANISH},
            {"pStyle", RS_DOCX_STYLE},
            {"outlineLvl", RS_DOCX_OUTLINE},
            {"numId", RS_DOCX_LIST},
            {"ilvl", RS_DOCX_LIST_LEVEL},
            {"trPr", RS_DOCX_ROW_PROPERTIES},
            {"del", RS_DOCX_DELETED},
            {"moveFrom", RS_DOCX_DELETED},
            {"delText", RS_DOCX_SKIP},
            {"rt", RS_DOCX_SKIP},
            {"pPrChange", RS_DOCX_SKIP},
            {"rPrChange", RS_DOCX_SKIP},
            {"trPrChange", RS_DOCX_SKIP},
            {"tcPrChange", RS_DOCX_SKIP},
            {"tblPrChange", RS_DOCX_SKIP},
            {"sectPr", RS_DOCX_SKIP}};

rs_docx_tag rs_docx_tag_of(xmlTextReader *xml)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(xml);
    const char *space = (const char *)xmlTextReaderConstNamespaceUri(xml);
    if (!rs_docx_is_word(xml)) {
        gboolean is_math = space && strstr(space, "/math");
        return is_math && !strcmp(name, "t")   ? RS_DOCX_T
               : is_math && !strcmp(name, "r") ? RS_DOCX_R
                                               : RS_DOCX_OTHER;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
        if (!strcmp(name, tags[i].name))
            return tags[i].tag;
    return RS_DOCX_OTHER;
}

/* Symbol fonts put signs where Unicode keeps a private area. */
static const struct {
    gunichar code;
    const char *sign;
} signs[] = {{0xF0B7, "•"}, {0xF0A7, "▪"}, {0xF0FC, "✓"}, {0xF0FE, "☑"}, {0xF0A8, "☐"},
             {0xF06F, "☐"}, {0xF0E0, "→"}, {0xF0D8, "➢"}, {0xF02D, "-"}, {0xF0B0, "°"},
             {0xF0B1, "±"}, {0xF0B3, "≥"}, {0xF0A3, "≤"}, {0xF0B4, "×"}, {0xF0AE, "→"}};

char *rs_docx_symbol(xmlTextReader *xml)
{
    g_autofree char *code = rs_docx_attribute(xml, "char");
    gunichar c = code ? g_ascii_strtoull(code, NULL, 16) : 0;
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
        if (c == signs[i].code)
            return g_strdup(signs[i].sign);
    char sign[8] = "";
    if (c >= 0x20 && c < 0xD800)
        g_unichar_to_utf8(c, sign);
    return g_strdup(sign);
}
