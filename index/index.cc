/*
 * The wall: the only C++ file. Every function is one guarded call into Xapian;
 * guard() is the only place where an exception is caught.
 */
#include "index/index.h"
#include "index/query.h"
#include "index/schema.h"
#include "index/vocabulary.h"
#include <algorithm>
#include <cstring>
#include <deque>
#include <stdexcept>
#include <string>
#include <vector>
#include <xapian.h>

/* BM25 for paragraphs: they are short, so that a word said twice says little more
 * than a word said once (k1), and length matters less than in long texts (b). */
static const double BM25_K1 = 0.6, BM25_B = 0.5, BM25_MIN_NORMLEN = 0.5;

static const int READ_AGAIN = 3; /* times, when the index is rewritten under a reader */

struct rs_index {
    std::string path, uuid;
    Xapian::Database database;
};

struct rs_index_writer {
    std::string path, uuid;
    Xapian::WritableDatabase database;
    rs_vocabulary *vocabulary;
};

struct rs_query {
    Xapian::Query query;
};

struct rs_stemmer {
    Xapian::Stem stem;
};

static void set_error(GError **error, rs_error_code code, const std::string &path,
                      const std::string &message)
{
    g_set_error(error, RS_ERROR, code, "%s: %s", path.c_str(), message.c_str());
}

/* Runs BODY; an exception becomes an error, by what the caller can do about it. */
template <typename F> static bool guard(const std::string &path, GError **error, F body) noexcept
{
    try {
        body();
        return true;
    } catch (const Xapian::DatabaseLockError &) {
        set_error(error, RS_ERROR_RETRY, path, "another import is writing this index; try again");
    } catch (const Xapian::DatabaseModifiedError &) {
        set_error(error, RS_ERROR_RETRY, path, "the index is being rewritten; try again");
    } catch (const Xapian::DatabaseVersionError &) {
        set_error(
            error, RS_ERROR_INDEX, path,
            "made by another version of Xapian; import into a new folder with reportseek index");
    } catch (const Xapian::DatabaseCorruptError &e) {
        set_error(error, RS_ERROR_INDEX, path,
                  "the index is damaged (" + e.get_msg() +
                      "); import again into a new folder with reportseek index");
    } catch (const Xapian::DatabaseOpeningError &e) {
        set_error(error, RS_ERROR_INDEX, path, "no index can be opened here (" + e.get_msg() + ")");
    } catch (const Xapian::DatabaseError &e) {
        /* With an errno the system failed; without one a file is cut short. */
        const char *reason = e.get_error_string();
        if (reason)
            set_error(error, RS_ERROR_STOP, path, e.get_msg() + ": " + reason);
        else
            set_error(error, RS_ERROR_INDEX, path,
                      "the index is damaged (" + e.get_msg() +
                          "); import again into a new folder with reportseek index");
    } catch (const Xapian::RuntimeError &e) {
        /* A docid that the index itself gave is not there, a number is out of range. */
        set_error(error, RS_ERROR_INDEX, path,
                  "the index is damaged (" + e.get_msg() +
                      "); import again into a new folder with reportseek index");
    } catch (const Xapian::Error &e) {
        set_error(error, RS_ERROR_STOP, path, e.get_description());
    } catch (const std::bad_alloc &) {
        set_error(error, RS_ERROR_STOP, path, "out of memory");
    } catch (const std::length_error &) {
        set_error(error, RS_ERROR_INDEX, path,
                  "the index is damaged (a length is out of range); import again into a new folder "
                  "with reportseek index");
    } catch (const std::exception &e) {
        set_error(error, RS_ERROR_STOP, path, e.what());
    } catch (...) {
        set_error(error, RS_ERROR_STOP, path, "an unknown failure");
    }
    return false;
}

/* For what cannot fail but by running out of memory, as GLib also dies of. */
template <typename F> static void guard(F body) noexcept
{
    body();
}

static GBytes *bytes_of(const std::string &value)
{
    return g_bytes_new(value.data(), value.size());
}

static gboolean check_version(const Xapian::Database &database, const std::string &path,
                              GError **error)
{
    std::string version = database.get_metadata(RS_META_VERSION);
    if (version == RS_INDEX_VERSION)
        return TRUE;
    if (version.empty())
        set_error(error, RS_ERROR_INDEX, path, "a Xapian database, but no index of reportseek");
    else
        set_error(error, RS_ERROR_INDEX, path,
                  "an index of version " + version +
                      ", and this program needs " RS_INDEX_VERSION
                      "; import into a new folder with reportseek index");
    return FALSE;
}

