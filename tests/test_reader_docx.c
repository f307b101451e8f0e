#include "corpus/reader.h"
#include "tests/test.h"
#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
#define STRICT "xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main' "
#define MC "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

typedef struct {
    const char *name, *content;
} part;

static GBytes *pack(const part *parts, size_t count)
{
    static char buffer[1 << 20];
    size_t used = 0;
    struct archive *zip = archive_write_new();
    archive_write_set_format_zip(zip);
    ck_assert_int_eq(archive_write_open_memory(zip, buffer, sizeof buffer, &used), ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, parts[i].name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, strlen(parts[i].content));
        archive_write_header(zip, entry);
        archive_write_data(zip, parts[i].content, strlen(parts[i].content));
        archive_entry_free(entry);
    }
    archive_write_close(zip);
    archive_write_free(zip);
    return g_bytes_new(buffer, used);
}

/* A docx whose main part has BODY; notes, styles and lists are always there. */
static GBytes *make_docx(const char *body, const char *namespaces)
{
    g_autofree char *document =
        g_strdup_printf("<w:document %s%s><w:body>%s</w:body></w:document>", namespaces, MC, body);
    const part parts[] = {
        {"_rels/.rels", "<Relationships><Relationship Type='" RELATION
                        "/officeDocument' Target='word/document.xml'/></Relationships>"},
        {"word/document.xml", document},
        {"word/_rels/document.xml.rels",
         "<Relationships><Relationship Type='" RELATION "/styles' Target='styles.xml'/>"
         "<Relationship Type='" RELATION "/footnotes' Target='/word/footnotes.xml'/>"
         "<Relationship Type='" RELATION "/numbering' Target='numbering.xml'/></Relationships>"},
        {"word/footnotes.xml", "<w:footnotes " W "><w:footnote w:id='0'><w:p/></w:footnote>"
                               "<w:footnote w:id='2'><w:p><w:r><w:t>A note</w:t></w:r></w:p>"
                               "<w:p><w:r><w:t>in two.</w:t></w:r></w:p></w:footnote>"
                               "</w:footnotes>"},
        {"word/styles.xml",
         "<w:styles " W "><w:style w:type='paragraph' w:styleId='T'><w:name w:val='Title'/>"
         "</w:style><w:style w:type='paragraph' w:styleId='U2'><w:name w:val='heading 2'/>"
         "</w:style><w:style w:type='paragraph' w:styleId='own'><w:name w:val='My Own'/>"
         "<w:basedOn w:val='U2'/></w:style></w:styles>"},
        {"word/numbering.xml",
         "<w:numbering " W "><w:abstractNum w:abstractNumId='7'>"
         "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
         "<w:lvlText w:val='%1.'/></w:lvl>"
         "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/>"
         "<w:lvlText w:val='(%2)'/></w:lvl></w:abstractNum>"
         "<w:abstractNum w:abstractNumId='8'><w:lvl w:ilvl='0'><w:numFmt w:val='bullet'/>"
         "<w:lvlText w:val='o'/></w:lvl></w:abstractNum>"
         "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
         "<w:num w:numId='2'><w:abstractNumId w:val='8'/></w:num></w:numbering>"},
    };
    return pack(parts, G_N_ELEMENTS(parts));
}

static rs_report *read_docx(GBytes *content, GError **error)
{
    const rs_file file = {.path = "folder/a.docx", .content = content};
    return rs_report_read(&file, error);
}

/* "kind text|note" of each paragraph, separated by " / ". */
static char *describe(const rs_report *report)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (guint i = 0; i < report->paragraphs->len; i++) {
        const rs_paragraph *paragraph = report->paragraphs->pdata[i];
        g_string_append_printf(lines, "%s%s: ", i ? " / " : "", rs_kind_name(paragraph->kind));
        if (paragraph->number)
            g_string_append_printf(lines, "<%s> ", paragraph->number);
        g_string_append(lines, paragraph->text);
        for (guint n = 0; n < paragraph->footnotes->len; n++)
            g_string_append_printf(lines, "|%s", (char *)paragraph->footnotes->pdata[n]);
    }
    return g_strdup(lines->str);
}

#define P(runs) "<w:p>" runs "</w:p>"
#define R(text) "<w:r><w:t>" text "</w:t></w:r>"
#define LISTED(list, level, text)                                                                  \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" list                        \
    "'/></w:numPr></w:pPr>" R(text) "</w:p>"
#define FIELD(type) "<w:r><w:fldChar w:fldCharType='" type "'/></w:r>"

