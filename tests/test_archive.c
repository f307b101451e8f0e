#include "corpus/archive.h"
#include "tests/test.h"
#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- what the tests are made of ---- */

typedef struct {
    const char *name, *content;
} entry;

enum { PACKED_MAX = 4 << 20 };

/* In the C locale names are written as the bytes they are; formats that must
 * know them (7z, pax) are written in a UTF-8 locale. */
static GBytes *pack_sized(int format, int filter, const char *locale, const entry *entries,
                          size_t content_size)
{
    struct archive *writer = archive_write_new();
    g_autofree char *packed = g_malloc(PACKED_MAX);
    size_t size = 0;
    setlocale(LC_CTYPE, locale);
    archive_write_set_format(writer, format);
    archive_write_add_filter(writer, filter);
    if (format == ARCHIVE_FORMAT_ZIP && !content_size)
        archive_write_zip_set_compression_store(writer);
    archive_write_set_bytes_in_last_block(writer, 1);
    ck_assert_int_eq(archive_write_open_memory(writer, packed, PACKED_MAX, &size), ARCHIVE_OK);
    for (; entries->name; entries++) {
        struct archive_entry *header = archive_entry_new();
        size_t bytes = content_size ? content_size : strlen(entries->content);
        archive_entry_set_pathname(header, entries->name);
        archive_entry_set_filetype(header,
                                   g_str_has_suffix(entries->name, "/") ? AE_IFDIR : AE_IFREG);
        archive_entry_set_perm(header, 0644);
        archive_entry_set_size(header, bytes);
        ck_assert_int_ge(archive_write_header(writer, header), ARCHIVE_WARN);
        archive_write_data(writer, entries->content, bytes);
        archive_entry_free(header);
    }
    ck_assert_int_eq(archive_write_close(writer), ARCHIVE_OK);
    archive_write_free(writer);
    setlocale(LC_CTYPE, "C");
    return g_bytes_new(packed, size);
}

static GBytes *pack(int format, int filter, const entry *entries)
{
    gboolean by_bytes = format == ARCHIVE_FORMAT_ZIP || format == ARCHIVE_FORMAT_CPIO_SVR4_NOCRC;
    return pack_sized(format, filter, by_bytes ? "C" : "C.UTF-8", entries, 0);
}

static GBytes *zip(const entry *entries)
{
    return pack(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, entries);
}

static GBytes *zip_one(const char *name, GBytes *content)
{
    gsize size;
    const entry entries[] = {{name, g_bytes_get_data(content, &size)}, {NULL, NULL}};
    return pack_sized(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "C", entries, size);
}

/* A folder for a test, taken away with all that is in it. */
typedef char scratch;

static scratch *scratch_new(void)
{
    scratch *folder = g_dir_make_tmp("reportseek-XXXXXX", NULL);
    ck_assert_ptr_nonnull(folder);
    return folder;
}

static void remove_all(const char *path)
{
    GDir *dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        remove_all(below);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_remove(path);
}

