/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files that come with articles, as far as a person wants a copy of them. They lie
 * in a folder of their own, as pictures do in theirs, and each is named by its hash. */

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gazette-error.h"
#include "gazette-files.h"
#include "gazette-library-private.h"
#include "gazette-pictures.h"

/* Where those are that are on their way; named as the folders of what is kept, so that
 * what is left of one is cleaned away as there. */
#define DRAFTS "00"

static void
kept_file_free (gpointer data)
{
  GazetteKeptFile *self = data;

  g_free (self->url);
  g_free (self->title);
  g_free (self->type);
  g_free (self->note);
  g_free (self->draft);
  g_free (self->validator);
  g_free (self);
}

static char *
dup_draft_path (GazetteRequest *request,
                const char     *name)
{
  return name != NULL ? g_build_filename (gazette_store_get_files (request->store), DRAFTS, name, NULL) : NULL;
}

/*
 * gazette_files_measure_draft:
 * @request: a request to the library
 * @name: what a draft is called in it
 *
 * Returns: how many bytes it has, 0 when it is not there
 */
gint64
gazette_files_measure_draft (GazetteRequest *request,
                             const char     *name)
{
  g_autofree char *path = dup_draft_path (request, name);
  GStatBuf info;

  return g_stat (path, &info) == 0 && S_ISREG (info.st_mode) ? info.st_size : 0;
}

static void
set_no_file (GError **error)
{
  g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                       _("This file is not kept in the library. Choose “Keep a Copy” to keep it."));
}

/* Runs a statement of an article and an address. */
static gboolean
run_for (GazetteRequest   *request,
         GazetteDatabase  *database,
         const char       *sql,
         const char       *value,
         GError          **error)
{
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_text (statement, 2, request->text);
  if (value != NULL)
    gazette_statement_text (statement, 3, value);

  return gazette_statement_run (statement, error);
}

static gboolean
write_wanted (GazetteRequest   *request,
              GazetteDatabase  *database,
              GValue           *result,
              GError          **error)
{
  static const char insert[] =
    "INSERT INTO files (article_id, url, title, type, state, size)"
    " SELECT id, ?2, ?3, ?4, 0, ?5 FROM articles WHERE id = ?1"
    " ON CONFLICT (article_id, url) DO UPDATE SET state = 0, note = NULL, removed = 0";
  static const char save[] = "UPDATE articles SET saved = 1, saved_note = NULL WHERE id = ?1 AND saved = 0";
  const GazetteAttachment *attachment = request->data;
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, insert, error);
  g_autoptr(GazetteStatement) saving = gazette_database_prepare (database, save, error);

  if (statement == NULL || saving == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_text (statement, 2, attachment->url);
  gazette_statement_text (statement, 3, attachment->title);
  gazette_statement_text (statement, 4, attachment->type);
  gazette_statement_int (statement, 5, attachment->size);
  if (!gazette_statement_run (statement, error))
    return FALSE;
  if (gazette_database_n_changed (database) == 0)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                           _("This article is not in the library any more. Choose another one."));
      return FALSE;
    }

  gazette_statement_int (saving, 1, request->id);
  if (!gazette_statement_run (saving, error))
    return FALSE;
  if (gazette_database_n_changed (database) > 0)
    {
      request->sources_changed = TRUE;
      gazette_request_article_changed (request, request->id);
    }

  return TRUE;
}

