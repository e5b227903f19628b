/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-draft.h"
#include "gazette-error.h"
#include "gazette-newsroom-private.h"
#include "gazette-opml.h"
#include "gazette-source-list.h"
#include "gazette-worker.h"

/* A list that is read or written. */
typedef struct
{
  GazetteNewsroom *newsroom;
  GBytes          *bytes;
  char            *path;
  char            *title;
} Task;

typedef struct
{
  char      *path;
  char      *title;
  GPtrArray *sources;
} Writing;

static void
task_free (gpointer data)
{
  Task *task = data;

  g_object_unref (task->newsroom);
  g_clear_pointer (&task->bytes, g_bytes_unref);
  g_free (task->path);
  g_free (task->title);
  g_free (task);
}

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_free (writing->path);
  g_free (writing->title);
  g_ptr_array_unref (writing->sources);
  g_free (writing);
}

static gboolean
read_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  GPtrArray *sources = gazette_opml_read (data, error);

  if (sources == NULL)
    return FALSE;

  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, sources);

  return TRUE;
}

/* A list of another program may name kinds of its own: what is there shows itself. */
static GazetteSource *
dup_source (GazetteNewsroom     *self,
            const GazetteSource *listed)
{
  GazetteSource *source = gazette_source_copy (listed);

  if (gazette_dialects_lookup (self->dialects, source->dialect) == NULL)
    g_set_str (&source->dialect, "feed");
  if (source->own_title != NULL)
    g_set_str (&source->title, source->own_title);
  g_clear_pointer (&source->own_title, g_free);

  return source;
}

/* Returns: whether it succeeded; a source that is there already stays as it is */
static gboolean
add_source (GazetteNewsroom     *self,
            const GazetteSource *listed,
            guint               *n_added,
            GError             **error)
{
  g_autoptr(GazetteSource) source = dup_source (self, listed);
  g_autoptr(GError) local_error = NULL;
  gint64 id = dex_await_int64 (gazette_library_add_source (self->library, source, NULL), &local_error);

  if (g_error_matches (local_error, GAZETTE_ERROR, GAZETTE_ERROR_EXISTS))
    return TRUE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  (*n_added)++;

  return listed->own_title == NULL ||
         dex_await (gazette_library_rename_source (self->library, id, listed->title), error);
}

static DexFuture *
import_fiber (gpointer user_data)
{
  Task *task = user_data;
  GazetteNewsroom *self = task->newsroom;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sources =
    dex_await_boxed (gazette_worker_run (gazette_worker_get_cpu (), read_on_thread, g_bytes_ref (task->bytes),
                                         (GDestroyNotify) g_bytes_unref),
                     &error);
  guint n_added = 0;

  if (sources == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  for (guint i = 0; i < sources->len; i++)
    {
      if (!gazette_newsroom_is_wanted (self, NULL, &error) || !add_source (self, sources->pdata[i], &n_added, &error))
        return dex_future_new_for_error (g_steal_pointer (&error));
    }
  if (n_added > 0)
    dex_future_disown (gazette_newsroom_refresh (self));

  return dex_future_new_for_uint (n_added);
}

/**
 * gazette_newsroom_import_sources:
 * @self: a newsroom
 * @bytes: a list of sources, OPML
 *
 * Adds the sources of a list, and asks them for their articles. Those that are there
 * stay as they are; one that a person called otherwise than it calls itself is called so.
 *
 * Rejected as gazette_opml_read() fails, and when the library does.
 *
 * Returns: (transfer full): a future for the number of sources that came, a guint
 */
DexFuture *
gazette_newsroom_import_sources (GazetteNewsroom *self,
                                 GBytes          *bytes)
{
  Task *task;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (bytes != NULL);

  task = g_new0 (Task, 1);
  task->newsroom = g_object_ref (self);
  task->bytes = g_bytes_ref (bytes);

  return gazette_newsroom_spawn (self, NULL, import_fiber, task, task_free);
}

static gboolean
write_on_thread (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  Writing *writing = data;
  g_autofree char *text = gazette_opml_write (writing->sources, writing->title);
  g_autoptr(GazetteDraft) draft = gazette_draft_new (writing->path, error);

  if (draft == NULL)
    return FALSE;

  gazette_draft_write (draft, text, strlen (text));

  return gazette_draft_finish (draft, error);
}

static DexFuture *
export_fiber (gpointer user_data)
{
  Task *task = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sources = dex_await_boxed (gazette_library_list_sources (task->newsroom->library), &error);
  Writing *writing;

  if (sources == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  writing = g_new0 (Writing, 1);
  writing->path = g_strdup (task->path);
  writing->title = g_strdup (task->title);
  writing->sources = g_steal_pointer (&sources);

  return gazette_worker_run (gazette_worker_get_cpu (), write_on_thread, writing, writing_free);
}

/**
 * gazette_newsroom_export_sources:
 * @self: a newsroom
 * @path: the file that it becomes
 * @title: what the list is called
 *
 * Writes a list of all sources on the web, OPML, that other news readers take.
 *
 * Rejected with %GAZETTE_ERROR_FAILED, which says in words what to do, and when the
 * library fails.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_export_sources (GazetteNewsroom *self,
                                 const char      *path,
                                 const char      *title)
{
  Task *task;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (path != NULL && title != NULL);

  task = g_new0 (Task, 1);
  task->newsroom = g_object_ref (self);
  task->path = g_strdup (path);
  task->title = g_strdup (title);

  return gazette_newsroom_spawn (self, NULL, export_fiber, task, task_free);
}