static void scratch_free(scratch *folder)
{
    remove_all(folder);
    g_free(folder);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(scratch, scratch_free)

static char *put(const scratch *folder, const char *name, const void *content, size_t size)
{
    char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_mkdir_with_parents(parent, 0755);
    ck_assert(g_file_set_contents(path, content, size, NULL));
    return path;
}

static void put_text(const scratch *folder, const char *name, const char *content)
{
    g_free(put(folder, name, content, strlen(content)));
}

static char *put_bytes(const scratch *folder, const char *name, GBytes *bytes)
{
    gsize size;
    const char *content = g_bytes_get_data(bytes, &size);
    return put(folder, name, content, size);
}

/* One line a file: "PATH|MEMBER: content" or "…! error"; PATH is below the folder. */
static char *walk_with(const scratch *folder, const char *path, const rs_archive_limits *limits,
                       const rs_manifest *manifest)
{
    g_autofree char *whole = g_build_filename(folder, path, NULL);
    const char *paths[] = {*path ? whole : folder, NULL};
    g_autoptr(rs_archive) archive = rs_archive_open(paths, limits, manifest);
    GString *lines = g_string_new(NULL);
    const rs_file *file;
    while ((file = rs_archive_next(archive))) {
        ck_assert(!file->content == !!file->error);
        ck_assert(g_utf8_validate(file->path, -1, NULL));
        ck_assert(!file->member || g_utf8_validate(file->member, -1, NULL));
        ck_assert(!file->error || g_error_matches(file->error, RS_ERROR, RS_ERROR_SKIP));
        const char *below = file->path + strlen(folder);
        g_string_append_printf(lines, "%s%s%s%s", *below ? below + 1 : "", file->member ? "|" : "",
                               file->member ? file->member : "", file->error ? "! " : ": ");
        if (file->error)
            g_string_append(lines, file->error->message);
        else if (memcmp(g_bytes_get_data(file->content, NULL), "PK", 2) == 0)
            g_string_append(lines, "(zip)");
        else if (!g_utf8_validate_len(g_bytes_get_data(file->content, NULL),
                                      g_bytes_get_size(file->content), NULL))
            g_string_append(lines, "(bytes)");
        else
            g_string_append_len(lines, g_bytes_get_data(file->content, NULL),
                                g_bytes_get_size(file->content));
        if (file->manifest && file->manifest->title)
            g_string_append_printf(lines, " [%s]", file->manifest->title);
        g_string_append_c(lines, '\n');
    }
    rs_archive_progress progress = rs_archive_get_progress(archive);
    ck_assert_uint_eq(progress.bytes_done, progress.bytes_total);
    return g_string_free(lines, FALSE);
}

static char *walk(const scratch *folder, const char *path)
{
    return walk_with(folder, path, &rs_archive_default_limits, NULL);
}

static void assert_walk(const scratch *folder, const char *path, const char *expected)
{
    g_autofree char *got = walk(folder, path);
    ck_assert_str_eq(got, expected);
}

static void assert_bytes(GBytes *bytes, const char *name, const char *expected)
{
    g_autoptr(scratch) folder = scratch_new();
    g_autofree char *path = put_bytes(folder, name, bytes);
    assert_walk(folder, name, expected);
}

/* ---- formats ---- */

static const struct {
    int format, filter;
} formats[] = {
    {ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
    {ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE},
    {ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, ARCHIVE_FILTER_NONE},
    {ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, ARCHIVE_FILTER_GZIP},
    {ARCHIVE_FORMAT_ISO9660, ARCHIVE_FILTER_NONE},
    {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE},
    {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_NONE},
    {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_GZIP},
    {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_XZ},
    {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_ZSTD},
    {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_BZIP2},
};

START_TEST(archive_is_told_by_its_bytes_whatever_its_name)
{
    const entry entries[] = {
        {"报告/", ""}, {"报告/一.txt", "第一"}, {"b.txt", "second"}, {NULL, NULL}};
    g_autoptr(GBytes) bytes = pack(formats[_i].format, formats[_i].filter, entries);
    g_autoptr(scratch) folder = scratch_new();
    g_autofree char *path = put_bytes(folder, "x.doc", bytes);
    g_autofree char *got = walk(folder, "x.doc");
    ck_assert_msg(strstr(got, "x.doc|报告/一.txt: 第一\n") != NULL, "%s", got);
    ck_assert_msg(strstr(got, "x.doc|b.txt: second\n") != NULL, "%s", got);
    ck_assert_uint_eq(strlen(got), strlen("x.doc|报告/一.txt: 第一\nx.doc|b.txt: second\n"));
}
END_TEST

static const int filters[] = {ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_ZSTD,
                              ARCHIVE_FILTER_BZIP2};

START_TEST(lone_compressed_file_is_that_file)
{
    const entry entries[] = {{"x", "some words"}, {NULL, NULL}};
    g_autoptr(GBytes) bytes = pack(ARCHIVE_FORMAT_RAW, filters[_i], entries);
    assert_bytes(bytes, "report.txt.gz", "report.txt.gz: some words\n");
    g_autoptr(GBytes) within = zip_one("a/report.gz", bytes);
    assert_bytes(within, "a.zip", "a.zip|a/report.gz: some words\n");
}
END_TEST

START_TEST(compressed_archive_of_any_kind_is_opened)
{
    const entry entries[] = {{"a.txt", "words"}, {NULL, NULL}};
    g_autoptr(GBytes) inner = zip(entries);
    gsize size;
    const entry packed[] = {{"x", g_bytes_get_data(inner, &size)}, {NULL, NULL}};
    g_autoptr(GBytes) bytes =
        pack_sized(ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, "C", packed, size);
    assert_bytes(bytes, "a.zip.gz", "a.zip.gz|a.txt: words\n");
}
END_TEST

START_TEST(zipped_document_is_a_file)
{
    const entry word[] = {
        {"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<x/>"}, {NULL, NULL}};
    const entry open[] = {{"mimetype", "application/epub+zip"}, {"x", "y"}, {NULL, NULL}};
    g_autoptr(GBytes) docx = zip(word);
    g_autoptr(GBytes) epub = zip(open);
    assert_bytes(docx, "a.zip", "a.zip: (zip)\n");
    assert_bytes(epub, "a", "a: (zip)\n");
    g_autoptr(GBytes) outer = zip_one("a.docx", docx);
    assert_bytes(outer, "z.zip", "z.zip|a.docx: (zip)\n");
}
END_TEST

START_TEST(leftovers_of_file_managers_are_passed_over)
{
    const entry entries[] = {{"__MACOSX/._a.txt", "x"}, {"._a.txt", "x"},   {"d/.DS_Store", "x"},
                             {"Thumbs.db", "x"},        {"a.txt", "words"}, {NULL, NULL}};
    g_autoptr(GBytes) bytes = zip(entries);
    assert_bytes(bytes, "a.zip", "a.zip|a.txt: words\n");
}
END_TEST

/* ---- names ---- */

static const struct {
    const char *encoding, *names[3];
} named[] = {
    {"UTF-8", {"报告/工作报告.txt", "отчёт.txt", "rapport_été.txt"}},
    {"GBK", {"2024年工作报告.txt", "发展议程落实情况.txt", "附件一.txt"}},
    {"GBK", {"附件.txt", NULL, NULL}},
    {"BIG5", {"發展議程執行情況報告.txt", "附件二.txt", "會議紀錄.txt"}},
    {"SHIFT_JIS", {"開発アジェンダの実施報告.txt", "付属書.txt", "表.txt"}},
    {"CP437", {"résumé.txt", "año 2024 página.txt", "Übersicht.txt"}},
    {"CP866", {"Отчет о работе.txt", "ПРИЛОЖЕНИЕ.txt", "повестка дня.txt"}},
    {"KOI8-R", {"Отчет о работе.txt", "ПРИЛОЖЕНИЕ.txt", "повестка дня.txt"}},
    {"CP1251", {"Отчет о работе.txt", "ПРИЛОЖЕНИЕ.txt", "повестка дня.txt"}},
    {"CP1256", {"تقرير عن التنفيذ.txt", "المرفق الأول.txt", "ملحق.txt"}},
    {"EUC-KR", {"이행 보고서.txt", "부속서.txt", "회의록.txt"}},
};

START_TEST(names_come_out_right_in_any_encoding)
{
    entry entries[4] = {{NULL, NULL}};
    g_autoptr(GString) expected = g_string_new(NULL);
    for (int i = 0; i < 3 && named[_i].names[i]; i++) {
        entries[i] = (entry){
            g_convert(named[_i].names[i], -1, named[_i].encoding, "UTF-8", NULL, NULL, NULL), "x"};
        ck_assert_ptr_nonnull(entries[i].name);
        g_string_append_printf(expected, "a.zip|%s: x\n", named[_i].names[i]);
    }
    g_autoptr(GBytes) bytes = zip(entries);
    assert_bytes(bytes, "a.zip", expected->str);
    for (int i = 0; i < 3; i++)
        g_free((char *)entries[i].name);
}
END_TEST

START_TEST(names_that_say_utf8_need_no_locale)
{
    const entry entries[] = {{"报告 été.txt", "x"}, {NULL, NULL}};
    g_autoptr(GBytes) bytes =
        pack_sized(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "C.UTF-8", entries, 0);
    assert_bytes(bytes, "a.zip", "a.zip|报告 été.txt: x\n");
}
END_TEST

START_TEST(names_are_paths_below_the_archive)
{
    const entry entries[] = {
        {"/etc/a.txt", "x"}, {"./b.txt", "y"}, {"d\\c.txt", "z"}, {"e\nf.txt", "w"}, {NULL, NULL}};
    g_autoptr(GBytes) bytes = zip(entries);
    assert_bytes(bytes, "a.zip",
                 "a.zip|etc/a.txt: x\na.zip|b.txt: y\na.zip|d/c.txt: z\na.zip|e?f.txt: w\n");
}
END_TEST

/* ---- limits ---- */

static GBytes *nest(unsigned times)
{
    GBytes *bytes = g_bytes_new_static("deep words", 10);
    for (unsigned i = 0; i < times; i++) {
        GBytes *inner = bytes;
        bytes = zip_one(i ? "z.zip" : "a.txt", inner);
        g_bytes_unref(inner);
    }
    return bytes;
}

START_TEST(archives_are_opened_ten_deep)
{
    g_autoptr(GBytes) ten = nest(11);
    g_autoptr(GBytes) twelve = nest(12);
    assert_bytes(
        ten, "a.zip",
        "a.zip|z.zip/z.zip/z.zip/z.zip/z.zip/z.zip/z.zip/z.zip/z.zip/z.zip/a.txt: deep words\n");
    g_autoptr(scratch) folder = scratch_new();
    g_autofree char *path = put_bytes(folder, "a.zip", twelve);
    g_autofree char *got = walk(folder, "a.zip");
    ck_assert_ptr_nonnull(strstr(got, "! over a limit: archives more than 10 deep"));
}
END_TEST

static const struct {
    rs_archive_limits limits;
    const char *expected;
} limited[] = {
    {{10, 8, 100, 100},
     "a.zip|a: first\na.zip|b! over a limit: a file of more than 8 bytes\na.zip|c: third\nz.txt: "
     "on disk\n"},
    {{10, 100, 20, 100},
     "a.zip|a: first\n"
     "a.zip|b! over a limit: all that one import may unpack; the rest of the archive is left out\n"
     "z.txt: on disk\n"},
    {{10, 100, 100, 2},
     "a.zip|a: first\na.zip|b: second, and longer\n"
     "a.zip! over a limit: more than 2 files in one import; the rest is left out\n"},
};

START_TEST(what_is_over_a_limit_costs_only_itself)
{
    const entry entries[] = {
        {"a", "first"}, {"b", "second, and longer"}, {"c", "third"}, {NULL, NULL}};
    g_autoptr(scratch) folder = scratch_new();
    g_autoptr(GBytes) bytes = zip(entries);
    g_autofree char *path = put_bytes(folder, "a.zip", bytes);
    put_text(folder, "z.txt", "on disk");
    g_autofree char *got = walk_with(folder, "", &limited[_i].limits, NULL);
    ck_assert_str_eq(got, limited[_i].expected);
}
END_TEST

START_TEST(bombs_are_told_by_their_ratio)
{
    size_t size = 100 << 20;
    g_autofree char *zeros = g_malloc0(size);
    const entry entries[] = {{"a", zeros}, {NULL, NULL}};
    g_autoptr(GBytes) zipped =
        pack_sized(ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "C", entries, size);
    g_autoptr(GBytes) tar =
        pack_sized(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, "C", entries, size);
    assert_bytes(zipped, "a.zip", "a.zip|a! over a limit: a file packed more than 200 to 1\n");
    assert_bytes(tar, "a.tgz",
                 "a.tgz|a! over a limit: a file packed more than 200 to 1; "
                 "the rest of the archive is left out\n");
}
END_TEST

/* ---- what is broken ---- */

START_TEST(empty_is_said_of_files_and_archives)
{
    const entry none[] = {{NULL, NULL}}, nothing[] = {{"a", ""}, {"b", "x"}, {NULL, NULL}};
    const entry folders[] = {{"d/", ""}, {NULL, NULL}};
    g_autoptr(GBytes) no_members = zip(none);
    g_autoptr(GBytes) no_bytes = zip(nothing);
    g_autoptr(GBytes) no_files = zip(folders);
    g_autoptr(GBytes) no_tar = pack(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, none);
    g_autoptr(GBytes) zero = g_bytes_new_static("", 0);
    assert_bytes(no_members, "a", "a! empty\n");
    assert_bytes(no_bytes, "a", "a|a! empty\na|b: x\n");
    assert_bytes(no_files, "a", "a! empty\n");
    assert_bytes(no_tar, "a", "a! empty\n");
    assert_bytes(zero, "a", "a! empty\n");
}
END_TEST

START_TEST(encrypted_members_are_named)
{
    const entry entries[] = {{"a", "first"}, {"b", "second"}, {NULL, NULL}};
    g_autoptr(GBytes) bytes = zip(entries);
    gsize size;
    g_autofree char *content = g_memdup2(g_bytes_get_data(bytes, &size), g_bytes_get_size(bytes));
    content[6] |= 1;                                            /* the flag in a's local header */
    *((char *)memmem(content, size, "PK\x01\x02", 4) + 8) |= 1; /* and in the directory */
    g_autoptr(GBytes) locked = g_bytes_new(content, size);
    assert_bytes(locked, "a.zip", "a.zip|a! encrypted\na.zip|b: second\n");
}
END_TEST

START_TEST(damaged_member_costs_only_itself)
{
    const entry entries[] = {{"a", "first"}, {"b", "second"}, {"c", "third"}, {NULL, NULL}};
    g_autoptr(GBytes) bytes = zip(entries);
    gsize size;
    g_autofree char *content = g_memdup2(g_bytes_get_data(bytes, &size), g_bytes_get_size(bytes));
    *(char *)memmem(content, size, "second", 6) = 'S';
    g_autoptr(GBytes) broken = g_bytes_new(content, size);
    g_autoptr(scratch) folder = scratch_new();
    g_autofree char *path = put_bytes(folder, "a.zip", broken);
    g_autofree char *got = walk(folder, "a.zip");
    ck_assert_msg(g_str_has_prefix(got, "a.zip|a: first\na.zip|b! damaged: "), "%s", got);
    ck_assert_msg(g_str_has_suffix(got, "a.zip|c: third\n"), "%s", got);
}
END_TEST

START_TEST(truncated_archive_gives_what_is_whole_then_says_so)
{
    const entry entries[] = {{"a", "first"}, {"b", "second"}, {"c", "third"}, {NULL, NULL}};
    g_autoptr(GBytes) bytes = zip(entries);
    gsize size;
    const char *content = g_bytes_get_data(bytes, &size);
    gsize cut = (const char *)memmem(content, size, "PK\x01\x02", 4) + 30 - content;
    g_autoptr(GBytes) no_directory = g_bytes_new_from_bytes(bytes, 0, cut);
    assert_bytes(no_directory, "a.zip",
                 "a.zip|a: first\na.zip|b: second\na.zip|c: third\n"
                 "a.zip! damaged: the directory at its end cannot be read, after c\n");
}
END_TEST

static const struct {
    int format, filter;
} prefixed[] = {
    {ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE},
    {ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE},
    {ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_GZIP},
    {ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, ARCHIVE_FILTER_NONE},
};

START_TEST(every_prefix_gives_members_or_an_error)
{
    const entry entries[] = {{"a.txt", "first words"},
                             {"报告/b.txt", "second words, and some more"},
                             {"c.txt", "third"},
                             {NULL, NULL}};
    g_autoptr(GBytes) bytes = pack(prefixed[_i].format, prefixed[_i].filter, entries);
    g_autoptr(scratch) folder = scratch_new();
    for (gsize size = 0; size < g_bytes_get_size(bytes); size++) {
        g_autofree char *path = put(folder, "a", g_bytes_get_data(bytes, NULL), size);
        g_autofree char *got = walk(folder, "a");
        ck_assert_ptr_nonnull(strchr(got, '\n'));
    }
}
END_TEST

START_TEST(any_byte_may_be_wrong)
{
    const entry entries[] = {{"a.txt", "first words"},
                             {"报告/b.txt", "second words, and some more"},
                             {"c.txt", "third"},
                             {NULL, NULL}};
    g_autoptr(GBytes) bytes = pack(prefixed[_i].format, prefixed[_i].filter, entries);
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    g_autoptr(scratch) folder = scratch_new();
    for (int times = 0; times < 300; times++) {
        gsize size = g_bytes_get_size(bytes);
        g_autofree char *content = g_memdup2(g_bytes_get_data(bytes, NULL), size);
        for (int i = g_rand_int_range(random, 1, 5); i > 0; i--)
            content[g_rand_int_range(random, 0, size)] = g_rand_int_range(random, 0, 256);
        g_autofree char *path = put(folder, "a", content, size);
        g_autofree char *got = walk(folder, "a");
        ck_assert_ptr_nonnull(strchr(got, '\n'));
    }
}
END_TEST

/* ---- on disk ---- */

START_TEST(missing_path_is_said_and_the_rest_goes_on)
{
    g_autoptr(scratch) folder = scratch_new();
    put_text(folder, "a.txt", "words");
    g_autofree char *missing = g_build_filename(folder, "none.txt", NULL);
    g_autofree char *there = g_build_filename(folder, "a.txt", NULL);
    const char *paths[] = {missing, there, NULL};
    g_autoptr(rs_archive) archive = rs_archive_open(paths, &rs_archive_default_limits, NULL);
    const rs_file *file = rs_archive_next(archive);
    ck_assert_str_eq(file->path, missing);
    ck_assert_str_eq(file->error->message, "cannot be opened: No such file or directory");
    file = rs_archive_next(archive);
    ck_assert_str_eq(file->path, there);
    ck_assert_ptr_nonnull(file->content);
    ck_assert_ptr_null(rs_archive_next(archive));
    ck_assert_ptr_null(rs_archive_next(archive));
}
END_TEST

START_TEST(folders_are_walked_by_name_without_hidden_files_or_links)
{
    g_autoptr(scratch) folder = scratch_new();
    put_text(folder, "b/c.txt", "2");
    put_text(folder, "a.txt", "1");
    put_text(folder, "b/d/e.txt", "3");
    put_text(folder, "c.txt", "4");
    put_text(folder, ".hidden/x.txt", "x");
    put_text(folder, "b/.x.txt", "x");
    g_autofree char *loop = g_build_filename(folder, "b", "loop", NULL);
    g_autofree char *out = g_build_filename(folder, "out", NULL);
    ck_assert_int_eq(symlink("..", loop), 0);
    ck_assert_int_eq(symlink("/", out), 0);
    assert_walk(folder, "", "a.txt: 1\nb/c.txt: 2\nb/d/e.txt: 3\nc.txt: 4\n");
    assert_walk(folder, "b/loop/b", "b/loop/b/c.txt: 2\nb/loop/b/d/e.txt: 3\n");
}
END_TEST

START_TEST(names_on_disk_are_shown_as_utf8)
{
    g_autoptr(scratch) folder = scratch_new();
    put_text(folder, "\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6.txt", "x");
    assert_walk(folder, "", "工作报告.txt: x\n");
}
END_TEST

/* ---- manifests ---- */

START_TEST(manifest_governs_its_folder_and_below)
{
    g_autoptr(scratch) folder = scratch_new();
    put_text(folder, "reports.csv",
             "path,title\na.txt,A\nsub\\b.txt,B\nz.zip/in/d.txt,D\nonce.txt,O\nq.txt,,\n");
    put_text(folder, "sub/reports.csv", "path,title\nc.txt,C\n");
    put_text(folder, "a.txt", "1");
    put_text(folder, "sub/b.txt", "2");
    put_text(folder, "sub/c.txt", "3");
    put_text(folder, "sub/once.txt", "4");
    put_text(folder, "sub/a.txt", "5");
    const entry entries[] = {{"in/d.txt", "6"},
                             {"in/e.txt", "7"},
                             {"reports.csv", "path,title\ne.txt,E\n"},
                             {NULL, NULL}};
    g_autoptr(GBytes) bytes = zip(entries);
    g_autofree char *path = put_bytes(folder, "z.zip", bytes);
    assert_walk(
        folder, "",
        "reports.csv! damaged: reports.csv:6: 3 fields where the header has 2\n"
        "a.txt: 1 [A]\nsub/a.txt: 5\nsub/b.txt: 2 [B]\nsub/c.txt: 3 [C]\nsub/once.txt: 4 [O]\n"
        "z.zip|in/d.txt: 6 [D]\nz.zip|in/e.txt: 7 [E]\n");
    assert_walk(folder, "sub/c.txt", "sub/c.txt: 3 [C]\n");
}
END_TEST

START_TEST(the_users_manifest_wins)
{
    g_autoptr(scratch) folder = scratch_new();
    put_text(folder, "reports.csv", "path,title\na.txt,theirs\nb.txt,theirs\n");
    put_text(folder, "a.txt", "1");
    put_text(folder, "b.txt", "2");
    g_autoptr(GBytes) csv = g_bytes_new_static("path,title\na.txt,mine\n", 22);
    g_autoptr(rs_manifest) manifest = rs_manifest_parse(csv, "mine.csv", NULL);
    g_autofree char *got = walk_with(folder, "", &rs_archive_default_limits, manifest);
    ck_assert_str_eq(got, "a.txt: 1 [mine]\nb.txt: 2 [theirs]\n");
}
END_TEST

/* ---- parts of a document ---- */

START_TEST(parts_of_a_document_are_had_by_name)
{
    static const char *const names[] = {"word/document.xml", "word/none.xml", NULL};
    const entry entries[] = {{"a.xml", "no"}, {"Word/document.xml", "<x/>"}, {NULL, NULL}};
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = zip(entries);
    g_autoptr(GHashTable) parts = rs_archive_parts(bytes, names, 100, &error);
    ck_assert_ptr_nonnull(parts);
    ck_assert_uint_eq(g_hash_table_size(parts), 1);
    GBytes *part = g_hash_table_lookup(parts, "word/document.xml");
    ck_assert_mem_eq(g_bytes_get_data(part, NULL), "<x/>", 4);

    ck_assert_ptr_null(rs_archive_parts(bytes, names, 3, &error));
    ck_assert_str_eq(error->message, "over a limit: a file of more than 3 bytes");
    g_clear_error(&error);
    g_autoptr(GBytes) text = g_bytes_new_static("text", 4);
    ck_assert_ptr_null(rs_archive_parts(text, names, 100, &error));
    ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_SKIP));
}
END_TEST

