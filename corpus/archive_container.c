/*
 * libarchive is told which one format to expect and never left to guess: some
 * of its readers (rar5, xar) are known to run for ever on hostile files, and a
 * name or a stray magic number must not lead there. Of compression it undoes one
 * layer, since guessing at the next can cost it gigabytes; what is then found to
 * be compressed again is an archive in an archive, and bounded as such.
 *
 * A zip is read by the directory at its end, so that members are reached by
 * seeking. Where that is missing (a download that broke off) it is read from the
 * front for as far as it goes.
 *
 * libarchive converts the names that say their encoding (zip's UTF-8 flag, pax,
 * 7z, Joliet) to the locale's. Each call is therefore made in a UTF-8 locale,
 * whatever the program's is; names that say nothing come through as they are.
 *
 * Left out on purpose: rar, cab, xar, lha, and members that are archives'
 * bookkeeping (links, devices, resource forks): they hold no report.
 */
#include "corpus/archive_container.h"
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

enum {
    BLOCK = 64 * 1024,
    FIRST_CAPACITY = 16 << 20, /* what a member's stated size is trusted for */
    FAILURES_MAX = 100,        /* damaged members, before an archive is given up */
    RATIO_MAX = 200,           /* unpacked to packed bytes */
    RATIO_FROM = 64 << 20,     /* smaller members may be packed as tight as they like */
    RATIO_SLACK = 256 * 1024,  /* packed bytes that may have been read ahead */
};

struct rs_container {
    struct archive *reader;
    char *path;    /* it is read from, */
    GBytes *bytes; /* or these */
    rs_container_kind kind;
    gboolean seeks;     /* passing over a member costs nothing */
    gboolean truncated; /* a zip whose directory is missing */
    char *stand_in;     /* for a name that is not what it says it is */
    gboolean found;     /* a file, at least */
    gboolean over;      /* nothing more can be had */
    gboolean told;      /* of damage, and nothing read since */
    struct archive_entry *entry;
    unsigned entries; /* headers read so far */
    guint64 entry_position;
    unsigned failures;
};

/* Bytes that a format begins with, or has at a fixed place. */
static const struct {
    size_t at, size;
    const char *bytes;
    rs_container_kind kind;
} marks[] = {
    {0, 4, "PK\x03\x04", RS_CONTAINER_ZIP},
    {0, 4, "PK\x05\x06", RS_CONTAINER_ZIP},
    {0, 8, "PK\x07\x08PK\x03\x04", RS_CONTAINER_ZIP},
    {0, 8, "PK00PK\x03\x04", RS_CONTAINER_ZIP},
    {0, 6, "7z\xBC\xAF\x27\x1C", RS_CONTAINER_7ZIP},
    {0, 3, "\x1F\x8B\x08", RS_CONTAINER_GZIP},
    {0, 6, "\xFD\x37zXZ\0", RS_CONTAINER_XZ},
    {0, 4, "\x28\xB5\x2F\xFD", RS_CONTAINER_ZSTD},
    {257, 5, "ustar", RS_CONTAINER_TAR},
    {32769, 5, "CD001", RS_CONTAINER_ISO},
};

static const char *const cpio_marks[] = {"070701", "070702", "070707", "070727"};

static gboolean is_bzip2(const guint8 *head, size_t size)
{
    return size >= 10 && memcmp(head, "BZh", 3) == 0 && head[3] >= '1' && head[3] <= '9' &&
           (memcmp(head + 4, "1AY&SY", 6) == 0 ||
            memcmp(head + 4, "\x17\x72\x45\x38\x50\x90", 6) == 0);
}

static gboolean is_cpio(const guint8 *head, size_t size)
{
    for (size_t i = 0; size >= 6 && i < G_N_ELEMENTS(cpio_marks); i++) {
        size_t at = 6;
        if (memcmp(head, cpio_marks[i], 6) != 0)
            continue;
        while (at < MIN(size, 38) && g_ascii_isxdigit(head[at]))
            at++;
        return at == MIN(size, 38);
    }
    /* The old binary header is two bytes' mark only, so its file type and the
     * length of its name must make sense too. */
    if (size < 26 ||
        !((head[0] == 0xC7 && head[1] == 0x71) || (head[0] == 0x71 && head[1] == 0xC7)))
        return FALSE;
    int low = head[0] == 0xC7 ? 0 : 1;
    unsigned mode = head[6 + low] | head[7 - low] << 8;
    unsigned name_size = head[20 + low] | head[21 - low] << 8;
    return name_size > 0 && name_size <= 4096 && (mode >> 12) != 0 && (mode >> 12) <= 12;
}

