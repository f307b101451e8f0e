/*
 * Every text is folded once and cut into units once, and the finders read those.
 * Web addresses are written over before, document symbols by their finder, since
 * the numbers in them say nothing else.
 *
 * A long text is read in pieces, so that memory is bounded; what stands across the
 * end of a piece of 64 KB is not found.
 */
#include "corpus/facet.h"
#include "corpus/facet_finder.h"
#include <string.h>

enum { MOST_PIECE = 64 * 1024 };

/* A report is about what one in so many of its paragraphs speaks of. */
enum { ABOUT_SHARE = 50 };

typedef struct {
    GArray *units, *doubts;
    guint agenda, sustainable; /* paragraphs that speak of either */
} facet_pass;

static size_t address_end(const char *at, const char *end)
{
    const char *from = at;
    while (at < end && (guint8)*at > ' ' && (guint8)*at < 0x7F && !strchr("<>\"(),;", *at))
        at++;
    return at - from;
}

/* Addresses have "://", begin with "www." or "doi:", or have an at sign. */
static void erase_addresses(rs_folded *folded)
{
    static const char *const signs[] = {"://", "www.", "doi:", "doi.org", "@"};
    char *text = folded->text, *end = text + folded->size;
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        for (char *at = text; (at = memmem(at, end - at, signs[i], strlen(signs[i])));) {
            char *start = at;
            while (start > text &&
                   (g_ascii_isalnum(start[-1]) || start[-1] == '.' || start[-1] == '_'))
                start--;
            at += address_end(at, end);
            memset(start, '|', at - start);
            if (at >= end)
                break;
            if (start == at)
                at++;
        }
    }
}

/* Where the piece that begins at START ends: all, or after a space if there is one. */
static size_t piece_end(const rs_folded *folded, size_t start)
{
    if (folded->size - start <= MOST_PIECE)
        return folded->size;
    size_t end = start + MOST_PIECE;
    while (end > start + MOST_PIECE / 2 && folded->text[end] != ' ')
        end--;
    if (folded->text[end] == ' ')
        return end;
    end = start + MOST_PIECE;
    while (((guint8)folded->text[end] & 0xC0) == 0x80)
        end--;
    return end;
}

static guint32 find_in_text(facet_pass *pass, rs_paragraph *paragraph, const char *original,
                            int note)
{
    g_autoptr(rs_folded) folded = rs_fold(original, strlen(original));
    rs_facet_text text = {.paragraph = paragraph,
                          .note = note,
                          .original = original,
                          .folded = folded,
                          .units = pass->units,
                          .doubts = pass->doubts};
    guint32 senses = 0;
    erase_addresses(folded);
    rs_facet_find_symbol(&text);
    for (size_t start = 0, end; start < folded->size; start = end) {
        end = piece_end(folded, start);
        rs_facet_text_read(&text, start, end);
        senses |= text.senses;
        rs_facet_find_sdg(&text);
        rs_facet_find_recommendation(&text);
        rs_facet_find_year(&text);
    }
    return senses;
}

static void find_in_paragraph(facet_pass *pass, rs_paragraph *paragraph)
{
    guint32 senses = find_in_text(pass, paragraph, paragraph->text, RS_NOTE_NONE);
    for (guint i = 0; i < paragraph->footnotes->len; i++)
        senses |= find_in_text(pass, paragraph, paragraph->footnotes->pdata[i], i);
    pass->agenda += (senses & RS_SENSE_AGENDA) != 0;
    pass->sustainable += (senses & (RS_SENSE_SDG | RS_SENSE_SUSTAINABLE)) != 0;
}

static void settle_doubts(const facet_pass *pass, guint paragraphs)
{
    for (guint i = 0; i < pass->doubts->len; i++) {
        const rs_doubt *doubt = &g_array_index(pass->doubts, rs_doubt, i);
        const rs_facet *facet = &doubt->facet;
        guint speak = facet->name == RS_FACET_RECOMMENDATION ? pass->agenda : pass->sustainable;
        if (speak > 0 && speak * ABOUT_SHARE >= paragraphs)
            rs_paragraph_add_facet(doubt->paragraph, facet->name, facet->how, facet->value,
                                   facet->note, facet->start, facet->end);
    }
}

static void clear_doubt(gpointer doubt)
{
    g_free(((rs_doubt *)doubt)->facet.value);
}

void rs_facets_find(rs_report *report)
{
    facet_pass pass = {.units = g_array_new(FALSE, FALSE, sizeof(rs_unit)),
                       .doubts = g_array_new(FALSE, FALSE, sizeof(rs_doubt))};
    g_array_set_clear_func(pass.doubts, clear_doubt);
    for (guint i = 0; i < report->paragraphs->len; i++)
        find_in_paragraph(&pass, report->paragraphs->pdata[i]);
    settle_doubts(&pass, report->paragraphs->len);
    g_array_unref(pass.units);
    g_array_unref(pass.doubts);
    rs_facet_find_sections(report);
}
