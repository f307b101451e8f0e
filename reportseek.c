/*
 * The command table. Help is made from it; everything else is in the rooms.
 */
#include "base/cli.h"
#include "indexer/commands.h"
#include "searcher/commands.h"
#include <langinfo.h>
#include <locale.h>
#include <string.h>

static const rs_command *const commands[] = {
    &rs_command_index,   &rs_command_search, &rs_command_facets, &rs_command_show,
    &rs_command_reports, &rs_command_remove, &rs_command_read,   &rs_command_segment,
    &rs_command_fields,  &rs_command_verify,
};

static void print_help(void)
{
    printf("usage: reportseek [--index DIR] COMMAND [OPTION]... [ARGUMENT]...\n"
           "Finds, counts and cites the numbered paragraphs of institutions' reports.\n\n");
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        printf("  %-9s %s\n", commands[i]->name, commands[i]->summary);
    printf("\nThe index is --index DIR, else $REPORTSEEK_INDEX, else\n"
           "$XDG_DATA_HOME/reportseek/index. reportseek COMMAND --help says more.\n\n"
           "Exit status: 0 done or something found; 1 nothing found; 2 a wrong command\n"
           "line or query; 3 the index cannot be used; 4 done, but some files were not\n"
           "imported.\n");
}

static char *default_index(void)
{
    const char *path = g_getenv("REPORTSEEK_INDEX");
    if (path && *path)
        return g_strdup(path);
    return g_build_filename(g_get_user_data_dir(), "reportseek", "index", NULL);
}

/* Output that could not be written is a failure, whatever the command found. */
static int finish(int status)
{
    if (fflush(stdout) || ferror(stdout)) {
        perror("reportseek: cannot write the results");
        return RS_STATUS_INDEX;
    }
    return status;
}

static int fail(const char *format, const char *word)
{
    g_autofree char *message = g_strdup_printf(format, word);
    g_autofree char *line = rs_cli_printable(message);
    fprintf(stderr, "reportseek: %s (see reportseek --help)\n", line);
    return RS_STATUS_USAGE;
}

int main(int argc, char **argv)
{
    g_autofree char *index_path = default_index();
    int at = 1;

    setlocale(LC_ALL, "");
    /* In the plain C locale text is bytes above ASCII all the same: take it as UTF-8. */
    if (!strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968"))
        setlocale(LC_CTYPE, "C.UTF-8");
    /* Text is UTF-8, also where no locale is set; GLib reads arguments by it. */
    if (!g_get_charset(NULL))
        setlocale(LC_CTYPE, "C.UTF-8");
    for (; at < argc && argv[at][0] == '-'; at++) {
        if (!strcmp(argv[at], "--help") || !strcmp(argv[at], "-h")) {
            print_help();
            return finish(RS_STATUS_DONE);
        }
        if (!strcmp(argv[at], "--version")) {
            printf("reportseek %s\n", RS_VERSION);
            return finish(RS_STATUS_DONE);
        }
        if (!strcmp(argv[at], "--index") && at + 1 < argc) {
            g_free(index_path);
            index_path = g_strdup(argv[++at]);
        } else if (g_str_has_prefix(argv[at], "--index=")) {
            g_free(index_path);
            index_path = g_strdup(strchr(argv[at], '=') + 1);
        } else if (!strcmp(argv[at], "--index")) {
            return fail("%s wants a folder", argv[at]);
        } else {
            return fail("unknown option %s", argv[at]);
        }
    }
    if (at == argc) {
        print_help();
        return finish(RS_STATUS_USAGE);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(argv[at], commands[i]->name))
            continue;
        rs_cli cli = {commands[i], g_steal_pointer(&index_path), 0};
        int status = commands[i]->run(&cli, argc - at, argv + at);
        g_free(cli.index_path);
        return finish(status);
    }
    return fail("unknown command %s", argv[at]);
}
