#include "searcher/output.h"
#include <string.h>

static const rs_output outputs[] = {
    {"text", rs_output_text}, {"json", rs_output_json},         {"jsonl", rs_output_jsonl},
    {"csv", rs_output_csv},   {"tsv", rs_output_tsv},           {"bibtex", rs_output_bibtex},
    {"ris", rs_output_ris},   {"csl-json", rs_output_csl_json},
};

const rs_output *rs_output_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(outputs); i++)
        if (!strcmp(name, outputs[i].name))
            return &outputs[i];
    return NULL;
}

char *rs_output_names(void)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(outputs); i++)
        g_string_append_printf(names, "%s%s", i ? ", " : "", outputs[i].name);
    return g_string_free(names, FALSE);
}

char *rs_output_cite(const rs_report *report, const rs_paragraph *paragraph)
{
    if (paragraph->label)
        return g_strdup_printf("%s, para. %s", report->id, paragraph->label);
    return g_strdup(report->id);
}

const char *rs_output_language(void)
{
    static char language[3] = "en";
    const char *const *names = g_get_language_names_with_category("LC_MESSAGES");
    if (names[0] && g_ascii_islower(names[0][0]) && g_ascii_islower(names[0][1]) &&
        !g_ascii_isalpha(names[0][2]))
        memcpy(language, names[0], 2);
    return language;
}
