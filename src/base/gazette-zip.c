/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <string.h>
#include <zlib.h>

#include "gazette-zip.h"

/* The format is described in APPNOTE.TXT of PKWARE. It is written here rather than
 * by libarchive since that gives each entry fields of its own, which the container
 * of an EPUB must not have before its first one. */

#define LOCAL_SIGNATURE 0x04034b50u
#define CENTRAL_SIGNATURE 0x02014b50u
#define END_SIGNATURE 0x06054b50u
#define END64_SIGNATURE 0x06064b50u
#define LOCATOR64_SIGNATURE 0x07064b50u

/* Where the checksum is in the head of an entry. */
#define LOCAL_CRC 14

/* Names are UTF-8. */
#define FLAG_UTF8 0x0800

/* 1 January 1980, the day on which time begins there. */
#define DAY 0x0021

#define MAX_32 G_MAXUINT32
#define MAX_16 G_MAXUINT16

#define CHUNK (64 * 1024)

struct _GazetteZip
{
  GazetteDraft     *draft;
  /* What stands at the end of the file: a record for each entry. */
  GByteArray       *directory;
  guint64           n_entries;

  /* The entry that is being written. */
  char             *name;
  GazetteZipMethod  method;
  guint64           offset;
  guint64           size;
  guint64           packed_size;
  uLong             crc;
  z_stream          stream;
  guchar           *chunk;
};

/**
 * gazette_zip_new:
 * @draft: what it is written to; it must outlive the ZIP file
 *
 * Whether something goes wrong is seen at the end, by the draft.
 *
 * Returns: (transfer full): a ZIP file without entries
 */
GazetteZip *
gazette_zip_new (GazetteDraft *draft)
{
  GazetteZip *self = g_new0 (GazetteZip, 1);

  self->draft = draft;
  self->directory = g_byte_array_new ();
  self->chunk = g_malloc (CHUNK);

  return self;
}

/**
 * gazette_zip_free:
 * @self: (transfer full): a ZIP file
 */
void
gazette_zip_free (GazetteZip *self)
{
  if (self->name != NULL && self->method == GAZETTE_ZIP_DEFLATED)
    deflateEnd (&self->stream);
  g_byte_array_unref (self->directory);
  g_free (self->name);
  g_free (self->chunk);
  g_free (self);
}

static void
put (GByteArray *bytes,
     guint64     number,
     guint       n_bytes)
{
  guint64 little = GUINT64_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &little, n_bytes);
}

/* What the head of an entry and its record in the directory both say. */
static void
put_common (GazetteZip *self,
            GByteArray *bytes)
{
  put (bytes, g_str_is_ascii (self->name) ? 0 : FLAG_UTF8, 2);
  put (bytes, self->method, 2);
  put (bytes, 0, 2);
  put (bytes, DAY, 2);
  put (bytes, self->crc, 4);
  put (bytes, self->packed_size, 4);
  put (bytes, self->size, 4);
  put (bytes, strlen (self->name), 2);
}

/**
 * gazette_zip_begin:
 * @self: a ZIP file
 * @name: a relative path in UTF-8, with "/" between its parts, of less than 65536 bytes
 * @method: whether it is packed
 *
 * Begins an entry of up to 4 GiB.
 */