/**
 * gazette_library_want_file:
 * @self: a library
 * @article_id: an article
 * @attachment: what comes with it
 *
 * Notes that a person wants a copy of a file, and with it that its article is to be
 * saved: the one is never there without the other, wherever the program ends. Both are
 * on the disk when the future resolves.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when the article is not there.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_want_file (GazetteLibrary          *self,
                           gint64                   article_id,
                           const GazetteAttachment *attachment)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (attachment != NULL);

  request = gazette_library_ask (self, write_wanted, article_id);
  request->data = gazette_attachment_copy (attachment);
  request->destroy = (GDestroyNotify) gazette_attachment_free;

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/* The file is in its place by then. */
static gboolean
write_kept (GazetteRequest   *request,
            GazetteDatabase  *database,
            GValue           *result,
            GError          **error)
{
  static const char update[] =
    "UPDATE files SET state = 1, note = NULL, hash = ?3, size = ?4, draft = NULL, validator = NULL"
    " WHERE article_id = ?1 AND url = ?2";
  const char *folder = gazette_store_get_files (request->store);
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, update, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_text (statement, 2, request->text);
  gazette_statement_text (statement, 3, request->value);
  gazette_statement_int (statement, 4, gazette_pictures_measure (folder, request->value));
  if (!gazette_statement_run (statement, error))
    return FALSE;
  if (gazette_database_n_changed (database) > 0)
    return TRUE;

  set_no_file (error);

  return FALSE;
}

typedef struct
{
  GazetteLibrary *library;
  gint64          article_id;
  char           *url;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_object_unref (keeping->library);
  g_free (keeping->url);
  g_free (keeping);
}

static DexFuture *
adopted_cb (DexFuture *future,
            gpointer   user_data)
{
  Keeping *keeping = user_data;
  const GValue *hash = dex_future_get_value (future, NULL);
  GazetteRequest *request;

  if (hash == NULL)
    return dex_ref (future);

  request = gazette_library_ask (keeping->library, write_kept, keeping->article_id);
  request->text = g_strdup (keeping->url);
  request->value = g_value_dup_string (hash);

  return gazette_library_write (keeping->library, request, GAZETTE_DURABLE_YES);
}

/* On a thread that reads: no row is touched, and it takes as long as the file is. */
static gboolean
adopt (GazetteRequest   *request,
       GazetteDatabase  *database,
       GValue           *result,
       GError          **error)
{
  char *hash = gazette_pictures_adopt (gazette_store_get_files (request->store), request->text, request->value, error);

  if (hash == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, hash);

  return TRUE;
}

/**
 * gazette_library_keep_file:
 * @self: a library
 * @article_id: an article
 * @url: where the file comes from
 * @path: what gazette_library_begin_file() gave, now the whole file
 *
 * Keeps a file that is wanted. It is on the disk when the future resolves; in any
 * case there is nothing at @path any more.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is not wanted any more, with
 * %GAZETTE_ERROR_LIBRARY when it could not be written.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_keep_file (GazetteLibrary *self,
                           gint64          article_id,
                           const char     *url,
                           const char     *path)
{
  GazetteRequest *request;
  Keeping *keeping;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL && path != NULL);

  request = gazette_library_ask (self, adopt, 0);
  request->text = g_strdup (path);
  keeping = g_new0 (Keeping, 1);
  keeping->library = g_object_ref (self);
  keeping->article_id = article_id;
  keeping->url = g_strdup (url);

  return gazette_library_read (self, request, adopted_cb, keeping, keeping_free);
}

static gboolean
write_failed (GazetteRequest   *request,
              GazetteDatabase  *database,
              GValue           *result,
              GError          **error)
{
  static const char update[] = "UPDATE files SET state = 2, note = ?3 WHERE article_id = ?1 AND url = ?2";

  return run_for (request, database, update, request->value, error);
}

/**
 * gazette_library_fail_file:
 * @self: a library
 * @article_id: an article
 * @url: where the file comes from
 * @note: why there is no copy of it, in plain words
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_fail_file (GazetteLibrary *self,
                           gint64          article_id,
                           const char     *url,
                           const char     *note)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL && note != NULL);

  request = gazette_library_ask (self, write_failed, article_id);
  request->text = g_strdup (url);
  request->value = g_strdup (note);

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

static gboolean
write_hidden (GazetteRequest   *request,
              GazetteDatabase  *database,
              GValue           *result,
              GError          **error)
{
  static const char hide[] = "UPDATE files SET removed = 1 WHERE article_id = ?1 AND url = ?2";
  static const char show[] = "UPDATE files SET removed = 0 WHERE article_id = ?1 AND url = ?2";

  return run_for (request, database, request->number ? hide : show, NULL, error);
}

/**
 * gazette_library_hide_file:
 * @self: a library
 * @article_id: an article
 * @url: where the file comes from
 * @is_hidden: whether its copy is as good as removed
 *
 * Removes a copy so that it can come back, until gazette_library_forget_file() or
 * the next start.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_hide_file (GazetteLibrary *self,
                           gint64          article_id,
                           const char     *url,
                           gboolean        is_hidden)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL);

  request = gazette_library_ask (self, write_hidden, article_id);
  request->text = g_strdup (url);
  request->number = is_hidden;

  return gazette_library_write (self, request, GAZETTE_DURABLE_NO);
}

/**
 * gazette_files_remove_links:
 * @folder: where files are kept
 * @hash: (nullable): of one of them, %NULL for all
 *
 * Removes the names by which programs were given what is kept.
 */