/* --- the index, for reading --- */

static gboolean is_index(const char *path)
{
    g_autofree char *glass = g_build_filename(path, "iamglass", nullptr);
    return g_file_test(glass, G_FILE_TEST_EXISTS);
}

rs_index *rs_index_open(const char *path, GError **error)
{
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        set_error(error, RS_ERROR_INDEX, path, "no index yet; make one with reportseek index PATH");
        return nullptr;
    }
    if (!is_index(path)) {
        set_error(error, RS_ERROR_INDEX, path,
                  "this is no index; make one with reportseek --index DIR index PATH");
        return nullptr;
    }
    rs_index *index = nullptr;
    guard(path, error, [&] {
        Xapian::Database database(path);
        if (check_version(database, path, error))
            index = new rs_index{path, database.get_uuid(), database};
    });
    return index;
}

void rs_index_free(rs_index *index)
{
    delete index;
}

const char *rs_index_uuid(const rs_index *index)
{
    return index->uuid.c_str();
}

guint64 rs_index_revision(const rs_index *index)
{
    guint64 revision = 0;
    guard(index->path, nullptr, [&] { revision = index->database.get_revision(); });
    return revision;
}

guint rs_index_document_count(const rs_index *index)
{
    guint count = 0;
    guard(index->path, nullptr, [&] { count = index->database.get_doccount(); });
    return count;
}

static GBytes *get_metadata(const Xapian::Database &database, const std::string &path,
                            const char *key, GError **error)
{
    GBytes *bytes = nullptr;
    guard(path, error, [&] {
        std::string value = database.get_metadata(key);
        if (!value.empty())
            bytes = bytes_of(value);
    });
    return bytes;
}

GBytes *rs_index_get(const rs_index *index, const char *key, GError **error)
{
    return get_metadata(index->database, index->path, key, error);
}

GPtrArray *rs_index_keys(const rs_index *index, const char *prefix, GError **error)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    bool done = guard(index->path, error, [&] {
        const Xapian::Database &database = index->database;
        for (auto it = database.metadata_keys_begin(prefix);
             it != database.metadata_keys_end(prefix); ++it)
            g_ptr_array_add(keys, g_strdup((*it).c_str()));
    });
    return done ? static_cast<GPtrArray *>(g_steal_pointer(&keys)) : nullptr;
}

GPtrArray *rs_index_document_terms(const rs_index *index, guint docid, GError **error)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    bool done = guard(index->path, error, [&] {
        const Xapian::Database &database = index->database;
        for (auto it = database.termlist_begin(docid); it != database.termlist_end(docid); ++it)
            g_ptr_array_add(terms, g_strdup((*it).c_str()));
    });
    return done ? static_cast<GPtrArray *>(g_steal_pointer(&terms)) : nullptr;
}

guint rs_index_frequency(const rs_index *index, const char *term)
{
    guint frequency = 0;
    guard(index->path, nullptr, [&] { frequency = index->database.get_termfreq(term); });
    return frequency;
}

/* --- the writer --- */

static gboolean is_empty_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, nullptr);
    return folder && !g_dir_read_name(folder);
}

rs_index_writer *rs_index_writer_open(const char *path, GError **error)
{
    gboolean made = !g_file_test(path, G_FILE_TEST_EXISTS) || is_empty_folder(path);
    if (!made && !is_index(path)) {
        set_error(error, RS_ERROR_INDEX, path,
                  "neither an index nor an empty folder; name another with --index DIR");
        return nullptr;
    }
    if (made && g_mkdir_with_parents(path, 0777)) {
        set_error(error, RS_ERROR_INDEX, path, g_strerror(errno));
        return nullptr;
    }
    rs_index_writer *writer = nullptr;
    guard(path, error, [&] {
        Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OPEN);
        /* One that was cut off before its first commit is made here, too. */
        if (made || (database.get_metadata(RS_META_VERSION).empty() && !database.get_lastdocid() &&
                     database.metadata_keys_begin() == database.metadata_keys_end())) {
            database.set_metadata(RS_META_VERSION, RS_INDEX_VERSION);
            database.commit();
        } else if (!check_version(database, path, error)) {
            return;
        }
        /* In a transaction Xapian never commits by itself: no half report is seen. */
        database.begin_transaction();
        writer = new rs_index_writer{path, database.get_uuid(), database, rs_vocabulary_new()};
    });
    return writer;
}