/* A tar header of any age: the sum of its bytes is in it, as octal digits. An
 * empty tar is zeros. */
static gboolean is_tar(const guint8 *head, size_t size)
{
    enum { HEADER = 512, SUM_AT = 148, SUM_SIZE = 8 };
    guint64 sum = SUM_SIZE * ' ', bytes = 0, stated;
    if (size < HEADER)
        return FALSE;
    for (size_t i = 0; i < MIN(size, 2 * HEADER); i++) {
        bytes |= head[i];
        if (i < HEADER && (i < SUM_AT || i >= SUM_AT + SUM_SIZE))
            sum += head[i];
    }
    if (!bytes)
        return size >= 2 * HEADER;
    g_autofree char *digits = g_strndup((const char *)head + SUM_AT, SUM_SIZE);
    stated = g_ascii_strtoull(digits, NULL, 8);
    return head[0] && stated == sum;
}

rs_container_kind rs_container_sniff(const char *head, size_t size)
{
    const guint8 *bytes = (const guint8 *)head;
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        if (size >= marks[i].at + marks[i].size &&
            memcmp(head + marks[i].at, marks[i].bytes, marks[i].size) == 0)
            return marks[i].kind;
    if (is_bzip2(bytes, size))
        return RS_CONTAINER_BZIP2;
    if (is_cpio(bytes, size))
        return RS_CONTAINER_CPIO;
    return is_tar(bytes, size) ? RS_CONTAINER_TAR : RS_CONTAINER_NONE;
}

/* The locale is the thread's, and is put back. */
static locale_t enter_utf8(void)
{
    static gsize once;
    if (g_once_init_enter(&once)) {
        locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
        if (!utf8)
            utf8 = newlocale(LC_CTYPE_MASK, "en_US.UTF-8", (locale_t)0);
        g_once_init_leave(&once, utf8 ? (gsize)utf8 : (gsize)LC_GLOBAL_LOCALE);
    }
    return uselocale((locale_t)once);
}

static int filter_of(rs_container_kind kind)
{
    switch (kind) {
    case RS_CONTAINER_GZIP:
        return ARCHIVE_FILTER_GZIP;
    case RS_CONTAINER_BZIP2:
        return ARCHIVE_FILTER_BZIP2;
    case RS_CONTAINER_XZ:
        return ARCHIVE_FILTER_XZ;
    case RS_CONTAINER_ZSTD:
        return ARCHIVE_FILTER_ZSTD;
    default:
        return ARCHIVE_FILTER_NONE;
    }
}

static void enable_formats(struct archive *reader, rs_container_kind kind, gboolean streamed)
{
    switch (kind) {
    case RS_CONTAINER_ZIP:
        if (streamed)
            archive_read_support_format_zip_streamable(reader);
        else
            archive_read_support_format_zip_seekable(reader);
        break;
    case RS_CONTAINER_7ZIP:
        archive_read_support_format_7zip(reader);
        break;
    case RS_CONTAINER_ISO:
        archive_read_support_format_iso9660(reader);
        break;
    case RS_CONTAINER_CPIO:
        archive_read_support_format_cpio(reader);
        break;
    case RS_CONTAINER_TAR:
        archive_read_support_format_tar(reader);
        break;
    default:
        archive_read_append_filter(reader, filter_of(kind));
        archive_read_support_format_tar(reader);
        archive_read_support_format_cpio(reader);
        archive_read_support_format_empty(reader);
        archive_read_support_format_raw(reader);
        break;
    }
}

/* What libarchive says, as one line. */
static char *reason(struct archive *reader)
{
    const char *message = archive_error_string(reader);
    g_autofree char *line = g_utf8_make_valid(message ? message : "cannot be read", -1);
    return g_strchomp(g_strdelimit(g_steal_pointer(&line), "\r\n", ' '));
}

static struct archive *open_reader(const rs_container *container, GError **error)
{
    struct archive *reader = archive_read_new();
    int status;
    enable_formats(reader, container->kind, container->truncated);
    if (container->bytes) {
        gsize size;
        const void *bytes = g_bytes_get_data(container->bytes, &size);
        status = archive_read_open_memory(reader, bytes, size);
    } else {
        status = archive_read_open_filename(reader, container->path, BLOCK);
    }
    if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
        return reader;
    g_autofree char *why = reason(reader);
    g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "damaged: %s", why);
    archive_read_free(reader);
    return NULL;
}

