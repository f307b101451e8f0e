#include "corpus/manifest.h"
#include "tests/test.h"
#include <string.h>

static rs_manifest *parse(const char *csv)
{
    g_autoptr(GBytes) bytes = g_bytes_new(csv, strlen(csv));
    g_autoptr(GError) error = NULL;
    rs_manifest *manifest = rs_manifest_parse(bytes, "reports.csv", &error);
    ck_assert_msg(manifest != NULL, "%s", error ? error->message : "");
    return manifest;
}

START_TEST(row_says_what_its_columns_say)
{
    g_autoptr(rs_manifest) manifest =
        parse("Path,id,symbol,title,language,years,date,rapporteur,seat\n"
              "zh/a.docx,one,CDIP/32/3,落实情况报告,zh,2022;2023,2024-11-21,Ms. X,\n");
    ck_assert_uint_eq(rs_manifest_errors(manifest)->len, 0);
    const rs_manifest_row *row = rs_manifest_find(manifest, "zh/a.docx");
    ck_assert_ptr_nonnull(row);
    ck_assert_str_eq(row->path, "zh/a.docx");
    ck_assert_str_eq(row->id, "one");
    ck_assert_str_eq(row->symbol, "CDIP/32/3");
    ck_assert_str_eq(row->title, "落实情况报告");
    ck_assert_str_eq(row->language, "zh");
    ck_assert_str_eq(row->date, "2024-11-21");
    ck_assert_uint_eq(row->years->len, 2);
    ck_assert_int_eq(g_array_index(row->years, int, 1), 2023);
    ck_assert_uint_eq(row->fields->len, 1);
    const rs_field *field = g_ptr_array_index(row->fields, 0);
    ck_assert_str_eq(field->name, "rapporteur");
    ck_assert_str_eq(field->value, "Ms. X");
}
END_TEST

START_TEST(what_is_not_said_is_null)
{
    g_autoptr(rs_manifest) manifest = parse("path,title\na.txt,\n");
    const rs_manifest_row *row = rs_manifest_find(manifest, "a.txt");
    ck_assert_ptr_null(row->title);
    ck_assert_ptr_null(row->symbol);
    ck_assert_uint_eq(row->years->len, 0);
    ck_assert_ptr_null(rs_manifest_find(manifest, "b.txt"));
}
END_TEST

/* All of these say that a.txt is titled T. */
static const struct {
    const char *csv, *title;
} dialects[] = {
    {"path,title\na.txt,T", "T"},
    {"path,title\r\na.txt,T\r\n", "T"},
    {"path,title\ra.txt,T\r", "T"},
    {"\xEF\xBB\xBFpath,title\na.txt,T\n", "T"},
    {"path,title\n\n  \na.txt,T\n\n", "T"},
    {"\"path\",\"title\"\n\"a.txt\",\"T\"\n", "T"},
    {"path;title\na.txt;T\n", "T"},
    {"path\ttitle\na.txt\tT\n", "T"},
    {" title , path \n T , ./a.txt \n", "T"},
    {"path,title\na.txt,\"one, two\"\n", "one, two"},
    {"path,title\na.txt,\"say \"\"so\"\"\"\n", "say \"so\""},
    {"path,title\na.txt,\"two\nlines\"\n", "two\nlines"},
    {"path,title\na.txt,5\" disk\n", "5\" disk"},
    {"path,title\n\xB1\xA8\xB8\xE6.txt,x\na.txt,\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6\n", "工作报告"},
};

START_TEST(dialects_of_csv_are_understood)
{
    g_autoptr(rs_manifest) manifest = parse(dialects[_i].csv);
    ck_assert_uint_eq(rs_manifest_errors(manifest)->len, 0);
    const rs_manifest_row *row = rs_manifest_find(manifest, "a.txt");
    ck_assert_ptr_nonnull(row);
    ck_assert_str_eq(row->title, dialects[_i].title);
}
END_TEST

static const struct {
    const char *row, *error;
} malformed[] = {
    {"b.txt,T", "reports.csv:2: 2 fields where the header has 3"},
    {"b.txt,T,2023,x", "reports.csv:2: 4 fields where the header has 3"},
    {",T,2023", "reports.csv:2: path: missing"},
    {"b.txt,T,soon", "reports.csv:2: years: soon is not like 2023, 2022;2023 or 2016..2018"},
    {"b.txt,\"T\"x,2023", "reports.csv:2: text after a closing quote"},
    {"b.txt,\"T,2023", "reports.csv:2: a quote is not closed"},
    {"z.txt,T,2023\nz.txt,U,2023", "reports.csv:3: path: a second row for z.txt"},
    {"z.txt,\"two\nlines\",2023\nb.txt", "reports.csv:4: 1 fields where the header has 3"},
};

START_TEST(malformed_row_costs_only_itself_and_is_named_by_its_line)
{
    g_autofree char *csv =
        g_strdup_printf("path,title,years\n%s\na.txt,T,2023\n", malformed[_i].row);
    g_autoptr(rs_manifest) manifest = parse(csv);
    const GPtrArray *errors = rs_manifest_errors(manifest);
    ck_assert_uint_eq(errors->len, 1);
    ck_assert_str_eq(g_ptr_array_index(errors, 0), malformed[_i].error);
    ck_assert_ptr_nonnull(rs_manifest_find(manifest, "a.txt"));
    ck_assert_ptr_null(rs_manifest_find(manifest, "b.txt"));
}
END_TEST

