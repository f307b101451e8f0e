/*
 * The words by which a text in Arabic, Chinese, English, French, Russian or
 * Spanish says what its numbers are: "goal", "具体目标", "рекомендациями", and
 * those that join them, "and", "到", "а также".
 *
 *     const rs_word *word = rs_word_find(at, end, &size);
 *     if (word && word->sense & RS_SENSE_GOAL) …
 *
 * All forms are folded (base/fold.h). One form may have several senses: Spanish
 * "a" is both an article-like filler and the "to" of a range.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    /* What is numbered. */
    RS_SENSE_SDG = 1 << 0, /* "SDG", "sustainable development goals" */
    RS_SENSE_GOAL = 1 << 1,
    RS_SENSE_TARGET = 1 << 2,
    RS_SENSE_RECOMMENDATION = 1 << 3,
    /* Whose it is. */
    RS_SENSE_SUSTAINABLE = 1 << 4, /* "sustainable development": its goals are the SDGs */
    RS_SENSE_AGENDA = 1 << 5,      /* the WIPO Development Agenda */
    RS_SENSE_PROJECT = 1 << 6,     /* projects, plans, the Millennium: goals of their own */
    RS_SENSE_BODY = 1 << 7,        /* auditors, inspectors: recommendations of their own */
    /* What joins and fills. */
    RS_SENSE_AND = 1 << 8,
    RS_SENSE_TO = 1 << 9,
    RS_SENSE_BETWEEN = 1 << 10,
    RS_SENSE_OF = 1 << 11,      /* "of", "by", "from": whose comes next */
    RS_SENSE_FILL = 1 << 12,    /* articles and the like, between the members of a list */
    RS_SENSE_NUMBER = 1 << 13,  /* "no", "nos", "номер" */
    RS_SENSE_GRAMMAR = 1 << 14, /* may follow a finished list: "are", "which" */
    /* What a number may count or measure. */
    RS_SENSE_UNIT = 1 << 15,  /* "million", "days", "个" */
    RS_SENSE_ABOUT = 1 << 16, /* "some", "more than" */
    RS_SENSE_MONEY = 1 << 17, /* before a number: "CHF" */
    RS_SENSE_YEAR = 1 << 18,
    RS_SENSE_MONTH = 1 << 19,
    RS_SENSE_DISEASE = 1 << 20, /* of 2019 */
    RS_SENSE_PHONE = 1 << 21,
    RS_SENSE_ORDINAL = 1 << 22, /* "ninth": see rank */
    RS_SENSE_SOURCE = 1 << 23,  /* "report", "的": between a body and its recommendation */
    RS_SENSE_COUNTED = 1 << 24, /* "participants", "seats" */
} rs_sense;

/* How many a word in this form speaks of. */
typedef enum { RS_COUNT_UNKNOWN, RS_COUNT_ONE, RS_COUNT_TWO, RS_COUNT_MANY } rs_count;

typedef struct {
    const char *form; /* words apart by one space; "objecti*" is any word that begins so */
    guint32 sense;
    guint8 count; /* an rs_count; of an ordinal: its rank */
    guint8 upper; /* an acronym: counts only where written in capitals */
} rs_word;

/* The longest form that begins at AT, which begins a word, and how many bytes it
 * takes; NULL where there is none. END is where the text ends. */
const rs_word *rs_word_find(const char *at, const char *end, size_t *size);

/* The word at AT ends here: letters of one script; apostrophes stand outside. */
const char *rs_word_end(const char *at, const char *end);

/* Han characters, which are written without spaces. */
gboolean rs_is_han(gunichar c);

G_END_DECLS
