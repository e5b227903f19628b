/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-unzip.h"

/* The records, by their signatures, and how long they are without what varies
 * (PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16). */
#define LOCAL_HEADER 0x04034b50
#define LOCAL_HEADER_SIZE 30
#define CENTRAL_HEADER 0x02014b50
#define CENTRAL_HEADER_SIZE 46
#define END_RECORD 0x06054b50
#define END_RECORD_SIZE 22

#define MAX_COMMENT 65535
#define MAX_FILES 65535

#define METHOD_STORED 0
#define METHOD_DEFLATED 8

#define BUFFER_SIZE (64 * 1024)

typedef struct
{
  char    *name;
  guint    method;
  gboolean is_encrypted;
  gsize    packed_size;
  gsize    offset;
} Entry;

struct _GazetteUnzip
{
  GBytes *bytes;
  GArray *entries;
};

static void
clear_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
}

static guint
get_u16 (const guint8 *p)
{
  return p[0] | p[1] << 8;
}

static guint32
get_u32 (const guint8 *p)
{
  return p[0] | p[1] << 8 | p[2] << 16 | (guint32) p[3] << 24;
}

/* The record at the end, which a comment may follow. */
static const guint8 *
find_end (const guint8 *data,
          gsize         size)
{
  gsize furthest = MIN (size, END_RECORD_SIZE + MAX_COMMENT);

  for (gsize back = END_RECORD_SIZE; back <= furthest; back++)
    {
      if (get_u32 (data + size - back) == END_RECORD)
        return data + size - back;
    }

  return NULL;
}

static void
read_directory (GazetteUnzip *self,
                const guint8 *data,
                gsize         size,
                const guint8 *end)
{
  guint n = MIN (get_u16 (end + 10), MAX_FILES);
  gsize place = get_u32 (end + 16);

  for (guint i = 0; i < n; i++)
    {
      const guint8 *header = data + place;
      Entry entry = { 0 };
      gsize length;
      gsize whole;

      if (place > size || size - place < CENTRAL_HEADER_SIZE || get_u32 (header) != CENTRAL_HEADER)
        return;
      length = get_u16 (header + 28);
      whole = CENTRAL_HEADER_SIZE + length + get_u16 (header + 30) + get_u16 (header + 32);
      if (size - place < whole)
        return;

      entry.is_encrypted = (get_u16 (header + 8) & 1) != 0;
      entry.method = get_u16 (header + 10);
      entry.packed_size = get_u32 (header + 20);
      entry.offset = get_u32 (header + 42);
      entry.name = g_utf8_make_valid ((const char *) header + CENTRAL_HEADER_SIZE, length);
      g_array_append_val (self->entries, entry);
      place += whole;
    }
}

/*
 * gazette_unzip_new:
 * @bytes: what may be a ZIP archive
 *
 * Returns: (transfer full) (nullable): the archive, %NULL when it is none
 */
GazetteUnzip *
gazette_unzip_new (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const guint8 *end;
  GazetteUnzip *self;

  if (size < END_RECORD_SIZE || memcmp (data, "PK", 2) != 0 || (end = find_end (data, size)) == NULL)
    return NULL;

  self = g_new0 (GazetteUnzip, 1);
  self->bytes = g_bytes_ref (bytes);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  read_directory (self, data, size, end);

  return self;
}

/*
 * gazette_unzip_free:
 * @self: (transfer full): an archive
 */
void
gazette_unzip_free (GazetteUnzip *self)
{
  g_array_unref (self->entries);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/*
 * gazette_unzip_get_n:
 * @self: an archive
 *
 * Returns: how many files are in it
 */
guint
gazette_unzip_get_n (GazetteUnzip *self)
{
  return self->entries->len;
}

/*
 * gazette_unzip_get_name:
 * @self: an archive
 * @i: a file of it
 *
 * Returns: (transfer none): its name, with its folders
 */
const char *
gazette_unzip_get_name (GazetteUnzip *self,
                        guint         i)
{
  return g_array_index (self->entries, Entry, i).name;
}

/* The packed bytes, within the archive. */
static GBytes *
find_packed (GazetteUnzip *self,
             const Entry  *entry)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (self->bytes, &size);
  const guint8 *header = data + entry->offset;
  gsize start;

  if (entry->offset > size || size - entry->offset < LOCAL_HEADER_SIZE || get_u32 (header) != LOCAL_HEADER)
    return NULL;
  start = entry->offset + LOCAL_HEADER_SIZE + get_u16 (header + 26) + get_u16 (header + 28);
  if (start > size || size - start < entry->packed_size)
    return NULL;

  return g_bytes_new_from_bytes (self->bytes, start, entry->packed_size);
}

/* What a file claims of its size is not believed. */
static GBytes *
inflate (GBytes *packed,
         gsize   max_size)
{
  g_autoptr(GZlibDecompressor) inflater = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autoptr(GByteArray) whole = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (BUFFER_SIZE);
  GConverterResult result = G_CONVERTER_CONVERTED;
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  while (result == G_CONVERTER_CONVERTED)
    {
      gsize n_read;
      gsize n_written;

      result = g_converter_convert (G_CONVERTER (inflater), data, size, buffer, BUFFER_SIZE, G_CONVERTER_INPUT_AT_END,
                                    &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR || whole->len + n_written > max_size)
        return NULL;
      g_byte_array_append (whole, buffer, n_written);
      data += n_read;
      size -= n_read;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}

/*
 * gazette_unzip_read:
 * @self: an archive
 * @i: a file of it
 * @max_size: how large it may be, in bytes
 *
 * Returns: (transfer full) (nullable): what is in it; %NULL when it is broken,
 *   too large, encrypted or packed in a way that nobody uses
 */
GBytes *
gazette_unzip_read (GazetteUnzip *self,
                    guint         i,
                    gsize         max_size)
{
  const Entry *entry = &g_array_index (self->entries, Entry, i);
  g_autoptr(GBytes) packed = entry->is_encrypted ? NULL : find_packed (self, entry);

  if (packed == NULL)
    return NULL;
  if (entry->method == METHOD_STORED)
    return entry->packed_size <= max_size ? g_steal_pointer (&packed) : NULL;

  return entry->method == METHOD_DEFLATED ? inflate (packed, max_size) : NULL;
}
