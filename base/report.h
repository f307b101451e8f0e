/*
 * A report and its paragraphs: what readers make, what the index keeps, what
 * a search shows. Plain data; everything in it is owned by the report.
 *
 *     g_autoptr(rs_report) report = rs_report_new();
 *     rs_paragraph *paragraph = rs_report_add(report, RS_KIND_PARAGRAPH, "13. In 2023 …");
 *     paragraph->line = 31;
 *
 * All text is valid UTF-8. Offsets are bytes, on character boundaries.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    RS_KIND_PARAGRAPH,
    RS_KIND_HEADING,
    RS_KIND_ITEM,      /* of a list: bulleted, lettered or numbered within a paragraph */
    RS_KIND_TABLE_ROW, /* cells separated by tabs */
    RS_KIND_NOTE,
    RS_KIND_CAPTION,
    RS_KIND_OTHER, /* "[End of document]" and the like */
    RS_KIND_COUNT
} rs_kind;

typedef enum {
    RS_FACET_SDG_GOAL,       /* "9" */
    RS_FACET_SDG_TARGET,     /* "9.5", "9.b" */
    RS_FACET_RECOMMENDATION, /* "10": of the WIPO Development Agenda */
    RS_FACET_MENTIONED_YEAR, /* "2023" */
    RS_FACET_CITES,          /* a document symbol in its normal form: "CDIP/22/15 Rev." */
    RS_FACET_COUNTRY,        /* ISO 3166-1 alpha-2 */
    RS_FACET_COUNT
} rs_facet_name;

typedef enum {
    RS_HOW_NAMED,   /* the paragraph says it */
    RS_HOW_SECTION, /* the paragraph stands in a section about it */
} rs_how;

#define RS_NOTE_NONE (-1)

typedef struct {
    rs_facet_name name;
    rs_how how;
    char *value;
    int note;          /* index of the footnote it was found in, or RS_NOTE_NONE: in the text */
    size_t start, end; /* the bytes that say it, in the text or note; both 0 for RS_HOW_SECTION */
} rs_facet;

typedef struct {
    unsigned ordinal; /* place in the report, from 1 */
    rs_kind kind;
    int level;            /* of a heading: 1 is outermost; 0 for all else */
    char *number;         /* paragraph number as printed on this paragraph, or NULL */
    char *label;          /* how one cites it: "13", "42(b)", "13 bullet 2"; or NULL */
    char *text;           /* clean: no marks of the file it came from */
    GPtrArray *section;   /* of char *: the headings it stands under, outermost first */
    GPtrArray *footnotes; /* of char * */
    GArray *facets;       /* of rs_facet, in order of name, then how, then place */
    unsigned line;        /* in the source, from 1; 0 where the format has no lines */
    unsigned page;        /* printed page; 0 where not known */
} rs_paragraph;

typedef struct {
    char *id;       /* its symbol where known, else its file's stem; unique in an index */
    char *symbol;   /* "CDIP/32/3", or NULL */
    char *title;    /* or NULL */
    char *language; /* ISO 639-1, or NULL where it cannot be told */
    char *date;     /* of the document: "2024", "2024-11" or "2024-11-21"; or NULL */
    GArray *years;  /* of int: the years it is about, ascending */

    char *path;     /* of the file, as given on the command line */
    char *member;   /* path inside the archive (inner archives joined by '/'), or NULL */
    char *format;   /* the reader's name: "text", "docx", "html" */
    char *encoding; /* what its text was decoded from: "UTF-8", "GB18030" */

    GPtrArray *fields;     /* of rs_field: other columns of its manifest row, in their order */
    GPtrArray *paragraphs; /* of rs_paragraph */
} rs_report;

typedef struct {
    char *name, *value;
} rs_field;

rs_report *rs_report_new(void);
void rs_report_free(rs_report *report);

/* Appends a paragraph with its ordinal set and all else empty; TEXT is copied.
 * The paragraph is lent: it stays the report's. */
rs_paragraph *rs_report_add(rs_report *report, rs_kind kind, const char *text);

/* A paragraph outside any report, for what is read back from an index. */
rs_paragraph *rs_paragraph_new(void);
void rs_paragraph_free(rs_paragraph *paragraph);

/* Adds a facet unless one with the same name, how and value is there already;
 * VALUE is copied. */
void rs_paragraph_add_facet(rs_paragraph *paragraph, rs_facet_name name, rs_how how,
                            const char *value, int note, size_t start, size_t end);

void rs_report_add_year(rs_report *report, int year);
void rs_report_add_field(rs_report *report, const char *name, const char *value);

/* The names that users and JSON know: "table_row", "sdg_goal", "named". */
const char *rs_kind_name(rs_kind kind);
const char *rs_facet_label(rs_facet_name name);
const char *rs_how_name(rs_how how);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_report, rs_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_paragraph, rs_paragraph_free)

G_END_DECLS