void rs_index_writer_free(rs_index_writer *writer)
{
    if (!writer)
        return;
    guard(writer->path, nullptr, [&] { writer->database.cancel_transaction(); });
    guard(writer->path, nullptr, [&] { writer->database.close(); });
    rs_vocabulary_free(writer->vocabulary);
    delete writer;
}

gboolean rs_index_writer_add(rs_index_writer *writer, const rs_document *document, GError **error)
{
    if (!rs_vocabulary_note(writer->vocabulary, writer, document, error))
        return FALSE;
    return guard(writer->path, error, [&] {
        Xapian::Document added;
        gsize size;
        const char *content = static_cast<const char *>(g_bytes_get_data(document->content, &size));
        added.add_value(RS_SLOT_PARAGRAPH, std::string(content, size));
        for (guint i = 0; i < document->values->len; i++) {
            const rs_slot_value &value = g_array_index(document->values, rs_slot_value, i);
            added.add_value(value.slot, value.value);
        }
        for (guint i = 0; i < document->postings->len; i++) {
            const rs_posting &posting = g_array_index(document->postings, rs_posting, i);
            if (posting.weighs)
                added.add_term(posting.term);
            else
                added.add_boolean_term(posting.term);
        }
        writer->database.add_document(added);
    });
}

gboolean rs_index_writer_remove(rs_index_writer *writer, const char *term, GError **error)
{
    return guard(writer->path, error, [&] { writer->database.delete_document(std::string(term)); });
}

gboolean rs_index_writer_has(rs_index_writer *writer, const char *term, gboolean *has,
                             GError **error)
{
    return guard(writer->path, error, [&] { *has = writer->database.term_exists(term); });
}

gboolean rs_index_writer_set(rs_index_writer *writer, const char *key, GBytes *bytes,
                             GError **error)
{
    return guard(writer->path, error, [&] {
        gsize size = 0;
        const char *value =
            bytes ? static_cast<const char *>(g_bytes_get_data(bytes, &size)) : nullptr;
        writer->database.set_metadata(key, value ? std::string(value, size) : std::string());
    });
}

GBytes *rs_index_writer_get(const rs_index_writer *writer, const char *key, GError **error)
{
    return get_metadata(writer->database, writer->path, key, error);
}

gboolean rs_index_writer_commit(rs_index_writer *writer, GError **error)
{
    if (!rs_vocabulary_flush(writer->vocabulary, writer, error))
        return FALSE;
    return guard(writer->path, error, [&] {
        writer->database.commit_transaction();
        writer->database.begin_transaction();
    });
}

const char *rs_index_writer_uuid(const rs_index_writer *writer)
{
    return writer->uuid.c_str();
}

guint64 rs_index_writer_revision(const rs_index_writer *writer)
{
    guint64 revision = 0;
    guard(writer->path, nullptr, [&] { revision = writer->database.get_revision(); });
    return revision;
}

gboolean rs_index_check(const char *path, GString *report, GError **error)
{
    size_t errors = 0;
    bool done = guard(path, error, [&] { errors = Xapian::Database::check(path, 0, nullptr); });
    if (done && errors)
        g_string_append_printf(report, "%zu faults in the index's own structures\n", errors);
    return done;
}

/* --- queries --- */

rs_query *rs_query_everything(void)
{
    return new rs_query{Xapian::Query::MatchAll};
}

rs_query *rs_query_nothing(void)
{
    return new rs_query{Xapian::Query::MatchNothing};
}

rs_query *rs_query_term(const char *term)
{
    return new rs_query{Xapian::Query(term)};
}

static Xapian::Query combine(rs_query_operator op, const std::vector<Xapian::Query> &all)
{
    auto first = all.begin();
    if (all.empty())
        return Xapian::Query::MatchNothing;
    if (all.size() == 1)
        return *first;
    Xapian::Query others(Xapian::Query::OP_OR, first + 1, all.end());
    switch (op) {
    case RS_QUERY_AND:
        return Xapian::Query(Xapian::Query::OP_AND, first, all.end());
    case RS_QUERY_OR:
        return Xapian::Query(Xapian::Query::OP_OR, first, all.end());
    case RS_QUERY_SYNONYM:
        return Xapian::Query(Xapian::Query::OP_SYNONYM, first, all.end());
    case RS_QUERY_FILTER:
        return Xapian::Query(Xapian::Query::OP_FILTER, *first,
                             Xapian::Query(Xapian::Query::OP_AND, first + 1, all.end()));
    case RS_QUERY_AND_NOT:
        return Xapian::Query(Xapian::Query::OP_AND_NOT, *first, others);
    case RS_QUERY_AND_MAYBE:
        return Xapian::Query(Xapian::Query::OP_AND_MAYBE, *first, others);
    }
    return Xapian::Query::MatchNothing;
}

