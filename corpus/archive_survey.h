/*
 * What is in an archive, before its files are read: the names of its members, the
 * text of each reports.csv, and whether it is an archive at all. Private to
 * archive*.c.
 *
 *     g_auto(rs_survey) found = rs_survey_new();
 *     if (rs_survey_take(&found, container, &limits, total_left, &error)) ...
 */
#pragma once
#include "corpus/archive.h"
#include "corpus/archive_container.h"

G_BEGIN_DECLS

typedef struct {
    GPtrArray *names;          /* of char *, as they are in the archive */
    GPtrArray *manifest_names; /* of char *, likewise */
    GPtrArray *manifests;      /* of GBytes, one for each of the names */
    gboolean document;         /* a docx, odt, epub …: no archive, and not looked at further */
} rs_survey;

rs_survey rs_survey_new(void);
void rs_survey_clear(rs_survey *survey);

/* Goes through CONTAINER's headers once, unpacking no more than the limits
 * allow. FALSE where there is nothing but damage; damage further on is left
 * for whoever reads the files. */
gboolean rs_survey_take(rs_survey *found, rs_container *container, const rs_archive_limits *limits,
                        guint64 total_left, GError **error);

#define RS_MANIFEST_NAME "reports.csv"

/* Whether a path's last part is reports.csv. */
gboolean rs_is_manifest(const char *path);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(rs_survey, rs_survey_clear)

G_END_DECLS
