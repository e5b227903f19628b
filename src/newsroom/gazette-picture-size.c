/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-error.h"
#include "gazette-picture-kind.h"

/* As in the window: what is larger is not decoded. */
#define MAX_PIXELS (40 * 1000 * 1000)

static guint
get_big (const guchar *data,
         guint         n)
{
  guint value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | data[i];

  return value;
}

static guint
get_little (const guchar *data,
            guint         n)
{
  guint value = 0;

  for (guint i = n; i > 0; i--)
    value = value << 8 | data[i - 1];

  return value;
}

/* ITU T.81, B.2.2: the first frame header, behind segments that are skipped. */
static gboolean
read_jpeg (const guchar *data,
           gsize         size,
           guint        *width,
           guint        *height)
{
  gsize at = 2;

  while (at + 9 < size)
    {
      guint marker = data[at + 1];

      if (data[at] != 0xff)
        return FALSE;
      if (marker == 0xff)
        {
          at++;
          continue;
        }
      if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
        {
          *height = get_big (data + at + 5, 2);
          *width = get_big (data + at + 7, 2);
          return TRUE;
        }
      at += 2 + get_big (data + at + 2, 2);
    }

  return FALSE;
}

/* RFC 9649, 2.5 to 2.7. */
static gboolean
read_webp (const guchar *data,
           guint        *width,
           guint        *height)
{
  if (memcmp (data + 12, "VP8X", 4) == 0)
    {
      *width = get_little (data + 24, 3) + 1;
      *height = get_little (data + 27, 3) + 1;
    }
  else if (memcmp (data + 12, "VP8L", 4) == 0)
    {
      guint bits = get_little (data + 21, 4);

      *width = (bits & 0x3fff) + 1;
      *height = (bits >> 14 & 0x3fff) + 1;
    }
  else
    {
      *width = get_little (data + 26, 2) & 0x3fff;
      *height = get_little (data + 28, 2) & 0x3fff;
    }

  return TRUE;
}

static gboolean
read_size (const guchar *data,
           gsize         size,
           guint        *width,
           guint        *height)
{
  if (size < 30)
    return FALSE;

  if (memcmp (data, "\x89PNG", 4) == 0)
    {
      if (memcmp (data + 12, "IHDR", 4) != 0)
        return FALSE;
      *width = get_big (data + 16, 4);
      *height = get_big (data + 20, 4);
      return TRUE;
    }
  if (memcmp (data, "GIF8", 4) == 0)
    {
      *width = get_little (data + 6, 2);
      *height = get_little (data + 8, 2);
      return TRUE;
    }
  if (memcmp (data, "BM", 2) == 0)
    {
      *width = get_little (data + 18, 4) & G_MAXINT;
      *height = (guint) ABS ((gint64) (gint32) get_little (data + 22, 4));
      return TRUE;
    }
  if (memcmp (data + 8, "WEBP", 4) == 0)
    return read_webp (data, width, height);

  return data[0] == 0xff && read_jpeg (data, size, width, height);
}

/*
 * gazette_picture_check_size:
 * @bytes: a picture
 * @error: return location for a %GAZETTE_ERROR_TOO_LARGE
 *
 * Looks at what the head of a PNG, GIF, BMP, WebP or JPEG says. Nothing is decoded:
 * a file of a few bytes can claim any size.
 *
 * Returns: %FALSE when it says that it is larger than what can be shown
 */
gboolean
gazette_picture_check_size (GBytes  *bytes,
                            GError **error)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  guint width;
  guint height;

  if (!read_size (data, size, &width, &height) || (guint64) width * height <= MAX_PIXELS)
    return TRUE;

  g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE,
               _("The picture is too large to be shown (%u × %u pixels)."), width, height);

  return FALSE;
}
