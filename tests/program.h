/*
 * The built program, run as its users run it.
 *
 *     g_autoptr(program_run) run = run_program(folder, "search", "专利", NULL);
 *     ck_assert_int_eq(run->status, 0);
 *     …run->out, run->err
 *
 * RS_PROGRAM and RS_SAMPLE come from CMake: the program, and reports.zip of the
 * sample corpus.
 */
#pragma once
#include "tests/test.h"
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

typedef struct {
    char *out, *err;
    int status; /* as it exited; minus the signal that ended it */
} program_run;

static inline void program_run_free(program_run *run)
{
    g_free(run->out);
    g_free(run->err);
    g_free(run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(program_run, program_run_free)

/* Its variables: the index, and a locale that every machine has. */
static inline char **program_environment(const char *index)
{
    char **environment = g_get_environ();
    environment = g_environ_setenv(environment, "REPORTSEEK_INDEX", index, TRUE);
    environment = g_environ_setenv(environment, "LC_ALL", "C.UTF-8", TRUE);
    return g_environ_setenv(environment, "TERM", "xterm", TRUE);
}

/* ARGUMENTS are NULL-terminated and begin behind the program's name. */
static inline program_run *run_program_strv(char **environment, const char *const *arguments)
{
    program_run *run = g_new0(program_run, 1);
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    int status;
    g_ptr_array_add(all, (gpointer)RS_PROGRAM);
    for (; *arguments; arguments++)
        g_ptr_array_add(all, (gpointer)*arguments);
    g_ptr_array_add(all, NULL);
    gboolean ran = g_spawn_sync(NULL, (char **)all->pdata, environment, G_SPAWN_DEFAULT, NULL, NULL,
                                &run->out, &run->err, &status, &error);
    if (!ran)
        g_error("%s", error->message); /* not ck_assert: also used outside of tests */
    run->status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return run;
}

static inline program_run *run_program(const char *index, ...) G_GNUC_NULL_TERMINATED;
static inline program_run *run_program(const char *index, ...)
{
    g_autoptr(GPtrArray) arguments = g_ptr_array_new();
    g_auto(GStrv) environment = program_environment(index);
    va_list list;
    const char *argument;
    va_start(list, index);
    while ((argument = va_arg(list, const char *)))
        g_ptr_array_add(arguments, (gpointer)argument);
    va_end(list);
    g_ptr_array_add(arguments, NULL);
    return run_program_strv(environment, (const char *const *)arguments->pdata);
}

/* A new folder; remove_folder takes it away with all that is in it. */
static inline char *make_folder(void)
{
    char *folder = g_dir_make_tmp("reportseek-test-XXXXXX", NULL);
    if (!folder)
        g_error("no folder for what tests write");
    return folder;
}

static inline void remove_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;
    while (folder && (name = g_dir_read_name(folder))) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        if (g_unlink(inner))
            remove_folder(inner);
    }
    g_rmdir(path);
}

/* How a program started in the background ended: its status, or minus its signal. */
static inline int wait_for_program(GPid child)
{
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static inline guint count_lines(const char *text)
{
    guint lines = 0;
    for (; *text; text++)
        lines += *text == '\n';
    return lines;
}

/* Exactly one line, which says whose it is. */
static inline void check_one_line(const program_run *run, const char *words)
{
    ck_assert_msg(count_lines(run->err) == 1 && g_str_has_suffix(run->err, "\n"), "%s", run->err);
    ck_assert_msg(g_str_has_prefix(run->err, "reportseek: "), "%s", run->err);
    ck_assert_msg(strstr(run->err, words), "no \"%s\" in %s", words, run->err);
}

static inline void check_status(const program_run *run, int status)
{
    ck_assert_msg(run->status == status, "%d: %s%s", run->status, run->err, run->out);
}
