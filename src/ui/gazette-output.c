/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-fiber.h"
#include "gazette-memory.h"
#include "gazette-output.h"
#include "gazette-worker.h"

typedef struct
{
  GazetteNewsroom *newsroom;
  GazettePrint    *print;
  char            *path;
  GCancellable    *cancellable;
} Output;

static void
output_clear (gpointer data)
{
  Output *self = data;

  g_object_unref (self->newsroom);
  g_object_unref (self->print);
  g_object_unref (self->cancellable);
  g_free (self->path);
}

static void
output_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, output_clear);
}

/* Of its own: it is busy for long, and others do not wait for it. */
static GazetteWorker *
get_worker (void)
{
  static GazetteWorker *worker;

  if (worker == NULL)
    worker = gazette_worker_new ("print", 1);

  return worker;
}

static gboolean
make_picture_on_thread (gpointer data,
                        GValue  *result,
                        GError **error)
{
  GazettePrintPicture *picture = gazette_print_picture_new (data, error);

  if (picture == NULL)
    return FALSE;

  g_value_init (result, GAZETTE_TYPE_PRINT_PICTURE);
  g_value_take_boxed (result, picture);

  return TRUE;
}

static gboolean
write_on_thread (gpointer data,
                 GValue  *result,
                 GError **error)
{
  Output *self = data;
  gboolean is_written = gazette_print_write (self->print, self->path, self->cancellable, error);

  /* All lines of a book take 60 MB. */
  gazette_memory_give_back ();

  return is_written;
}

/* One after the other, so that no more than one is in memory as it came. */
static void
add_picture (Output     *self,
             const char *url)
{
  GBytes *bytes = dex_await_boxed (gazette_newsroom_load_kept_picture (self->newsroom, url), NULL);
  g_autoptr(GazettePrintPicture) picture = NULL;

  if (bytes == NULL)
    return;

  picture = dex_await_boxed (gazette_worker_run (get_worker (), make_picture_on_thread, bytes,
                                                 (GDestroyNotify) g_bytes_unref),
                             NULL);
  if (picture != NULL)
    gazette_print_add_picture (self->print, url, picture);
}

static DexFuture *
write_fiber (gpointer user_data)
{
  Output *self = user_data;
  g_auto(GStrv) urls = gazette_print_dup_pictures (self->print);

  for (guint i = 0; urls[i] != NULL && !g_cancellable_is_cancelled (self->cancellable); i++)
    add_picture (self, urls[i]);

  return gazette_worker_run (get_worker (), write_on_thread, g_atomic_rc_box_acquire (self), output_unref);
}

/**
 * gazette_output_write:
 * @newsroom: who has the pictures
 * @print: an article without its pictures; nothing is added to it any more
 * @path: the file that it becomes
 * @cancellable: ends it early
 *
 * Writes an article as PDF, with the pictures that are at hand.
 *
 * Rejected as gazette_print_write() fails.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_output_write (GazetteNewsroom *newsroom,
                      GazettePrint    *print,
                      const char      *path,
                      GCancellable    *cancellable)
{
  Output *self = g_atomic_rc_box_new0 (Output);

  self->newsroom = g_object_ref (newsroom);
  self->print = g_object_ref (print);
  self->path = g_strdup (path);
  self->cancellable = g_object_ref (cancellable);

  return gazette_fiber_spawn (write_fiber, self, output_unref);
}