rs_container *rs_container_open(const char *path, GBytes *bytes, rs_container_kind kind,
                                GError **error)
{
    locale_t before = enter_utf8();
    rs_container *container = g_new0(rs_container, 1);
    container->path = g_strdup(path);
    container->bytes = bytes ? g_bytes_ref(bytes) : NULL;
    container->kind = kind;
    container->seeks = kind != RS_CONTAINER_7ZIP && filter_of(kind) == ARCHIVE_FILTER_NONE;
    container->reader = open_reader(container, kind == RS_CONTAINER_ZIP ? NULL : error);
    if (!container->reader && kind == RS_CONTAINER_ZIP) {
        container->seeks = FALSE;
        container->truncated = TRUE;
        container->reader = open_reader(container, error);
    }
    uselocale(before);
    if (!container->reader)
        g_clear_pointer(&container, rs_container_free);
    return container;
}

void rs_container_free(rs_container *container)
{
    if (!container)
        return;
    archive_read_free(container->reader);
    g_clear_pointer(&container->bytes, g_bytes_unref);
    g_free(container->path);
    g_free(container->stand_in);
    g_free(container);
}

static gboolean set_damaged(const rs_container *container, const char *why, GError **error)
{
    const char *word = "damaged";
    if (g_str_has_prefix(why, "Unsupported") || g_str_has_prefix(why, "Unknown codec"))
        word = "unsupported format";
    if (!container->found && archive_read_has_encrypted_entries(container->reader) > 0)
        word = "encrypted";
    g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "%s: %s", word, why);
    return FALSE;
}

/* What file managers add to the archives they make. */
static gboolean is_leftover(const char *name)
{
    static const char *const names[] = {".DS_Store", "Thumbs.db", "desktop.ini"};
    const char *slash = strrchr(name, '/');
    const char *base = slash ? slash + 1 : name;
    if (g_str_has_prefix(name, "__MACOSX/") || strstr(name, "/__MACOSX/") ||
        g_str_has_prefix(base, "._"))
        return TRUE;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_ascii_strcasecmp(base, names[i]) == 0)
            return TRUE;
    return FALSE;
}

static gboolean is_file(struct archive_entry *entry, const char *name)
{
    mode_t type = archive_entry_filetype(entry);
    if ((type != AE_IFREG && type != 0) || g_str_has_suffix(name, "/") || is_leftover(name))
        return FALSE;
    /* A hard link to a file already given has no bytes of its own, but in cpio
     * the last link to a file is the one that has. */
    return !archive_entry_hardlink(entry) || archive_entry_size(entry) > 0;
}

static gboolean describe(rs_container *container, rs_member *member)
{
    struct archive_entry *entry = container->entry;
    gboolean lone = archive_format(container->reader) == ARCHIVE_FORMAT_RAW;
    const char *name = lone ? "" : archive_entry_pathname(entry);
    if (!name) {
        g_free(container->stand_in);
        name = container->stand_in =
            g_strdup_printf("(name %u cannot be read)", container->entries);
    }
    if (!is_file(entry, name))
        return FALSE;
    container->found = TRUE;
    container->told = FALSE;
    container->entry_position = rs_container_position(container);
    *member = (rs_member){name, archive_entry_is_encrypted(entry) > 0, lone};
    return TRUE;
}

/* A reader is of no more use after damage in a member. Where members are reached
 * by seeking, another takes its place behind that member. */
static void recover(rs_container *container)
{
    container->over = TRUE;
    if (!container->seeks || ++container->failures > FAILURES_MAX)
        return;
    struct archive *fresh = open_reader(container, NULL);
    if (!fresh)
        return;
    archive_read_free(container->reader);
    container->reader = fresh;
    for (unsigned i = 0; i < container->entries; i++)
        if (archive_read_next_header(fresh, &container->entry) < ARCHIVE_WARN)
            return;
    container->over = FALSE;
}

/* A zip whose directory is missing or damaged. */
static gboolean read_from_front(rs_container *container)
{
    if (container->kind != RS_CONTAINER_ZIP || container->truncated)
        return FALSE;
    container->seeks = FALSE;
    container->truncated = TRUE;
    struct archive *fresh = open_reader(container, NULL);
    if (!fresh)
        return FALSE;
    archive_read_free(container->reader);
    container->reader = fresh;
    container->entries = 0;
    return TRUE;
}

