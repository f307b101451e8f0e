/*
 * The frame of a command: its options, its messages, its exit status.
 *
 *     static int run(rs_cli *cli, int argc, char **argv) {
 *         g_auto(GStrv) words = NULL;
 *         GOptionEntry options[] = { …, {G_OPTION_REMAINING, …, &words, …}, {NULL} };
 *         if (!rs_cli_parse(cli, argc, argv, options, "QUERY..."))
 *             return cli->status;
 *         …
 *         return rs_cli_fail(error);      // "reportseek: message", and the status for it
 *     }
 *     const rs_command rs_command_search = {"search", "ranked paragraphs", run};
 *
 * Results go to standard output, all else to standard error.
 */
#pragma once
#include "base/error.h"
#include <stdio.h>

G_BEGIN_DECLS

/* Exit statuses, as promised to users. */
enum {
    RS_STATUS_DONE = 0,
    RS_STATUS_NOTHING_FOUND = 1,
    RS_STATUS_USAGE = 2,
    RS_STATUS_INDEX = 3,
    RS_STATUS_INCOMPLETE = 4, /* done, but some files were not imported */
};

typedef struct rs_cli rs_cli;

typedef struct {
    const char *name, *summary;
    int (*run)(rs_cli *cli, int argc, char **argv); /* argv[0] is the command's name */
    const char *description; /* what --help says below the options, or NULL */
} rs_command;

struct rs_cli {
    const rs_command *command;
    char *index_path; /* --index, else $REPORTSEEK_INDEX, else the user's data folder */
    int status;       /* set by rs_cli_parse when it returns FALSE */
};

/* Parses options wherever they stand; "--" ends them. FALSE where there is no
 * more to do: help was printed, or an error said in one line. */
gboolean rs_cli_parse(rs_cli *cli, int argc, char **argv, const GOptionEntry *options,
                      const char *arguments);

/* Says the error in one line and gives the exit status for its code. */
int rs_cli_fail(const GError *error);

/* Says that the command line is wrong, and gives RS_STATUS_USAGE. */
int rs_cli_usage(rs_cli *cli, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* One of a table of names, as of --format; -1 where NAME is none of them. */
int rs_cli_choose(const char *name, const char *const *names);

/* Whether colours and cursor movements make sense there. */
gboolean rs_cli_is_terminal(FILE *stream);

/* The width of the terminal, or a readable one where there is none. */
unsigned rs_cli_columns(FILE *stream);

/* A line for people, its control characters made visible: what comes from
 * documents must not drive the terminal. */
char *rs_cli_printable(const char *text);

G_END_DECLS
