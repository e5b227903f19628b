/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "gazette-error.h"
#include "gazette-unzip.h"

#define LOCAL_SIGNATURE 0x04034b50u
#define CENTRAL_SIGNATURE 0x02014b50u
#define END_SIGNATURE 0x06054b50u
#define END64_SIGNATURE 0x06064b50u
#define LOCATOR64_SIGNATURE 0x07064b50u

/* How long the parts of the file are, apart from names. */
#define LOCAL_LENGTH 30
#define CENTRAL_LENGTH 46
#define END_LENGTH 22
#define END64_LENGTH 56
#define LOCATOR64_LENGTH 20

/* A comment may follow the end. */
#define MAX_COMMENT 65535

#define FLAG_ENCRYPTED 0x0001

/* More is no backup of anybody. */
#define MAX_ENTRIES 2000000
#define MAX_DIRECTORY (256 * 1024 * 1024)
#define MAX_NAME 512

/* What is packed tighter than this, and is large, was made to fill the disk: text
 * of people comes to a tenth. */
#define MAX_RATIO 200
#define SMALL (64 * 1024 * 1024)

#define CHUNK (64 * 1024)

struct _GazetteUnzip
{
  /* Where it is: in memory, or else in a file. */
  GBytes    *bytes;
  int        descriptor;
  guint64    length;
  GArray    *entries;
  GHashTable *by_name;

  /* The entry that is being read, where its bytes go on, and what is still to come. */
  const GazetteUnzipEntry *entry;
  guint64    at;
  guint64    n_packed;
  guint64    n_left;
  uLong      crc;
  z_stream   stream;
  gboolean   is_inflating;
  guchar    *chunk;
};

static void
clear_entry (gpointer data)
{
  g_free (((GazetteUnzipEntry *) data)->name);
}

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                       _("The file is damaged or not complete. Use another copy of it."));

  return FALSE;
}

static gboolean
set_hostile (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                       _("The file was made to do harm. Do not use it."));

  return FALSE;
}

static guint64
get (const guchar *bytes,
     guint         n_bytes)
{
  guint64 number = 0;

  for (guint i = n_bytes; i > 0; i--)
    number = number << 8 | bytes[i - 1];

  return number;
}

static gboolean
read_at (GazetteUnzip  *self,
         guint64        offset,
         gpointer       buffer,
         gsize          length,
         GError       **error)
{
  char *bytes = buffer;

  if (offset > self->length || length > self->length - offset)
    return set_damaged (error);

  if (self->bytes != NULL)
    {
      memcpy (bytes, (const char *) g_bytes_get_data (self->bytes, NULL) + offset, length);
      return TRUE;
    }

  while (length > 0)
    {
      gssize n = pread (self->descriptor, bytes, length, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                       _("The file could not be read: %s"), g_strerror (errno));
          return FALSE;
        }
      if (n == 0)
        return set_damaged (error);
      bytes += n;
      offset += (guint64) n;
      length -= (gsize) n;
    }

  return TRUE;
}

/* Where the directory is: the end of the file says so, before a comment if there is one. */
static gboolean
find_directory (GazetteUnzip  *self,
                guint64       *offset,
                guint64       *length,
                guint64       *n_entries,
                GError       **error)
{
  gsize size = MIN (self->length, END_LENGTH + MAX_COMMENT);
  g_autofree guchar *tail = g_malloc (size + 1);
  guint64 start = self->length - size;
  gsize at = size;
  guchar large[END64_LENGTH];

  if (!read_at (self, start, tail, size, error))
    return FALSE;

  for (at = size; at >= END_LENGTH; at--)
    {
      const guchar *end = tail + at - END_LENGTH;

      if (get (end, 4) == END_SIGNATURE && get (end + 20, 2) == size - at)
        break;
    }
  if (at < END_LENGTH)
    return set_damaged (error);

  at -= END_LENGTH;
  *n_entries = get (tail + at + 10, 2);
  *length = get (tail + at + 12, 4);
  *offset = get (tail + at + 16, 4);

  if (at < LOCATOR64_LENGTH || get (tail + at - LOCATOR64_LENGTH, 4) != LOCATOR64_SIGNATURE)
    return TRUE;

  if (!read_at (self, get (tail + at - LOCATOR64_LENGTH + 8, 8), large, sizeof large, error))
    return FALSE;
  if (get (large, 4) != END64_SIGNATURE)
    return set_damaged (error);

  *n_entries = get (large + 32, 8);
  *length = get (large + 40, 8);
  *offset = get (large + 48, 8);

  return TRUE;
}

