/*
 * Years and dates that say when a report is from and what it is about.
 *
 * A title's years are all the report's. Where no title has one, the report's is
 * the year that its paragraphs mention by far the most, the opening ones
 * counting several times: they say what the report reports on; or two years in a row
 * that do so together, a biennium. Ranges of many years there are plans and
 * strategies, and do not count.
 *
 * Some annual reports are titled by the year in which they are given and review the
 * one before. They say so at the opening: "In 2024, …", "the past year".
 */
#include "base/fold.h"
#include "corpus/identity.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_YEAR 1950
#define LAST_YEAR 2099
#define RANGE_MAX 30 /* years that a title may span */
#define OPENING 8    /* paragraphs */
#define OPENING_WEIGHT 4
#define SHARE_MIN 0.35 /* of all mentions, for the year mentioned most */
#define PAIR_MIN 0.5   /* for two years in a row together */
#define LEAD_MAX 12    /* characters before the year in "In the year 2024" */

typedef struct {
    int first, last;
    const char *end;
} span;

static int read_digits(const char *at, size_t count)
{
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        if (!g_ascii_isdigit(at[i]))
            return -1;
        value = value * 10 + at[i] - '0';
    }
    return g_ascii_isdigit(at[count]) ? -1 : value;
}

static gboolean is_year(int value)
{
    return value >= FIRST_YEAR && value <= LAST_YEAR;
}

/* The agenda of 2030 and the disease of 2019 are no years that go by. */
static gboolean is_name(int year, const char *folded, const char *end)
{
    static const char *const agendas[] = {"议程",     "agenda", "programme", "повестк",
                                          "программ", "خطة",    "جدول"};
    if (year == 2019 && (g_str_has_prefix(end, "冠状") || g_str_has_prefix(end, "新冠")))
        return TRUE;
    for (size_t i = 0; year == 2030 && i < G_N_ELEMENTS(agendas); i++)
        if (strstr(folded, agendas[i]))
            return TRUE;
    return FALSE;
}

/* What a year may be joined to another by. */
static const char *skip_joint(const char *at)
{
    static const char *const joints[] = {"年至", "年-", "年—", "至", "-", "–", "—", "/", "~"};
    while (*at == ' ')
        at++;
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++)
        if (g_str_has_prefix(at, joints[i])) {
            at += strlen(joints[i]);
            while (*at == ' ')
                at++;
            return at;
        }
    return NULL;
}

/* The next year or range in FOLDED from AT on. */
static gboolean find_span(const char *folded, const char *at, span *found)
{
    for (; *at; at++) {
        if (!g_ascii_isdigit(*at) || (at > folded && g_ascii_isdigit(at[-1])))
            continue;
        int year = read_digits(at, 4);
        if (!is_year(year) || (at > folded && (g_ascii_isalpha(at[-1]) || strchr("/.,_", at[-1]))))
            continue;
        if (g_ascii_isalpha(at[4]) || is_name(year, folded, at + 4) ||
            ((at[4] == ',' || at[4] == '.') && g_ascii_isdigit(at[5])))
            continue;
        *found = (span){year, year, at + 4};
        const char *second = skip_joint(at + 4);
        int last = second ? read_digits(second, 4) : -1, size = 4;
        if (second && last < 0 && (last = read_digits(second, 2)) >= 0) {
            last += year - year % 100;
            size = 2;
        }
        gboolean date = last >= 0 && (second[size] == '-' || second[size] == '/');
        if (is_year(last) && last > year && last - year <= RANGE_MAX && !date) {
            found->last = last;
            found->end = second + size;
        }
        return TRUE;
    }
    return FALSE;
}

void rs_years_from_title(const char *text, rs_report *report)
{
    g_autofree char *folded = rs_fold_string(text);
    for (char *at = folded; *at; at++)
        if (*at == '_')
            *at = ' ';
    span found;
    for (const char *at = folded; find_span(folded, at, &found); at = found.end)
        for (int year = found.first; year <= found.last; year++)
            rs_report_add_year(report, year);
}

