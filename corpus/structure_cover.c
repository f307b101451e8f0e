/*
 * The title page: the lines before the first numbered paragraph or marked heading.
 * They stand over no section. One line alone is one where a marked heading follows;
 * else it may as well be the first section's heading.
 *
 * Beside the title they say where the document comes from: its symbol, the body
 * and the session it is for, place and date, who wrote it. These are known by their
 * words, in six languages, and only here: in running text the same words mean
 * nothing of the kind. A line that says it is a report is the title.
 */
#include "base/fold.h"
#include "corpus/identity.h"
#include "corpus/structure.h"
#include <string.h>

#define COVER_MAX 20
#define IMPRINT_WIDTH 130
#define DATE_WIDTH 90
#define NAME_WIDTH 40
#define LABEL_MAX 24 /* characters before the colon of "ORIGINAL: ENGLISH" */

/* Folded. */
static const char *const titles[] = {
    "报告",    "report",       "rapport", "informe",  "доклад",  "отчет",  "تقرير",  "综述",
    "review",  "summary",      "план",    "计划",     "plan",    "study",  "研究",   "étude",
    "estudio", "исследование", "دراسة",   "proyecto", "project", "projet", "проект", "项目"};

static const char *const labels[] = {"original", "date",   "distr",   "原文",    "原件",
                                     "日期",     "分发",   "fecha",   "дата",    "язык",
                                     "оригинал", "الأصل",  "التاريخ", "التوزيع", "language",
                                     "langue",   "idioma", "语文",    "语言"};

static const char *const authors[] = {"prepared by",   "submitted by",   "note by the secretariat",
                                      "编拟",          "编写",           "秘书处的说明",
                                      "établi par",    "préparé par",    "présenté par",
                                      "préparé pour",  "preparado por",  "presentado por",
                                      "elaborado por", "подготовлен",    "представлен",
                                      "من إعداد",      "أعدتها الأمانة", "إعداد الأمانة"};

static const char *const bodies[] = {"committee",
                                     "assembly",
                                     "council",
                                     "conference",
                                     "working group",
                                     "commission",
                                     "united nations",
                                     "organization",
                                     "comité",
                                     "assemblée",
                                     "conseil",
                                     "conférence",
                                     "groupe de travail",
                                     "nations unies",
                                     "organisation",
                                     "asamblea",
                                     "consejo",
                                     "conferencia",
                                     "grupo de trabajo",
                                     "naciones unidas",
                                     "organización",
                                     "комитет",
                                     "ассамблея",
                                     "совет",
                                     "конференция",
                                     "рабочая группа",
                                     "организация",
                                     "委员会",
                                     "大会",
                                     "理事会",
                                     "工作组",
                                     "联合国",
                                     "组织",
                                     "لجنة",
                                     "جمعية",
                                     "مجلس",
                                     "الأمم المتحدة",
                                     "المنظمة",
                                     "الفريق العامل",
                                     "مؤتمر"};

static const char *const sessions[] = {"session",   "meeting", "agenda item", "sesión", "reunión",
                                       "punto ",    "réunion", "point ",      "сессия", "заседание",
                                       "совещание", "пункт ",  "届会",        "会议",   "议程",
                                       "议程项目",  "الدورة",  "الاجتماع",    "البند"};

static gboolean has_any(const char *folded, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(folded, words[i]))
            return TRUE;
    return FALSE;
}

/* "ORIGINAL: ENGLISH", "Distr.: General", "原文：英文". */
static gboolean is_labelled(const char *folded)
{
    const char *colon = strchr(folded, ':');
    if (!colon || g_utf8_pointer_to_offset(folded, colon) > LABEL_MAX)
        return FALSE;
    g_autofree char *label = g_strndup(folded, colon - folded);
    return has_any(label, labels, G_N_ELEMENTS(labels));
}

static gboolean names_report(const char *folded)
{
    return has_any(folded, titles, G_N_ELEMENTS(titles));
}

/* What says where the report comes from rather than what it is about. Below the
 * title a date settles it, whatever else the line says: "given on …". */
static gboolean is_imprint(const rs_line *line, gboolean titled)
{
    const char *text = line->paragraph->text;
    g_autofree char *symbol = rs_symbol_from_line(text);
    if (symbol)
        return TRUE;
    if (line->width > IMPRINT_WIDTH)
        return FALSE;
    g_autofree char *folded = rs_fold_string(text);
    g_autofree char *date = rs_date_from_line(text);
    if (is_labelled(folded) || has_any(folded, authors, G_N_ELEMENTS(authors)))
        return TRUE;
    if (names_report(folded) && !(date && titled))
        return FALSE;
    return date || has_any(folded, sessions, G_N_ELEMENTS(sessions)) ||
           has_any(folded, bodies, G_N_ELEMENTS(bodies));
}

/* A line that a title page may hold: symbol, session, title, date, source. A full
 * stop there is an abbreviation's: "4 мая 2021 г.". */
static gboolean fits_cover(const rs_line *line, const char *title)
{
    const rs_paragraph *paragraph = line->paragraph;
    if (title && !strcmp(paragraph->text, title))
        return TRUE;
    g_autofree char *symbol = rs_symbol_from_line(paragraph->text);
    if (symbol)
        return TRUE;
    g_autofree char *date = rs_date_from_line(paragraph->text);
    gboolean stops = line->end == RS_END_STOP && !(date && line->width <= DATE_WIDTH);
    if (paragraph->number || paragraph->level || stops || line->end == RS_END_LIST ||
        line->width > RS_THEME_WIDTH)
        return paragraph->kind == RS_KIND_NOTE;
    return line->marker.style == RS_MARKER_NONE || paragraph->kind == RS_KIND_NOTE;
}

static guint find_end(GArray *lines, const char *title)
{
    guint end = 0;
    while (end < lines->len && end < COVER_MAX &&
           fits_cover(&g_array_index(lines, rs_line, end), title))
        end++;
    while (end > 0 && g_array_index(lines, rs_line, end - 1).end == RS_END_COLON)
        end--;
    guint next = end;
    while (next < lines->len &&
           g_array_index(lines, rs_line, next).paragraph->kind != RS_KIND_HEADING)
        next++;
    gboolean marked = next < lines->len && g_array_index(lines, rs_line, next).marker.style;
    return end == 1 && !marked ? 0 : end;
}

/* A title may be longer than headings are. Short lines below it and the place and
 * date are names. */
static rs_kind judge(const rs_line *line, const rs_line *before, gboolean titled)
{
    const rs_kind kind = line->paragraph->kind;
    gboolean below = titled && before && before->paragraph->kind == RS_KIND_OTHER;
    if (is_imprint(line, titled) || (below && kind == RS_KIND_HEADING && line->width <= NAME_WIDTH))
        return RS_KIND_OTHER;
    g_autofree char *folded = rs_fold_string(line->paragraph->text);
    return kind == RS_KIND_PARAGRAPH && line->end == RS_END_NONE && names_report(folded)
               ? RS_KIND_HEADING
               : kind;
}

void rs_structure_cover(GArray *lines, const char *title)
{
    guint end = find_end(lines, title);
    gboolean titled = FALSE;
    for (guint i = 0; i < end; i++) {
        rs_line *line = &g_array_index(lines, rs_line, i);
        g_autofree char *folded = rs_fold_string(line->paragraph->text);
        line->on_cover = TRUE;
        if (line->open)
            line->paragraph->kind = judge(line, i ? line - 1 : NULL, titled);
        titled = titled || (line->paragraph->kind == RS_KIND_HEADING && names_report(folded));
    }
}