void
gazette_files_remove_links (const char *folder,
                            const char *hash)
{
  g_autofree char *links = g_build_filename (folder, GAZETTE_FILE_LINKS, NULL);
  g_autoptr(GDir) dir = g_dir_open (links, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (links, name, NULL);
      g_autoptr(GDir) files = hash == NULL || g_str_equal (hash, name) ? g_dir_open (below, 0, NULL) : NULL;
      const char *file;

      while (files != NULL && (file = g_dir_read_name (files)) != NULL)
        {
          g_autofree char *path = g_build_filename (below, file, NULL);

          g_unlink (path);
        }
      if (files != NULL)
        g_rmdir (below);
    }
}

static gboolean
write_forgotten (GazetteRequest   *request,
                 GazetteDatabase  *database,
                 GValue           *result,
                 GError          **error)
{
  static const char select_hash[] =
    "SELECT iif (hash NOT IN (SELECT hash FROM files WHERE (article_id != ?1 OR url != ?2) AND hash IS NOT NULL), hash, NULL),"
    "       draft FROM files WHERE article_id = ?1 AND url = ?2";
  g_autofree char *hash = NULL;

  {
    g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_hash, error);

    if (statement == NULL)
      return FALSE;
    gazette_statement_int (statement, 1, request->id);
    gazette_statement_text (statement, 2, request->text);
    if (gazette_statement_step (statement, NULL))
      {
        const char *draft = gazette_statement_get_text (statement, 1);

        hash = gazette_statement_dup_text (statement, 0);
        if (draft != NULL)
          g_ptr_array_add (request->unneeded, dup_draft_path (request, draft));
      }
  }

  if (!run_for (request, database, "DELETE FROM files WHERE article_id = ?1 AND url = ?2", NULL, error))
    return FALSE;
  if (hash != NULL)
    {
      gazette_files_remove_links (gazette_store_get_files (request->store), hash);
      g_ptr_array_add (request->unneeded, gazette_pictures_dup_path (gazette_store_get_files (request->store), hash));
    }

  return TRUE;
}