START_TEST(parts_of_a_damaged_document_are_parts_or_an_error)
{
    static const char *const names[] = {"a.xml", "b.xml", NULL};
    const entry entries[] = {{"a.xml", "<first/>"}, {"b.xml", "<second/>"}, {NULL, NULL}};
    g_autoptr(GBytes) bytes = zip(entries);
    gsize size = g_bytes_get_size(bytes);
    for (gsize i = 0; i < 2 * size; i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *content = g_memdup2(g_bytes_get_data(bytes, NULL), size);
        content[i % size] ^= 0x55;
        g_autoptr(GBytes) damaged = g_bytes_new(content, i < size ? size : i - size);
        g_autoptr(GHashTable) parts = rs_archive_parts(damaged, names, 100, &error);
        ck_assert(!parts == !!error);
    }
}
END_TEST

/* ---- others' archives ---- */

START_TEST(hostile_archives_all_end)
{
    const char *folder = "../shared/data/archives/libarchive";
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;
    if (!dir) {
        g_print("skipped: %s is not here\n", folder);
        return;
    }
    while ((name = g_dir_read_name(dir))) {
        gint64 start = g_get_monotonic_time();
        g_autofree char *got = walk(folder, name);
        ck_assert_ptr_nonnull(strchr(got, '\n'));
        ck_assert_msg(g_get_monotonic_time() - start < 10 * G_USEC_PER_SEC, "%s", name);
    }
    g_dir_close(dir);
}
END_TEST

