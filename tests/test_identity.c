#include "corpus/identity.h"
#include "corpus/reader.h"
#include "tests/test.h"
#include <string.h>

static const struct {
    const char *name, *symbol;
} names[] = {
    {"cdip_32_3.docx", "CDIP/32/3"},
    {"cdip_22_15_rev.docx", "CDIP/22/15 Rev."},
    {"cdip_4_8_rev_2.pdf", "CDIP/4/8 Rev. 2"},
    {"cdip_28_inf_5.docx", "CDIP/28/INF/5"},
    {"wo_pbc_37_7.pdf", "WO/PBC/37/7"},
    {"wo_pbc_37_7-annex1.pdf", "WO/PBC/37/7 Annex 1"},
    {"wipo_grtkf_ic_40_6_e.docx", "WIPO/GRTKF/IC/40/6"},
    {"A_RES_70_1-ZH.html", "A/RES/70/1"},
    {"a_64_1.pdf", "A/64/1"},
    {"E_CN.6_2021_3.html", "E/CN.6/2021/3"},
    {"CRC_C_GC_20.docx", "CRC/C/GC/20"},
    {"sccr-42-3.docx", "SCCR/42/3"},
    {"000_8dc8b23772b17f34.txt", NULL},
    {"report_2023_1.docx", NULL},
    {"a_report.txt", NULL},
    {"wipo_report_2023.pdf", NULL},
    {"a_2_1.txt", NULL},
    {"e-book-2.html", NULL},
    {"2025年工作报告.docx", NULL},
    {"", NULL},
    {"___", NULL},
};

START_TEST(symbols_are_known_in_names)
{
    g_autofree char *symbol = rs_symbol_from_name(names[_i].name);
    ck_assert_pstr_eq(symbol, names[_i].symbol);
}
END_TEST

static const struct {
    const char *line, *symbol;
} symbol_lines[] = {
    {"CDIP/32/3", "CDIP/32/3"},
    {" WO/PBC/37/7 REV. ", "WO/PBC/37/7 Rev."},
    {"A/70/1/Add.2", "A/70/1 Add. 2"},
    {"E/CN.6/2021/3", "E/CN.6/2021/3"},
    {"CRC/C/GC/20", "CRC/C/GC/20"},
    {"See document CDIP/32/3", NULL},
    {"1/2/3", NULL},
    {"and/or/not", NULL},
    {"A/B/C", NULL},
    {"CDIP/32", NULL},
};

START_TEST(symbols_are_known_on_covers)
{
    g_autofree char *symbol = rs_symbol_from_line(symbol_lines[_i].line);
    ck_assert_pstr_eq(symbol, symbol_lines[_i].symbol);
}
END_TEST

static const struct {
    const char *line, *date;
} dates[] = {
    {"日期：2023年10月2日", "2023-10-02"},
    {"DATE: OCTOBER 2, 2023", "2023-10-02"},
    {"2 October 2023", "2023-10-02"},
    {"Le 1er août 2022", "2022-08-01"},
    {"DATE : 2 AOÛT 2022", "2022-08-02"},
    {"FECHA: 21 DE NOVIEMBRE DE 2024", "2024-11-21"},
    {"21 ноября 2024 г.", "2024-11-21"},
    {"التاريخ: 2 أكتوبر 2023", "2023-10-02"},
    {"Geneva, October 2 to 6, 2023", "2023-10-06"},
    {"Седьмая сессия, Женева, 13–17 мая 2024 года", "2024-05-17"},
    {"2024-11-21", "2024-11-21"},
    {"In May the office had 12 guests", NULL},
    {"2023-45-99", NULL},
};

START_TEST(dates_are_read_in_six_languages)
{
    g_autofree char *date = rs_date_from_line(dates[_i].line);
    ck_assert_pstr_eq(date, dates[_i].date);
}
END_TEST

static char *write_years(const rs_report *report)
{
    g_autoptr(GString) years = g_string_new(NULL);
    for (guint i = 0; i < report->years->len; i++)
        g_string_append_printf(years, "%s%d", i ? " " : "", g_array_index(report->years, int, i));
    return g_strdup(years->str);
}

