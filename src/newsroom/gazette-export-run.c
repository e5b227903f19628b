/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-annotations.h"
#include "gazette-error.h"
#include "gazette-export-run.h"
#include "gazette-memory.h"
#include "gazette-newsroom-private.h"
#include "gazette-picture-kind.h"
#include "gazette-worker.h"

/* An export that runs. What the thread works on is not touched meanwhile. */
typedef struct
{
  GazetteNewsroom           *newsroom;
  GazetteExportFormat        format;
  char                      *path;
  char                      *title;
  gboolean                   with_pictures;
  GazetteViewKind            kind;
  gint64                     source_id;
  GArray                    *ids;
  GCancellable              *cancellable;
  GazetteExportProgressFunc  progress;
  gpointer                   data;
  GDestroyNotify             destroy;

  GazetteExport             *file;
  GazetteStored             *stored;
  GazetteDocument           *document;
  GazetteExportReport        report;
} Run;

/* One thing that is done on the thread. */
typedef struct
{
  Run    *run;
  char   *url;
  GBytes *bytes;
} Step;

static GazetteExportReport *
report_copy (GazetteExportReport *report)
{
  return g_memdup2 (report, sizeof *report);
}

G_DEFINE_BOXED_TYPE (GazetteExportReport, gazette_export_report, report_copy, g_free)

static void
clear_run (gpointer data)
{
  Run *run = data;

  if (run->destroy != NULL)
    run->destroy (run->data);
  g_clear_pointer (&run->file, gazette_export_free);
  g_clear_pointer (&run->stored, gazette_stored_unref);
  g_clear_pointer (&run->document, gazette_document_unref);
  g_clear_pointer (&run->ids, g_array_unref);
  g_object_unref (run->newsroom);
  g_object_unref (run->cancellable);
  g_free (run->path);
  g_free (run->title);
}

static void
run_unref (gpointer run)
{
  g_atomic_rc_box_release_full (run, clear_run);
}

static void
step_free (gpointer data)
{
  Step *step = data;

  run_unref (step->run);
  g_clear_pointer (&step->bytes, g_bytes_unref);
  g_free (step->url);
  g_free (step);
}

/* Of its own: it is busy for long, and others do not wait for it. */
static GazetteWorker *
get_worker (void)
{
  static GazetteWorker *worker;

  if (worker == NULL)
    worker = gazette_worker_new ("export", 1);

  return worker;
}

static DexFuture *
do_step (Run             *run,
         GazetteWorkFunc  func,
         const char      *url,
         GBytes          *bytes)
{
  Step *step = g_new0 (Step, 1);

  step->run = g_atomic_rc_box_acquire (run);
  step->url = g_strdup (url);
  step->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;

  return gazette_worker_run (get_worker (), func, step, step_free);
}

static gboolean
begin_on_thread (gpointer   data,
                 GValue    *result,
                 GError   **error)
{
  Run *run = ((Step *) data)->run;

  run->file = gazette_export_new (run->format, run->path, run->title, error);

  return run->file != NULL;
}

static gboolean
add_picture_on_thread (gpointer   data,
                       GValue    *result,
                       GError   **error)
{
  Step *step = data;
  const char *ending = gazette_picture_get_ending (step->bytes);

  return gazette_picture_check (step->bytes, error) &&
         (gazette_export_add_picture (step->run->file, step->url, step->bytes, ending) ||
          gazette_picture_check (NULL, error));
}

static GazetteExportItem
make_item (Run *run)
{
  return (GazetteExportItem) {
    .article = run->stored->article,
    .document = run->document,
    .source = run->stored->source_title,
    .first_seen = run->stored->first_seen,
  };
}

static gboolean
add_article_on_thread (gpointer   data,
                       GValue    *result,
                       GError   **error)
{
  Run *run = ((Step *) data)->run;
  GazetteExportItem item = make_item (run);

  return gazette_export_add_article (run->file, &item, run->cancellable, error);
}

static gboolean
finish_on_thread (gpointer   data,
                  GValue    *result,
                  GError   **error)
{
  return gazette_export_finish (((Step *) data)->run->file, error);
}

/* What is removed beside the file may take a while, and is the thread's own. */
static gboolean
end_on_thread (gpointer   data,
               GValue    *result,
               GError   **error)
{
  g_clear_pointer (&((Step *) data)->run->file, gazette_export_free);
  gazette_memory_give_back ();

  return TRUE;
}

static gboolean
is_wanted (Run     *run,
           GError **error)
{
  return gazette_newsroom_is_wanted (run->newsroom, NULL, error) &&
         !g_cancellable_set_error_if_cancelled (run->cancellable, error);
}

/* One after the other, so that no more than one is in memory as it came. What is not
 * at hand is not fetched: an export is of what one has. */
