/* make_sample SRC ZIP: packs the drafts of SRC into ZIP. Runs at build time. */
#include "corpus/sample/sample.h"
#include <stdio.h>
#include <stdlib.h>

static gboolean make(const char *folder, const char *path, GError **error)
{
    g_autoptr(GPtrArray) files = rs_sample_files(folder, error);
    if (!files)
        return FALSE;
    g_autoptr(GBytes) zip = rs_pack(files, error);
    if (!zip)
        return FALSE;
    gsize size;
    const char *bytes = g_bytes_get_data(zip, &size);
    return g_file_set_contents(path, bytes, size, error);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc != 3) {
        fprintf(stderr, "usage: make_sample SRC ZIP\n");
        return 2;
    }
    rs_pack_init();
    if (!make(argv[1], argv[2], &error)) {
        fprintf(stderr, "make_sample: %s\n", error->message);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
