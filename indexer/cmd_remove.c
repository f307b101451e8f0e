#include "index/catalogue.h"
#include "indexer/commands.h"

static int run(rs_cli *cli, int argc, char **argv)
{
    g_auto(GStrv) ids = NULL;
    g_autoptr(GError) error = NULL;
    const GOptionEntry options[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &ids, NULL, NULL},
        {0},
    };
    if (!rs_cli_parse(cli, argc, argv, options, "ID..."))
        return cli->status;
    if (!ids)
        return rs_cli_usage(cli, "name the reports to remove, by their ids");

    g_autoptr(rs_index) index = rs_index_open(cli->index_path, &error);
    if (!index)
        return rs_cli_fail(error);
    g_autoptr(rs_index_writer) writer = rs_index_writer_open(cli->index_path, &error);
    if (!writer)
        return rs_cli_fail(error);
    int status = RS_STATUS_DONE;
    for (char **id = ids; *id; id++) {
        g_autoptr(rs_record) record = rs_catalogue_writer_find(writer, *id, &error);
        if (error)
            return rs_cli_fail(error);
        if (!record) {
            g_autofree char *line = rs_cli_printable(*id);
            fprintf(stderr, "reportseek: no report %s in the index\n", line);
            status = RS_STATUS_NOTHING_FOUND;
            continue;
        }
        if (!rs_catalogue_remove(writer, record, &error))
            return rs_cli_fail(error);
        g_autofree char *line = rs_cli_printable(record->report->id);
        printf("removed %s, %u paragraphs\n", line, record->paragraphs);
    }
    return rs_index_writer_commit(writer, &error) ? status : rs_cli_fail(error);
}

const rs_command rs_command_remove = {"remove", "takes reports out of the index", run, NULL};
