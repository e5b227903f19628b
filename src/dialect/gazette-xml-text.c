/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether an answer is XML, and in which encoding. Servers are wrong about both
 * often enough that the bytes have the last word.
 */

#include "config.h"

#include <string.h>

#include "gazette-charset.h"
#include "gazette-payload.h"
#include "gazette-xml-private.h"
#include "gazette-xml.h"

/* How far in an answer its first element is looked for, in bytes. */
#define HEAD_LENGTH (16 * 1024)

/* Where the declaration of the encoding must be found, in bytes. */
#define DECLARATION_LENGTH 1024

/* The first elements that need no further sign. */
static const char *const roots[] = { "rss", "rdf", "feed", "channel", "entry", NULL };

static gboolean
is_xml_type (const char *content_type)
{
  g_autofree char *essence = NULL;

  if (content_type == NULL)
    return FALSE;
  essence = g_ascii_strdown (content_type, (gssize) strcspn (content_type, "; "));

  return g_str_has_suffix (essence, "xml") && strstr (essence, "xhtml") == NULL;
}

/* After the declarations, comments and instructions before the first element. */
static const char *
skip_prologue (const char *p)
{
  for (;;)
    {
      const char *end;

      p = strchr (p, '<');
      if (p == NULL || (p[1] != '!' && p[1] != '?'))
        return p;

      end = g_str_has_prefix (p, "<!--") ? strstr (p + 4, "-->") : strchr (p, '>');
      if (end == NULL)
        return NULL;
      p = end;
    }
}

/* The name of the element that begins at @p, without prefix. */
static char *
dup_local_name (const char *p)
{
  gsize length = strcspn (++p, " \t\r\n/><");
  const char *colon = memchr (p, ':', length);

  if (colon != NULL)
    {
      length -= colon + 1 - p;
      p = colon + 1;
    }

  return g_ascii_strdown (p, (gssize) length);
}

/*
 * gazette_xml_is_xml:
 * @answer: what a server said
 *
 * Whether the answer is to be read as XML: it begins as a feed does, or it calls
 * itself XML, or the server does; and it is no web page. There may be blanks
 * and junk before its beginning.
 *
 * Returns: whether it is
 */
gboolean
gazette_xml_is_xml (const GazetteAnswer *answer)
{
  gsize length;
  g_autofree char *head = gazette_payload_decode (answer, HEAD_LENGTH, &length);
  const char *start = head + strspn (head, " \t\r\n");
  const char *declaration = strstr (start, "<?xml");
  g_autofree char *root = NULL;

  if (*start == '{' || *start == '[')
    return FALSE;
  if (*start != '<')
    start = declaration;
  if (start != NULL)
    start = skip_prologue (start);
  if (start == NULL)
    return FALSE;

  root = dup_local_name (start);
  if (g_strv_contains (roots, root))
    return TRUE;

  return (is_xml_type (answer->content_type) || declaration != NULL) && g_ascii_isalpha (*root) &&
         !g_str_equal (root, "html");
}

/* What the declaration says: <?xml version="1.0" encoding="…"?> */
static char *
dup_declared (const char *bytes,
              gsize       size)
{
  g_autofree char *head = g_strndup (bytes, MIN (size, DECLARATION_LENGTH));
  const char *start = strstr (head, "<?xml");
  const char *end = start != NULL ? strstr (start, "?>") : NULL;
  const char *p = start != NULL ? strstr (start, "encoding") : NULL;

  if (p == NULL || end == NULL || p > end)
    return NULL;
  p += strlen ("encoding");
  p += strspn (p, " \t\r\n=\"'");

  return g_ascii_strdown (p, (gssize) strcspn (p, "\"' ?"));
}

/* An encoding whose bytes are all those of ASCII, so that they are no sign of
 * anything. */
static gboolean
is_seven_bit (const char *charset)
{
  return charset != NULL && (g_str_has_prefix (charset, "iso-2022-") || g_str_has_prefix (charset, "hz"));
}

