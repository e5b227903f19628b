/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-anchoring.h"
#include "gazette-annotations.h"
#include "gazette-error.h"
#include "gazette-export-highlights.h"
#include "gazette-worker.h"

typedef struct
{
  GazetteDocument      *document;
  GazetteAnnotatedForm  form;
  GPtrArray            *all;
  gboolean              wants_document;
  /* What is made a highlight of. */
  gint64                article_id;
  GazetteExcerpt        excerpt;
} Work;

G_DEFINE_BOXED_TYPE (GazetteAnnotations, gazette_annotations, gazette_annotations_ref, gazette_annotations_unref)

static void
clear_annotations (gpointer data)
{
  GazetteAnnotations *self = data;

  g_ptr_array_unref (self->all);
  g_array_unref (self->passages);
  g_clear_pointer (&self->marked, gazette_document_unref);
}

/**
 * gazette_annotations_ref:
 * @self: what is highlighted in a document
 *
 * Takes a reference, on any thread.
 *
 * Returns: (transfer full): @self
 */
GazetteAnnotations *
gazette_annotations_ref (GazetteAnnotations *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * gazette_annotations_unref:
 * @self: (transfer full): what is highlighted in a document
 *
 * Drops a reference, on any thread.
 */
void
gazette_annotations_unref (GazetteAnnotations *self)
{
  g_atomic_rc_box_release_full (self, clear_annotations);
}

static GazetteDocument *
make_document (GazetteDocument      *document,
               GazetteAnnotatedForm  form,
               GArray               *passages)
{
  return gazette_document_new_annotated (document, form, passages, _("Highlights"),
                                         _("This passage is not in the text any more."));
}

/**
 * gazette_annotations_list:
 * @self: what is highlighted in a document
 * @document: that
 *
 * For another thread than the main one.
 *
 * Returns: (transfer full): the document with what is highlighted below it, which is
 *   itself where nothing is
 */
GazetteDocument *
gazette_annotations_list (GazetteAnnotations *self,
                          GazetteDocument    *document)
{
  if (self->all->len == 0)
    return gazette_document_ref (document);

  return make_document (document, GAZETTE_ANNOTATED_LISTED, self->passages);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  gazette_document_unref (work->document);
  g_clear_pointer (&work->all, g_ptr_array_unref);
  g_free (work);
}

static Work *
work_new (GazetteDocument *document)
{
  Work *work = g_new0 (Work, 1);

  work->document = gazette_document_ref (document);

  return work;
}

static GArray *
find_passages (Work *work)
{
  GArray *passages = g_array_new (FALSE, FALSE, sizeof (GazettePassage));
  g_autoptr(GazetteAnchoring) anchoring = work->all->len > 0 ? gazette_anchoring_new (work->document) : NULL;

  for (guint i = 0; i < work->all->len; i++)
    {
      const GazetteAnnotation *annotation = work->all->pdata[i];
      GazettePassage passage = { .quote = annotation->quote.exact, .note = annotation->note };

      passage.is_found = gazette_anchoring_find (anchoring, &annotation->quote, &passage.excerpt);
      g_array_append_val (passages, passage);
    }

  return passages;
}

static gboolean
find_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  Work *work = data;
  g_autoptr(GArray) passages = find_passages (work);
  GazetteAnnotations *annotations;

  if (work->wants_document)
    {
      g_value_init (result, GAZETTE_TYPE_DOCUMENT);
      g_value_take_boxed (result, make_document (work->document, work->form, passages));
      return TRUE;
    }

  annotations = g_atomic_rc_box_new0 (GazetteAnnotations);
  annotations->all = g_ptr_array_ref (work->all);
  if (work->all->len > 0)
    annotations->marked = make_document (work->document, GAZETTE_ANNOTATED_MARKED, passages);
  annotations->passages = g_steal_pointer (&passages);
  g_value_init (result, GAZETTE_TYPE_ANNOTATIONS);
  g_value_take_boxed (result, annotations);

  return TRUE;
}

static DexFuture *
listed_cb (DexFuture *future,
           gpointer   user_data)
{
  Work *work = user_data;
  Work *copy = work_new (work->document);

  copy->all = g_value_dup_boxed (dex_future_get_value (future, NULL));
  copy->form = work->form;
  copy->wants_document = work->wants_document;
  if (copy->wants_document && copy->all->len == 0)
    {
      work_free (copy);
      return dex_future_new_take_boxed (GAZETTE_TYPE_DOCUMENT, gazette_document_ref (work->document));
    }

  return gazette_worker_run (gazette_worker_get_cpu (), find_on_thread, copy, work_free);
}

/**
 * gazette_newsroom_find_highlights:
 * @self: a newsroom
 * @article_id: an article
 * @document: its page
 *
 * Finds the highlights of an article in its text.
 *
 * Rejected when the library fails.
 *
 * Returns: (transfer full): a future for the #GazetteAnnotations
 */