void
gazette_zip_begin (GazetteZip       *self,
                   const char       *name,
                   GazetteZipMethod  method)
{
  g_autoptr(GByteArray) head = g_byte_array_new ();

  g_assert (self->name == NULL);

  self->name = g_strdup (name);
  self->method = method;
  self->offset = gazette_draft_get_length (self->draft);
  self->size = 0;
  self->packed_size = 0;
  self->crc = crc32 (0, NULL, 0);
  if (method == GAZETTE_ZIP_DEFLATED)
    {
      memset (&self->stream, 0, sizeof self->stream);
      if (deflateInit2 (&self->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        g_error ("Out of memory");
    }

  put (head, LOCAL_SIGNATURE, 4);
  put (head, 20, 2);
  put_common (self, head);
  put (head, 0, 2);
  g_byte_array_append (head, (const guint8 *) name, (guint) strlen (name));
  gazette_draft_write (self->draft, head->data, head->len);
}

static void
deflate_some (GazetteZip *self,
              int         flush)
{
  int status;

  do
    {
      gsize length;

      self->stream.next_out = self->chunk;
      self->stream.avail_out = CHUNK;
      status = deflate (&self->stream, flush);
      length = CHUNK - self->stream.avail_out;
      self->packed_size += length;
      gazette_draft_write (self->draft, self->chunk, length);
    }
  while (flush == Z_FINISH ? status == Z_OK : self->stream.avail_out == 0);
}

/**
 * gazette_zip_write:
 * @self: a ZIP file with an entry that was begun
 * @data: what comes next in it
 * @length: how many bytes
 */
void
gazette_zip_write (GazetteZip    *self,
                   gconstpointer  data,
                   gsize          length)
{
  const guchar *bytes = data;

  g_assert (self->name != NULL);

  self->size += length;
  if (self->method == GAZETTE_ZIP_STORED)
    {
      self->packed_size += length;
      gazette_draft_write (self->draft, data, length);
    }
  while (length > 0)
    {
      uInt part = (uInt) MIN (length, G_MAXINT);

      self->crc = crc32 (self->crc, bytes, part);
      if (self->method == GAZETTE_ZIP_DEFLATED)
        {
          self->stream.next_in = (Bytef *) bytes;
          self->stream.avail_in = part;
          deflate_some (self, Z_NO_FLUSH);
        }
      bytes += part;
      length -= part;
    }
}

static void
put_record (GazetteZip *self)
{
  GByteArray *directory = self->directory;
  gboolean is_far = self->offset >= MAX_32;

  put (directory, CENTRAL_SIGNATURE, 4);
  put (directory, is_far ? 45 : 20, 2);
  put (directory, is_far ? 45 : 20, 2);
  put_common (self, directory);
  put (directory, is_far ? 12 : 0, 2);
  /* No comment, the first disk, no attributes. */
  put (directory, 0, 8);
  put (directory, 0, 2);
  put (directory, is_far ? MAX_32 : self->offset, 4);
  g_byte_array_append (directory, (const guint8 *) self->name, (guint) strlen (self->name));
  if (is_far)
    {
      put (directory, 1, 2);
      put (directory, 8, 2);
      put (directory, self->offset, 8);
    }
}

/**
 * gazette_zip_end:
 * @self: a ZIP file with an entry that was begun
 *
 * Ends the entry.
 */
void
gazette_zip_end (GazetteZip *self)
{
  g_autoptr(GByteArray) sizes = g_byte_array_new ();

  g_assert (self->name != NULL);

  if (self->method == GAZETTE_ZIP_DEFLATED)
    {
      deflate_some (self, Z_FINISH);
      deflateEnd (&self->stream);
    }
  if (self->size >= MAX_32 || self->packed_size >= MAX_32)
    gazette_draft_fail (self->draft, EFBIG);

  put (sizes, self->crc, 4);
  put (sizes, self->packed_size, 4);
  put (sizes, self->size, 4);
  gazette_draft_write_at (self->draft, self->offset + LOCAL_CRC, sizes->data, sizes->len);
  put_record (self);
  self->n_entries++;
  g_clear_pointer (&self->name, g_free);
}

/**
 * gazette_zip_add:
 * @self: a ZIP file
 * @name: as for gazette_zip_begin()
 * @data: all of the entry
 * @length: how many bytes
 * @method: whether it is packed
 *
 * Writes a whole entry.
 */
void
gazette_zip_add (GazetteZip       *self,
                 const char       *name,
                 gconstpointer     data,
                 gsize             length,
                 GazetteZipMethod  method)
{
  gazette_zip_begin (self, name, method);
  gazette_zip_write (self, data, length);
  gazette_zip_end (self);
}

/* Where the directory is, for files that are larger than the format first foresaw. */
static void
put_end64 (GazetteZip *self,
           GByteArray *end,
           guint64     offset)
{
  guint64 at = offset + self->directory->len;

  put (end, END64_SIGNATURE, 4);
  put (end, 44, 8);
  put (end, 45, 2);
  put (end, 45, 2);
  put (end, 0, 8);
  put (end, self->n_entries, 8);
  put (end, self->n_entries, 8);
  put (end, self->directory->len, 8);
  put (end, offset, 8);
  put (end, LOCATOR64_SIGNATURE, 4);
  put (end, 0, 4);
  put (end, at, 8);
  put (end, 1, 4);
}

/**
 * gazette_zip_finish:
 * @self: a ZIP file with all of its entries
 *
 * Writes the directory, after which comes nothing more.
 */
void
gazette_zip_finish (GazetteZip *self)
{
  g_autoptr(GByteArray) end = g_byte_array_new ();
  guint64 offset = gazette_draft_get_length (self->draft);

  g_assert (self->name == NULL);

  if (self->n_entries >= MAX_16 || offset >= MAX_32)
    put_end64 (self, end, offset);
  put (end, END_SIGNATURE, 4);
  put (end, 0, 4);
  put (end, MIN (self->n_entries, MAX_16), 2);
  put (end, MIN (self->n_entries, MAX_16), 2);
  put (end, self->directory->len, 4);
  put (end, MIN (offset, MAX_32), 4);
  put (end, 0, 2);
  gazette_draft_write (self->draft, self->directory->data, self->directory->len);
  gazette_draft_write (self->draft, end->data, end->len);
}