/**
 * gazette_library_forget_file:
 * @self: a library
 * @article_id: an article
 * @url: where the file comes from
 *
 * Removes the copy of a file, or that one is wanted.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_forget_file (GazetteLibrary *self,
                             gint64          article_id,
                             const char     *url)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL);

  request = gazette_library_ask (self, write_forgotten, article_id);
  request->text = g_strdup (url);

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

static GazetteKeptFile *
read_file (GazetteRequest   *request,
           GazetteStatement *statement)
{
  GazetteKeptFile *file = g_new0 (GazetteKeptFile, 1);
  const char *hash = gazette_statement_get_text (statement, 6);

  file->draft = dup_draft_path (request, gazette_statement_get_text (statement, 8));
  file->validator = gazette_statement_dup_text (statement, 9);
  file->article_id = gazette_statement_get_int (statement, 0);
  file->url = gazette_statement_dup_text (statement, 1);
  file->title = gazette_statement_dup_text (statement, 2);
  file->type = gazette_statement_dup_text (statement, 3);
  file->state = (GazetteFileState) gazette_statement_get_int (statement, 4);
  file->size = gazette_statement_get_int (statement, 5);
  file->note = gazette_statement_dup_text (statement, 7);
  if (file->state == GAZETTE_FILE_KEPT &&
      (hash == NULL || gazette_pictures_measure (gazette_store_get_files (request->store), hash) != file->size))
    {
      file->state = GAZETTE_FILE_FAILED;
      g_set_str (&file->note, _("The copy is damaged or gone from the disk. Keep it again to fetch it."));
    }

  return file;
}

static gboolean
read_files (GazetteRequest   *request,
            GazetteDatabase  *database,
            GValue           *result,
            GError          **error)
{
  static const char select_own[] =
    "SELECT article_id, url, title, type, state, size, hash, note, draft, validator FROM files"
    " WHERE article_id = ?1 AND removed = 0 ORDER BY url";
  static const char select_wanted[] =
    "SELECT f.article_id, f.url, f.title, f.type, f.state, f.size, f.hash, f.note, f.draft, f.validator"
    "  FROM files f JOIN articles a ON a.id = f.article_id"
    " WHERE f.state = ?1 AND f.removed = 0 AND a.saved != 0 ORDER BY f.article_id, f.url";
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func (kept_file_free);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GazetteStatement) statement =
    gazette_database_prepare (database, request->id != 0 ? select_own : select_wanted, error);

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  while (gazette_statement_step (statement, &local_error))
    g_ptr_array_add (files, read_file (request, statement));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&files));

  return TRUE;
}

/**
 * gazette_library_list_files:
 * @self: a library
 * @article_id: an article, 0 for all that are saved
 *
 * Returns: (transfer full): a future for a #GPtrArray of #GazetteKeptFile: those of an
 *   article; of all articles, those that are %GAZETTE_FILE_WANTED
 */
DexFuture *
gazette_library_list_files (GazetteLibrary *self,
                            gint64          article_id)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, read_files, article_id), NULL, NULL, NULL);
}

static gboolean
read_path (GazetteRequest   *request,
           GazetteDatabase  *database,
           GValue           *result,
           GError          **error)
{
  static const char select_hash[] =
    "SELECT hash FROM files WHERE article_id = ?1 AND url = ?2 AND state = 1 AND removed = 0";
  const char *folder = gazette_store_get_files (request->store);
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, select_hash, error);
  g_autoptr(GError) local_error = NULL;
  const char *hash;

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_text (statement, 2, request->text);
  if (!gazette_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        set_no_file (error);
      return FALSE;
    }

  hash = gazette_statement_get_text (statement, 0);
  if (!gazette_pictures_check (folder, hash, NULL))
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND,
                           _("The copy is damaged or gone from the disk. Keep it again to fetch it."));
      return FALSE;
    }

  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, gazette_pictures_dup_path (folder, hash));

  return TRUE;
}

/**
 * gazette_library_find_file:
 * @self: a library
 * @article_id: an article
 * @url: where the file comes from
 *
 * Looks whether the copy of a file is there, and as it was when it was written: all of
 * it is read. Nobody may write to it.
 *
 * Rejected with %GAZETTE_ERROR_NOT_FOUND when it is damaged or not kept.
 *
 * Returns: (transfer full): a future for its path, a string
 */
DexFuture *
gazette_library_find_file (GazetteLibrary *self,
                           gint64          article_id,
                           const char     *url)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL);

  request = gazette_library_ask (self, read_path, article_id);
  request->text = g_strdup (url);

  return gazette_library_read (self, request, NULL, NULL, NULL);
}

