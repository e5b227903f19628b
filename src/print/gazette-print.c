/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

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
  g_autoptr(GazettePrintFile) file = NULL;

  g_return_val_if_fail (GAZETTE_IS_PRINT (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  file = gazette_print_file_new (path, NULL, error);

  return file != NULL && gazette_print_file_add (file, self, cancellable, error) &&
         gazette_print_file_finish (file, error);
}