static gboolean next(rs_container *container, rs_member *member, GError **error)
{
    while (!container->over) {
        int status = archive_read_next_header(container->reader, &container->entry);
        container->entries++;
        if (status == ARCHIVE_FATAL && container->entries == 1 && read_from_front(container))
            continue;
        if (status == ARCHIVE_EOF) {
            container->over = TRUE;
            if (container->truncated && container->found)
                g_set_error(error, RS_ERROR, RS_ERROR_SKIP,
                            "damaged: the directory at its end cannot be read");
            return FALSE;
        }
        if (status < ARCHIVE_WARN) {
            g_autofree char *why = reason(container->reader);
            container->over = status == ARCHIVE_FATAL || ++container->failures > FAILURES_MAX;
            return !(container->told && container->over) && set_damaged(container, why, error);
        }
        if (describe(container, member))
            return TRUE;
    }
    return FALSE;
}

gboolean rs_container_next(rs_container *container, rs_member *member, GError **error)
{
    locale_t before = enter_utf8();
    gboolean found = next(container, member, error);
    uselocale(before);
    return found;
}

/* Past a limit, what follows is had only where it can be reached without
 * unpacking all that is in between. */
static GBytes *set_over(rs_container *container, const char *what, GError **error)
{
    container->over |= !container->seeks;
    g_set_error(error, RS_ERROR, RS_ERROR_SKIP, "over a limit: %s%s", what,
                container->over ? "; the rest of the archive is left out" : "");
    return NULL;
}

static GBytes *set_too_large(rs_container *container, guint64 limit, GError **error)
{
    g_autofree char *size = g_format_size_full(limit, G_FORMAT_SIZE_IEC_UNITS);
    g_autofree char *what = g_strdup_printf("a file of more than %s", size);
    return set_over(container, what, error);
}

static gboolean is_bomb(const rs_container *container, guint64 unpacked)
{
    guint64 position = rs_container_position(container);
    guint64 packed =
        position > container->entry_position ? position - container->entry_position : 0;
    return unpacked > RATIO_FROM && unpacked / RATIO_MAX > packed + RATIO_SLACK;
}

/* The member last given; FATAL where the reader cannot go on. */
static GBytes *set_unreadable(rs_container *container, gboolean fatal, GError **error)
{
    g_autoptr(GString) why = g_string_new(NULL);
    g_autofree char *said = reason(container->reader);
    g_string_append(why, said);
    container->told = TRUE;
    if (fatal)
        recover(container);
    if (container->over && archive_format(container->reader) != ARCHIVE_FORMAT_RAW)
        g_string_append(why, "; what follows it in the archive cannot be read");
    set_damaged(container, why->str, error);
    return NULL;
}

static GBytes *read_member(rs_container *container, rs_budget *budget, GError **error)
{
    guint64 stated = archive_entry_size(container->entry);
    size_t capacity = MIN(MAX(stated, 4095), FIRST_CAPACITY) + 1, size = 0;
    g_autofree char *content = g_malloc(capacity);

    while (TRUE) {
        la_ssize_t got = archive_read_data(container->reader, content + size, capacity - size);
        if (got < 0)
            return set_unreadable(container, got == ARCHIVE_FATAL, error);
        size += got;
        if (got == 0)
            break;
        budget->total_bytes -= MIN((guint64)got, budget->total_bytes);
        if (size > budget->member_bytes)
            return set_too_large(container, budget->member_bytes, error);
        if (is_bomb(container, size))
            return set_over(container, "a file packed more than 200 to 1", error);
        if (!budget->total_bytes) {
            container->over = TRUE;
            return set_over(container, "all that one import may unpack", error);
        }
        if (size == capacity)
            content = g_realloc(content, capacity += capacity / 2);
    }
    content = g_realloc(content, size + 1);
    return g_bytes_new_take(g_steal_pointer(&content), size);
}

GBytes *rs_container_read(rs_container *container, rs_budget *budget, GError **error)
{
    locale_t before = enter_utf8();
    GBytes *content = read_member(container, budget, error);
    uselocale(before);
    return content;
}

gboolean rs_container_skip(rs_container *container, rs_budget *budget)
{
    const void *block;
    size_t size;
    la_int64_t offset;
    if (container->seeks)
        return TRUE;
    while (archive_read_data_block(container->reader, &block, &size, &offset) == ARCHIVE_OK) {
        if (size >= budget->total_bytes)
            return FALSE;
        budget->total_bytes -= size;
    }
    return TRUE;
}

guint64 rs_container_position(const rs_container *container)
{
    la_int64_t position = archive_filter_bytes(container->reader, -1);
    return position > 0 ? position : 0;
}

gboolean rs_container_is_zip(const rs_container *container)
{
    return container->kind == RS_CONTAINER_ZIP;
}