static gboolean
make_draft (GazetteRequest   *request,
            GazetteDatabase  *database,
            GValue           *result,
            GError          **error)
{
  g_autofree char *folder = g_build_filename (gazette_store_get_files (request->store), DRAFTS, NULL);
  g_autofree char *path = g_build_filename (folder, ".new-XXXXXX", NULL);
  int fd = g_mkdir_with_parents (folder, 0700) == 0 ? g_mkstemp (path) : -1;

  if (fd == -1)
    {
      gazette_pictures_set_error (folder, errno, error);
      return FALSE;
    }
  g_close (fd, NULL);

  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, g_steal_pointer (&path));

  return TRUE;
}

/**
 * gazette_library_begin_file:
 * @self: a library
 *
 * Makes a file that somebody will write to, for gazette_library_keep_file() or
 * gazette_library_restore_file(). What is left of it is removed at a later start, but
 * for gazette_library_note_draft().
 *
 * Returns: (transfer full): a future for its path, a string
 */
DexFuture *
gazette_library_begin_file (GazetteLibrary *self)
{
  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));

  return gazette_library_read (self, gazette_library_ask (self, make_draft, 0), NULL, NULL, NULL);
}

static gboolean
write_draft (GazetteRequest   *request,
             GazetteDatabase  *database,
             GValue           *result,
             GError          **error)
{
  static const char update[] = "UPDATE files SET draft = ?3, validator = ?4 WHERE article_id = ?1 AND url = ?2";
  g_autoptr(GazetteStatement) statement = gazette_database_prepare (database, update, error);
  const char *const *words = request->data;

  if (statement == NULL)
    return FALSE;

  gazette_statement_int (statement, 1, request->id);
  gazette_statement_text (statement, 2, request->text);
  gazette_statement_text (statement, 3, words[0]);
  gazette_statement_text (statement, 4, words[0] != NULL ? words[1] : NULL);

  return gazette_statement_run (statement, error);
}

/**
 * gazette_library_note_draft:
 * @self: a library
 * @article_id: an article
 * @url: where the file comes from
 * @path: what gazette_library_begin_file() gave
 * @validator: (nullable): what the rest of it can be asked for with, %NULL for what
 *   nothing can be added to
 *
 * Notes what is about to be written to a draft, so that it stays until the file is whole
 * or not wanted any more. The note is on the disk when the future resolves.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_library_note_draft (GazetteLibrary *self,
                            gint64          article_id,
                            const char     *url,
                            const char     *path,
                            const char     *validator)
{
  g_autofree char *name = NULL;
  const char *words[] = { NULL, validator, NULL };
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (url != NULL && path != NULL);

  name = g_path_get_basename (path);
  words[0] = validator != NULL ? name : NULL;
  request = gazette_library_ask (self, write_draft, article_id);
  request->text = g_strdup (url);
  request->data = g_strdupv ((GStrv) words);
  request->destroy = (GDestroyNotify) g_strfreev;

  return gazette_library_write (self, request, GAZETTE_DURABLE_YES);
}

/**
 * gazette_library_restore_file:
 * @self: a library
 * @hash: of the file
 * @path: what gazette_library_begin_file() gave, now what is said to be the file
 *
 * Puts a file into its place before the rows that speak of it. Without these it is
 * removed again at a later start. There is nothing at @path any more.
 *
 * Rejected with %GAZETTE_ERROR_NOT_READABLE when it is another file.
 *
 * Returns: (transfer full): a future for the hash, a string
 */
DexFuture *
gazette_library_restore_file (GazetteLibrary *self,
                              const char     *hash,
                              const char     *path)
{
  GazetteRequest *request;

  dex_return_error_if_fail (GAZETTE_IS_LIBRARY (self));
  dex_return_error_if_fail (hash != NULL && path != NULL);

  request = gazette_library_ask (self, adopt, 0);
  request->text = g_strdup (path);
  request->value = g_strdup (hash);

  return gazette_library_read (self, request, NULL, NULL, NULL);
}
