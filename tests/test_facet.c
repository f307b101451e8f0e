#include "corpus/facet.h"
#include "tests/test.h"
#include <string.h>

static gint compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "9.b 9.5" in the order of its words. Symbols, which have spaces, are set apart
 * by "; ". */
static char *sorted(const char *values, const char *between)
{
    g_auto(GStrv) parts = g_strsplit(values, between, -1);
    qsort(parts, g_strv_length(parts), sizeof *parts, compare);
    return g_strjoinv(between, parts);
}

static char *values(const rs_paragraph *paragraph, rs_facet_name name, rs_how how,
                    const char *between)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < paragraph->facets->len; i++) {
        const rs_facet *facet = &g_array_index(paragraph->facets, rs_facet, i);
        if (facet->name == name && facet->how == how)
            g_string_append_printf(text, "%s%s", text->len ? between : "", facet->value);
    }
    return g_string_free(text, FALSE);
}

static void check(const rs_paragraph *paragraph, rs_facet_name name, rs_how how, const char *want)
{
    const char *between = name == RS_FACET_CITES ? "; " : " ";
    g_autofree char *all = values(paragraph, name, how, between);
    g_autofree char *found = sorted(all, between), *wanted = sorted(want, between);
    ck_assert_msg(!strcmp(found, wanted), "%s of \"%s\": %s, not %s", rs_facet_label(name),
                  paragraph->text, found, wanted);
}

#include "tests/test_facet_cases.inc"

START_TEST(facets_are_those_the_text_names)
{
    g_autoptr(rs_report) report = rs_report_new();
    const rs_paragraph *paragraph = rs_report_add(report, RS_KIND_PARAGRAPH, cases[_i].text);
    rs_facets_find(report);
    check(paragraph, RS_FACET_SDG_TARGET, RS_HOW_NAMED, cases[_i].targets);
    check(paragraph, RS_FACET_SDG_GOAL, RS_HOW_NAMED, cases[_i].goals);
    check(paragraph, RS_FACET_RECOMMENDATION, RS_HOW_NAMED, cases[_i].recommendations);
    check(paragraph, RS_FACET_MENTIONED_YEAR, RS_HOW_NAMED, cases[_i].years);
    check(paragraph, RS_FACET_CITES, RS_HOW_NAMED, cases[_i].cites);
}
END_TEST

START_TEST(places_are_in_the_original_text)
{
    g_autoptr(rs_report) report = rs_report_new();
    const rs_paragraph *paragraph =
        rs_report_add(report, RS_KIND_PARAGRAPH, "為實現具體目標９．５，見ＣＤＩＰ／２２／１５。");
    rs_facets_find(report);
    const rs_facet *goal = &g_array_index(paragraph->facets, rs_facet, 0);
    const rs_facet *target = &g_array_index(paragraph->facets, rs_facet, 1);
    const rs_facet *symbol = &g_array_index(paragraph->facets, rs_facet, 2);
    ck_assert_uint_eq(paragraph->facets->len, 3);
    ck_assert_int_eq(goal->name, RS_FACET_SDG_GOAL);
    ck_assert_uint_eq(goal->start, target->start);
    ck_assert_uint_eq(goal->end, target->end);
    ck_assert_mem_eq(paragraph->text + target->start, "９．５", target->end - target->start);
    ck_assert_uint_eq(target->end - target->start, strlen("９．５"));
    ck_assert_str_eq(symbol->value, "CDIP/22/15");
    ck_assert_uint_eq(symbol->end - symbol->start, strlen("ＣＤＩＰ／２２／１５"));
}
END_TEST

START_TEST(what_a_note_names_belongs_to_its_paragraph)
{
    g_autoptr(rs_report) report = rs_report_new();
    rs_paragraph *paragraph = rs_report_add(report, RS_KIND_PARAGRAPH, "The work went on.");
    g_ptr_array_add(paragraph->footnotes, g_strdup("Agreed in 2019."));
    g_ptr_array_add(paragraph->footnotes, g_strdup("See SDG 9."));
    rs_facets_find(report);
    const rs_facet *goal = &g_array_index(paragraph->facets, rs_facet, 0);
    ck_assert_str_eq(goal->value, "9");
    ck_assert_int_eq(goal->note, 1);
    ck_assert_uint_eq(goal->start, strlen("See SDG "));
    ck_assert_int_eq(g_array_index(paragraph->facets, rs_facet, 1).note, 0);
}
END_TEST

