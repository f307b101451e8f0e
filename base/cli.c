#include "base/cli.h"
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void say(const char *message)
{
    g_autofree char *line = rs_cli_printable(message);
    fprintf(stderr, "reportseek: %s\n", line);
}

/* GOption begins its messages with a capital; ours go on after a colon. */
static char *lower_first(const char *message)
{
    char *line = g_strdup(message);
    if (g_ascii_isupper(line[0]) && !g_ascii_isupper(line[1]))
        line[0] = g_ascii_tolower(line[0]);
    return line;
}

/* GOption's help begins with a usage of its own and a blank line; we write ours. */
static void print_help(const rs_cli *cli, GOptionContext *context, const char *arguments)
{
    g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);
    const char *entries = strstr(help, "\n\n");
    printf("usage: reportseek %s [OPTION]...%s%s\n%c%s\n%s", cli->command->name,
           *arguments ? " " : "", arguments, g_ascii_toupper(cli->command->summary[0]),
           cli->command->summary + 1, entries ? entries + 1 : "");
    if (cli->command->description)
        printf("%s", cli->command->description + 1);
}

gboolean rs_cli_parse(rs_cli *cli, int argc, char **argv, const GOptionEntry *options,
                      const char *arguments)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *index = NULL;
    gboolean help = FALSE;
    GOptionEntry common[] = {
        {"index", 0, 0, G_OPTION_ARG_FILENAME, &index, "the index to use", "DIR"},
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "show this help", NULL},
        {0},
    };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();

    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, options, NULL);
    g_option_context_add_main_entries(context, common, NULL);
    for (int i = 0; i < argc; i++)
        g_strv_builder_add(builder, argv[i]);
    g_auto(GStrv) copy = g_strv_builder_end(builder);
    if (!g_option_context_parse_strv(context, &copy, &error)) {
        g_autofree char *message = lower_first(error->message);
        cli->status = rs_cli_usage(cli, "%s", message);
        return FALSE;
    }
    if (help) {
        print_help(cli, context, arguments);
        cli->status = RS_STATUS_DONE;
        return FALSE;
    }
    if (copy[0] && copy[1]) { /* a command without G_OPTION_REMAINING takes none */
        cli->status = rs_cli_usage(cli, "unexpected argument %s", copy[1]);
        return FALSE;
    }
    if (index) {
        g_free(cli->index_path);
        cli->index_path = g_steal_pointer(&index);
    }
    return TRUE;
}

int rs_cli_fail(const GError *error)
{
    say(error->message);
    if (error->domain != RS_ERROR)
        return RS_STATUS_INDEX;
    switch ((rs_error_code)error->code) {
    case RS_ERROR_USAGE:
        return RS_STATUS_USAGE;
    case RS_ERROR_SKIP:
        return RS_STATUS_INCOMPLETE;
    case RS_ERROR_INDEX:
    case RS_ERROR_RETRY:
    case RS_ERROR_STOP:
        break;
    }
    return RS_STATUS_INDEX;
}

int rs_cli_usage(rs_cli *cli, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *line = g_strdup_printf("%s: %s (see reportseek %s --help)", cli->command->name,
                                            message, cli->command->name);
    say(line);
    return RS_STATUS_USAGE;
}

int rs_cli_choose(const char *name, const char *const *names)
{
    for (int i = 0; names[i]; i++)
        if (!strcmp(name, names[i]))
            return i;
    return -1;
}

gboolean rs_cli_is_terminal(FILE *stream)
{
    const char *term = g_getenv("TERM");
    return isatty(fileno(stream)) && term && strcmp(term, "dumb");
}

unsigned rs_cli_columns(FILE *stream)
{
    enum { DEFAULT_COLUMNS = 100, LEAST = 40 };
    struct winsize size;
    if (ioctl(fileno(stream), TIOCGWINSZ, &size) || size.ws_col < LEAST)
        return DEFAULT_COLUMNS;
    return size.ws_col;
}

char *rs_cli_printable(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *line = g_string_sized_new(strlen(valid));
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        g_string_append_unichar(line, c < 0x20 || (c >= 0x7F && c < 0xA0) ? ' ' : c);
    }
    return g_string_free(line, FALSE);
}
