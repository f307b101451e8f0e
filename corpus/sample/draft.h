/*
 * A draft: one sample report in one language, as it stands in src/ in a small
 * markup of our own (README.md has it in full), and as plain data.
 *
 *     g_autoptr(rs_draft) draft = rs_draft_parse(text, "src/ckd_7_3.en.txt", &error);
 *     rs_block *block = draft->blocks->pdata[0];
 *     puts(rs_draft_field(draft, "symbol"));
 *
 * One line is one block; marks of footnotes stay in the text as "[^1]" and are
 * walked with rs_draft_next_note.
 */
#pragma once
#include "base/error.h"

G_BEGIN_DECLS

typedef enum {
    RS_BLOCK_TEXT,    /* a paragraph; label "13." where it is numbered, else NULL */
    RS_BLOCK_HEADING, /* level 1 to 3 */
    RS_BLOCK_ITEM,    /* of a list; label "(a)", "b)", "(ج)" where lettered, else NULL */
    RS_BLOCK_CAPTION, /* of the table that follows */
    RS_BLOCK_HEADER,  /* the header row of a table */
    RS_BLOCK_ROW,
} rs_block_kind;

typedef struct {
    rs_block_kind kind;
    unsigned level; /* of a heading, else 0 */
    char *label;
    char *text;   /* empty in a row of a table */
    char **cells; /* NULL but in a row of a table */
} rs_block;

typedef struct {
    GHashTable *fields; /* of the header: name → value */
    GPtrArray *blocks;  /* of rs_block */
    GPtrArray *notes;   /* of char *: note 1 is the first */
} rs_draft;

/* NAME is for messages: "NAME:12: …". RS_ERROR_USAGE where TEXT breaks a rule of
 * the markup, lacks a field, or refers to a footnote that is not there. */
rs_draft *rs_draft_parse(const char *text, const char *name, GError **error);
void rs_draft_free(rs_draft *draft);

/* A field of the header; "" where there is none. Those of rs_draft_required
 * are always there. */
const char *rs_draft_field(const rs_draft *draft, const char *name);
extern const char *const rs_draft_required[]; /* NULL-terminated */

/* The lines above the title and below it, as a reader of the report sees them,
 * in order; NULL-terminated, of the names of fields. */
extern const char *const rs_draft_above_title[], *const rs_draft_below_title[];

/* TEXT up to its first footnote mark: SIZE bytes. Returns what follows the mark,
 * with its number (from 1) in NOTE, or NULL where there is no mark. */
const char *rs_draft_next_note(const char *text, size_t *size, unsigned *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_draft, rs_draft_free)

G_END_DECLS
