/*
 * What an index holds. The table of fields drives indexing, filters, counts and
 * the `fields` command; the prose says the rest.
 *
 * A Xapian document is a paragraph. It has
 *   terms      for each word of the text and its footnotes its folded form ("知识",
 *              "patents"), and for each word of a language with a stemmer "Z" and
 *              its stem ("Zpatent"); for each value of a field its prefix and the
 *              folded value ("XT9.5"); "Q" and the paragraph's id;
 *   slots      for each field that is counted, its values packed into one string;
 *              sort keys; the folded text; the paragraph itself.
 * The data is empty: Xapian deflates it, a paragraph at a time, which takes a sixth
 * of an import and saves a twentieth of the index; slots it keeps as they are.
 * There are no positions: paragraphs are short, so that whether words stand
 * together is seen from the folded text (index/contains.h), and positions took two
 * fifths of an index. Metadata hold RS_META_VERSION, a record of each report
 * (index/catalogue.h) and the words with each Han character (index/vocabulary.h).
 *
 * Prefixes follow Omega's convention: Q, L, Y, Z as there, X… for our own.
 * Stored values are folded, so none begins with a capital and needs a ':'.
 */
#pragma once
#include "base/report.h"

G_BEGIN_DECLS

#define RS_INDEX_VERSION "1" /* changes when an index must be made anew */
#define RS_META_VERSION "reportseek.version"

#define RS_PREFIX_ID "Q"
#define RS_PREFIX_STEM "Z"

typedef enum {
    RS_FIELD_DOCUMENT,
    RS_FIELD_YEAR,
    RS_FIELD_SDG_GOAL,
    RS_FIELD_SDG_TARGET,
    RS_FIELD_RECOMMENDATION,
    RS_FIELD_MENTIONED_YEAR,
    RS_FIELD_CITES,
    RS_FIELD_LANGUAGE,
    RS_FIELD_KIND,
    RS_FIELD_TITLE,
    RS_FIELD_COUNT
} rs_field_id;

/* The fields before this one are counted: each has a slot, its rs_field_id. */
enum { RS_FIELD_COUNTED = RS_FIELD_TITLE };
enum {
    RS_SLOT_ORDER = 32, /* report id, tab, ordinal as 8 digits */
    RS_SLOT_DATE,       /* date of the report, else its last year; empty where unknown */
    RS_SLOT_TEXT,       /* the folded text and footnotes, a line each: what is looked at to
                           see whether a string is in them */
    RS_SLOT_PARAGRAPH,  /* the paragraph itself (index/document.h) */
};

typedef enum {
    RS_FIELD_WORD,   /* one of a set of values */
    RS_FIELD_NUMBER, /* a whole number: 9, or a range 6..8 */
    RS_FIELD_TEXT,   /* words, all of them; not indexed: read from the catalogue */
} rs_field_kind;

typedef struct {
    const char *name;  /* in facet counts */
    const char *query; /* in queries and options; goals and targets share "sdg" */
    const char *prefix;
    rs_field_kind kind;
    int least, most; /* of a number */
    const char *example;
    const char *summary;
} rs_schema_field;

extern const rs_schema_field rs_schema[RS_FIELD_COUNT];

/* The term that a value of a field is indexed under; owned by the caller. Xapian
 * takes terms up to 245 bytes: a longer value is cut and told apart by its hash. */
char *rs_schema_term(const char *prefix, const char *value);

/* Several values as one slot, and back (an owned GStrv). */
char *rs_schema_pack(const GPtrArray *values);
char **rs_schema_unpack(const char *packed);

/* What a value is called, in LANGUAGE where it is known there, else in English:
 * goal "9" in "zh" is "产业、创新和基础设施". NULL where a value is its own name. */
const char *rs_schema_label(rs_field_id field, const char *value, const char *language);

G_END_DECLS