RS_TEST_MAIN(
    "archive", RS_LOOP(archive_is_told_by_its_bytes_whatever_its_name, formats),
    RS_LOOP(lone_compressed_file_is_that_file, filters),
    RS_TEST(compressed_archive_of_any_kind_is_opened), RS_TEST(zipped_document_is_a_file),
    RS_TEST(leftovers_of_file_managers_are_passed_over),
    RS_LOOP(names_come_out_right_in_any_encoding, named),
    RS_TEST(names_that_say_utf8_need_no_locale), RS_TEST(names_are_paths_below_the_archive),
    RS_TEST(archives_are_opened_ten_deep), RS_LOOP(what_is_over_a_limit_costs_only_itself, limited),
    RS_TEST(bombs_are_told_by_their_ratio), RS_TEST(empty_is_said_of_files_and_archives),
    RS_TEST(encrypted_members_are_named), RS_TEST(damaged_member_costs_only_itself),
    RS_TEST(truncated_archive_gives_what_is_whole_then_says_so),
    RS_LOOP(every_prefix_gives_members_or_an_error, prefixed),
    RS_LOOP(any_byte_may_be_wrong, prefixed), RS_TEST(missing_path_is_said_and_the_rest_goes_on),
    RS_TEST(folders_are_walked_by_name_without_hidden_files_or_links),
    RS_TEST(names_on_disk_are_shown_as_utf8), RS_TEST(manifest_governs_its_folder_and_below),
    RS_TEST(the_users_manifest_wins), RS_TEST(parts_of_a_document_are_had_by_name),
    RS_TEST(parts_of_a_damaged_document_are_parts_or_an_error), RS_TEST(hostile_archives_all_end))