START_TEST(bare_recommendation_is_the_agendas_where_the_report_is)
{
    g_autoptr(rs_report) report = rs_report_new();
    const rs_paragraph *bare = rs_report_add(report, RS_KIND_PARAGRAPH, "有关活动请参见建议16。");
    rs_report_add(report, RS_KIND_PARAGRAPH, "本报告介绍发展议程的落实情况。");
    rs_facets_find(report);
    check(bare, RS_FACET_RECOMMENDATION, RS_HOW_NAMED, "16");

    g_autoptr(rs_report) other = rs_report_new();
    bare = rs_report_add(other, RS_KIND_PARAGRAPH, "有关活动请参见建议16。");
    rs_facets_find(other);
    check(bare, RS_FACET_RECOMMENDATION, RS_HOW_NAMED, "");
}
END_TEST

/* H1 … H3 are headings of that level, - a paragraph; then what recommendations and
 * goals the section of each is about. */
typedef struct {
    int level;
    const char *text, *recommendations, *goals;
} line;

static rs_report *outline_of(const line *lines, size_t count)
{
    rs_report *report = rs_report_new();
    const char *open[4] = {NULL};
    for (size_t i = 0; i < count; i++) {
        rs_kind kind = lines[i].level ? RS_KIND_HEADING : RS_KIND_PARAGRAPH;
        rs_paragraph *paragraph = rs_report_add(report, kind, lines[i].text);
        paragraph->level = lines[i].level;
        for (int level = 1; level < (lines[i].level ? lines[i].level : 4); level++) {
            if (open[level])
                g_ptr_array_add(paragraph->section, g_strdup(open[level]));
        }
        for (int level = lines[i].level; level && level < 4; level++)
            open[level] = level == lines[i].level ? lines[i].text : NULL;
    }
    rs_facets_find(report);
    return report;
}

static void check_sections(const line *lines, size_t count)
{
    g_autoptr(rs_report) report = outline_of(lines, count);
    for (size_t i = 0; i < count; i++) {
        check(report->paragraphs->pdata[i], RS_FACET_RECOMMENDATION, RS_HOW_SECTION,
              lines[i].recommendations);
        check(report->paragraphs->pdata[i], RS_FACET_SDG_GOAL, RS_HOW_SECTION, lines[i].goals);
    }
}

START_TEST(goal_holds_for_what_stands_under_its_heading)
{
    static const line lines[] = {
        {1, "Part I", "", ""},
        {2, "SDG 4: Quality education", "", "4"},
        {0, "Twelve schools opened.", "", "4"},
        {3, "Girls first", "", "4"},
        {0, "Half the pupils were girls.", "", "4"},
        {3, "Goal 5", "", "5"},
        {0, "Half the teachers were women.", "", "5"},
        {2, "How SDG 4 and SDG 9 meet", "", ""},
        {0, "They do.", "", ""},
        {1, "Part II", "", ""},
        {0, "The end.", "", ""},
    };
    check_sections(lines, G_N_ELEMENTS(lines));
}
END_TEST

START_TEST(section_whose_heading_is_lost_has_the_number_no_heading_has)
{
    static const line lines[] = {
        {1, "WIPO Development Agenda", "", ""},
        {2, "Recommendation 1", "1", ""},
        {0, "Give advice.", "1", ""},
        {3, "Units", "1", ""},
        {0, "The first.", "1", ""},
        {3, "Work done", "1", ""},
        {0, "A lot.", "1", ""},
        {0, "Find money.", "2", ""},
        {3, "Units", "2", ""},
        {0, "The second.", "2", ""},
        {2, "Recommendations 3 and 7", "3 7", ""},
        {0, "Recommendation 3: train.", "3 7", ""},
        {0, "Recommendation 7: share.", "3 7", ""},
        {3, "Texts", "3 7", ""},
        {0, "Both.", "3 7", ""},
        {3, "Units", "3 7", ""},
        {0, "The third.", "3 7", ""},
        {2, "Recommendation 4", "4", ""},
        {0, "Go on.", "4", ""},
        {3, "Units", "4", ""},
        {0, "The fourth.", "4", ""},
        {0, "A text of its own.", "", ""},
        {3, "Units", "", ""},
        {2, "Recommendation 5", "5", ""},
        {0, "Rest.", "5", ""},
        {3, "Units", "5", ""},
        {1, "Annex", "", ""},
        {0, "Nothing more.", "", ""},
    };
    check_sections(lines, G_N_ELEMENTS(lines));
}
END_TEST