/* Whatever is done with it, it leads nowhere else. */
static gboolean
is_good_name (const char *name,
              gsize       length)
{
  g_auto(GStrv) parts = NULL;

  if (length == 0 || length > MAX_NAME || strlen (name) != length || !g_utf8_validate (name, -1, NULL) ||
      strpbrk (name, "\\:") != NULL)
    return FALSE;

  parts = g_strsplit (name, "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      /* A folder is an entry that ends with a slash. */
      if ((*parts[i] == '\0' && (parts[i + 1] != NULL || i == 0)) || strcmp (parts[i], ".") == 0 ||
          strcmp (parts[i], "..") == 0)
        return FALSE;
    }

  return TRUE;
}

/* Of a file of more than 4 GiB, where the entry is. The fields that are too small
 * for their numbers are given here, in this order. */
static gboolean
read_extra (GazetteUnzipEntry *entry,
            const guchar      *extra,
            gsize              length)
{
  guint64 *fields[] = { &entry->size, &entry->packed_size, &entry->offset };

  while (length >= 4)
    {
      guint64 id = get (extra, 2);
      gsize size = get (extra + 2, 2);

      extra += 4;
      length -= 4;
      if (size > length)
        return FALSE;
      for (guint i = 0; id == 1 && i < G_N_ELEMENTS (fields); i++)
        {
          if (*fields[i] != G_MAXUINT32)
            continue;
          if (size < 8)
            return FALSE;
          *fields[i] = get (extra, 8);
          extra += 8;
          length -= 8;
          size -= 8;
        }
      extra += size;
      length -= size;
    }

  return TRUE;
}

static gboolean
read_entry (GazetteUnzip  *self,
            const guchar  *record,
            GError       **error)
{
  GazetteUnzipEntry entry = { 0 };
  gsize name_length = get (record + 28, 2);
  gboolean encrypted = (get (record + 8, 2) & FLAG_ENCRYPTED) != 0;

  entry.method = (guint) get (record + 10, 2);
  entry.crc = (guint32) get (record + 16, 4);
  entry.packed_size = get (record + 20, 4);
  entry.size = get (record + 24, 4);
  entry.offset = get (record + 42, 4);
  entry.name = g_strndup ((const char *) record + CENTRAL_LENGTH, name_length);
  g_array_append_val (self->entries, entry);

  if (!is_good_name (entry.name, name_length))
    return set_hostile (error);
  if (!read_extra (&g_array_index (self->entries, GazetteUnzipEntry, self->entries->len - 1),
                   record + CENTRAL_LENGTH + name_length, get (record + 30, 2)) ||
      encrypted || (entry.method != 0 && entry.method != 8))
    return set_damaged (error);

  return TRUE;
}

static int
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  const GazetteUnzipEntry *one = a;
  const GazetteUnzipEntry *other = b;

  return (one->offset > other->offset) - (one->offset < other->offset);
}

/* No two of a name, none within another, none that grows without measure. */
static gboolean
check_entries (GazetteUnzip  *self,
               guint64        directory,
               GError       **error)
{
  g_array_sort (self->entries, compare_offsets);
  for (guint i = 0; i < self->entries->len; i++)
    {
      GazetteUnzipEntry *entry = &g_array_index (self->entries, GazetteUnzipEntry, i);
      guint64 end = i + 1 < self->entries->len ? entry[1].offset : directory;
      guint64 room = end > entry->offset ? end - entry->offset : 0;

      if (end > directory)
        return set_damaged (error);
      if (room < LOCAL_LENGTH || entry->packed_size > room - LOCAL_LENGTH ||
          !g_hash_table_insert (self->by_name, entry->name, entry))
        return set_hostile (error);
      if (entry->method == 0 && entry->size != entry->packed_size)
        return set_damaged (error);
      if (entry->size > SMALL && entry->size / MAX_RATIO > entry->packed_size)
        return set_hostile (error);
    }

  return TRUE;
}

