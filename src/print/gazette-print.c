/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "gazette-error.h"
#include "gazette-print-private.h"

G_DEFINE_FINAL_TYPE (GazettePrint, gazette_print, G_TYPE_OBJECT)

static void
gazette_print_finalize (GObject *object)
{
  GazettePrint *self = GAZETTE_PRINT (object);

  g_clear_pointer (&self->document, gazette_document_unref);
  g_string_chunk_free (self->strings);
  g_array_unref (self->ranges);
  g_hash_table_unref (self->pictures);

  G_OBJECT_CLASS (gazette_print_parent_class)->finalize (object);
}

static void
gazette_print_class_init (GazettePrintClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gazette_print_finalize;
}

static void
gazette_print_init (GazettePrint *self)
{
  self->paper = GAZETTE_PAPER_A4;
  self->strings = g_string_chunk_new (256);
  self->ranges = g_array_new (FALSE, FALSE, sizeof (GazettePrintRange));
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gazette_print_picture_unref);
}

static const char *
keep (GazettePrint *self,
      const char   *text)
{
  return text != NULL && *text != '\0' ? g_string_chunk_insert (self->strings, text) : NULL;
}

/**
 * gazette_print_new:
 * @document: the body of an article
 * @head: what else it says; it is copied
 *
 * Returns: (transfer full): the article, to be printed on A4
 */
GazettePrint *
gazette_print_new (GazetteDocument        *document,
                   const GazettePrintHead *head)
{
  GazettePrint *self;

  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (head != NULL, NULL);

  self = g_object_new (GAZETTE_TYPE_PRINT, NULL);
  self->document = gazette_document_ref (document);
  self->head.source = keep (self, head->source);
  self->head.title = keep (self, head->title);
  self->head.standfirst = keep (self, head->standfirst);
  self->head.byline = keep (self, head->byline);
  self->head.author = keep (self, head->author);
  self->head.date = keep (self, head->date);
  self->head.url = keep (self, head->url);
  self->head.lead = keep (self, head->lead);
  self->head.lead_alt = keep (self, head->lead_alt);
  self->head.lead_caption = keep (self, head->lead_caption);
  self->head.language = keep (self, head->language);

  return self;
}

/**
 * gazette_print_set_paper:
 * @self: an article
 * @paper: on what it is printed
 *
 * The foot of the page wants a margin of half an inch at least.
 */
void
gazette_print_set_paper (GazettePrint       *self,
                         const GazettePaper *paper)
{
  g_return_if_fail (GAZETTE_IS_PRINT (self));

  self->paper = *paper;
  self->paper.bottom = MAX (self->paper.bottom, 54);
}

/**
 * gazette_print_add_range:
 * @self: an article
 * @first: a page, from 0
 * @last: the last one
 *
 * Prints these pages, rather than all. Without all of them there are no links from
 * one to another, and there is no outline.
 */
void
gazette_print_add_range (GazettePrint *self,
                         guint         first,
                         guint         last)
{
  GazettePrintRange range = { first, last };

  g_return_if_fail (GAZETTE_IS_PRINT (self));

  g_array_append_val (self->ranges, range);
}

/**
 * gazette_print_dup_pictures:
 * @self: an article
 *
 * Returns: (transfer full): the addresses of the pictures that it shows
 */
GStrv
gazette_print_dup_pictures (GazettePrint *self)
{
  g_auto(GStrv) pictures = NULL;
  g_autoptr(GStrvBuilder) builder = NULL;

  g_return_val_if_fail (GAZETTE_IS_PRINT (self), NULL);

  pictures = gazette_document_dup_pictures (self->document);
  builder = g_strv_builder_new ();
  if (self->head.lead != NULL && !g_strv_contains ((const char *const *) pictures, self->head.lead))
    g_strv_builder_add (builder, self->head.lead);
  g_strv_builder_addv (builder, (const char **) pictures);

  return g_strv_builder_end (builder);
}

/**
 * gazette_print_add_picture:
 * @self: an article
 * @url: the address of a picture that it shows
 * @picture: the picture; one that is not added says what it shows instead
 */
void
gazette_print_add_picture (GazettePrint        *self,
                           const char          *url,
                           GazettePrintPicture *picture)
{
  g_return_if_fail (GAZETTE_IS_PRINT (self));

  g_hash_table_replace (self->pictures, g_strdup (url), gazette_print_picture_ref (picture));
}

/**
 * gazette_print_get_progress:
 * @self: an article that is being written, on any thread
 *
 * Returns: how much of it is done, from 0 to 1
 */
double
gazette_print_get_progress (GazettePrint *self)
{
  return g_atomic_int_get (&self->progress) / 1000.0;
}