static const struct {
    const char *title, *years;
} year_titles[] = {
    {"2022/23 performance report", "2022 2023"},
    {"2016-2018年工作报告", "2016 2017 2018"},
    {"Report (July 2021 to June 2022)", "2021 2022"},
    {"实施情况报告（2021年7月至2022年6月）", "2021 2022"},
    {"annual_report_2024", "2024"},
    {"The 2030 Agenda in 2023", "2023"},
    {"可持续发展议程2030与2019冠状病毒病", ""},
    {"Report of 2023-10-02", "2023"},
    {"000_8dc8b23772b17f34", ""},
    {"CDIP/2023/1 and 1,950 more", ""},
};

START_TEST(titles_give_years)
{
    g_autoptr(rs_report) report = rs_report_new();
    rs_years_from_title(year_titles[_i].title, report);
    g_autofree char *years = write_years(report);
    ck_assert_str_eq(years, year_titles[_i].years);
}
END_TEST

static rs_report *read_as(const char *path, const char *text, const rs_manifest_row *row)
{
    g_autoptr(GBytes) content = g_bytes_new(text, strlen(text));
    const rs_file file = {.path = path, .content = content, .manifest = row};
    g_autoptr(GError) error = NULL;
    rs_report *report = rs_report_read(&file, &error);
    ck_assert_msg(report != NULL, "%s", error ? error->message : "");
    return report;
}

static const char *const cover = "CDIP/99/7 Rev.\n"
                                 "ORIGINAL: ENGLISH\n"
                                 "DATE: MARCH 4, 2021\n"
                                 "Committee on Offices\n"
                                 "Ninety-Ninth Session\n"
                                 "Letters Sent by the Office in 2020\n"
                                 "prepared by the Secretariat\n"
                                 "1. The Office sent many letters, as document CDIP/98/1 says.\n"
                                 "2. It was asked in 2019 to send more of them, and it did so.\n";

START_TEST(a_cover_says_what_the_report_is)
{
    g_autoptr(rs_report) report = read_as("in/letters.txt", cover, NULL);
    g_autofree char *years = write_years(report);
    ck_assert_str_eq(report->symbol, "CDIP/99/7 Rev.");
    ck_assert_str_eq(report->id, "CDIP/99/7 Rev.");
    ck_assert_str_eq(report->title, "Letters Sent by the Office in 2020");
    ck_assert_str_eq(report->date, "2021-03-04");
    ck_assert_str_eq(report->language, "en");
    ck_assert_str_eq(years, "2020");
    const rs_paragraph *first = report->paragraphs->pdata[7];
    ck_assert_uint_eq(first->section->len, 0);
}
END_TEST

static const struct {
    const char *text, *years;
} openings[] = {
    {"Annual report 2025\nIn 2024, the Office sent letters to all who asked.\nIt also read some.\n",
     "2024 2025"},
    {"2025年工作报告\n2024年是本局成立的第九年，寄出了许多书信。\n", "2024 2025"},
    {"2025年工作报告\n2024年3月，本局接到要求，寄出了许多书信。\n", "2025"},
    {"Report for 2025\nIn 2024, the Office was asked to write.\nIn 2025 it wrote to all.\n",
     "2025"},
    {"2025年工作报告\n2025年1月9日在本局会议上\n一、过去一年回顾\n本局寄出了许多书信。\n",
     "2024 2025"},
    {"Letters in 2023\nGeneva, May 4, 2024\nI. The past year\nThe Office wrote letters.\n", "2023"},
    {"Letters\nThe Office wrote in 2018/19, as in the plan for 2018/19.\nIt had read more in "
     "2015.\n",
     "2018 2019"},
};

START_TEST(an_opening_says_which_year_is_reviewed)
{
    g_autoptr(rs_report) report = read_as("letters.txt", openings[_i].text, NULL);
    g_autofree char *years = write_years(report);
    ck_assert_msg(!strcmp(years, openings[_i].years), "%s: %s", openings[_i].text, years);
}
END_TEST

static const struct {
    const char *meta, *cover, *date, *symbol;
} properties[] = {
    {"<meta name='date' content='2021-03-04'>", "Geneva, June 7 to 11, 2021", "2021-03-04", NULL},
    {"<meta name='DC.Date' content='1999-03-04'>", "Geneva, June 7 to 11, 2021", "2021-06-11",
     NULL},
    {"<meta name='date' content='2021-03-04'>", "DATE: MARCH 9, 2021", "2021-03-09", NULL},
    {"<meta property='article:published_time' content='2021-03-04T08:00:00Z'>", "Geneva",
     "2021-03-04", NULL},
    {"<meta name='DC.Identifier' content='CKD/9/4'>", "Geneva", NULL, "CKD/9/4"},
    {"<meta name='DC.Identifier' content='978-92-805'>", "Geneva", NULL, NULL},
};

