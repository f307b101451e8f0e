/*
 * The steps of rs_structure_find, and the lines they share: each paragraph with
 * what its text shows at first sight.
 *
 *     GArray *lines = survey(report);        // of rs_line, one a paragraph
 *     rs_structure_contents(lines);          // the table of contents
 *     rs_structure_number(lines);            // paragraph numbers
 *     …kinds…
 *     rs_structure_cover(lines, title);      // the title page
 *     rs_structure_section(lines, title);    // section paths, levels, labels
 */
#pragma once
#include "base/report.h"
#include "corpus/marker.h"

G_BEGIN_DECLS

typedef enum {
    RS_END_NONE,  /* as a heading ends */
    RS_END_STOP,  /* 。 . ! ? */
    RS_END_COLON, /* what follows belongs to it */
    RS_END_LIST,  /* ； ， "; and": another item follows */
} rs_end;

typedef struct {
    rs_paragraph *paragraph;
    rs_marker marker;
    rs_end end;
    unsigned width;    /* in Latin letters; a Han character is as wide as two */
    gboolean open;     /* the format did not say what kind it is */
    gboolean cell;     /* stands alone in a table's row */
    gboolean gap;      /* a blank line stands before it */
    gboolean listed;   /* in the table of contents */
    gboolean on_cover; /* of the title page: stands over no section */
} rs_line;

/* Settles the lines of a table of contents as other, before all else, and marks the
 * lines it lists. */
void rs_structure_contents(GArray *lines);

/* Finds which of the lines marked "12." are numbered paragraphs, and moves the
 * number from the text to the paragraph. */
void rs_structure_number(GArray *lines);

/* Widest of what names an annex, a part or a theme, and of a title page's lines. */
#define RS_THEME_WIDTH 260

/* Marks the lines of the title page, and gives those their kind that only say
 * where the report comes from: its symbol, body, session, date, author. TITLE may be NULL. */
void rs_structure_cover(GArray *lines, const char *title);

/* Gives every paragraph its section path, every heading without one a level, and
 * numbered paragraphs and their items their labels. TITLE, which may be NULL, is
 * the report's own and no section. */
void rs_structure_section(GArray *lines, const char *title);

G_END_DECLS
