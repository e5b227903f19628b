/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a ZIP file; and a ZIP file that is made by what the bytes say, line by
 * line, so that seeds are texts and what is made up is near to what is sound:
 *
 *   stored NAME TEXT    an entry, as it is
 *   packed NAME TEXT    an entry, packed; a TEXT of “*N” is N letters
 *   set OFFSET BYTE     what is then at a place of the file, from its end if negative
 *   cut LENGTH          so much of the file is left
 */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "gazette-error.h"
#include "gazette-unzip.h"
#include "gazette-zip.h"

#define MAX_LINES 200
#define MAX_LETTERS (1024 * 1024)

/* Much less than a file could be made to unpack to. */
#define MAX_SIZE (4 * 1024 * 1024)

static void
check_entry (GazetteUnzip            *unzip,
             const GazetteUnzipEntry *entry)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_assert_true (g_utf8_validate (entry->name, -1, NULL));
  g_assert_false (g_path_is_absolute (entry->name));
  g_assert_null (strstr (entry->name, "../"));
  bytes = gazette_unzip_read_all (unzip, entry, MAX_SIZE, &error);
  if (bytes == NULL)
    {
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE);
      return;
    }

  g_assert_cmpuint (g_bytes_get_size (bytes), ==, entry->size);
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, MAX_SIZE);
}

static void
check (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteUnzip) unzip = gazette_unzip_new_for_bytes (bytes, &error);

  if (unzip == NULL)
    {
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE);
      return;
    }

  for (guint i = 0; i < gazette_unzip_get_n_entries (unzip); i++)
    {
      const GazetteUnzipEntry *entry = gazette_unzip_get_entry (unzip, i);

      g_assert_nonnull (gazette_unzip_find (unzip, entry->name));
      check_entry (unzip, entry);
    }
}

static void
add_entry (GazetteZip        *zip,
           const char        *rest,
           GazetteZipMethod   method)
{
  g_auto(GStrv) parts = g_strsplit (rest, " ", 2);
  const char *text = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";
  g_autofree char *letters = NULL;

  if (parts[0] == NULL || strlen (parts[0]) > G_MAXUINT16)
    return;
  if (text[0] == '*')
    text = letters = g_strnfill (MIN (strtoul (text + 1, NULL, 10), MAX_LETTERS), 'a');

  gazette_zip_add (zip, parts[0], text, strlen (text), method);
}

static char *
make_file (GStrv  lines,
           gsize *length)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("gazette-unzip-XXXXXX", &path, NULL);
  g_autoptr(GazetteDraft) draft = NULL;
  g_autoptr(GazetteZip) zip = NULL;
  char *contents = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  draft = gazette_draft_new (path, NULL);
  g_assert_nonnull (draft);
  zip = gazette_zip_new (draft);
  for (guint i = 0; lines[i] != NULL && i < MAX_LINES; i++)
    {
      if (g_str_has_prefix (lines[i], "stored "))
        add_entry (zip, lines[i] + strlen ("stored "), GAZETTE_ZIP_STORED);
      else if (g_str_has_prefix (lines[i], "packed "))
        add_entry (zip, lines[i] + strlen ("packed "), GAZETTE_ZIP_DEFLATED);
    }
  gazette_zip_finish (zip);
  g_assert_true (gazette_draft_finish (draft, NULL));
  g_assert_true (g_file_get_contents (path, &contents, length, NULL));
  g_unlink (path);

  return contents;
}

static void
damage (GStrv  lines,
        char  *contents,
        gsize *length)
{
  for (guint i = 0; lines[i] != NULL && i < MAX_LINES; i++)
    {
      char *end = NULL;
      gint64 number;

      if (g_str_has_prefix (lines[i], "cut "))
        {
          *length = MIN (*length, strtoul (lines[i] + strlen ("cut "), NULL, 10));
          continue;
        }
      if (!g_str_has_prefix (lines[i], "set "))
        continue;

      number = g_ascii_strtoll (lines[i] + strlen ("set "), &end, 10);
      if (number < 0)
        number += (gint64) *length;
      if (number >= 0 && (guint64) number < *length)
        contents[number] = (char) strtol (end, NULL, 0);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr(GBytes) made = NULL;
  gsize length;
  char *contents;

  check (bytes);
  contents = make_file (lines, &length);
  damage (lines, contents, &length);
  made = g_bytes_new_take (contents, length);
  check (made);

  return 0;
}