static void count_years(const char *text, int weight, int *counts, int *total)
{
    g_autofree char *folded = rs_fold_string(text);
    gboolean seen[LAST_YEAR - FIRST_YEAR + 1] = {FALSE};
    span found;
    for (const char *at = folded; find_span(folded, at, &found); at = found.end) {
        for (int year = found.first; found.last - found.first < 2 && year <= found.last; year++) {
            if (seen[year - FIRST_YEAR])
                continue;
            seen[year - FIRST_YEAR] = TRUE;
            counts[year - FIRST_YEAR] += weight;
            *total += weight;
        }
    }
}

void rs_years_from_body(rs_report *report)
{
    int counts[LAST_YEAR - FIRST_YEAR + 1] = {0}, total = 0, read = 0;
    for (guint i = 0; i < report->paragraphs->len; i++) {
        const rs_paragraph *paragraph = report->paragraphs->pdata[i];
        if (paragraph->kind == RS_KIND_PARAGRAPH || paragraph->kind == RS_KIND_ITEM)
            count_years(paragraph->text, read++ < OPENING ? OPENING_WEIGHT : 1, counts, &total);
    }
    const int last = LAST_YEAR - FIRST_YEAR;
    int most = 0, pair = 0;
    for (int i = 0; i <= last; i++) {
        if (counts[i] >= counts[most])
            most = i;
        if (i < last && counts[i] + counts[i + 1] >= counts[pair] + counts[pair + 1])
            pair = i;
    }
    if (counts[most] > 0 && counts[most] >= SHARE_MIN * total) {
        rs_report_add_year(report, FIRST_YEAR + most);
    } else if (counts[pair] + counts[pair + 1] >= PAIR_MIN * total && total > 0) {
        rs_report_add_year(report, FIRST_YEAR + pair);
        rs_report_add_year(report, FIRST_YEAR + pair + 1);
    }
}

/* "In 2024, …", "2024年是…", but not "2024年3月…". */
static gboolean begins_with_year(const char *folded, int year)
{
    span found;
    if (!find_span(folded, folded, &found) || found.first != year || found.last != year)
        return FALSE;
    const char *after = found.end + (g_str_has_prefix(found.end, "年") ? strlen("年") : 0);
    return g_utf8_pointer_to_offset(folded, found.end) <= LEAD_MAX + 4 && !g_ascii_isdigit(*after);
}

static gboolean speaks_of_past_year(const char *folded)
{
    static const char *const words[] = {
        "过去一年",   "过去的一年",    "一年来",         "past year",    "année écoulée",
        "año pasado", "прошедший год", "за прошлый год", "العام الماضي", "السنة الماضية"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        const char *at = strstr(folded, words[i]);
        if (at && g_utf8_pointer_to_offset(folded, at) <= LEAD_MAX)
            return TRUE;
    }
    return FALSE;
}

void rs_years_from_opening(rs_report *report, const char *date)
{
    if (report->years->len != 1)
        return;
    const int year = g_array_index(report->years, int, 0);
    int counts[LAST_YEAR - FIRST_YEAR + 1] = {0}, total = 0, read = 0;
    gboolean past = FALSE, begins = FALSE;
    for (guint i = 0; i < report->paragraphs->len && read < OPENING; i++) {
        const rs_paragraph *paragraph = report->paragraphs->pdata[i];
        g_autofree char *folded = rs_fold_string(paragraph->text);
        past = past || speaks_of_past_year(folded);
        if (paragraph->kind != RS_KIND_PARAGRAPH && paragraph->kind != RS_KIND_ITEM)
            continue;
        read++;
        begins = begins || begins_with_year(folded, year - 1);
        count_years(paragraph->text, 1, counts, &total);
    }
    if (year <= FIRST_YEAR || year > LAST_YEAR)
        return;
    const gboolean same_year = date && atoi(date) == year;
    int before = counts[year - 1 - FIRST_YEAR], own = counts[year - FIRST_YEAR];
    if ((begins && before > own) || (past && (same_year || before > own)))
        rs_report_add_year(report, year - 1);
}