static gboolean
read_directory (GazetteUnzip  *self,
                GError       **error)
{
  g_autofree guchar *directory = NULL;
  guint64 offset;
  guint64 length;
  guint64 n_entries;
  gsize at = 0;

  if (!find_directory (self, &offset, &length, &n_entries, error))
    return FALSE;
  if (n_entries > MAX_ENTRIES || length > MAX_DIRECTORY)
    return set_hostile (error);
  /* Before there is memory for it. */
  if (offset > self->length || length > self->length - offset)
    return set_damaged (error);

  directory = g_malloc (length + 1);
  if (!read_at (self, offset, directory, length, error))
    return FALSE;

  for (guint64 i = 0; i < n_entries; i++)
    {
      const guchar *record = directory + at;
      gsize size;

      if (length - at < CENTRAL_LENGTH || get (record, 4) != CENTRAL_SIGNATURE)
        return set_damaged (error);
      size = CENTRAL_LENGTH + get (record + 28, 2) + get (record + 30, 2) + get (record + 32, 2);
      if (size > length - at)
        return set_damaged (error);
      if (!read_entry (self, record, error))
        return FALSE;
      at += size;
    }

  return check_entries (self, offset, error);
}

static GazetteUnzip *
unzip_new (void)
{
  GazetteUnzip *self = g_new0 (GazetteUnzip, 1);

  self->descriptor = -1;
  self->entries = g_array_new (FALSE, FALSE, sizeof (GazetteUnzipEntry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->chunk = g_malloc (CHUNK);

  return self;
}

/**
 * gazette_unzip_new:
 * @path: a file
 * @error: return location for an error
 *
 * Opens a ZIP file and reads what is in it. Nothing that its entries say is
 * believed: what is not as it has to be is refused.
 *
 * Fails with %GAZETTE_ERROR_NOT_READABLE, in words.
 *
 * Returns: (transfer full) (nullable): the file
 */
GazetteUnzip *
gazette_unzip_new (const char  *path,
                   GError     **error)
{
  g_autoptr(GazetteUnzip) self = unzip_new ();
  struct stat info;

  /* What waits for somebody who writes is not waited for. */
  self->descriptor = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (self->descriptor < 0 || fstat (self->descriptor, &info) != 0)
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_READABLE,
                   _("The file could not be read: %s"), g_strerror (errno));
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    {
      set_damaged (error);
      return NULL;
    }
  self->length = (guint64) info.st_size;
  if (!read_directory (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * gazette_unzip_new_for_bytes:
 * @bytes: what is in a file
 * @error: return location for an error
 *
 * As gazette_unzip_new(), for what is in memory already.
 *
 * Returns: (transfer full) (nullable): the file
 */
GazetteUnzip *
gazette_unzip_new_for_bytes (GBytes  *bytes,
                             GError **error)
{
  g_autoptr(GazetteUnzip) self = unzip_new ();

  self->bytes = g_bytes_ref (bytes);
  self->length = g_bytes_get_size (bytes);
  if (!read_directory (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
end_entry (GazetteUnzip *self)
{
  if (self->is_inflating)
    inflateEnd (&self->stream);
  self->is_inflating = FALSE;
  self->entry = NULL;
}

/**
 * gazette_unzip_free:
 * @self: (transfer full): a ZIP file
 */
void
gazette_unzip_free (GazetteUnzip *self)
{
  end_entry (self);
  if (self->descriptor >= 0)
    close (self->descriptor);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_hash_table_unref (self->by_name);
  g_array_unref (self->entries);
  g_free (self->chunk);
  g_free (self);
}

/**
 * gazette_unzip_get_n_entries:
 * @self: a ZIP file
 *
 * Returns: how many entries it has
 */
guint
gazette_unzip_get_n_entries (GazetteUnzip *self)
{
  return self->entries->len;
}

/**
 * gazette_unzip_get_entry:
 * @self: a ZIP file
 * @position: of an entry, from 0, in the order in which they are in the file
 *
 * Returns: (transfer none): the entry
 */
const GazetteUnzipEntry *
gazette_unzip_get_entry (GazetteUnzip *self,
                         guint         position)
{
  g_return_val_if_fail (position < self->entries->len, NULL);

  return &g_array_index (self->entries, GazetteUnzipEntry, position);
}

/**
 * gazette_unzip_find:
 * @self: a ZIP file
 * @name: of an entry
 *
 * Returns: (transfer none) (nullable): the entry
 */
const GazetteUnzipEntry *
gazette_unzip_find (GazetteUnzip *self,
                    const char   *name)
{
  return g_hash_table_lookup (self->by_name, name);
}

/**
 * gazette_unzip_begin:
 * @self: a ZIP file
 * @entry: one of its entries
 * @error: return location for an error
 *
 * Begins to read an entry, in place of any other that was being read.
 *
 * Returns: whether it is there
 */
gboolean
gazette_unzip_begin (GazetteUnzip             *self,
                     const GazetteUnzipEntry  *entry,
                     GError                  **error)
{
  guchar head[LOCAL_LENGTH];

  end_entry (self);
  if (!read_at (self, entry->offset, head, sizeof head, error))
    return FALSE;
  if (get (head, 4) != LOCAL_SIGNATURE)
    return set_damaged (error);

  self->at = entry->offset + LOCAL_LENGTH + get (head + 26, 2) + get (head + 28, 2);
  self->n_packed = entry->packed_size;
  self->n_left = entry->size;
  self->crc = crc32 (0, NULL, 0);
  if (entry->method == 8)
    {
      memset (&self->stream, 0, sizeof self->stream);
      if (inflateInit2 (&self->stream, -MAX_WBITS) != Z_OK)
        g_error ("Out of memory");
      self->is_inflating = TRUE;
    }
  self->entry = entry;

  return TRUE;
}

/* Returns: how many bytes are in @buffer now, 0 at the end */
static gssize
inflate_some (GazetteUnzip  *self,
              gpointer       buffer,
              gsize          length,
              GError       **error)
{
  self->stream.next_out = buffer;
  self->stream.avail_out = (uInt) MIN (length, G_MAXINT);
  while (self->stream.avail_out > 0)
    {
      int status;

      if (self->stream.avail_in == 0 && self->n_packed > 0)
        {
          gsize n = MIN (self->n_packed, CHUNK);

          if (!read_at (self, self->at, self->chunk, n, error))
            return -1;
          self->stream.next_in = self->chunk;
          self->stream.avail_in = (uInt) n;
          self->at += n;
          self->n_packed -= n;
        }
      status = inflate (&self->stream, Z_NO_FLUSH);
      if (status == Z_STREAM_END)
        break;
      if (status != Z_OK)
        {
          set_damaged (error);
          return -1;
        }
    }

  return (gssize) (MIN (length, G_MAXINT) - self->stream.avail_out);
}

/**
 * gazette_unzip_read:
 * @self: a ZIP file with an entry that was begun
 * @buffer: (out caller-allocates): where its bytes go
 * @length: how many there is room for
 * @error: return location for an error
 *
 * Reads some of the entry. It never has more bytes than it said; that it has fewer,
 * or others, is seen at its end.
 *
 * Returns: how many bytes were read, 0 at the end, -1 with %GAZETTE_ERROR_NOT_READABLE
 */
gssize
gazette_unzip_read (GazetteUnzip  *self,
                    gpointer       buffer,
                    gsize          length,
                    GError       **error)
{
  gssize n;

  g_return_val_if_fail (self->entry != NULL, -1);

  length = MIN (length, self->n_left);
  if (length == 0)
    {
      if (self->n_left == 0 && self->crc != self->entry->crc)
        {
          set_damaged (error);
          return -1;
        }
      return 0;
    }

  if (self->is_inflating)
    {
      n = inflate_some (self, buffer, length, error);
    }
  else
    {
      n = (gssize) length;
      if (!read_at (self, self->at, buffer, length, error))
        n = -1;
      self->at += length;
    }
  if (n == 0)
    {
      set_damaged (error);
      return -1;
    }
  if (n < 0)
    return -1;

  self->crc = crc32 (self->crc, buffer, (uInt) n);
  self->n_left -= (guint64) n;

  return n;
}

/**
 * gazette_unzip_read_all:
 * @self: a ZIP file
 * @entry: one of its entries
 * @max_size: how many bytes it may have
 * @error: return location for an error
 *
 * Reads a whole entry.
 *
 * Returns: (transfer full) (nullable): its bytes, or %GAZETTE_ERROR_NOT_READABLE
 */
GBytes *
gazette_unzip_read_all (GazetteUnzip             *self,
                        const GazetteUnzipEntry  *entry,
                        gsize                     max_size,
                        GError                  **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree guchar *part = g_malloc (CHUNK);
  gssize n;

  if (entry->size > max_size)
    {
      set_hostile (error);
      return NULL;
    }
  if (!gazette_unzip_begin (self, entry, error))
    return NULL;

  /* It grows with what is there, not with what is said to be. */
  while ((n = gazette_unzip_read (self, part, CHUNK, error)) > 0)
    g_byte_array_append (bytes, part, (guint) n);
  if (n < 0)
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
