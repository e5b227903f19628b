/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-charset.h"
#include "gazette-error.h"
#include "gazette-payload.h"
#include "gazette-xml.h"

#define MAX_LENGTH (64 * 1024 * 1024)

/*
 * gazette_payload_decode:
 * @answer: what a server said
 * @max_length: how many bytes of the body to look at
 * @length: (out): of the result, in bytes
 *
 * The body as text. A byte order mark decides on the encoding, then UTF-8 is
 * tried, then what the server names; at last, bytes that are not UTF-8 and
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

  size = MIN (size, max_length);
  charset = gazette_charset_find_mark (bytes, size, &n_skip);
  bytes += n_skip;
  size -= n_skip;
  if (charset == NULL && !g_utf8_validate_len (bytes, size, NULL))
    charset = named = gazette_charset_dup_named (answer->content_type);

  if (charset != NULL && g_ascii_strcasecmp (charset, "utf-8") != 0)
    text = gazette_charset_convert (bytes, size, charset, length, NULL);
  if (text != NULL)
    return text;

  text = g_utf8_make_valid (size > 0 ? bytes : "", size);
  *length = strlen (text);

  return text;
}

static void
set_not_json (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_JSON,
                       _("There is no news at this address, or not in a form that can be read. "
                          "Check the address, or try another one of the same site."));
}

/* A zero byte in an encoding that has none. In a text it would be taken for its
 * end, and JSON does not allow it. */
static gboolean
has_stray_zero (GBytes *body)
{
  gsize n_skip;
  gsize size;
  const char *bytes = g_bytes_get_data (body, &size);
  const char *charset = gazette_charset_find_mark (bytes, size, &n_skip);

  return (charset == NULL || g_str_equal (charset, "UTF-8")) && size > 0 && memchr (bytes, '\0', size) != NULL;
}

/*
 * gazette_payload_parse:
 * @answer: what a server said
 * @error: return location for a %GAZETTE_ERROR_NOT_JSON or %GAZETTE_ERROR_TOO_LARGE
 *
 * Reads the body as JSON, strictly (RFC 8259), except for a byte order mark and
 * the encoding. The parser bounds the depth.
 *
 * Returns: (transfer full): the root, immutable
 */
JsonNode *
gazette_payload_parse (const GazetteAnswer  *answer,
                       GError              **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autofree char *text = NULL;
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
        set_not_json (error);
      return root;
    }

  if (has_stray_zero (answer->body))
    {
      set_not_json (error);
      return NULL;
    }

  text = gazette_payload_decode (answer, MAX_LENGTH, &length);
  parser = json_parser_new_immutable ();
  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, length, NULL) || json_parser_get_root (parser) == NULL)
    {
      set_not_json (error);
      return NULL;
    }

  return json_parser_steal_root (parser);
}
