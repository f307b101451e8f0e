/*
 * What a user typed, as a tree.
 *
 *     g_autoptr(rs_query_node) tree = rs_query_parse("专利 year:2022..2023 -草案", &error);
 *     g_autofree char *shown = rs_query_show(tree);
 *
 *     query  = or ;
 *     or     = and { "OR" and } ;
 *     and    = bag { "AND" bag } ;
 *     bag    = { [ "+" | "-" | "NOT" ] item } ;
 *     item   = word | '"' text '"' | field ":" value | "(" query ")" ;
 *     value  = text without space | '"' text '"' | number ".." number ;
 *     field  = lower-case letters with "-" or "_": see index/schema.h ;
 *
 * Operators are upper case; their full-width forms (（ ） ＋ － ：) and the quotes
 * “ ” 「 」 『 』 « » mean the same. The words of a bag are wanted together, and
 * those with all of them come first. Natural text never fails: an operator that
 * stands where none can be is a word.
 */
#pragma once
#include "base/error.h"
#include "index/schema.h"

G_BEGIN_DECLS

typedef enum {
    RS_NODE_WORD,   /* text between spaces; may be several words, as Chinese is */
    RS_NODE_PHRASE, /* text between quotes */
    RS_NODE_FIELD,  /* a value, or a range of numbers */
    RS_NODE_BAG,
    RS_NODE_AND,
    RS_NODE_OR,
} rs_node_kind;

typedef enum { RS_MARK_NONE, RS_MARK_REQUIRED, RS_MARK_EXCLUDED } rs_node_mark;

typedef struct rs_query_node {
    rs_node_kind kind;
    rs_node_mark mark;
    char *text; /* of a word, phrase or field's value */
    rs_field_id field;
    int from, to;        /* of a field of numbers */
    GPtrArray *children; /* of rs_query_node: of bag, and, or */
} rs_query_node;

/* The tree's root is a bag, an "and" or an "or". USAGE errors name the column,
 * counted in characters from 1. */
rs_query_node *rs_query_parse(const char *text, GError **error);
void rs_query_node_free(rs_query_node *node);

/* A field node from a name and a value, as the filter options give them.
 * COLUMN of 0: the error names the option, not a column. */
rs_query_node *rs_query_field_new(const char *name, const char *value, int column, GError **error);

/* A bag that holds CHILD, which becomes the bag's. */
rs_query_node *rs_query_bag_new(rs_query_node *child);

/* The tree on one line, for --explain: bag(word(专利) field(year, 2022..2023)). */
char *rs_query_show(const rs_query_node *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_query_node, rs_query_node_free)

G_END_DECLS