START_TEST(a_file_says_when_and_what_it_is)
{
    g_autofree char *text =
        g_strdup_printf("<html><head>%s</head><body><p>Committee on Letters<p>%s<h1>Letters</h1>"
                        "<p>1. The Office sent many letters.<p>2. It sent more.</body></html>",
                        properties[_i].meta, properties[_i].cover);
    g_autoptr(rs_report) report = read_as("letters.html", text, NULL);
    ck_assert_pstr_eq(report->date, properties[_i].date);
    ck_assert_pstr_eq(report->symbol, properties[_i].symbol);
}
END_TEST

START_TEST(a_report_without_a_cover_is_named_by_its_file)
{
    g_autoptr(rs_report) report =
        read_as("in/the_letters.txt",
                "1. In 2023 the Office sent letters, as CDIP/98/1 says.\n"
                "2. In 2023 it also sent books, and in 2022 it had sent none.\n",
                NULL);
    g_autofree char *years = write_years(report);
    ck_assert_str_eq(report->title, "the letters");
    ck_assert_str_eq(report->id, "the_letters");
    ck_assert_ptr_null(report->symbol);
    ck_assert_str_eq(years, "2023");
}
END_TEST

START_TEST(a_manifest_wins)
{
    const char *text = "path,id,symbol,title,language,years,date,desk\n"
                       "letters.txt,L1,CDIP/99/8,On Letters,fr,2018..2019,2020,west\n";
    g_autoptr(GBytes) csv = g_bytes_new(text, strlen(text));
    g_autoptr(rs_manifest) manifest = rs_manifest_parse(csv, "reports.csv", NULL);
    ck_assert_ptr_nonnull(manifest);
    g_autoptr(rs_report) report =
        read_as("in/letters.txt", cover, rs_manifest_find(manifest, "letters.txt"));
    g_autofree char *years = write_years(report);
    const rs_field *desk = report->fields->pdata[0];
    ck_assert_str_eq(report->id, "L1");
    ck_assert_str_eq(report->symbol, "CDIP/99/8");
    ck_assert_str_eq(report->title, "On Letters");
    ck_assert_str_eq(report->language, "fr");
    ck_assert_str_eq(report->date, "2020");
    ck_assert_str_eq(years, "2018 2019");
    ck_assert_str_eq(desk->value, "west");
}
END_TEST

static const struct {
    const char *text, *declared, *language;
} languages[] = {
    {"办公室今年寄出了许多信，都已收到，包括 World Intellectual Property Organization。", NULL,
     "zh"},
    {"事務所は今年、多くの手紙を送りました。すべて届きました。ありがとうございます。", NULL, "ja"},
    {"사무실은 올해 많은 편지를 보냈습니다. 모두 도착했습니다.", NULL, "ko"},
    {"В этом году бюро отправило много писем.", NULL, "ru"},
    {"Цього року бюро надіслало багато листів.", "uk", "uk"},
    {"أرسل المكتب رسائل كثيرة هذا العام.", NULL, "ar"},
    {"The office has sent many letters this year, and all of them have been received.", NULL, "en"},
    {"Le bureau a envoyé beaucoup de lettres cette année, et toutes ont été reçues.", "en", "fr"},
    {"La oficina ha enviado muchas cartas este año y todas han sido recibidas.", NULL, "es"},
    {"12", "ar", "ar"},
    {"12 34", NULL, NULL},
};

START_TEST(the_letters_tell_the_language)
{
    g_autoptr(rs_report) report = rs_report_new();
    rs_report_add(report, RS_KIND_PARAGRAPH, languages[_i].text);
    g_autofree char *language = rs_language_find(report, languages[_i].declared);
    ck_assert_pstr_eq(language, languages[_i].language);
}
END_TEST

RS_TEST_MAIN("identity", RS_LOOP(symbols_are_known_in_names, names),
             RS_LOOP(symbols_are_known_on_covers, symbol_lines),
             RS_LOOP(dates_are_read_in_six_languages, dates),
             RS_LOOP(titles_give_years, year_titles), RS_TEST(a_cover_says_what_the_report_is),
             RS_LOOP(an_opening_says_which_year_is_reviewed, openings),
             RS_LOOP(a_file_says_when_and_what_it_is, properties),
             RS_TEST(a_report_without_a_cover_is_named_by_its_file), RS_TEST(a_manifest_wins),
             RS_LOOP(the_letters_tell_the_language, languages))
