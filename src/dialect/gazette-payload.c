/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-charset.h"
#include "gazette-error.h"
#include "gazette-payload.h"
#include "gazette-xml.h"

#define MAX_LENGTH (64 * 1024 * 1024)

/* In how many bytes a page names its encoding. */
#define MAX_PROLOGUE 4096

/* What a page says about its own encoding, near its start. */
static char *
dup_page_charset (const char *bytes,
                  gsize       size)
{
  g_autofree char *start = g_strndup (bytes, MIN (size, MAX_PROLOGUE));
  g_autofree char *lower = g_ascii_strdown (start, -1);

  for (const char *meta = strstr (lower, "<meta"); meta != NULL; meta = strstr (meta + 1, "<meta"))
    {
      g_autofree char *tag = g_strndup (meta, strcspn (meta, ">"));
      char *charset = gazette_charset_dup_named (tag);

      if (charset != NULL)
        return charset;
    }

  return NULL;
}

/*
 * gazette_payload_decode:
 * @answer: what a server said
 * @max_length: how many bytes of the body to look at
 * @length: (out): of the result, in bytes
 *
 * The body as text. A byte order mark decides on the encoding, then UTF-8 is
 * tried, then what the server names, then what a page itself names; at last, bytes that are not UTF-8 and
 * zeros become U+FFFD.
 *
 * Returns: (transfer full): UTF-8 without byte order mark; zero bytes may be in it
 */
char *
gazette_payload_decode (const GazetteAnswer *answer,
                        gsize                max_length,
                        gsize               *length)
{
  gsize size;
  const char *bytes = g_bytes_get_data (answer->body, &size);
  const char *charset;
  g_autofree char *named = NULL;
  char *text = NULL;
  gsize n_skip;

  if (bytes == NULL)
    bytes = "";
  size = MIN (size, max_length);
  charset = gazette_charset_find_mark (bytes, size, &n_skip);
  bytes += n_skip;
  size -= n_skip;
  if (charset == NULL && !g_utf8_validate_len (bytes, size, NULL))
    {
      named = gazette_charset_dup_named (answer->content_type);
      charset = named = named != NULL ? named : dup_page_charset (bytes, size);
    }

  if (charset != NULL && g_ascii_strcasecmp (charset, "utf-8") != 0)
    text = gazette_charset_convert (bytes, size, charset, length, NULL);
  if (text != NULL)
    return text;

  text = g_utf8_make_valid (size > 0 ? bytes : "", size);
  *length = strlen (text);

  return text;
}

static void
set_not_readable (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                       _("There is no news at this address, or not in a form that can be read. "
                         "Check the address, or try another one of the same site."));
}

/* The body as it is where that is UTF-8, which is nearly always so: it may be
 * large. %NULL where it has to be converted, @charset being how, if that is told. */
static const char *
get_utf8 (const GazetteAnswer  *answer,
          gsize                *length,
          const char          **charset)
{
  gsize n_skip;
  gsize size;
  const char *bytes = g_bytes_get_data (answer->body, &size);

  *charset = gazette_charset_find_mark (bytes, size, &n_skip);
  *length = size - n_skip;

  if (size == 0 || (*charset != NULL && !g_str_equal (*charset, "UTF-8")))
    return NULL;

  return g_utf8_validate_len (bytes + n_skip, *length, NULL) ? bytes + n_skip : NULL;
}

/* A zero byte in an encoding that has none. In a text it would be taken for its
 * end, and JSON does not allow it. */
static gboolean
has_stray_zero (GBytes     *body,
                const char *charset)
{
  gsize size;
  const char *bytes = g_bytes_get_data (body, &size);

  return (charset == NULL || g_str_equal (charset, "UTF-8")) && size > 0 && memchr (bytes, '\0', size) != NULL;
}

/*
 * gazette_payload_parse:
 * @answer: what a server said
 * @error: return location for a %GAZETTE_ERROR_NOT_READABLE or %GAZETTE_ERROR_TOO_LARGE
 *
 * Reads the body as JSON, strictly (RFC 8259), except for a byte order mark and
 * the encoding; or as XML, with patience. The depth is bounded.
 *
 * Returns: (transfer full): the root
 */
JsonNode *
gazette_payload_parse (const GazetteAnswer  *answer,
                       GError              **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autofree char *converted = NULL;
  const char *charset;
  const char *text;
  gsize length;

  if (g_bytes_get_size (answer->body) > MAX_LENGTH)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE,
                           _("The answer is too large. Try another address of the same site."));
      return NULL;
    }

  if (gazette_xml_is_xml (answer))
    {
      JsonNode *root = gazette_xml_parse (answer);

      if (root == NULL)
        set_not_readable (error);
      return root;
    }

  text = get_utf8 (answer, &length, &charset);
  if (text == NULL && has_stray_zero (answer->body, charset))
    {
      set_not_readable (error);
      return NULL;
    }
  if (text == NULL)
    text = converted = gazette_payload_decode (answer, MAX_LENGTH, &length);

  parser = json_parser_new ();
  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, length, NULL) || json_parser_get_root (parser) == NULL)
    {
      set_not_readable (error);
      return NULL;
    }

  return json_parser_steal_root (parser);
}
