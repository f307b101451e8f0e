/*
 * The mark a line of a report opens with: a number, a letter, a bullet, or the
 * words of an annex, a goal, a recommendation, a table's caption.
 *
 *     rs_marker marker = rs_marker_find("（二）法律援助");
 *     // marker.style == RS_MARKER_HAN_PAREN, marker.value == 2
 *     puts(text + marker.size);          // "法律援助"
 *
 * It says only what is written; whether the line is a heading, an item or a
 * numbered paragraph is for structure.c, which sees the lines around it.
 */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    RS_MARKER_NONE,
    RS_MARKER_ANNEX,          /* 附件一, Annex II, ПРИЛОЖЕНИЕ */
    RS_MARKER_PART,           /* 第一章, 第二部分, Chapter 3 */
    RS_MARKER_SECTION,        /* 第三节, Section 4 */
    RS_MARKER_GOAL,           /* 可持续发展目标9, SDG 9, ЦУР 9 */
    RS_MARKER_RECOMMENDATION, /* 建议13*、14*和17*, Recommendation 10 */
    RS_MARKER_HAN,            /* 一、 */
    RS_MARKER_HAN_PAREN,      /* （一） */
    RS_MARKER_ROMAN_UPPER,    /* II. أولا. */
    RS_MARKER_UPPER,          /* A. A) (A) */
    RS_MARKER_NUMBER,         /* 12. */
    RS_MARKER_COUNT,          /* 1、 1) */
    RS_MARKER_COUNT_PAREN,    /* (1) ① */
    RS_MARKER_DECIMAL,        /* 2.1 2.1.3 */
    RS_MARKER_LOWER,          /* a. a) (a) а) (أ) */
    RS_MARKER_ROMAN,          /* i. i) (i) */
    RS_MARKER_BULLET,         /* · • – - */
    RS_MARKER_STAR,           /* * ** : a note or a bullet */
    RS_MARKER_CAPTION,        /* 表 1. 图一. Figure 2 */
    RS_MARKER_NOTE,           /* ¹ 注： Source: */
} rs_marker_style;

typedef struct {
    rs_marker_style style;
    unsigned value;  /* 3 for "3.", "c)", "iii)" and "（三）"; how many stars; else 0 */
    unsigned letter; /* a Roman number that may be a letter: 9 for "i"; else 0 */
    gboolean glued;  /* an annex whose title, or a sentence, goes on behind the number */
    gboolean paren;  /* within parentheses on both sides */
    size_t size;     /* in bytes, with the space behind it */
} rs_marker;

/* TEXT is valid UTF-8 that does not begin with a space. */
rs_marker rs_marker_find(const char *text);

G_END_DECLS
