/* SPDX-License-Identifier: GPL-3.0-or-later */

/* In which encoding an answer is. */

#include "config.h"

#include <errno.h>
#include <string.h>

#include "gazette-charset.h"

/* U+FFFD */
#define REPLACEMENT "\357\277\275"

#define PIECE_LENGTH 4096

/* The longest name of an encoding that is known here is half as long. */
#define MAX_NAME_LENGTH 40

typedef struct
{
  const char *charset;
  guint8 mark[4];
  gsize length;
} Mark;

/* The longer ones first: the mark of UTF-16LE is the beginning of UTF-32LE's. */
static const Mark marks[] = {
  { "UTF-8", { 0xef, 0xbb, 0xbf }, 3 },
  { "UTF-32LE", { 0xff, 0xfe, 0x00, 0x00 }, 4 },
  { "UTF-32BE", { 0x00, 0x00, 0xfe, 0xff }, 4 },
  { "UTF-16LE", { 0xff, 0xfe }, 2 },
  { "UTF-16BE", { 0xfe, 0xff }, 2 },
};

/* What servers call by the name of its smaller elder is in truth the larger one
 * (WHATWG Encoding, 4.2). */
static const struct
{
  const char *name;
  const char *meant;
} larger[] = {
  { "iso-8859-1", "windows-1252" },
  { "iso8859-1", "windows-1252" },
  { "latin1", "windows-1252" },
  { "us-ascii", "windows-1252" },
  { "ascii", "windows-1252" },
  { "iso-8859-9", "windows-1254" },
  { "gb2312", "gb18030" },
  { "gbk", "gb18030" },
  { "euc-kr", "cp949" },
  { "ks_c_5601-1987", "cp949" },
  { "shift_jis", "cp932" },
  { "shift-jis", "cp932" },
  { "x-sjis", "cp932" },
  { "big5", "big5-hkscs" },
};

/* JSON and XML begin with two characters of ASCII, so zeros tell the encoding
 * (RFC 4627, section 3). */
static const char *
guess_charset (const guint8 *bytes,
               gsize         length)
{
  if (length < 4)
    return NULL;
  if (bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] != 0)
    return "UTF-32BE";
  if (bytes[0] != 0 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0)
    return "UTF-32LE";
  if (bytes[0] == 0 && bytes[1] != 0)
    return "UTF-16BE";
  if (bytes[0] != 0 && bytes[1] == 0)
    return "UTF-16LE";

  return NULL;
}

/*
 * gazette_charset_find_mark:
 * @bytes: an answer
 * @size: of @bytes
 * @n_skip: (out): how many bytes only tell the encoding
 *
 * Returns: (nullable): the encoding that the first bytes tell
 */
const char *
gazette_charset_find_mark (const char *bytes,
                           gsize       size,
                           gsize      *n_skip)
{
  *n_skip = 0;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (size >= marks[i].length && memcmp (bytes, marks[i].mark, marks[i].length) == 0)
        {
          *n_skip = marks[i].length;
          return marks[i].charset;
        }
    }

  return guess_charset ((const guint8 *) bytes, size);
}

/*
 * gazette_charset_dup_named:
 * @content_type: (nullable): a media type with parameters
 *
 * Returns: (transfer full) (nullable): its parameter "charset", in small letters
 */
char *
gazette_charset_dup_named (const char *content_type)
{
  g_autofree char *lower = content_type != NULL ? g_ascii_strdown (content_type, -1) : NULL;
  const char *start = lower != NULL ? strstr (lower, "charset") : NULL;

  if (start == NULL)
    return NULL;
  start += strlen ("charset");
  start += strspn (start, " \t");
  if (*start != '=')
    return NULL;
  start++;
  start += strspn (start, "\"' \t");

  return g_strndup (start, strcspn (start, "\"' ;,"));
}

/* The converter takes more than names of encodings: paths and what to do with
 * characters that do not fit. */
static gboolean
is_name (const char *charset)
{
  gsize length = strspn (charset, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.:");

  return length > 0 && length <= MAX_NAME_LENGTH && charset[length] == '\0' && g_ascii_isalpha (*charset);
}

/* What the encoding called @charset is in truth. */
static const char *
get_meant (const char *charset)
{
  for (guint i = 0; i < G_N_ELEMENTS (larger); i++)
    {
      if (g_ascii_strcasecmp (charset, larger[i].name) == 0)
        return larger[i].meant;
    }

  return charset;
}

/*
 * gazette_charset_convert:
 * @bytes: a text
 * @size: of @bytes
 * @charset: the name of an encoding
 * @length: (out): of the result, in bytes
 * @n_wrong: (out) (optional): how many bytes are not in this encoding; each of
 *   them becomes U+FFFD
 *
 * Returns: (transfer full) (nullable): the text in UTF-8; %NULL when the name is
 *   not known
 */
char *
gazette_charset_convert (const char *bytes,
                         gsize       size,
                         const char *charset,
                         gsize      *length,
                         gsize      *n_wrong)
{
  char piece[PIECE_LENGTH];
  GString *text;
  GIConv converter;
  gsize n = 0;

  if (!is_name (charset))
    return NULL;
  converter = g_iconv_open ("UTF-8", get_meant (charset));
  if (converter == (GIConv) -1)
    return NULL;

  text = g_string_sized_new (size + 1);
  while (size > 0)
    {
      char *in = (char *) bytes;
      char *out = piece;
      gsize room = sizeof piece;
      gboolean is_wrong = g_iconv (converter, &in, &size, &out, &room) == (gsize) -1 && errno != E2BIG;

      g_string_append_len (text, piece, out - piece);
      bytes = in;
      if (is_wrong && size > 0)
        {
          g_string_append (text, REPLACEMENT);
          bytes++;
          size--;
          n++;
        }
    }
  g_iconv_close (converter);

  if (n_wrong != NULL)
    *n_wrong = n;
  *length = text->len;

  return g_string_free (text, FALSE);
}
