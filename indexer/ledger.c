#include "indexer/ledger.h"
#include "base/cli.h"
#include "base/json.h"

static void entry_free(gpointer data)
{
    rs_ledger_entry *entry = data;
    g_free(entry->path);
    g_free(entry->member);
    g_free(entry->reason);
    g_free(entry->report);
    g_free(entry->language);
    g_free(entry->format);
    g_free(entry->encoding);
    g_free(entry);
}

rs_ledger *rs_ledger_new(void)
{
    rs_ledger *ledger = g_new0(rs_ledger, 1);
    ledger->entries = g_ptr_array_new_with_free_func(entry_free);
    ledger->started = g_get_monotonic_time();
    return ledger;
}

void rs_ledger_free(rs_ledger *ledger)
{
    if (!ledger)
        return;
    g_ptr_array_unref(ledger->entries);
    g_free(ledger);
}

rs_ledger_entry *rs_ledger_add(rs_ledger *ledger, const char *path, const char *member)
{
    rs_ledger_entry *entry = g_new0(rs_ledger_entry, 1);
    entry->path = g_strdup(path);
    entry->member = g_strdup(member);
    entry->outcome = RS_OUTCOME_SKIPPED;
    g_ptr_array_add(ledger->entries, entry);
    return entry;
}

void rs_ledger_close(rs_ledger *ledger)
{
    for (guint i = 0; i < ledger->entries->len; i++) {
        const rs_ledger_entry *entry = ledger->entries->pdata[i];
        ledger->counts[entry->outcome]++;
        if (entry->outcome == RS_OUTCOME_IMPORTED || entry->outcome == RS_OUTCOME_REPLACED)
            ledger->paragraphs += entry->paragraphs;
    }
}

double rs_ledger_seconds(const rs_ledger *ledger)
{
    return (g_get_monotonic_time() - ledger->started) / 1e6;
}

const char *rs_outcome_name(rs_outcome outcome)
{
    static const char *const names[RS_OUTCOME_COUNT] = {
        "imported", "unchanged", "replaced", "duplicate", "other_format", "skipped",
    };
    return names[outcome];
}

static void build_entry(JsonBuilder *builder, const rs_ledger_entry *entry)
{
    json_builder_begin_object(builder);
    rs_json_string(builder, "path", entry->path);
    rs_json_string(builder, "member", entry->member);
    rs_json_string(builder, "outcome", rs_outcome_name(entry->outcome));
    rs_json_string(builder, "reason", entry->reason);
    rs_json_string(builder, "report", entry->report);
    rs_json_string(builder, "language", entry->language);
    rs_json_string(builder, "format", entry->format);
    rs_json_string(builder, "encoding", entry->encoding);
    rs_json_int(builder, "paragraphs", entry->paragraphs);
    rs_json_int(builder, "characters", entry->characters);
    rs_json_int(builder, "characters_indexed", entry->characters_indexed);
    json_builder_end_object(builder);
}

void rs_ledger_print_json(const rs_ledger *ledger, const char *index, guint64 revision,
                          FILE *stream)
{
    g_autoptr(JsonBuilder) builder = json_builder_new();
    json_builder_begin_object(builder);
    rs_json_int(builder, "version", 1);
    json_builder_set_member_name(builder, "index");
    json_builder_begin_object(builder);
    rs_json_string(builder, "uuid", index);
    rs_json_int(builder, "revision", revision);
    json_builder_end_object(builder);

    json_builder_set_member_name(builder, "summary");
    json_builder_begin_object(builder);
    for (int outcome = 0; outcome < RS_OUTCOME_COUNT; outcome++)
        rs_json_int(builder, rs_outcome_name(outcome), ledger->counts[outcome]);
    rs_json_int(builder, "paragraphs", ledger->paragraphs);
    json_builder_set_member_name(builder, "seconds");
    json_builder_add_double_value(builder, rs_ledger_seconds(ledger));
    json_builder_end_object(builder);

    json_builder_set_member_name(builder, "files");
    json_builder_begin_array(builder);
    for (guint i = 0; i < ledger->entries->len; i++)
        build_entry(builder, ledger->entries->pdata[i]);
    json_builder_end_array(builder);
    json_builder_end_object(builder);
    g_autofree char *line = rs_json_line(builder);
    fprintf(stream, "%s\n", line);
}

void rs_ledger_print_files(const rs_ledger *ledger, FILE *stream)
{
    for (guint i = 0; i < ledger->entries->len; i++) {
        const rs_ledger_entry *entry = ledger->entries->pdata[i];
        g_autofree char *line =
            g_strdup_printf("%-12s %s%s%s  %s", rs_outcome_name(entry->outcome), entry->path,
                            entry->member ? ": " : "", entry->member ? entry->member : "",
                            entry->reason ? entry->reason : entry->report);
        g_autofree char *printable = rs_cli_printable(line);
        fprintf(stream, "%s\n", printable);
    }
}

void rs_ledger_print_exceptions(const rs_ledger *ledger, FILE *stream)
{
    for (guint i = 0; i < ledger->entries->len; i++) {
        const rs_ledger_entry *entry = ledger->entries->pdata[i];
        if (entry->outcome == RS_OUTCOME_IMPORTED || entry->outcome == RS_OUTCOME_UNCHANGED)
            continue;
        g_autofree char *line =
            g_strdup_printf("reportseek: %s%s%s: %s%s%s", entry->path, entry->member ? ": " : "",
                            entry->member ? entry->member : "", rs_outcome_name(entry->outcome),
                            entry->reason ? ": " : "", entry->reason ? entry->reason : "");
        g_autofree char *printable = rs_cli_printable(line);
        fprintf(stream, "%s\n", printable);
    }
}

void rs_ledger_print_summary(const rs_ledger *ledger, FILE *stream)
{
    const char *separator = "";
    for (int outcome = 0; outcome < RS_OUTCOME_COUNT; outcome++) {
        if (!ledger->counts[outcome] && outcome != RS_OUTCOME_IMPORTED)
            continue;
        fprintf(stream, "%s%u %s", separator, ledger->counts[outcome], rs_outcome_name(outcome));
        separator = ", ";
    }
    fprintf(stream, "; %" G_GUINT64_FORMAT " paragraphs in %.1f s\n", ledger->paragraphs,
            rs_ledger_seconds(ledger));
}
