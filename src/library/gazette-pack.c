/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long texts are packed with zstd (RFC 8878), each by itself, in columns of type ANY:
 * a value there is a text, or a blob that stands for one. How much there is to read in
 * it follows in a frame that unpackers skip, so that nothing needs to be unpacked to
 * list articles by that. */

#include "config.h"

#include <string.h>
#include <zstd.h>

#include "gazette-pack.h"
#include "gazette-skim.h"

/* What is shorter gains nothing. */
#define MIN_SIZE 200

/* Higher ones gain little more and take much longer. */
#define LEVEL 3

/* No text comes close to it: what says that it is longer is damaged. */
#define MAX_SIZE (256 * 1024 * 1024)

/* How much is packed in one step: about a twentieth of a second of the thread that
 * writes. */
#define STEP_ROWS  1000
#define STEP_BYTES 2000000

/* The frame: what it is known by, the number of bytes that follow, and the length. Each
 * has four bytes, the least significant first (RFC 8878, 3.1.2). */
#define LENGTH_MAGIC 0x184d2a57
#define LENGTH_SIZE  12

static void
free_context (gpointer context)
{
  ZSTD_freeCCtx (context);
}

/* Of the thread: only one that writes packs. NULL where there is no memory for it. */
static ZSTD_CCtx *
get_context (void)
{
  static GPrivate contexts = G_PRIVATE_INIT (free_context);
  ZSTD_CCtx *context = g_private_get (&contexts);

  if (context == NULL)
    g_private_set (&contexts, context = ZSTD_createCCtx ());

  return context;
}

/* How many characters there are to read in it. */
static guint32
measure_html (const char *html)
{
  g_autoptr(GString) text = g_string_sized_new (strlen (html));
  guint32 n = 0;

  gazette_skim_html (html, text);

  /* All bytes begin one, but those that are 10xxxxxx. To count so takes a quarter of
   * what g_utf8_strlen() does, which is felt in a refresh. */
  for (gsize i = 0; i < text->len; i++)
    n += ((guchar) text->str[i] & 0xc0) != 0x80;

  return n;
}

static void
write_length (guint8  *data,
              guint32  length)
{
  const guint32 frame[] = { GUINT32_TO_LE (LENGTH_MAGIC), GUINT32_TO_LE (4), GUINT32_TO_LE (length) };

  memcpy (data, frame, LENGTH_SIZE);
}

static gboolean
read_length (const guint8 *data,
             gsize         size,
             guint32      *length)
{
  guint32 frame[3];

  if (size < LENGTH_SIZE)
    return FALSE;

  memcpy (frame, data + size - LENGTH_SIZE, LENGTH_SIZE);
  *length = GUINT32_FROM_LE (frame[2]);

  return GUINT32_FROM_LE (frame[0]) == LENGTH_MAGIC && GUINT32_FROM_LE (frame[1]) == 4;
}

/* gazette_pack (TEXT): a blob if that is shorter, else what it was given. */
static void
pack (sqlite3_context  *context,
      int               n_arguments,
      sqlite3_value   **arguments)
{
  ZSTD_CCtx *compressor;
  const char *html;
  gsize size, bound, packed;
  guint8 *data;

  if (sqlite3_value_type (arguments[0]) != SQLITE_TEXT ||
      (html = (const char *) sqlite3_value_text (arguments[0])) == NULL ||
      (size = (gsize) sqlite3_value_bytes (arguments[0])) < MIN_SIZE)
    {
      sqlite3_result_value (context, arguments[0]);
      return;
    }

  bound = ZSTD_compressBound (size);
  if ((compressor = get_context ()) == NULL || (data = sqlite3_malloc64 (bound + LENGTH_SIZE)) == NULL)
    {
      sqlite3_result_error_nomem (context);
      return;
    }

  packed = ZSTD_compressCCtx (compressor, data, bound, html, size, LEVEL);
  if (ZSTD_isError (packed) || packed + LENGTH_SIZE >= size)
    {
      sqlite3_free (data);
      sqlite3_result_value (context, arguments[0]);
      return;
    }

  write_length (data + packed, measure_html (html));
  sqlite3_result_blob64 (context, data, packed + LENGTH_SIZE, sqlite3_free);
}

/* Returns: (transfer full) (nullable): the text, made with sqlite3_malloc64() */
static char *
unpack_data (gconstpointer  data,
             gsize          size,
             gsize         *length)
{
  guint64 wanted = ZSTD_getFrameContentSize (data, size);
  char *text;

  if (wanted == ZSTD_CONTENTSIZE_ERROR || wanted == ZSTD_CONTENTSIZE_UNKNOWN || wanted > MAX_SIZE ||
      (text = sqlite3_malloc64 (wanted + 1)) == NULL)
    return NULL;

  *length = ZSTD_decompress (text, wanted, data, size);
  if (ZSTD_isError (*length) || *length != wanted)
    {
      sqlite3_free (text);
      return NULL;
    }

  text[wanted] = '\0';

  return text;
}

/* gazette_unpack (ANY): the text. */
static void
unpack (sqlite3_context  *context,
        int               n_arguments,
        sqlite3_value   **arguments)
{
  char *text;
  gsize length;

  if (sqlite3_value_type (arguments[0]) != SQLITE_BLOB)
    {
      sqlite3_result_value (context, arguments[0]);
      return;
    }

  text = unpack_data (sqlite3_value_blob (arguments[0]), (gsize) sqlite3_value_bytes (arguments[0]), &length);
  if (text != NULL)
    sqlite3_result_text64 (context, text, length, sqlite3_free, SQLITE_UTF8);
  else
    sqlite3_result_error_code (context, SQLITE_CORRUPT);
}

/* gazette_length (ANY): how much there is to read. Nothing in what is damaged: an index
 * of lengths has to hold that, too. */
