/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GazetteArchive:
 * @source_id: the source that it is of
 * @next_url: (nullable): where the next, older page is; %NULL when the end was
 *   reached, or as long as nothing is known
 * @n_pages: how many older pages were read
 * @n_articles: how many articles they brought that were not there before
 * @n_total: how many articles the source says it has, 0 when it does not
 * @ended: there is nothing older
 * @downloading: all of it is being fetched, also after a restart of the program
 * @note: (nullable): why reading it stopped, or does not get on, in plain words
 *
 * How far the articles of a source were read back: a value, under the rules of
 * #GazetteArticle.
 */
typedef struct
{
  gint64   source_id;
  char    *next_url;
  guint    n_pages;
  guint    n_articles;
  guint    n_total;
  gboolean ended;
  gboolean downloading;
  char    *note;
} GazetteArchive;

#define GAZETTE_TYPE_ARCHIVE (gazette_archive_get_type ())

GType           gazette_archive_get_type (void) G_GNUC_CONST;
GazetteArchive *gazette_archive_new      (gint64          source_id);
GazetteArchive *gazette_archive_ref      (GazetteArchive *self);
void            gazette_archive_unref    (GazetteArchive *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteArchive, gazette_archive_unref)

G_END_DECLS