/* Months by their folded names: English, French, Spanish, Russian, Arabic. */
static const char *const months[12][6] = {
    {"january", "janvier", "enero", "январ", "يناير", "كانون الثاني"},
    {"february", "février", "febrero", "феврал", "فبراير", "شباط"},
    {"march", "mars", "marzo", "март", "مارس", "آذار"},
    {"april", "avril", "abril", "апрел", "أبريل", "نيسان"},
    {"may", "mai", "mayo", "мая", "مايو", "أيار"},
    {"june", "juin", "junio", "июн", "يونيو", "حزيران"},
    {"july", "juillet", "julio", "июл", "يوليو", "تموز"},
    {"august", "août", "agosto", "август", "أغسطس", "آب"},
    {"september", "septembre", "septiembre", "сентябр", "سبتمبر", "أيلول"},
    {"october", "octobre", "octubre", "октябр", "أكتوبر", "تشرين الأول"},
    {"november", "novembre", "noviembre", "ноябр", "نوفمبر", "تشرين الثاني"},
    {"december", "décembre", "diciembre", "декабр", "ديسمبر", "كانون الأول"},
};

static char *write_date(int year, int month, int day)
{
    if (!is_year(year) || month < 1 || month > 12 || day < 1 || day > 31)
        return NULL;
    return g_strdup_printf("%04d-%02d-%02d", year, month, day);
}

/* Around a month's name: "October 2, 2023", "October 2 to 6, 2023", "2 de octubre
 * de 2023". */
static char *read_named_date(const char *folded, const char *at, const char *end, int month)
{
    int day = 0;
    const char *digit = at;
    while (digit > folded && !g_ascii_isdigit(digit[-1]) && at - digit < 6)
        digit--;
    while (digit > folded && g_ascii_isdigit(digit[-1]))
        digit--;
    if (g_ascii_isdigit(*digit))
        day = atoi(digit);
    for (int i = 0; i < 3; i++) {
        const char *next = end + strcspn(end, "0123456789");
        if (!*next || next - end > 12)
            return NULL;
        int number = atoi(next);
        if (is_year(number))
            return write_date(number, month, day);
        day = number;
        end = next + strspn(next, "0123456789");
    }
    return NULL;
}

/* 2023年10月2日, 2023-10-02. */
static char *read_numbered_date(const char *folded)
{
    static const char *const formats[] = {"%d年%d月%d日", "%d-%d-%d", "%d 年 %d 月 %d 日"};
    for (const char *at = folded; *at; at++) {
        if (!g_ascii_isdigit(*at) || (at > folded && g_ascii_isdigit(at[-1])))
            continue;
        int year, month, day;
        for (size_t i = 0; read_digits(at, 4) > 0 && i < G_N_ELEMENTS(formats); i++) {
            char *date = sscanf(at, formats[i], &year, &month, &day) == 3
                             ? write_date(year, month, day)
                             : NULL;
            if (date)
                return date;
        }
    }
    return NULL;
}

char *rs_date_from_line(const char *text)
{
    if (strlen(text) > 400)
        return NULL;
    g_autofree char *folded = rs_fold_string(text);
    char *date = read_numbered_date(folded);
    for (int month = 0; month < 12 && !date; month++) {
        for (int name = 0; name < 6 && !date; name++) {
            g_autofree char *word = rs_fold_string(months[month][name]);
            for (const char *at = folded; !date && (at = strstr(at, word)); at += strlen(word))
                date = read_named_date(folded, at, at + strlen(word), month + 1);
        }
    }
    return date;
}