DexFuture *
gazette_newsroom_find_highlights (GazetteNewsroom *self,
                                  gint64           article_id,
                                  GazetteDocument *document)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (document != NULL);

  return dex_future_then (gazette_library_list_highlights (gazette_newsroom_get_library (self), article_id), listed_cb,
                          work_new (document), work_free);
}

/**
 * gazette_newsroom_annotate:
 * @self: a newsroom
 * @article_id: an article
 * @document: its page
 * @form: how that is to show its highlights
 *
 * Rejected when the library fails.
 *
 * Returns: (transfer full): a future for the #GazetteDocument, @document itself where
 *   there are none
 */
DexFuture *
gazette_newsroom_annotate (GazetteNewsroom      *self,
                           gint64                article_id,
                           GazetteDocument      *document,
                           GazetteAnnotatedForm  form)
{
  Work *work;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (document != NULL);

  work = work_new (document);
  work->form = form;
  work->wants_document = TRUE;

  return dex_future_then (gazette_library_list_highlights (gazette_newsroom_get_library (self), article_id), listed_cb,
                          work, work_free);
}

static gboolean
take_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  Work *work = data;
  g_autoptr(GazetteAnchoring) anchoring = gazette_anchoring_new (work->document);
  g_autoptr(GazetteAnnotation) annotation = gazette_annotation_new (work->article_id);

  if (!gazette_anchoring_take (anchoring, &work->excerpt, &annotation->quote))
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                           _("This passage is too long to be highlighted. Select a shorter one."));
      return FALSE;
    }

  g_value_init (result, GAZETTE_TYPE_ANNOTATION);
  g_value_take_boxed (result, g_steal_pointer (&annotation));

  return TRUE;
}

static DexFuture *
taken_cb (DexFuture *future,
          gpointer   user_data)
{
  GazetteNewsroom *self = user_data;

  return gazette_library_add_highlight (gazette_newsroom_get_library (self),
                                        g_value_get_boxed (dex_future_get_value (future, NULL)));
}

/**
 * gazette_newsroom_highlight:
 * @self: a newsroom
 * @article_id: an article
 * @document: its page
 * @excerpt: a part of that
 *
 * Highlights a passage.
 *
 * Rejected with %GAZETTE_ERROR_FAILED when it is too long, or there are too many, and
 * as gazette_library_add_highlight() is.
 *
 * Returns: (transfer full): a future for the row of the highlight, a gint64
 */
DexFuture *
gazette_newsroom_highlight (GazetteNewsroom      *self,
                            gint64                article_id,
                            GazetteDocument      *document,
                            const GazetteExcerpt *excerpt)
{
  Work *work;

  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (document != NULL && excerpt != NULL);

  work = work_new (document);
  work->article_id = article_id;
  work->excerpt = *excerpt;

  return dex_future_then (gazette_worker_run (gazette_worker_get_cpu (), take_on_thread, work, work_free), taken_cb,
                          g_object_ref (self), g_object_unref);
}

typedef struct
{
  GPtrArray *all;
  char      *path;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_clear_pointer (&export->all, g_ptr_array_unref);
  g_free (export->path);
  g_free (export);
}

static gboolean
export_on_thread (gpointer   data,
                  GValue    *result,
                  GError   **error)
{
  Export *export = data;

  return gazette_export_highlights (export->all, export->path, error);
}

static DexFuture *
all_listed_cb (DexFuture *future,
               gpointer   user_data)
{
  Export *export = g_new0 (Export, 1);

  export->all = g_value_dup_boxed (dex_future_get_value (future, NULL));
  export->path = g_strdup (user_data);
  if (export->all->len == 0)
    {
      export_free (export);
      return dex_future_new_reject (GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                                    _("There is no highlight to export. Highlight a passage of an article first."));
    }

  return gazette_worker_run (gazette_worker_get_cpu (), export_on_thread, export, export_free);
}

/**
 * gazette_newsroom_export_highlights:
 * @self: a newsroom
 * @path: a file
 *
 * Writes all highlights into a file, see gazette_export_highlights().
 *
 * Rejected with %GAZETTE_ERROR_FAILED, which says in words what to do, and when the
 * library fails.
 *
 * Returns: (transfer full): a future for %TRUE
 */
DexFuture *
gazette_newsroom_export_highlights (GazetteNewsroom *self,
                                    const char      *path)
{
  dex_return_error_if_fail (GAZETTE_IS_NEWSROOM (self));
  dex_return_error_if_fail (path != NULL);

  return dex_future_then (gazette_library_list_all_highlights (gazette_newsroom_get_library (self), NULL, TRUE),
                          all_listed_cb, g_strdup (path), g_free);
}
