/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-export-private.h"

static void
clear_chapter (gpointer data)
{
  GazetteChapter *chapter = data;

  g_free (chapter->name);
  g_free (chapter->title);
  g_free (chapter->source);
}

/**
 * gazette_export_new:
 * @format: what is written
 * @path: the file that it becomes
 * @title: (nullable): what all of it is called; %NULL when it is one article
 * @error: return location for an error
 *
 * Begins a file. What is at @path stays as it is until all of the new one is written.
 *
 * Fails with %GAZETTE_ERROR_FAILED, which says in words what to do.
 *
 * Returns: (transfer full) (nullable): the file
 */
GazetteExport *
gazette_export_new (GazetteExportFormat   format,
                    const char           *path,
                    const char           *title,
                    GError              **error)
{
  static const GazetteExportKind *const kinds[GAZETTE_EXPORT_N_FORMATS] = {
    [GAZETTE_EXPORT_EPUB] = &gazette_export_epub,
    [GAZETTE_EXPORT_HTML] = &gazette_export_html,
    [GAZETTE_EXPORT_MARKDOWN] = &gazette_export_markdown,
    [GAZETTE_EXPORT_PDF] = &gazette_export_pdf,
  };
  g_autoptr(GazetteExport) self = NULL;

  g_return_val_if_fail (format < GAZETTE_EXPORT_N_FORMATS, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (GazetteExport, 1);
  self->kind = kinds[format];
  self->title = g_strdup (title);
  self->chapters = g_array_new (FALSE, TRUE, sizeof (GazetteChapter));
  g_array_set_clear_func (self->chapters, clear_chapter);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->manifest = g_string_new (NULL);
  self->languages = g_ptr_array_new_with_free_func (g_free);

  return self->kind->begin (self, path, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * gazette_export_free:
 * @self: (transfer full): a file
 *
 * Leaves nothing behind of one that was not finished.
 */
void
gazette_export_free (GazetteExport *self)
{
  g_clear_pointer (&self->zip, gazette_zip_free);
  g_clear_pointer (&self->draft, gazette_draft_free);
  g_clear_pointer (&self->body, gazette_draft_free);
  g_clear_pointer (&self->print, gazette_print_file_free);
  g_clear_pointer (&self->article, gazette_article_unref);
  g_ptr_array_unref (self->languages);
  g_string_free (self->manifest, TRUE);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->pictures);
  g_array_unref (self->chapters);
  g_free (self->title);
  g_free (self);
}

/**
 * gazette_export_add_picture:
 * @self: a file
 * @url: the address of a picture of the article that is added next
 * @bytes: the picture
 * @ending: what the name of such a file ends with, without the dot
 *
 * Adds a picture; what is not added says what it shows instead.
 *
 * Returns: whether it is there now: not when it cannot be shown in such a file
 */
gboolean
gazette_export_add_picture (GazetteExport *self,
                            const char    *url,
                            GBytes        *bytes,
                            const char    *ending)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (url != NULL && bytes != NULL && ending != NULL, FALSE);

  return g_hash_table_contains (self->pictures, url) || self->kind->add_picture (self, url, bytes, ending);
}

/**
 * gazette_export_add_article:
 * @self: a file
 * @item: an article; those of one source come one after the other
 * @cancellable: (nullable): ends it early
 * @error: return location for an error
 *
 * Writes an article with the pictures that were added since the last one.
 *
 * Fails with %GAZETTE_ERROR_FAILED, which says in words what to do, and
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: whether it was written
 */
gboolean
gazette_export_add_article (GazetteExport            *self,
                            const GazetteExportItem  *item,
                            GCancellable             *cancellable,
                            GError                  **error)
{
  gboolean success;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (item != NULL, FALSE);

  if (self->article == NULL)
    self->article = gazette_article_ref (item->article);
  success = self->kind->add_article (self, item, cancellable, error);
  g_hash_table_remove_all (self->pictures);
  self->pictures_size = 0;

  return success && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * gazette_export_finish:
 * @self: a file with all of its articles
 * @error: return location for an error
 *
 * Writes the table of contents and what else is at an end, and puts the file in its
 * place: the whole of it is on the disk by then.
 *
 * Fails with %GAZETTE_ERROR_FAILED, which says in words what to do.
 *
 * Returns: whether it is there
 */
gboolean
gazette_export_finish (GazetteExport  *self,
                       GError        **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind->finish (self, error);
}

/**
 * gazette_export_get_ending:
 * @format: a format
 *
 * Returns: what the name of such a file ends with, such as ".epub"
 */
const char *
gazette_export_get_ending (GazetteExportFormat format)
{
  static const char *const endings[GAZETTE_EXPORT_N_FORMATS] = {
    [GAZETTE_EXPORT_EPUB] = ".epub",
    [GAZETTE_EXPORT_HTML] = ".html",
    [GAZETTE_EXPORT_MARKDOWN] = ".zip",
    [GAZETTE_EXPORT_PDF] = ".pdf",
  };

  g_return_val_if_fail (format < GAZETTE_EXPORT_N_FORMATS, NULL);

  return endings[format];
}

/**
 * gazette_export_dup_pictures:
 * @item: an article
 *
 * Returns: (transfer full): the addresses of the pictures that it shows, each once
 */
GStrv
gazette_export_dup_pictures (const GazetteExportItem *item)
{
  g_auto(GStrv) pictures = gazette_document_dup_pictures (item->document);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (item->article->image != NULL)
    {
      g_hash_table_add (seen, item->article->image);
      g_strv_builder_add (builder, item->article->image);
    }
  for (guint i = 0; pictures[i] != NULL; i++)
    {
      if (g_hash_table_add (seen, pictures[i]))
        g_strv_builder_add (builder, pictures[i]);
    }

  return g_strv_builder_end (builder);
}

/*
 * gazette_export_add_chapter:
 * @self: a file
 * @item: an article that is written
 * @name: (transfer full): what leads to it
 *
 * Returns: (transfer none): it as a chapter
 */
const GazetteChapter *
gazette_export_add_chapter (GazetteExport           *self,
                            const GazetteExportItem *item,
                            char                    *name)
{
  const char *title = item->article->title;
  GazetteChapter chapter = { name, NULL, g_strdup (item->source) };

  if (*title == '\0')
    title = item->article->summary;
  /* TRANSLATORS: what an article without a title is called */
  chapter.title = g_strdup (*title != '\0' ? title : _("Untitled"));
  g_array_append_val (self->chapters, chapter);

  return &g_array_index (self->chapters, GazetteChapter, self->chapters->len - 1);
}

/*
 * gazette_export_get_title:
 * @self: a file with an article
 *
 * Returns: what all of it is called
 */
const char *
gazette_export_get_title (GazetteExport *self)
{
  if (self->title != NULL)
    return self->title;

  return self->chapters->len > 0 ? g_array_index (self->chapters, GazetteChapter, 0).title : _("Untitled");
}

/*
 * gazette_export_name_picture:
 * @self: a file that has others in it
 * @bytes: a picture
 * @ending: what its name ends with
 * @is_new: (out): whether it is not there yet
 *
 * Returns: (transfer full): its name, which is that of each picture with these bytes
 */
char *
gazette_export_name_picture (GazetteExport *self,
                             GBytes        *bytes,
                             const char    *ending,
                             gboolean      *is_new)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  char *name = g_strdup_printf ("pictures/%.32s.%s", hash, ending);

  *is_new = g_hash_table_add (self->names, g_strdup (name));

  return name;
}