static gboolean
is_utf8 (const char *charset)
{
  return charset == NULL || g_str_equal (charset, "utf-8") || g_str_equal (charset, "utf8");
}

/* Whether there are more characters of UTF-8 beyond ASCII than bytes that are
 * none: a few wrong bytes in a text that is UTF-8 all the same. */
static gboolean
is_mostly_utf8 (const char *bytes,
                gsize       size)
{
  const char *end = bytes + size;
  gsize n_right = 0;
  gsize n_wrong = 0;

  while (bytes < end)
    {
      gunichar c = g_utf8_get_char_validated (bytes, end - bytes);
      gboolean is_wrong = c == (gunichar) -1 || c == (gunichar) -2;

      n_right += !is_wrong && c >= 0x80;
      n_wrong += is_wrong;
      bytes += is_wrong || *bytes == '\0' ? 1 : g_utf8_skip[(guchar) *bytes];
    }

  return n_right > n_wrong;
}

/* Text in one of the encodings that are named; the one in which it makes most
 * sense. */
static char *
decode_named (const char        *bytes,
              gsize              size,
              const char *const *charsets,
              guint              n_charsets,
              gsize             *length)
{
  g_autofree char *best = NULL;
  gsize n_wrong_in_best = G_MAXSIZE;

  for (guint i = 0; i < n_charsets && n_wrong_in_best > 0; i++)
    {
      g_autofree char *text = NULL;
      gsize its_length;
      gsize n_wrong;

      if (is_utf8 (charsets[i]))
        continue;
      text = gazette_charset_convert (bytes, size, charsets[i], &its_length, &n_wrong);
      if (text != NULL && n_wrong < n_wrong_in_best)
        {
          g_free (best);
          best = g_steal_pointer (&text);
          *length = its_length;
          n_wrong_in_best = n_wrong;
        }
    }

  return g_steal_pointer (&best);
}

/*
 * gazette_xml_decode:
 * @answer: what a server said
 * @converted: (out) (nullable): what is to be freed when the text was read
 * @length: (out): of the result, in bytes
 *
 * The body as text. A byte order mark decides on the encoding; what is valid
 * UTF-8 is UTF-8, whatever the headers and the declaration say; then it is what
 * the header or the declaration names, or Windows-1252 where they name nothing
 * that fits.
 *
 * Returns: (transfer none): UTF-8, not terminated by a zero
 */
const char *
gazette_xml_decode (const GazetteAnswer  *answer,
                    char                **converted,
                    gsize                *length)
{
  gsize size;
  const char *data = g_bytes_get_data (answer->body, &size);
  /* Of nothing there is no address. */
  const char *bytes = size > 0 ? data : "";
  gsize n_skip;
  const char *marked = gazette_charset_find_mark (bytes, size, &n_skip);
  g_autofree char *named = gazette_charset_dup_named (answer->content_type);
  g_autofree char *declared = dup_declared (bytes, size);
  const char *charsets[] = { named, declared, "windows-1252" };
  gboolean is_shifted = is_seven_bit (named) || is_seven_bit (declared);
  char *text = NULL;

  bytes += n_skip;
  size -= n_skip;
  *converted = NULL;
  if (marked != NULL && !g_str_equal (marked, "UTF-8"))
    {
      text = gazette_charset_convert (bytes, size, marked, length, NULL);
    }
  else if (g_utf8_validate_len (bytes, size, NULL) && (marked != NULL || !is_shifted))
    {
      *length = size;
      return bytes;
    }
  else if (marked == NULL)
    {
      guint n_charsets = is_utf8 (named) && is_utf8 (declared) && !is_mostly_utf8 (bytes, size) ? 3 : 2;

      text = decode_named (bytes, size, charsets, n_charsets, length);
    }
  if (text == NULL)
    {
      text = g_utf8_make_valid (bytes, (gssize) size);
      *length = strlen (text);
    }

  /* XML has no zeros, and they would be taken for the end. */
  for (char *zero = memchr (text, '\0', *length); zero != NULL; zero = memchr (zero, '\0', text + *length - zero))
    *zero = ' ';
  *converted = text;

  return text;
}
