/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "gazette-error.h"
#include "gazette-print-private.h"

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  return gazette_draft_write (closure, data, length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/**
 * gazette_print_file_new:
 * @path: the file that it becomes
 * @title: (nullable): what it is called when several articles are written; %NULL for
 *   one, whose title it has
 * @error: return location for an error
 *
 * Begins a PDF. What is at @path stays as it is until all of the new one is written.
 *
 * Fails with %GAZETTE_ERROR_FAILED, which says in words what to do.
 *
 * Returns: (transfer full) (nullable): a PDF without pages
 */
GazettePrintFile *
gazette_print_file_new (const char  *path,
                        const char  *title,
                        GError     **error)
{
  g_autoptr(GazetteDraft) draft = gazette_draft_new (path, error);
  GazettePrintFile *self;

  if (draft == NULL)
    return NULL;

  self = g_new0 (GazettePrintFile, 1);
  self->draft = g_steal_pointer (&draft);
  self->title = g_strdup (title);

  return self;
}

/**
 * gazette_print_file_free:
 * @self: (transfer full): a PDF
 *
 * Leaves nothing behind of one that was not finished.
 */
void
gazette_print_file_free (GazettePrintFile *self)
{
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  gazette_draft_free (self->draft);
  g_free (self->title);
  g_free (self->source);
  g_free (self);
}

static void
set_metadata (GazettePrintFile       *self,
              const GazettePrintHead *head)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  const char *title = self->title != NULL ? self->title : head->title;

  if (title != NULL)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  if (self->title == NULL && head->author != NULL)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_AUTHOR, head->author);
  if (self->title == NULL && head->source != NULL)
    cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_SUBJECT, head->source);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATOR, "Gazette");
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
}

/**
 * gazette_print_file_add:
 * @self: a PDF
 * @print: an article with its pictures; nothing is added to it meanwhile
 * @cancellable: (nullable): ends it early
 * @error: return location for an error
 *
 * Lays an article out and writes its pages. In the outline, those of one source that
 * come one after the other stand below that. Needs a whole stack, and long.
 *
 * Fails with %GAZETTE_ERROR_FAILED, which says in words what to do, and
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether there is a page of it
 */
gboolean
gazette_print_file_add (GazettePrintFile  *self,
                        GazettePrint      *print,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_autoptr(GazetteSheets) sheets = gazette_sheets_new (print, cancellable);
  gboolean any;

  if (self->surface == NULL)
    {
      self->surface = cairo_pdf_surface_create_for_stream (write_cb, self->draft, print->paper.width,
                                                           print->paper.height);
      set_metadata (self, &print->head);
    }
  any = gazette_sheets_draw (sheets, print, self, cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !gazette_draft_check (self->draft, error))
    return FALSE;
  if (!any)
    g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                         _("The article does not have these pages. Choose others."));

  return any;
}

/**
 * gazette_print_file_finish:
 * @self: a PDF with all of its articles
 * @error: return location for an error
 *
 * Puts the file in its place.
 *
 * Fails with %GAZETTE_ERROR_FAILED, which says in words what to do.
 *
 * Returns: whether it is there
 */
gboolean
gazette_print_file_finish (GazettePrintFile  *self,
                           GError           **error)
{
  cairo_surface_finish (self->surface);
  if (cairo_surface_status (self->surface) != CAIRO_STATUS_SUCCESS)
    gazette_draft_fail (self->draft, cairo_surface_status (self->surface) == CAIRO_STATUS_NO_MEMORY ? ENOMEM : EIO);

  return gazette_draft_finish (self->draft, error);
}