static void
get_length (sqlite3_context  *context,
            int               n_arguments,
            sqlite3_value   **arguments)
{
  int type = sqlite3_value_type (arguments[0]);
  const char *html = type == SQLITE_TEXT ? (const char *) sqlite3_value_text (arguments[0]) : NULL;
  const void *data = type == SQLITE_BLOB ? sqlite3_value_blob (arguments[0]) : NULL;
  gsize size = (gsize) sqlite3_value_bytes (arguments[0]);
  guint32 length = 0;

  if (html != NULL)
    {
      length = measure_html (html);
    }
  else if (data != NULL && !read_length (data, size, &length))
    {
      char *text = unpack_data (data, size, &size);

      length = text != NULL ? measure_html (text) : 0;
      sqlite3_free (text);
    }

  sqlite3_result_int64 (context, length);
}

/**
 * gazette_pack_register:
 * @handle: a connection
 *
 * Gives it the functions `gazette_pack ()` and `gazette_unpack ()`. Each takes a value
 * and leaves alone what it is not for. What cannot be unpacked is an error: the
 * database is damaged. And `gazette_length ()`, which tells how many characters there
 * are to read in such a value.
 *
 * Returns: whether it could be
 */
gboolean
gazette_pack_register (sqlite3 *handle)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

  return sqlite3_create_function_v2 (handle, "gazette_pack", 1, flags, NULL, pack, NULL, NULL, NULL) == SQLITE_OK &&
         sqlite3_create_function_v2 (handle, "gazette_unpack", 1, flags, NULL, unpack, NULL, NULL, NULL) == SQLITE_OK &&
         sqlite3_create_function_v2 (handle, "gazette_length", 1, flags, NULL, get_length, NULL, NULL, NULL) == SQLITE_OK;
}

/**
 * gazette_pack_is_whole:
 * @data: a blob of a column of packed texts
 * @size: how long it is, in bytes
 *
 * Returns: whether it can be unpacked to a text
 */
gboolean
gazette_pack_is_whole (gconstpointer data,
                       gsize         size)
{
  gsize length;
  char *text = unpack_data (data, size, &length);
  gboolean is_text = text != NULL && g_utf8_validate_len (text, length, NULL);

  sqlite3_free (text);

  return is_text;
}

static gboolean
read_next (GazetteDatabase  *database,
           gint64           *next,
           GError          **error)
{
  static const char select_next[] = "SELECT value FROM settings WHERE name = '" GAZETTE_PACK_NEXT "'";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_next, error);

  return statement != NULL && gazette_statement_find_int (statement, next, error);
}

static gboolean
write_next (GazetteDatabase  *database,
            gint64            next,
            GError          **error)
{
  static const char update_next[] = "UPDATE settings SET value = ?1 WHERE name = '" GAZETTE_PACK_NEXT "'";
  static const char delete_next[] = "DELETE FROM settings WHERE name = '" GAZETTE_PACK_NEXT "'";
  g_autoptr(GazetteStatement) statement =
    gazette_database_prepare (database, next > 0 ? update_next : delete_next, error);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, next);

  if (statement == NULL)
    return FALSE;

  if (next > 0)
    gazette_statement_text (statement, 1, value);

  return gazette_statement_run (statement, error);
}

/* Returns: (transfer full) (nullable): those with a long text, from @next downwards */
static GArray *
read_ids (GazetteDatabase  *database,
          gint64           *next,
          GError          **error)
{
  static const char select_rows[] =
    "SELECT article_id, coalesce (octet_length (html), 0) + coalesce (octet_length (full_html), 0),"
    "       typeof (html) = 'text' OR typeof (full_html) = 'text'"
    "  FROM contents WHERE article_id <= ?1 ORDER BY article_id DESC LIMIT ?2";
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_rows, error);
  g_autoptr(GError) local_error = NULL;
  gint64 size = 0;
  guint n_rows = 0;
  gint64 id = 0;

  if (statement == NULL)
    return NULL;

  gazette_statement_int (statement, 1, *next);
  gazette_statement_int (statement, 2, STEP_ROWS);
  while (size < STEP_BYTES && gazette_statement_step (statement, &local_error))
    {
      id = gazette_statement_get_int (statement, 0);
      size += gazette_statement_get_int (statement, 1);
      if (gazette_statement_get_int (statement, 2) != 0)
        g_array_append_val (ids, id);
      n_rows++;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  *next = size >= STEP_BYTES || n_rows == STEP_ROWS ? id - 1 : 0;

  return g_steal_pointer (&ids);
}

/**
 * gazette_pack_step:
 * @database: the connection that writes, in a transaction
 * @is_more: (out): whether there is more to do
 * @error: return location for an error
 *
 * Packs some of the texts that are from before there was packing, the newest first.
 *
 * Returns: whether it succeeded
 */
gboolean
gazette_pack_step (GazetteDatabase  *database,
                   gboolean         *is_more,
                   GError          **error)
{
  static const char update_row[] =
    "UPDATE contents SET html = gazette_pack (html), full_html = gazette_pack (full_html) WHERE article_id = ?1";
  g_autoptr(GazetteStatement) statement = NULL;
  g_autoptr(GArray) ids = NULL;
  gint64 next;

  *is_more = FALSE;
  if (!read_next (database, &next, error))
    return FALSE;
  if (next == 0)
    return TRUE;

  if ((ids = read_ids (database, &next, error)) == NULL ||
      (statement = gazette_database_prepare (database, update_row, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      gazette_statement_int (statement, 1, g_array_index (ids, gint64, i));
      if (!gazette_statement_run (statement, error))
        return FALSE;
    }
  *is_more = next > 0;

  return write_next (database, next, error);
}