static const struct {
    const char *body, *expected;
} bodies
    [] =
        {
            {P(R("One, ") R("two.")) P("") P(R("Three.")),
             "paragraph: One, two. / paragraph: Three."},
            {P(R("Kept") "<w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:ins>" R(
                 " new.") "</w:ins>"
                          "<w:moveFrom>" R("no") "</w:moveFrom><w:moveTo>" R(
                              " Moved.") "</w:moveTo>"),
             "paragraph: Kept new. Moved."},
            {P("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c.</w:t></w:r>"),
             "paragraph: a b c."},
            {P("<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate.</w:t></w:r>"),
             "paragraph: cooperate."},
            {P(FIELD("begin") "<w:r><w:instrText>PAGE</w:instrText></w:r>" FIELD("separate")
                   R("Page 7.") FIELD("end")),
             "paragraph: Page 7."},
            {P(R("Shown.") "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" R(" Too.")),
             "paragraph: Shown. Too."},
            {P(R("Text") "<w:r><w:footnoteReference w:id='2'/></w:r>" R(".")),
             "paragraph: Text.|A note in two."},
            {"<w:tbl><w:tr><w:tc>" P(R("a")) P(R("b")) "</w:tc><w:tc><w:tbl><w:tr><w:tc>" P(
                 R("in")) "</w:tc></w:tr></w:tbl>" P(R("c")) "</w:tc></w:tr></w:tbl>",
             "table_row: a b\tc / table_row: in"},
            {"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" P(
                 R("no")) "</w:tc></w:tr><w:tr><w:tc>" P(R("yes")) "</w:tc></w:tr></w:tbl>",
             "table_row: yes"},
            {P(
                 "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" P(
                     R(
                         "In the box.")) "</w:txbxContent></"
                                         "mc:Choice><mc:Fallback><w:txbxContent>" P(R("In the "
                                                                                      "box.")) "</"
                                                                                               "w:"
                                                                                               "txb"
                                                                                               "xCo"
                                                                                               "nte"
                                                                                               "nt>"
                                                                                               "</"
                                                                                               "mc:"
                                                                                               "Fal"
                                                                                               "lba"
                                                                                               "ck>"
                                                                                               "</"
                                                                                               "mc:"
                                                                                               "Alt"
                                                                                               "ern"
                                                                                               "ate"
                                                                                               "Con"
                                                                                               "ten"
                                                                                               "t><"
                                                                                               "/w:"
                                                                                               "r"
                                                                                               ">" R("Around it.")),
             "paragraph: Around it. / paragraph: In the box."},
            {LISTED("1", "0", "The office opened in spring.") LISTED("1", "1", "a thing;")
                 LISTED("1", "1", "another.") LISTED("1", "0", "It has been busy since.")
                     LISTED("2", "0", "A bullet."),
             "paragraph: <1> The office opened in spring. / item: (a) a thing; / item: (b) "
             "another. / "
             "paragraph: <2> It has been busy since. / item: A bullet."},
};

START_TEST(the_final_text_is_read)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) docx = make_docx(bodies[_i].body, W);
    g_autoptr(rs_report) report = read_docx(docx, &error);
    ck_assert_msg(report != NULL, "%s", error ? error->message : "");
    g_autofree char *found = describe(report);
    ck_assert_str_eq(found, bodies[_i].expected);
}
END_TEST

START_TEST(strict_documents_are_read_alike)
{
    g_autoptr(GBytes) docx = make_docx(bodies[0].body, STRICT);
    g_autoptr(rs_report) report = read_docx(docx, NULL);
    g_autofree char *found = describe(report);
    ck_assert_str_eq(found, bodies[0].expected);
}
END_TEST

START_TEST(styles_make_headings_and_the_title)
{
    g_autoptr(GBytes) docx =
        make_docx("<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr>" R(
                      "On Offices") "</w:p>"
                                    "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr>" R(
                                        "First") "</w:p>"
                                                 "<w:p><w:pPr><w:pStyle w:val='own'/></w:pPr>" R(
                                                     "Second") "</w:p>" P(R("Text.")),
                  W);
    g_autoptr(rs_report) report = read_docx(docx, NULL);
    const rs_paragraph *text = report->paragraphs->pdata[3];
    ck_assert_str_eq(report->title, "On Offices");
    ck_assert_uint_eq(text->section->len, 2);
    ck_assert_str_eq(text->section->pdata[0], "First");
    ck_assert_str_eq(text->section->pdata[1], "Second");
}
END_TEST

static const struct {
    const char *main, *message;
} refused[] = {
    {"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>",
     "unsupported format: xlsx"},
    {"<presentation xmlns='x'/>", "unsupported format: pptx"},
    {"<w:document " W "><w:body><w:p>", "damaged: word/document.xml"},
    {"<!DOCTYPE a [<!ENTITY b 'bbbb'>]><w:document " W "/>", "damaged: word/document.xml"},
    {"<w:document " W "/>", "no text"},
};

START_TEST(what_is_no_document_is_refused)
{
    const part parts[] = {
        {"_rels/.rels", "<Relationships><Relationship Type='" RELATION
                        "/officeDocument' Target='word/document.xml'/></Relationships>"},
        {"word/document.xml", refused[_i].main},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) docx = pack(parts, G_N_ELEMENTS(parts));
    ck_assert_ptr_null(read_docx(docx, &error));
    ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_SKIP));
    ck_assert_msg(g_str_has_prefix(error->message, refused[_i].message), "%s", error->message);
}
END_TEST

START_TEST(every_prefix_is_read_or_refused)
{
    g_autoptr(GBytes) docx = make_docx(bodies[_i].body, W);
    for (gsize size = 0; size < g_bytes_get_size(docx); size += 7) {
        g_autoptr(GBytes) prefix = g_bytes_new_from_bytes(docx, 0, size);
        g_autoptr(GError) error = NULL;
        g_autoptr(rs_report) report = read_docx(prefix, &error);
        ck_assert(!report == !!error);
    }
}
END_TEST

RS_TEST_MAIN("reader_docx", RS_LOOP(the_final_text_is_read, bodies),
             RS_TEST(strict_documents_are_read_alike), RS_TEST(styles_make_headings_and_the_title),
             RS_LOOP(what_is_no_document_is_refused, refused),
             RS_LOOP(every_prefix_is_read_or_refused, bodies))