rs_query *rs_query_combine(rs_query_operator op, const GPtrArray *operands)
{
    std::vector<Xapian::Query> all;
    for (guint i = 0; i < operands->len; i++)
        all.push_back(static_cast<const rs_query *>(operands->pdata[i])->query);
    return new rs_query{combine(op, all)};
}

rs_query *rs_query_combine2(rs_query_operator op, const rs_query *first, const rs_query *second)
{
    return new rs_query{combine(op, {first->query, second->query})};
}

rs_query *rs_query_scale(const rs_query *query, double factor)
{
    return new rs_query{Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query->query, factor)};
}

rs_query *rs_query_constant(const rs_query *query, double weight)
{
    auto source = new Xapian::FixedWeightPostingSource(weight);
    return new rs_query{
        Xapian::Query(Xapian::Query::OP_FILTER, Xapian::Query(source->release()), query->query)};
}

void rs_query_free(rs_query *query)
{
    delete query;
}

char *rs_query_describe(const rs_query *query)
{
    return g_strdup(query->query.get_description().c_str());
}

/* --- matches --- */

static void value_count_clear(gpointer count)
{
    g_free(static_cast<rs_value_count *>(count)->value);
}

static gint compare_counts(gconstpointer a, gconstpointer b)
{
    auto x = static_cast<const rs_value_count *>(a), y = static_cast<const rs_value_count *>(b);
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strverscmp(x->value, y->value); /* 9 before 10, 9.b after 9.5 */
}

/* A slot holds several values packed: the packed strings are few and counted by
 * Xapian, then taken apart and added up. */
static GArray *count_values(const Xapian::ValueCountMatchSpy &spy)
{
    g_autoptr(GHashTable) totals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, nullptr);
    for (auto it = spy.values_begin(); it != spy.values_end(); ++it) {
        g_auto(GStrv) values = rs_schema_unpack((*it).c_str());
        for (char **value = values; *value; value++) {
            guint sum = GPOINTER_TO_UINT(g_hash_table_lookup(totals, *value));
            sum += it.get_termfreq();
            g_hash_table_insert(totals, g_strdup(*value), GUINT_TO_POINTER(sum));
        }
    }
    GArray *counts = g_array_new(FALSE, FALSE, sizeof(rs_value_count));
    g_array_set_clear_func(counts, value_count_clear);
    GHashTableIter it;
    gpointer value, sum;
    g_hash_table_iter_init(&it, totals);
    while (g_hash_table_iter_next(&it, &value, &sum)) {
        rs_value_count count = {g_strdup(static_cast<char *>(value)), GPOINTER_TO_UINT(sum)};
        g_array_append_val(counts, count);
    }
    g_array_sort(counts, compare_counts);
    return counts;
}

static void read_match(rs_match *match, const Xapian::MSetIterator &it)
{
    Xapian::Document document = it.get_document();
    match->docid = *it;
    match->score = it.get_weight();
    match->content = bytes_of(document.get_value(RS_SLOT_PARAGRAPH));
    match->report = g_strdup(document.get_value(RS_FIELD_DOCUMENT).c_str());
}

static rs_match_set *match(const Xapian::Database &database, const Xapian::Query &query,
                           const rs_match_request *request)
{
    Xapian::Enquire enquire(database);
    std::deque<Xapian::ValueCountMatchSpy> spies; /* spies stay where they are */
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BM25Weight(BM25_K1, 0, 1, BM25_B, BM25_MIN_NORMLEN));
    if (request->sort == RS_SORT_DATE)
        enquire.set_sort_by_value_then_relevance(RS_SLOT_DATE, true);
    else if (request->sort == RS_SORT_REPORT)
        enquire.set_sort_by_value(RS_SLOT_ORDER, false);
    for (guint i = 0; i < request->count_slots_count; i++)
        spies.emplace_back(request->count_slots[i]);
    for (auto &spy : spies)
        enquire.add_matchspy(&spy);
    /* Looking at every match is what makes totals and counts exact. */
    Xapian::MSet set = enquire.get_mset(request->offset, request->limit, database.get_doccount());

    g_autoptr(rs_match_set) matches = g_new0(rs_match_set, 1);
    matches->total = set.get_matches_estimated();
    matches->match = g_new0(rs_match, set.size());
    matches->counts =
        g_ptr_array_new_with_free_func(reinterpret_cast<GDestroyNotify>(g_array_unref));
    for (auto it = set.begin(); it != set.end(); ++it)
        read_match(&matches->match[matches->count++], it);
    for (const auto &spy : spies)
        g_ptr_array_add(matches->counts, count_values(spy));
    return static_cast<rs_match_set *>(g_steal_pointer(&matches));
}

