/*
 * What a report is: title, symbol, language, date, years, id.
 *
 * A manifest is believed before all else. Then the file's own properties (the
 * reader has left them in the report), then the cover, then the file's name: a
 * title is on the cover but a symbol is more surely in the name. What is said in
 * running text is about other reports as often as about this one, and is not
 * asked, save for the year where nothing else tells it.
 */
#include "corpus/identity.h"
#include "base/fold.h"
#include "corpus/marker.h"
#include "corpus/reader.h"
#include <stdlib.h>
#include <string.h>

#define COVER_MAX 40
#define TITLE_MAX 240 /* characters */

/* What titles of reports are made of, folded. */
static const char *const title_words[] = {"报告",   "report",  "rapport",   "informe",
                                          "доклад", "отчет",   "تقرير",     "综述",
                                          "review", "summary", "декларация"};

/* What stands on a cover right below the title. */
static const char *const author_words[] = {
    "prepared by", "秘书处编拟",    "秘书处编写",  "编拟",     "établi par",
    "préparé par", "preparado por", "подготовлен", "من إعداد", "وثيقة من إعداد"};

/* What speaks of the year behind rather than the year ahead, folded. */
static const char *const review_words[] = {"回顾",  "总结",   "情况",   "成就",  "进展",
                                           "报告",  "review", "report", "bilan", "informe",
                                           "обзор", "итоги",  "استعراض"};

static gboolean has_any(const char *folded, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(folded, words[i]))
            return TRUE;
    return FALSE;
}

static const rs_paragraph *paragraph_at(const rs_report *report, guint i)
{
    return report->paragraphs->pdata[i];
}

guint rs_cover_size(const rs_report *report)
{
    guint i = 0;
    for (; i < report->paragraphs->len && i < COVER_MAX; i++) {
        const rs_paragraph *paragraph = paragraph_at(report, i);
        if (paragraph->number || paragraph->kind == RS_KIND_ITEM ||
            paragraph->kind == RS_KIND_CAPTION || strlen(paragraph->text) > 2 * TITLE_MAX ||
            paragraph->section->len > 0)
            break;
    }
    return i;
}

/* "DATE: …", "原文：…": a word and what it is. */
static gboolean is_labelled(const char *text)
{
    const char *colon = strchr(text, ':'), *wide = strstr(text, "：");
    if (!colon || (wide && wide < colon))
        colon = wide;
    return colon && g_utf8_pointer_to_offset(text, colon) <= 12 &&
           !memchr(text, ' ', MAX(colon - text - 1, 0));
}

static gboolean could_be_title(const rs_paragraph *paragraph)
{
    const char *text = paragraph->text;
    g_autofree char *symbol = rs_symbol_from_line(text);
    glong length = g_utf8_strlen(text, -1);
    if (paragraph->kind != RS_KIND_HEADING && paragraph->kind != RS_KIND_PARAGRAPH)
        return FALSE;
    if (symbol || length < 2 || length > TITLE_MAX || is_labelled(text))
        return FALSE;
    gunichar last = g_utf8_get_char(g_utf8_prev_char(text + strlen(text)));
    return !g_utf8_strchr(".。!！?？:：;；,，", -1, last);
}

/* The line above the author's, else the first that says it is a report, else the
 * first that could be a title. */
static const char *find_cover_title(const rs_report *report)
{
    const char *first = NULL, *reporting = NULL, *last = NULL;
    guint cover = rs_cover_size(report);
    for (guint i = 0; i < cover; i++) {
        const rs_paragraph *paragraph = paragraph_at(report, i);
        g_autofree char *folded = rs_fold_string(paragraph->text);
        if (last && has_any(folded, author_words, G_N_ELEMENTS(author_words)))
            return last;
        if (!could_be_title(paragraph))
            continue;
        last = paragraph->text;
        if (!first)
            first = last;
        if (!reporting && has_any(folded, title_words, G_N_ELEMENTS(title_words)))
            reporting = last;
    }
    return reporting ? reporting : first;
}

/* Without a cover: the outermost unmarked heading that says it is a report. */
static const char *find_outer_title(const rs_report *report)
{
    for (guint i = 0; i < report->paragraphs->len; i++) {
        const rs_paragraph *paragraph = paragraph_at(report, i);
        if (paragraph->kind != RS_KIND_HEADING || paragraph->section->len ||
            rs_marker_find(paragraph->text).style || !could_be_title(paragraph))
            continue;
        g_autofree char *folded = rs_fold_string(paragraph->text);
        if (has_any(folded, title_words, G_N_ELEMENTS(title_words)))
            return paragraph->text;
    }
    return NULL;
}

static char *find_title(const rs_report *report, const char *stem)
{
    const char *found = find_cover_title(report);
    if (!found)
        found = find_outer_title(report);
    return found ? g_strdup(found) : g_strdelimit(g_strdup(stem), "_", ' ');
}

