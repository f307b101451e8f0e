/*
 * Random text that is valid UTF-8, of every script and much punctuation, for
 * tests of what must hold for any text.
 *
 *     g_autoptr(GRand) random = g_rand_new_with_seed(_i);
 *     g_autofree char *text = random_text(random, 300);
 */
#pragma once
#include <glib.h>

static inline gunichar random_character(GRand *random)
{
    static const gunichar blocks[][2] = {
        {1, 0x20},          {0x20, 0x80},     {0x20, 0x80},       {'a', 'z' + 1},
        {0xA0, 0x250},      {0x300, 0x370},   {0x400, 0x500},     {0x600, 0x700},
        {0xE00, 0xE80},     {0x2000, 0x2070}, {0x3000, 0x3100},   {0x4E00, 0x9FFF},
        {0x4E00, 0x5200},   {0xAC00, 0xD7A0}, {0xFB00, 0xFFFE},   {0x1F300, 0x1F700},
        {0x20000, 0x20100}, {0xE000, 0xE010}, {0xE0000, 0xE0100}, {0x10FF00, 0x10FFFE},
    };
    guint block = g_rand_int_range(random, 0, G_N_ELEMENTS(blocks));
    return g_rand_int_range(random, blocks[block][0], blocks[block][1]);
}

static inline char *random_text(GRand *random, guint characters)
{
    GString *text = g_string_new(NULL);
    while (characters-- > 0)
        g_string_append_unichar(text, random_character(random));
    return g_string_free(text, FALSE);
}

/* Whether AT, within TEXT or at its end, is where a character begins. */
static inline gboolean is_boundary(const char *text, size_t at)
{
    return ((guint8)text[at] & 0xC0) != 0x80;
}
