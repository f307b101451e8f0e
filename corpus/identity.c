/*
 * What a report is: for now its id, the stem of its file.
 */
#include "corpus/reader.h"
#include <string.h>

void rs_identity_find(rs_report *report, const rs_file *file)
{
    g_autofree char *name = g_path_get_basename(file->member ? file->member : file->path);
    char *dot = strrchr(name, '.');
    if (dot && dot > name)
        *dot = '\0';
    report->id = g_strdup(name);
}
