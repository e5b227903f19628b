/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-picture-kind.h"

/* How much of a text may stand before "<svg". */
#define SVG_PROLOGUE 4096

typedef struct
{
  gsize       offset;
  const char *bytes;
  gsize       length;
  const char *ending;
} Magic;

static const Magic magics[] = {
  { 0, "\x89PNG\r\n\x1a\n", 8, "png" },
  { 0, "\xff\xd8\xff", 3, "jpg" },
  { 0, "GIF87a", 6, "gif" },
  { 0, "GIF89a", 6, "gif" },
  { 8, "WEBPVP8", 7, "webp" },
  { 4, "ftypavif", 8, "avif" },
  { 4, "ftypavis", 8, "avif" },
  { 0, "BM", 2, "bmp" },
};

static gboolean
is_svg (const char *data,
        gsize       size)
{
  const char *end = data + size;

  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    data += 3;
  while (data < end && g_ascii_isspace (*data))
    data++;

  /* A page of HTML may have a drawing in it, but does not begin so. */
  if (end - data < 5 || (g_ascii_strncasecmp (data, "<?xml", 5) != 0 && g_ascii_strncasecmp (data, "<svg", 4) != 0 &&
                         memcmp (data, "<!--", 4) != 0 && g_ascii_strncasecmp (data, "<!DOC", 5) != 0))
    return FALSE;
  if (end - data > 14 && g_ascii_strncasecmp (data, "<!DOCTYPE html", 14) == 0)
    return FALSE;

  return g_strstr_len (data, MIN (end - data, SVG_PROLOGUE), "<svg") != NULL;
}

/*
 * gazette_picture_get_ending:
 * @bytes: an answer, or a file
 *
 * Looks at the first bytes, not at what a server says that they are.
 *
 * Returns: (nullable): how the name of such a file ends, without the dot: that of
 *   a PNG, JPEG, GIF, WebP, AVIF, BMP or SVG; %NULL for what begins as none of them
 */
const char *
gazette_picture_get_ending (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    {
      if (size > magics[i].offset + magics[i].length &&
          memcmp (data + magics[i].offset, magics[i].bytes, magics[i].length) == 0)
        return magics[i].ending;
    }

  return data != NULL && is_svg (data, size) ? "svg" : NULL;
}

/*
 * gazette_picture_is_one:
 * @bytes: an answer
 *
 * Returns: whether it begins as a picture does
 */
gboolean
gazette_picture_is_one (GBytes *bytes)
{
  return gazette_picture_get_ending (bytes) != NULL;
}

/*
 * gazette_picture_check:
 * @bytes: (nullable): an answer
 * @error: return location for a %GAZETTE_ERROR_NOT_A_PICTURE
 *
 * Returns: whether gazette_picture_is_one()
 */
gboolean
gazette_picture_check (GBytes  *bytes,
                       GError **error)
{
  if (bytes != NULL && gazette_picture_is_one (bytes))
    return TRUE;

  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_A_PICTURE,
                       _("What is there is not a picture that can be shown."));

  return FALSE;
}

/*
 * gazette_picture_decode_data_url:
 * @url: a data: address (RFC 2397)
 * @error: return location for a #GazetteError
 *
 * Returns: (transfer full): the picture in it; %NULL with
 *   %GAZETTE_ERROR_NOT_A_PICTURE
 */
GBytes *
gazette_picture_decode_data_url (const char  *url,
                                 GError     **error)
{
  const char *comma = strchr (url, ',');
  g_autoptr(GBytes) bytes = NULL;

  if (comma != NULL && g_ascii_strncasecmp (comma - MIN (comma - url, 7), ";base64", 7) == 0)
    {
      g_autofree char *text = g_uri_unescape_string (comma + 1, NULL);
      gsize size = 0;
      guchar *data = text != NULL ? g_base64_decode (text, &size) : NULL;

      bytes = g_bytes_new_take (data, size);
    }
  else if (comma != NULL)
    {
      bytes = g_uri_unescape_bytes (comma + 1, -1, NULL, NULL);
    }

  return gazette_picture_check (bytes, error) ? g_steal_pointer (&bytes) : NULL;
}