START_TEST(section_whose_heading_is_lost_leaves_the_one_before)
{
    static const line lines[] = {
        {1, "WIPO Development Agenda", "", ""},
        {2, "Recommendation 1", "", ""},
        {0, "Give advice.", "", ""},
        {3, "Units", "", ""},
        {0, "The first.", "", ""},
        {3, "Work done", "", ""},
        {0, "A lot.", "", ""},
        {0, "Find money.", "", ""},
        {3, "Units", "", ""},
        {0, "The second.", "", ""},
        {2, "Recommendation 3", "", ""},
        {0, "Train.", "", ""},
        {3, "Units", "", ""},
        {0, "The third.", "", ""},
    };
    static const char *const paths[] = {
        "",
        "WIPO Development Agenda",
        "WIPO Development Agenda/Recommendation 1",
        "WIPO Development Agenda/Recommendation 1",
        "WIPO Development Agenda/Recommendation 1/Units",
        "WIPO Development Agenda/Recommendation 1",
        "WIPO Development Agenda/Recommendation 1/Work done",
        "WIPO Development Agenda",
        "WIPO Development Agenda",
        "WIPO Development Agenda/Units",
        "WIPO Development Agenda",
        "WIPO Development Agenda/Recommendation 3",
        "WIPO Development Agenda/Recommendation 3",
        "WIPO Development Agenda/Recommendation 3/Units",
    };
    g_autoptr(rs_report) report = outline_of(lines, G_N_ELEMENTS(lines));
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        GPtrArray *section = ((rs_paragraph *)report->paragraphs->pdata[i])->section;
        g_ptr_array_add(section, NULL);
        g_autofree char *path = g_strjoinv("/", (char **)section->pdata);
        g_ptr_array_set_size(section, section->len - 1);
        ck_assert_str_eq(path, paths[i]);
    }
}
END_TEST

/* Megabytes of what makes lists, ranges and symbols cost time in proportion. */
START_TEST(hostile_text_is_read_in_proportion)
{
    static const char *const parts[] = {"1,", "SDG 1-99999 ", "2022-", "A/",   "A/1/", "target ",
                                        "(",  "9.b,",         "建议",  "二〇", "وال",  "CDIP/1/1 ",
                                        "@",  "12 ",          "www."};
    GString *text = g_string_new("SDGs ");
    while (text->len < 1000000)
        g_string_append(text, parts[_i]);
    g_autoptr(rs_report) report = rs_report_new();
    rs_report_add(report, RS_KIND_PARAGRAPH, text->str);
    g_string_free(text, TRUE);
    gint64 start = g_get_monotonic_time();
    rs_facets_find(report);
    ck_assert_int_lt(g_get_monotonic_time() - start, 5 * G_USEC_PER_SEC);
}
END_TEST

RS_TEST_MAIN("facet", RS_LOOP(facets_are_those_the_text_names, cases),
             RS_TEST(places_are_in_the_original_text),
             RS_TEST(what_a_note_names_belongs_to_its_paragraph),
             RS_TEST(bare_recommendation_is_the_agendas_where_the_report_is),
             RS_TEST(goal_holds_for_what_stands_under_its_heading),
             RS_TEST(section_whose_heading_is_lost_has_the_number_no_heading_has),
             RS_TEST(section_whose_heading_is_lost_leaves_the_one_before),
             {hostile_text_is_read_in_proportion, 15})