/* A file that is being written beside the one that is wanted. */
typedef struct
{
  char *path;
  int   descriptor;
  int   error;
} Draft;

static void
draft_clear (Draft *draft)
{
  if (draft->descriptor >= 0)
    close (draft->descriptor);
  if (draft->path != NULL)
    g_unlink (draft->path);
  g_free (draft->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static cairo_status_t
write_cb (void                *closure,
          const unsigned char *data,
          unsigned int         length)
{
  Draft *draft = closure;

  while (length > 0)
    {
      gssize n = write (draft->descriptor, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          draft->error = n < 0 ? errno : ENOSPC;
          return CAIRO_STATUS_WRITE_ERROR;
        }
      data += n;
      length -= (unsigned int) n;
    }

  return CAIRO_STATUS_SUCCESS;
}

static void
set_error (GError    **error,
           const char *path,
           int         number)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  switch (number)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                   /* TRANSLATORS: %s is the name of a file */
                   _("There is no room for “%s”. Delete something, or choose another folder."), shown);
      break;

    case EACCES:
    case EPERM:
    case EROFS:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                   _("“%s” cannot be written there. Choose another folder."), shown);
      break;

    case ENOENT:
    case ENOTDIR:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                   _("The folder for “%s” is not there any more. Choose another one."), shown);
      break;

    default:
      g_set_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                   /* TRANSLATORS: the first %s is the name of a file, the second is why */
                   _("“%s” could not be written: %s"), shown, g_strerror (number));
      break;
    }
}

/* As any new file, with the permissions that the person gives to those. */
static gboolean
open_draft (Draft      *draft,
            const char *path,
            GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  for (guint tries = 0; tries < 100; tries++)
    {
      g_autofree char *name = g_strdup_printf (".gazette-%08x.pdf", g_random_int ());
      g_autofree char *beside = g_build_filename (folder, name, NULL);

      draft->descriptor = g_open (beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (draft->descriptor >= 0)
        {
          draft->path = g_steal_pointer (&beside);
          return TRUE;
        }
      if (errno != EEXIST)
        break;
    }
  set_error (error, path, errno);

  return FALSE;
}

/* The whole of it is on the disk before it takes the place of what was there. */
static gboolean
close_draft (Draft      *draft,
             const char *path,
             GError    **error)
{
  gboolean good = draft->error == 0;
  int number = draft->error;

  if (good && fsync (draft->descriptor) != 0 && errno != EINVAL && errno != ENOSYS)
    good = FALSE, number = errno;
  if (close (draft->descriptor) != 0 && good)
    good = FALSE, number = errno;
  draft->descriptor = -1;
  if (good && g_rename (draft->path, path) != 0)
    good = FALSE, number = errno;

  if (!good)
    {
      set_error (error, path, number);
      return FALSE;
    }
  g_clear_pointer (&draft->path, g_free);

  return TRUE;
}

/**
 * gazette_print_write:
 * @self: an article; nothing is added to it meanwhile
 * @path: the file that it becomes
 * @cancellable: (nullable): ends it early
 * @error: return location for an error
 *
 * Writes the article as PDF: laid out anew for paper, black on white, with page
 * numbers, links, an outline, and the properties of the document. A file that is
 * there already stays as it is until the new one is whole. May be called on any
 * thread with a whole stack, which it keeps busy for long.
 *
 * Fails with %GAZETTE_ERROR_FAILED, which says in words what to do, and
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether the file was written
 */
gboolean
gazette_print_write (GazettePrint *self,
                     const char   *path,
                     GCancellable *cancellable,
                     GError      **error)
{
  g_auto(Draft) draft = { NULL, -1, 0 };
  g_autoptr(GazetteSheets) sheets = NULL;
  /* What a link of the file system leads to is what is replaced. */
  g_autofree char *target = g_malloc (PATH_MAX);
  cairo_surface_t *surface;
  gboolean any;

  g_return_val_if_fail (GAZETTE_IS_PRINT (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (realpath (path, target) == NULL)
    g_strlcpy (target, path, PATH_MAX);
  if (!open_draft (&draft, target, error))
    return FALSE;

  sheets = gazette_sheets_new (self, cancellable);
  surface = cairo_pdf_surface_create_for_stream (write_cb, &draft, self->paper.width, self->paper.height);
  any = gazette_sheets_draw (sheets, self, surface, cancellable);
  cairo_surface_finish (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS && draft.error == 0)
    draft.error = cairo_surface_status (surface) == CAIRO_STATUS_NO_MEMORY ? ENOMEM : EIO;
  cairo_surface_destroy (surface);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!any && draft.error == 0)
    {
      g_set_error_literal (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED,
                           _("The article does not have these pages. Choose others."));
      return FALSE;
    }

  return close_draft (&draft, target, error);
}
