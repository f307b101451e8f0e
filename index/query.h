/*
 * Queries of an index, and what they match: the rest of the C face of Xapian.
 *
 *     g_autoptr(rs_query) query = rs_query_term("专利");
 *     rs_match_request request = {.limit = 10};
 *     g_autoptr(rs_match_set) matches = rs_index_match(index, query, &request, &error);
 *     for (guint i = 0; i < matches->count; i++) …matches->match[i].content
 *
 * A query is built from the leaves up; building never fails.
 */
#pragma once
#include "index/index.h"

G_BEGIN_DECLS

typedef struct rs_query rs_query;

typedef enum {
    RS_QUERY_AND,
    RS_QUERY_OR,
    RS_QUERY_SYNONYM,   /* or, weighed as if it were one term */
    RS_QUERY_FILTER,    /* the first, where the others match too */
    RS_QUERY_AND_NOT,   /* the first, where no other matches */
    RS_QUERY_AND_MAYBE, /* the first, with weight from the others */
} rs_query_operator;

rs_query *rs_query_everything(void);
rs_query *rs_query_nothing(void);
rs_query *rs_query_term(const char *term);
/* The queries in OPERANDS stay the caller's. No operand: nothing. */
rs_query *rs_query_combine(rs_query_operator op, const GPtrArray *operands);
rs_query *rs_query_combine2(rs_query_operator op, const rs_query *first, const rs_query *second);
/* The weight of QUERY times FACTOR; 0 makes it a plain condition. */
rs_query *rs_query_scale(const rs_query *query, double factor);
/* What QUERY matches, each with the same WEIGHT. */
rs_query *rs_query_constant(const rs_query *query, double weight);
void rs_query_free(rs_query *query);
/* As Xapian describes it. */
char *rs_query_describe(const rs_query *query);

/* --- matches --- */

typedef enum { RS_SORT_RELEVANCE, RS_SORT_DATE, RS_SORT_REPORT } rs_sort;

typedef struct {
    guint offset, limit;
    rs_sort sort;
    const guint *count_slots; /* whose values are counted over all matches */
    guint count_slots_count;
} rs_match_request;

typedef struct {
    guint docid;
    double score;
    char *report; /* its id */
    GBytes *content;
} rs_match;

typedef struct {
    char *value;
    guint count; /* documents among the matches that have it */
} rs_value_count;

typedef struct {
    guint64 total; /* exact */
    guint count;
    rs_match *match;
    GPtrArray *counts; /* of GArray of rs_value_count, one for each slot asked for,
                          most frequent first */
} rs_match_set;

/* Those of QUERY's matches whose value in SLOT satisfies PREDICATE, as a query
 * without weight. NULL where the index cannot be read. */
typedef gboolean (*rs_predicate)(const char *value, const char *closure);
rs_query *rs_index_select(rs_index *index, const rs_query *query, guint slot,
                          rs_predicate predicate, const char *closure, GError **error);

rs_match_set *rs_index_match(rs_index *index, const rs_query *query,
                             const rs_match_request *request, GError **error);
void rs_match_set_free(rs_match_set *matches);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_query, rs_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(rs_match_set, rs_match_set_free)

G_END_DECLS
