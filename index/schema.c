#include "index/schema.h"
#include "base/fold.h"
#include "index/analyzer.h"
#include <string.h>

/* A field is named as users and JSON know it; prefixes after Omega's convention. */
const rs_schema_field rs_schema[RS_FIELD_COUNT] = {
    [RS_FIELD_DOCUMENT] = {"document", "document", "XD", RS_FIELD_WORD, 0, 0, "document:CDIP/32/3",
                           "the report's id: its document symbol, else its file's stem"},
    [RS_FIELD_YEAR] = {"year", "year", "Y", RS_FIELD_NUMBER, 1000, 9999, "year:2022..2023",
                       "a year the report is about"},
    [RS_FIELD_SDG_GOAL] = {"sdg_goal", "sdg", "XG", RS_FIELD_NUMBER, 1, 17, "sdg:9",
                           "an SDG, named or by section"},
    [RS_FIELD_SDG_TARGET] = {"sdg_target", "sdg", "XT", RS_FIELD_WORD, 0, 0, "sdg:9.5",
                             "an SDG target named"},
    [RS_FIELD_RECOMMENDATION] = {"recommendation", "recommendation", "XR", RS_FIELD_NUMBER, 1, 45,
                                 "recommendation:6..8",
                                 "a Development Agenda recommendation, named or by section"},
    [RS_FIELD_MENTIONED_YEAR] = {"mentioned_year", "mentioned-year", "XY", RS_FIELD_NUMBER, 1000,
                                 9999, "mentioned-year:2024", "a year the paragraph mentions"},
    [RS_FIELD_CITES] = {"cites", "cites", "XC", RS_FIELD_WORD, 0, 0, "cites:\"CDIP/22/15 Rev.\"",
                        "a document the paragraph cites"},
    [RS_FIELD_LANGUAGE] = {"language", "language", "L", RS_FIELD_WORD, 0, 0, "language:zh",
                           "the report's language, by ISO 639-1"},
    [RS_FIELD_KIND] = {"kind", "kind", "XK", RS_FIELD_WORD, 0, 0, "kind:table_row",
                       "heading, paragraph, item, table_row, note, caption or other"},
    [RS_FIELD_TITLE] = {"title", "title", NULL, RS_FIELD_TEXT, 0, 0, "title:development",
                        "a word of the report's title"},
};

char *rs_schema_term(const char *prefix, const char *value)
{
    g_autofree char *folded = rs_fold_string(value);
    GString *term = g_string_new(prefix);
    /* Symbols are typed with and without their spaces. */
    for (const char *at = folded; *at; at++)
        if (*at != ' ')
            g_string_append_c(term, *at);
    if (term->len > RS_TERM_MOST) {
        g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA1, term->str, -1);
        g_string_truncate(term, RS_TERM_MOST - strlen(hash));
        g_string_append(term, hash);
    }
    return g_string_free(term, FALSE);
}

char *rs_schema_pack(const GPtrArray *values)
{
    GString *packed = g_string_new(NULL);
    for (guint i = 0; i < values->len; i++)
        g_string_append_printf(packed, "%s%s", i ? "\n" : "", (const char *)values->pdata[i]);
    return g_string_free(packed, FALSE);
}

char **rs_schema_unpack(const char *packed)
{
    if (!*packed)
        return g_new0(char *, 1);
    return g_strsplit(packed, "\n", -1);
}

enum { EN, FR, ES, RU, AR, ZH, LANGUAGES };
static const char *const languages[LANGUAGES] = {"en", "fr", "es", "ru", "ar", "zh"};

/* The short names of the Sustainable Development Goals (A/RES/70/1). */
static const char *const goals[17][LANGUAGES] = {
    {"No poverty", "Pas de pauvreté", "Fin de la pobreza", "Ликвидация нищеты", "القضاء على الفقر",
     "无贫穷"},
    {"Zero hunger", "Faim « zéro »", "Hambre cero", "Ликвидация голода", "القضاء التام على الجوع",
     "零饥饿"},
    {"Good health and well-being", "Bonne santé et bien-être", "Salud y bienestar",
     "Хорошее здоровье и благополучие", "الصحة الجيدة والرفاه", "良好健康与福祉"},
    {"Quality education", "Éducation de qualité", "Educación de calidad",
     "Качественное образование", "التعليم الجيد", "优质教育"},
    {"Gender equality", "Égalité entre les sexes", "Igualdad de género", "Гендерное равенство",
     "المساواة بين الجنسين", "性别平等"},
    {"Clean water and sanitation", "Eau propre et assainissement", "Agua limpia y saneamiento",
     "Чистая вода и санитария", "المياه النظيفة والنظافة الصحية", "清洁饮水和卫生设施"},
    {"Affordable and clean energy", "Énergie propre et d’un coût abordable",
     "Energía asequible y no contaminante", "Недорогостоящая и чистая энергия",
     "طاقة نظيفة وبأسعار معقولة", "经济适用的清洁能源"},
    {"Decent work and economic growth", "Travail décent et croissance économique",
     "Trabajo decente y crecimiento económico", "Достойная работа и экономический рост",
     "العمل اللائق ونمو الاقتصاد", "体面工作和经济增长"},
    {"Industry, innovation and infrastructure", "Industrie, innovation et infrastructure",
     "Industria, innovación e infraestructura", "Индустриализация, инновации и инфраструктура",
     "الصناعة والابتكار والهياكل الأساسية", "产业、创新和基础设施"},
    {"Reduced inequalities", "Inégalités réduites", "Reducción de las desigualdades",
     "Уменьшение неравенства", "الحد من أوجه عدم المساواة", "减少不平等"},
    {"Sustainable cities and communities", "Villes et communautés durables",
     "Ciudades y comunidades sostenibles", "Устойчивые города и населенные пункты",
     "مدن ومجتمعات محلية مستدامة", "可持续城市和社区"},
    {"Responsible consumption and production", "Consommation et production responsables",
     "Producción y consumo responsables", "Ответственное потребление и производство",
     "الاستهلاك والإنتاج المسؤولان", "负责任消费和生产"},
    {"Climate action", "Mesures relatives à la lutte contre les changements climatiques",
     "Acción por el clima", "Борьба с изменением климата", "العمل المناخي", "气候行动"},
    {"Life below water", "Vie aquatique", "Vida submarina", "Сохранение морских экосистем",
     "الحياة تحت الماء", "水下生物"},
    {"Life on land", "Vie terrestre", "Vida de ecosistemas terrestres", "Сохранение экосистем суши",
     "الحياة في البر", "陆地生物"},
    {"Peace, justice and strong institutions", "Paix, justice et institutions efficaces",
     "Paz, justicia e instituciones sólidas", "Мир, правосудие и эффективные институты",
     "السلام والعدل والمؤسسات القوية", "和平、正义与强大机构"},
    {"Partnerships for the goals", "Partenariats pour la réalisation des objectifs",
     "Alianzas para lograr los objetivos", "Партнерство в интересах устойчивого развития",
     "عقد الشراكات لتحقيق الأهداف", "促进目标实现的伙伴关系"},
};

const char *rs_schema_label(rs_field_id field, const char *value, const char *language)
{
    guint64 goal;
    if (field != RS_FIELD_SDG_GOAL ||
        !g_ascii_string_to_unsigned(value, 10, 1, G_N_ELEMENTS(goals), &goal, NULL))
        return NULL;
    for (int i = 0; i < LANGUAGES; i++)
        if (!g_strcmp0(language, languages[i]))
            return goals[goal - 1][i];
    return goals[goal - 1][EN];
}
