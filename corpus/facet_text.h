/*
 * A text as the facet finders see it: cut into words, numbers and marks.
 *
 *     rs_facet_text_read(&text, start, end);
 *     const rs_unit *unit = rs_facet_unit(&text, i);
 *     if (unit->kind == RS_UNIT_NUMBER && unit->value == 9) …
 *
 * Words that rs_word_find knows are one unit even where they are several words
 * ("sustainable development goals"); other Han characters stand together in runs.
 */
#pragma once
#include "base/fold.h"
#include "base/report.h"
#include "corpus/facet_words.h"

G_BEGIN_DECLS

typedef enum { RS_UNIT_END, RS_UNIT_WORD, RS_UNIT_NUMBER, RS_UNIT_MARK } rs_unit_kind;

typedef enum {
    RS_SCRIPT_OTHER,
    RS_SCRIPT_HAN,
    RS_SCRIPT_ARABIC,
} rs_script;

typedef struct {
    guint32 start, end;  /* in the folded text */
    guint32 value;       /* of a number; of a mark: its character */
    guint8 kind, script; /* rs_unit_kind, rs_script */
    guint8 digits;       /* of a number: how many it is written with, 255 for more */
    guint8 count;        /* of a word: rs_count, or its rank */
    guint32 sense;       /* of a word: rs_sense bits */
} rs_unit;

/* What a report says elsewhere bears on what a bare "recommendation 16" is. These
 * are kept until the report is read. */
typedef struct {
    rs_paragraph *paragraph;
    rs_facet facet;
} rs_doubt;

/* A piece of a paragraph: of its body or of one of its notes. */
typedef struct {
    rs_paragraph *paragraph;
    int note;             /* RS_NOTE_NONE, or the index of the footnote this is */
    const char *original; /* what was folded */
    rs_folded *folded;
    GArray *units;  /* of rs_unit; the last is an RS_UNIT_END */
    guint32 senses; /* of all its words together */
    GArray *doubts; /* of rs_doubt */
} rs_facet_text;

/* Cuts folded bytes START to END into units. */
void rs_facet_text_read(rs_facet_text *text, size_t start, size_t end);

/* The unit at I; beyond either end, one of kind RS_UNIT_END without senses. */
const rs_unit *rs_facet_unit(const rs_facet_text *text, int i);
/* No space stands between the unit at I and the one before it. */
gboolean rs_facet_glued(const rs_facet_text *text, int i);
gboolean rs_facet_is_mark(const rs_facet_text *text, int i, gunichar mark);
gboolean rs_facet_has(const rs_facet_text *text, int i, guint32 senses);

/* The folded characters START to END of the text name VALUE. */
void rs_facet_add(const rs_facet_text *text, rs_facet_name name, const char *value, size_t start,
                  size_t end);
/* They do if the report as a whole is about such things. */
void rs_facet_doubt(const rs_facet_text *text, rs_facet_name name, const char *value, size_t start,
                    size_t end);

/* Whose a numbered thing is, from the words about it. */
typedef enum {
    RS_OWNER_UNKNOWN,
    RS_OWNER_SUSTAINABLE, /* the Sustainable Development Agenda: a goal is an SDG */
    RS_OWNER_AGENDA,      /* the WIPO Development Agenda */
    RS_OWNER_OTHER
} rs_owner;

/* From the words before the one at I: "audit recommendation", "战略目标". */
rs_owner rs_facet_owner_before(const rs_facet_text *text, int i);
/* From the words from I on, after the numbers of the one at CUE: "of the project",
 * "ПДР". In Chinese nothing that follows tells. */
rs_owner rs_facet_owner_after(const rs_facet_text *text, int cue, int i);
/* From the words between the one at CUE and its first number, which *NUMBER then
 * is; or -1 where no number belongs to it. *RANGE is set where that must begin a
 * range: "с 12 по 14". */
rs_owner rs_facet_owner_within(const rs_facet_text *text, int cue, int *number, gboolean *range);

G_END_DECLS