START_TEST(malformed_date_is_named)
{
    g_autoptr(rs_manifest) manifest = parse("path,date\na.txt,21/11/2024\nb.txt,2024-11\n");
    ck_assert_str_eq(g_ptr_array_index(rs_manifest_errors(manifest), 0),
                     "reports.csv:2: date: 21/11/2024 is not like 2024, 2024-11 or 2024-11-21");
    ck_assert_ptr_nonnull(rs_manifest_find(manifest, "b.txt"));
}
END_TEST

static const char *const headless[] = {"", "\n\n", "title,years\nT,2023\n", "just a line",
                                       "\"path"};

START_TEST(file_without_a_path_column_is_no_manifest)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new(headless[_i], strlen(headless[_i]));
    ck_assert_ptr_null(rs_manifest_parse(bytes, "reports.csv", &error));
    ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_SKIP));
}
END_TEST

static const struct {
    const char *written, *asked;
} paths[] = {
    {"a/b.txt", "a/b.txt"},   {"a\\b.txt", "a/b.txt"},
    {"./a/b.txt", "a/b.txt"}, {".\\a\\b.txt", "./a/b.txt"},
    {"b.txt", "a/c/b.txt"},   {"e\xCC\x81t\xC3\xA9.txt", "\xC3\xA9te\xCC\x81.txt"},
};

START_TEST(path_is_found_however_it_is_written)
{
    g_autofree char *csv = g_strdup_printf("path\n%s\n", paths[_i].written);
    g_autoptr(rs_manifest) manifest = parse(csv);
    ck_assert_ptr_nonnull(rs_manifest_find(manifest, paths[_i].asked));
}
END_TEST

START_TEST(bare_name_means_one_file_only)
{
    g_autoptr(rs_manifest) manifest = parse("path\na.txt\nb.txt\n");
    rs_manifest_note(manifest, "x/a.txt");
    rs_manifest_note(manifest, "y/a.txt");
    rs_manifest_note(manifest, "y/b.txt");
    ck_assert_ptr_null(rs_manifest_find(manifest, "x/a.txt"));
    ck_assert_ptr_nonnull(rs_manifest_find(manifest, "a.txt"));
    ck_assert_ptr_nonnull(rs_manifest_find(manifest, "y/b.txt"));
}
END_TEST

static const struct {
    const char *text;
    int first, last, count; /* count < 0: cannot be understood */
} years[] = {
    {"2023", 2023, 2023, 1},
    {"2022;2023", 2022, 2023, 2},
    {"2016..2018", 2016, 2018, 3},
    {"2016-2018; 2020", 2016, 2020, 4},
    {"", 0, 0, 0},
    {"2018..2016", 0, 0, -1},
    {"23", 0, 0, -1},
    {"2023x", 0, 0, -1},
    {"2016..", 0, 0, -1},
    {"1000..2999", 0, 0, -1},
    {"99999999999999", 0, 0, -1},
};

START_TEST(years_are_a_list_or_a_range)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(int));
    gboolean understood = rs_manifest_parse_years(years[_i].text, found);
    ck_assert_int_eq(understood, years[_i].count >= 0);
    ck_assert_int_eq(found->len, MAX(years[_i].count, 0));
    if (years[_i].count > 0) {
        ck_assert_int_eq(g_array_index(found, int, 0), years[_i].first);
        ck_assert_int_eq(g_array_index(found, int, found->len - 1), years[_i].last);
    }
}
END_TEST

START_TEST(any_bytes_are_taken_in_little_time)
{
    static const char letters[] = "\",\n\r;a\xE4\0p";
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    g_autoptr(GString) csv = g_string_new("path,title\n");
    for (int i = 0; i < (_i ? 2000 : 500000); i++)
        g_string_append_c(csv, letters[g_rand_int_range(random, 0, sizeof letters - 1)]);
    g_autoptr(GBytes) bytes = g_bytes_new(csv->str, csv->len);
    gint64 start = g_get_monotonic_time();
    g_autoptr(rs_manifest) manifest = rs_manifest_parse(bytes, "reports.csv", NULL);
    ck_assert_ptr_nonnull(manifest);
    ck_assert_int_lt(g_get_monotonic_time() - start, 2 * G_USEC_PER_SEC);
}
END_TEST

RS_TEST_MAIN("manifest", RS_TEST(row_says_what_its_columns_say), RS_TEST(what_is_not_said_is_null),
             RS_LOOP(dialects_of_csv_are_understood, dialects),
             RS_LOOP(malformed_row_costs_only_itself_and_is_named_by_its_line, malformed),
             RS_TEST(malformed_date_is_named),
             RS_LOOP(file_without_a_path_column_is_no_manifest, headless),
             RS_LOOP(path_is_found_however_it_is_written, paths),
             RS_TEST(bare_name_means_one_file_only), RS_LOOP(years_are_a_list_or_a_range, years),
             {any_bytes_are_taken_in_little_time, 50})