static char *find_symbol(const rs_report *report, const char *name)
{
    char *symbol = rs_symbol_from_name(name);
    guint cover = rs_cover_size(report);
    for (guint i = 0; !symbol && i < cover; i++) {
        g_auto(GStrv) cells = g_strsplit(paragraph_at(report, i)->text, "\t", -1);
        for (char **cell = cells; *cell && !symbol; cell++)
            symbol = rs_symbol_from_line(*cell);
    }
    return symbol;
}

/* The date of a cover, and whether the line says that it is one. */
static char *find_cover_date(const rs_report *report, gboolean *labelled)
{
    static const char *const words[] = {"date", "日期", "fecha", "дата", "التاريخ"};
    char *first = NULL;
    guint cover = rs_cover_size(report);
    *labelled = FALSE;
    for (guint i = 0; i < cover && !*labelled; i++) {
        const char *text = paragraph_at(report, i)->text;
        g_autofree char *date = rs_date_from_line(text);
        g_autofree char *folded = rs_fold_string(text);
        *labelled = date && has_any(folded, words, G_N_ELEMENTS(words));
        if (*labelled)
            g_clear_pointer(&first, g_free);
        if (!first)
            first = g_steal_pointer(&date);
    }
    return first;
}

/* A file's own date may be its template's. A report is written in the year before the
 * session on its cover, or within two years of what it is about. */
static gboolean is_plausible(const rs_report *report, const char *own, const char *cover)
{
    int year = atoi(own), count = report->years->len;
    if (cover)
        return strcmp(own, cover) <= 0 && atoi(cover) - year <= 1;
    for (int i = 0; i < count; i++) {
        int about = g_array_index(report->years, int, i);
        if (year >= about && year - about <= 2)
            return TRUE;
    }
    return count == 0;
}

/* DECLARED is what the file itself says, or NULL. */
static char *find_date(const rs_report *report, const char *declared)
{
    gboolean labelled;
    g_autofree char *cover = find_cover_date(report, &labelled);
    if (declared && !labelled && is_plausible(report, declared, cover))
        return g_strdup(declared);
    return g_steal_pointer(&cover);
}

static void find_years(rs_report *report, const char *stem)
{
    rs_years_from_title(report->title, report);
    rs_years_from_title(stem, report);
    for (guint i = 0; i < report->paragraphs->len; i++) {
        const rs_paragraph *paragraph = paragraph_at(report, i);
        if (paragraph->kind != RS_KIND_HEADING || paragraph->section->len > 1)
            continue;
        g_autofree char *folded = rs_fold_string(paragraph->text);
        gboolean outer = paragraph->section->len == 0;
        if (outer && has_any(folded, review_words, G_N_ELEMENTS(review_words)))
            rs_years_from_title(paragraph->text, report);
    }
    gboolean labelled;
    g_autofree char *date = find_cover_date(report, &labelled);
    rs_years_from_opening(report, date);
    if (report->years->len == 0)
        rs_years_from_body(report);
}

static void take(char **to, const char *said)
{
    if (!said || !*said)
        return;
    g_free(*to);
    *to = g_strdup(said);
}

static void apply_manifest(rs_report *report, const rs_manifest_row *row)
{
    take(&report->symbol, row->symbol);
    take(&report->title, row->title);
    take(&report->language, row->language);
    take(&report->date, row->date);
    if (row->years->len)
        g_array_set_size(report->years, 0);
    for (guint i = 0; i < row->years->len; i++)
        rs_report_add_year(report, g_array_index(row->years, int, i));
    for (guint i = 0; i < row->fields->len; i++) {
        const rs_field *said = row->fields->pdata[i];
        rs_field *field = g_new(rs_field, 1);
        *field = (rs_field){g_strdup(said->name), g_strdup(said->value)};
        g_ptr_array_add(report->fields, field);
    }
}

void rs_identity_find(rs_report *report, const rs_file *file)
{
    g_autofree char *name = g_path_get_basename(file->member ? file->member : file->path);
    g_autofree char *stem = g_strdup(name);
    char *dot = strrchr(stem, '.');
    if (dot && dot > stem)
        *dot = '\0';
    if (!report->title)
        report->title = find_title(report, stem);
    if (!report->symbol)
        report->symbol = find_symbol(report, stem);
    g_autofree char *declared = g_steal_pointer(&report->language);
    report->language = rs_language_find(report, declared);
    find_years(report, stem);
    g_autofree char *date = g_steal_pointer(&report->date);
    report->date = find_date(report, date);
    if (file->manifest)
        apply_manifest(report, file->manifest);
    take(&report->id, report->symbol ? report->symbol : stem);
    if (file->manifest)
        take(&report->id, file->manifest->id);
}