static gboolean
add_pictures (Run     *run,
              GError **error)
{
  GazetteExportItem item = make_item (run);
  g_auto(GStrv) urls = gazette_export_dup_pictures (&item);

  for (guint i = 0; urls[i] != NULL && run->with_pictures; i++)
    {
      g_autoptr(GBytes) bytes = dex_await_boxed (gazette_newsroom_load_kept_picture (run->newsroom, urls[i]), NULL);

      if (!is_wanted (run, error))
        return FALSE;
      if (bytes == NULL || !dex_await (do_step (run, add_picture_on_thread, urls[i], bytes), NULL))
        run->report.n_missing++;
    }

  return TRUE;
}

/* Markdown has no sign for what is highlighted: there it is listed. */
static GazetteDocument *
load_document (Run     *run,
               GError **error)
{
  GazetteAnnotatedForm form = run->format == GAZETTE_EXPORT_MARKDOWN ? GAZETTE_ANNOTATED_LISTED
                                                                     : GAZETTE_ANNOTATED_MARKED;
  g_autoptr(GazetteDocument) document =
    dex_await_boxed (gazette_newsroom_load_document (run->newsroom, run->stored), error);

  if (document == NULL)
    return NULL;

  return dex_await_boxed (gazette_newsroom_annotate (run->newsroom, run->stored->id, document, form), error);
}

static gboolean
add_article (Run     *run,
             gint64   id,
             GError **error)
{
  g_autoptr(GError) local_error = NULL;

  g_clear_pointer (&run->stored, gazette_stored_unref);
  g_clear_pointer (&run->document, gazette_document_unref);
  run->stored = dex_await_boxed (gazette_library_load_article (run->newsroom->library, id), &local_error);
  /* It went meanwhile. */
  if (g_error_matches (local_error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_FOUND))
    return TRUE;
  if (run->stored == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  run->document = load_document (run, error);
  if (run->document == NULL || !is_wanted (run, error) || !add_pictures (run, error) ||
      !dex_await (do_step (run, add_article_on_thread, NULL, NULL), error))
    return FALSE;
  run->report.n_articles++;

  return is_wanted (run, error);
}

static gboolean
run_export (Run     *run,
            GError **error)
{
  g_autoptr(GArray) ids = dex_await_boxed (gazette_library_collect (run->newsroom->library, run->kind,
                                                                    run->source_id, run->ids),
                                           error);

  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                           _("There is no article to export. Choose a view that has some."));
      return FALSE;
    }
  if (!dex_await (do_step (run, begin_on_thread, NULL, NULL), error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      if (run->progress != NULL)
        run->progress (i, ids->len, run->data);
      if (!add_article (run, g_array_index (ids, gint64, i), error))
        return FALSE;
    }

  return dex_await (do_step (run, finish_on_thread, NULL, NULL), error);
}

static DexFuture *
export_fiber (gpointer user_data)
{
  Run *run = user_data;
  g_autoptr(GError) error = NULL;
  gboolean success = run_export (run, &error);

  dex_await (do_step (run, end_on_thread, NULL, NULL), NULL);
  if (!success)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_boxed (GAZETTE_TYPE_EXPORT_REPORT, report_copy (&run->report));
}

/**
 * gazette_newsroom_export:
 * @self: a newsroom
 * @order: what is to be exported; it is copied
 * @cancellable: ends it early
 * @progress: (nullable): told how far it is
 * @data: for @progress
 * @destroy: (nullable): frees @data
 *
 * Writes articles into a file, with the pictures that are in the library or the cache:
 * nothing is fetched. What is at the path stays as it is until all of it is written.
 *
 * Rejected with %GAZETTE_ERROR_FAILED, which says in words what to do, when the
 * library fails, and with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): a future for a #GazetteExportReport
 */
DexFuture *
gazette_newsroom_export (GazetteNewsroom           *self,
                         const GazetteExportOrder  *order,
                         GCancellable              *cancellable,
                         GazetteExportProgressFunc  progress,
                         gpointer                   data,
                         GDestroyNotify             destroy)
{
  Run *run;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (order != NULL && order->path != NULL);
  dex_return_error_if_fail (G_IS_CANCELLABLE (cancellable));

  run = g_atomic_rc_box_new0 (Run);
  run->newsroom = g_object_ref (self);
  run->format = order->format;
  run->path = g_strdup (order->path);
  run->title = g_strdup (order->title);
  run->with_pictures = order->with_pictures;
  run->kind = order->kind;
  run->source_id = order->source_id;
  run->ids = order->ids != NULL ? g_array_ref (order->ids) : NULL;
  run->cancellable = g_object_ref (cancellable);
  run->progress = progress;
  run->data = data;
  run->destroy = destroy;

  return gazette_newsroom_spawn (self, NULL, export_fiber, run, run_unref);
}
