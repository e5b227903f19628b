/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-library-private.h"
#include "gazette-rescue.h"
#include "gazette-schema.h"

struct _GazetteStore
{
  char            *folder;
  char            *pictures;
  char            *files;
  gint64           opened;
  guint            n_writes;
  GazetteDatabase *writer;

  /* What was done with a library that was damaged, in plain words. */
  char            *note;
  gboolean         is_new;
  /* Whether the last run ended without closing it. */
  gboolean         was_cut_off;

  /* The readers that are at rest. There is one for each thread that reads, so
   * none of them ever waits here. */
  GAsyncQueue     *readers;
};

/**
 * gazette_store_new:
 * @folder: where everything is kept
 *
 * Returns: (transfer full): a store that is not open yet
 */
GazetteStore *
gazette_store_new (const char *folder)
{
  GazetteStore *self = g_atomic_rc_box_new0 (GazetteStore);

  self->folder = g_strdup (folder);
  self->pictures = g_build_filename (folder, "pictures", NULL);
  self->files = g_build_filename (folder, "files", NULL);
  self->opened = g_get_real_time () / G_USEC_PER_SEC;
  self->readers = g_async_queue_new_full ((GDestroyNotify) gazette_database_free);

  return self;
}

/**
 * gazette_store_ref:
 * @self: a store
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteStore *
gazette_store_ref (GazetteStore *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_store (gpointer data)
{
  GazetteStore *self = data;

  g_clear_pointer (&self->readers, g_async_queue_unref);
  g_clear_pointer (&self->writer, gazette_database_free);
  g_free (self->note);
  g_free (self->pictures);
  g_free (self->files);
  g_free (self->folder);
}

/**
 * gazette_store_unref:
 * @self: (transfer full): a store
 *
 * Drops a reference, on any thread.
 */
void
gazette_store_unref (GazetteStore *self)
{
  g_atomic_rc_box_release_full (self, clear_store);
}

static gboolean
open_connections (GazetteStore  *self,
                  const char    *path,
                  GError       **error)
{
  g_autoptr(GazetteDatabase) writer = NULL;

  /* The table of what was unsaved since the start: see gazette_keep_clean(). */
  if ((writer = gazette_database_open (path, TRUE, error)) == NULL ||
      !gazette_schema_migrate (writer, error) ||
      !gazette_database_execute (writer, "CREATE TEMP TABLE unsaved (article_id INTEGER PRIMARY KEY)", error))
    return FALSE;

  for (guint i = 0; i < GAZETTE_N_READERS; i++)
    {
      GazetteDatabase *reader = gazette_database_open (path, FALSE, error);

      if (reader == NULL)
        return FALSE;
      g_async_queue_push (self->readers, reader);
    }

  self->writer = g_steal_pointer (&writer);

  return TRUE;
}

/**
 * gazette_store_open:
 * @self: a store
 * @error: return location for an error
 *
 * Makes the folder, brings the database up to date and opens the connections. A
 * database that is damaged is set aside, and another one takes its place: see
 * gazette_rescue_run(). The names by which an earlier run gave files to programs
 * go: later they would be those of this run. Called once, on the thread that writes.
 *
 * Returns: whether it is open
 */
