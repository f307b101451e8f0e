/* Our own sample reports, cut short and garbled: a report or an error, never a crash. */
#include "corpus/facet.h"
#include "corpus/reader.h"
#include "corpus/sample/sample.h"
#include "tests/test.h"
#include <string.h>

static GPtrArray *files; /* of rs_packed */

/* Reads the bytes as the file they were; an error begins with a word of the ledger. */
static void read_bytes(const rs_packed *file, const void *bytes, gsize size)
{
    static const char *const words[] = {"unsupported format", "encrypted", "damaged",
                                        "over a limit",       "empty",     "no text"};
    g_autoptr(GBytes) content = g_bytes_new(bytes, size);
    g_autoptr(GError) error = NULL;
    rs_file given = {.path = file->name, .content = content};
    g_autoptr(rs_report) report = rs_report_read(&given, &error);
    if (report) {
        rs_facets_find(report);
        ck_assert_uint_gt(report->paragraphs->len, 0);
        return;
    }
    gboolean known = FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        known |= g_str_has_prefix(error->message, words[i]);
    ck_assert_msg(known, "%s: %s", file->name, error->message);
    ck_assert(g_error_matches(error, RS_ERROR, RS_ERROR_SKIP));
    ck_assert_ptr_null(strchr(error->message, '\n'));
}

START_TEST(every_prefix_is_read_or_refused)
{
    enum { PREFIXES = 40 };
    const rs_packed *file = files->pdata[_i];
    gsize size;
    const guint8 *bytes = g_bytes_get_data(file->content, &size);
    for (gsize part = 0; part < PREFIXES; part++)
        read_bytes(file, bytes, size * part * part / (PREFIXES * PREFIXES) + part);
}
END_TEST

START_TEST(every_mutation_is_read_or_refused)
{
    enum { MUTATIONS = 15 };
    const rs_packed *file = files->pdata[_i];
    g_autoptr(GRand) random = g_rand_new_with_seed(_i);
    gsize size;
    const guint8 *bytes = g_bytes_get_data(file->content, &size);
    for (int round = 0; round < MUTATIONS; round++) {
        g_autofree guint8 *mutated = g_memdup2(bytes, size);
        for (int k = 1 << g_rand_int_range(random, 0, 10); k > 0; k--)
            mutated[g_rand_int_range(random, 0, size)] = g_rand_int_range(random, 0, 256);
        read_bytes(file, mutated, size);
    }
}
END_TEST

int main(void)
{
    g_autoptr(GError) error = NULL;
    rs_pack_init();
    files = rs_sample_files("corpus/sample/src", &error);
    if (!files)
        g_error("%s", error->message);
    const rs_test tests[] = {
        {every_prefix_is_read_or_refused, files->len},
        {every_mutation_is_read_or_refused, files->len},
    };
    int status = rs_run_tests("damage", tests, G_N_ELEMENTS(tests));
    g_ptr_array_unref(files);
    return status;
}