rs_match_set *rs_index_match(rs_index *index, const rs_query *query,
                             const rs_match_request *request, GError **error)
{
    rs_match_set *matches = nullptr;
    for (int tries = 1; !matches; tries++) {
        g_autoptr(GError) failure = nullptr;
        guard(index->path, &failure,
              [&] { matches = match(index->database, query->query, request); });
        if (!failure)
            break;
        if (!g_error_matches(failure, RS_ERROR, RS_ERROR_RETRY) || tries == READ_AGAIN) {
            g_propagate_error(error, static_cast<GError *>(g_steal_pointer(&failure)));
            break;
        }
        guard(index->path, nullptr, [&] { index->database.reopen(); });
    }
    return matches;
}

void rs_match_set_free(rs_match_set *matches)
{
    if (!matches)
        return;
    for (guint i = 0; i < matches->count; i++) {
        g_free(matches->match[i].report);
        g_bytes_unref(matches->match[i].content);
    }
    g_free(matches->match);
    if (matches->counts)
        g_ptr_array_unref(matches->counts);
    g_free(matches);
}

/* --- matches chosen by their content --- */

/* Documents named one by one, in ascending order. */
class DocumentSet : public Xapian::PostingSource
{
    std::vector<Xapian::docid> documents;
    size_t at = 0;
    bool begun = false;

  public:
    explicit DocumentSet(const std::vector<Xapian::docid> &chosen) : documents(chosen)
    {
    }
    PostingSource *clone() const override
    {
        return new DocumentSet(documents);
    }
    void init(const Xapian::Database &) override
    {
        begun = false;
        at = 0;
    }
    Xapian::doccount get_termfreq_min() const override
    {
        return documents.size();
    }
    Xapian::doccount get_termfreq_est() const override
    {
        return documents.size();
    }
    Xapian::doccount get_termfreq_max() const override
    {
        return documents.size();
    }
    void next(double) override
    {
        at += begun;
        begun = true;
    }
    void skip_to(Xapian::docid least, double) override
    {
        begun = true;
        while (at < documents.size() && documents[at] < least)
            at++;
    }
    bool at_end() const override
    {
        return at == documents.size();
    }
    Xapian::docid get_docid() const override
    {
        return documents[at];
    }
    std::string get_description() const override
    {
        return "DocumentSet(" + std::to_string(documents.size()) + ")";
    }
};

/* Takes down the documents that satisfy, and wants none of them in the match set. */
class Chooser : public Xapian::MatchDecider
{
    guint slot;
    rs_predicate predicate;
    const char *closure;

  public:
    mutable std::vector<Xapian::docid> chosen;

    Chooser(guint s, rs_predicate p, const char *c) : slot(s), predicate(p), closure(c)
    {
    }
    bool operator()(const Xapian::Document &document) const override
    {
        if (predicate(document.get_value(slot).c_str(), closure))
            chosen.push_back(document.get_docid());
        return false;
    }
};

rs_query *rs_index_select(rs_index *index, const rs_query *query, guint slot,
                          rs_predicate predicate, const char *closure, GError **error)
{
    rs_query *selected = nullptr;
    guard(index->path, error, [&] {
        Xapian::Enquire enquire(index->database);
        Chooser chooser(slot, predicate, closure);
        enquire.set_query(query->query);
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.get_mset(0, 1, index->database.get_doccount(), nullptr, &chooser);
        std::sort(chooser.chosen.begin(), chooser.chosen.end());
        auto source = new DocumentSet(chooser.chosen);
        selected = new rs_query{Xapian::Query(source->release())};
    });
    return selected;
}

/* --- stems --- */

rs_stemmer *rs_stemmer_new(const char *language)
{
    rs_stemmer *stemmer = nullptr;
    guard("stemmer", nullptr, [&] { stemmer = new rs_stemmer{Xapian::Stem(language)}; });
    return stemmer;
}

void rs_stemmer_free(rs_stemmer *stemmer)
{
    delete stemmer;
}

void rs_stemmer_append(const rs_stemmer *stemmer, const char *word, size_t size, GString *stem)
{
    guard([&] {
        std::string stemmed = stemmer->stem(std::string(word, size));
        g_string_append_len(stem, stemmed.data(), stemmed.size());
    });
}