gboolean
gazette_store_open (GazetteStore  *self,
                    GError       **error)
{
  g_autofree char *path = g_build_filename (self->folder, "library.db", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr(GazetteDatabase) reader = NULL;
  g_autoptr(GError) local_error = NULL;

  if (g_mkdir_with_parents (self->pictures, 0700) != 0)
    {
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_LIBRARY,
                   _("The folder %s could not be made (%s). Check the disk and try again."),
                   self->pictures, g_strerror (errno));
      return FALSE;
    }

  self->is_new = !g_file_test (path, G_FILE_TEST_EXISTS);
  gazette_files_remove_links (self->files, NULL);
  self->was_cut_off = g_file_test (log, G_FILE_TEST_EXISTS) || g_file_test (journal, G_FILE_TEST_EXISTS);
  if (gazette_rescue_is_wanted (self->folder) && !gazette_rescue_run (self->folder, &self->note, error))
    return FALSE;

  if (open_connections (self, path, &local_error))
    return TRUE;

  if (!g_error_matches (local_error, GAZETTE_ERROR, GAZETTE_ERROR_DAMAGED) || self->note != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  while ((reader = g_async_queue_try_pop (self->readers)) != NULL)
    g_clear_pointer (&reader, gazette_database_free);

  return gazette_rescue_run (self->folder, &self->note, error) && open_connections (self, path, error);
}

/**
 * gazette_store_close:
 * @self: a store
 *
 * Closes the connections once those that read are done. What is asked of it
 * later fails. Called on the thread that writes; does nothing if the store is
 * not open.
 */
void
gazette_store_close (GazetteStore *self)
{
  GazetteDatabase *readers[GAZETTE_N_READERS];

  if (self->writer == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      readers[i] = g_async_queue_pop (self->readers);
      gazette_database_close (readers[i]);
    }

  /* The last to close empties the log into the database. */
  gazette_database_close (self->writer);

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    g_async_queue_push (self->readers, readers[i]);
}

/**
 * gazette_store_take_reader:
 * @self: an open store
 *
 * Returns: (transfer full): a connection for the calling thread, to be given
 *   back with gazette_store_give_reader()
 */
GazetteDatabase *
gazette_store_take_reader (GazetteStore *self)
{
  return g_async_queue_pop (self->readers);
}

/**
 * gazette_store_give_reader:
 * @self: an open store
 * @database: (transfer full): what gazette_store_take_reader() returned
 *
 * Gives a connection back.
 */
void
gazette_store_give_reader (GazetteStore    *self,
                           GazetteDatabase *database)
{
  g_async_queue_push (self->readers, database);
}

/**
 * gazette_store_rest:
 * @self: a store
 *
 * Lets go of what the connections hold for later, but for those that are reading. Called
 * on the thread that writes; does nothing if the store is not open.
 */
void
gazette_store_rest (GazetteStore *self)
{
  GazetteDatabase *readers[GAZETTE_N_READERS] = { NULL };

  if (self->writer == NULL)
    return;

  gazette_database_rest (self->writer);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      readers[i] = g_async_queue_try_pop (self->readers);
      if (readers[i] != NULL)
        gazette_database_rest (readers[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      if (readers[i] != NULL)
        gazette_store_give_reader (self, readers[i]);
    }
}

/**
 * gazette_store_get_writer:
 * @self: an open store
 *
 * Returns: (transfer none): the connection of the thread that writes
 */
GazetteDatabase *
gazette_store_get_writer (GazetteStore *self)
{
  return self->writer;
}

/**
 * gazette_store_get_folder:
 * @self: a store
 *
 * Returns: (transfer none): where everything is kept
 */
const char *
gazette_store_get_folder (GazetteStore *self)
{
  return self->folder;
}

/**
 * gazette_store_get_note:
 * @self: an open store
 *
 * Returns: (transfer none) (nullable): what was done with a library that was
 *   damaged, in plain words
 */
const char *
gazette_store_get_note (GazetteStore *self)
{
  return self->note;
}

/**
 * gazette_store_get_is_new:
 * @self: a store
 *
 * Returns: whether there was no database in the folder when it was opened
 */
gboolean
gazette_store_get_is_new (GazetteStore *self)
{
  return self->is_new;
}

/**
 * gazette_store_get_was_cut_off:
 * @self: an open store
 *
 * Returns: whether whoever had it last ended without closing it, or has it still
 */
gboolean
gazette_store_get_was_cut_off (GazetteStore *self)
{
  return self->was_cut_off;
}

/**
 * gazette_store_get_pictures:
 * @self: a store
 *
 * Returns: (transfer none): the folder of the pictures
 */
const char *
gazette_store_get_pictures (GazetteStore *self)
{
  return self->pictures;
}

/**
 * gazette_store_get_files:
 * @self: a store
 *
 * Returns: (transfer none): where copies of files are kept
 */
const char *
gazette_store_get_files (GazetteStore *self)
{
  return self->files;
}

/**
 * gazette_store_get_opened:
 * @self: a store
 *
 * Returns: when it was opened, seconds since 1970 UTC
 */
gint64
gazette_store_get_opened (GazetteStore *self)
{
  return self->opened;
}

/**
 * gazette_store_get_n_writes:
 * @self: a store
 *
 * Tells what was read later from what was read earlier, when the one that was
 * read earlier arrives later. Any thread may ask.
 *
 * Returns: after how many writes a transaction that begins now reads, at least;
 *   compared modulo its range
 */
guint
gazette_store_get_n_writes (GazetteStore *self)
{
  return g_atomic_int_get (&self->n_writes);
}

/**
 * gazette_store_count_write:
 * @self: a store
 *
 * Called after each transaction that wrote.
 */
void
gazette_store_count_write (GazetteStore *self)
{
  g_atomic_int_inc (&self->n_writes);
}

/**
 * gazette_request_new:
 * @store: where to ask
 * @func: what to do
 * @id: the row it is about, or 0
 *
 * Returns: (transfer full): a request, for the caller to fill in
 */
GazetteRequest *
gazette_request_new (GazetteStore       *store,
                     GazetteRequestFunc  func,
                     gint64              id)
{
  GazetteRequest *self = g_atomic_rc_box_new0 (GazetteRequest);

  self->store = gazette_store_ref (store);
  self->func = func;
  self->id = id;
  self->unneeded = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * gazette_request_ref:
 * @self: a request
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteRequest *
gazette_request_ref (GazetteRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_request (gpointer data)
{
  GazetteRequest *self = data;

  g_clear_pointer (&self->store, gazette_store_unref);
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self->text);
  g_free (self->value);
  g_clear_pointer (&self->source, gazette_source_unref);
  g_clear_pointer (&self->edition, gazette_edition_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->clippings, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->listed, gazette_ids_unref);
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->changed_ids, g_array_unref);
  g_clear_pointer (&self->unneeded, g_ptr_array_unref);
}

/**
 * gazette_request_unref:
 * @self: (transfer full): a request
 *
 * Drops a reference, on any thread.
 */
void
gazette_request_unref (GazetteRequest *self)
{
  g_atomic_rc_box_release_full (self, clear_request);
}

/**
 * gazette_request_article_changed:
 * @self: a request that writes
 * @article_id: what it changed
 *
 * Notes a change, to be told once the request is done.
 */
void
gazette_request_article_changed (GazetteRequest *self,
                                 gint64          article_id)
{
  if (self->changed_ids == NULL)
    self->changed_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (self->changed_ids, article_id);
}

/**
 * gazette_request_forget_changes:
 * @self: a request that writes, and was undone
 *
 * It may be done again.
 */
void
gazette_request_forget_changes (GazetteRequest *self)
{
  self->search_changed = FALSE;
  self->searches_changed = FALSE;
  self->highlights_changed = FALSE;
  self->sources_changed = FALSE;
  self->counted_source_id = 0;
  self->titles_changed = FALSE;
  self->articles_changed = FALSE;
  self->articles_source_id = 0;
  self->archive_source_id = 0;
  self->highlights_article_id = 0;
  g_clear_pointer (&self->changed_ids, g_array_unref);
  g_ptr_array_set_size (self->unneeded, 0);
}
