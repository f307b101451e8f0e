/*
 * Lists of numbers as reports write them: "1, 6-8 and 45", "17.6至17.8",
 * "13*、14*和17*", "من ١ إلى ٣", "8.2 et 8.3".
 *
 *     rs_list list = {.most = 17, .count = RS_COUNT_MANY, .members = members};
 *     int after = rs_list_read(text, i, &list);       // i: the first number
 *
 * A list ends before a number that counts something: "SDG 9 and 12 universities",
 * "建议10和15项计划". Ranges are written out.
 */
#pragma once
#include "corpus/facet_text.h"

G_BEGIN_DECLS

typedef struct {
    int major;
    int minor;          /* after the dot; 0: none */
    char letter;        /* after the dot: 'a' …; 0: none */
    guint32 start, end; /* in the folded text */
} rs_list_member;

typedef struct {
    int most;        /* numbers, before the dot, go from 1 to this */
    rs_count count;  /* how many the word before the list announces */
    gboolean dotted; /* members must be like 9.5 and 9.b */
    gboolean arabic; /* 9-5 is 9.5 where dotted, and every member has its "and" */
    gboolean counts; /* a counting word may follow: 第10和11项 */
    GArray *members; /* of rs_list_member; what is found is appended */
    gboolean range;  /* set where the list begins with a range */
} rs_list;

/* Reads the list whose first number is unit I; gives the unit after it, or I
 * where there is no list. */
int rs_list_read(const rs_facet_text *text, int i, rs_list *list);

/* 第19、30和31项, at unit I: the same, with the words about it. MEMBERS is emptied
 * before. */
int rs_list_read_counted(const rs_facet_text *text, int i, int most, GArray *members);

gboolean rs_is_dash(const rs_unit *unit);

G_END_DECLS
