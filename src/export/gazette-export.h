/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gazette-article.h"
#include "gazette-document.h"

G_BEGIN_DECLS

/**
 * GazetteExportFormat:
 * @GAZETTE_EXPORT_EPUB: a book: EPUB 3
 * @GAZETTE_EXPORT_HTML: one page that needs nothing else
 * @GAZETTE_EXPORT_MARKDOWN: a ZIP file with a text for each article, and their pictures
 * @GAZETTE_EXPORT_PDF: paper
 */
typedef enum
{
  GAZETTE_EXPORT_EPUB,
  GAZETTE_EXPORT_HTML,
  GAZETTE_EXPORT_MARKDOWN,
  GAZETTE_EXPORT_PDF,
} GazetteExportFormat;

#define GAZETTE_EXPORT_N_FORMATS 4

/**
 * GazetteExportItem:
 * @article: what is known of an article
 * @document: its text
 * @source: (nullable): the name of its source
 * @first_seen: when it was first seen, seconds since 1970 UTC
 *
 * An article on its way into a file.
 */
typedef struct
{
  GazetteArticle  *article;
  GazetteDocument *document;
  const char      *source;
  gint64           first_seen;
} GazetteExportItem;

/**
 * GazetteExport:
 *
 * A file of articles that is being written, one article after the other: no more
 * than one of them is in memory. Used by one thread at a time, with a whole stack.
 */
typedef struct _GazetteExport GazetteExport;

GazetteExport *gazette_export_new         (GazetteExportFormat       format,
                                           const char               *path,
                                           const char               *title,
                                           GError                  **error);
void           gazette_export_free        (GazetteExport            *self);
gboolean       gazette_export_add_picture (GazetteExport            *self,
                                           const char               *url,
                                           GBytes                   *bytes,
                                           const char               *ending);
gboolean       gazette_export_add_article (GazetteExport            *self,
                                           const GazetteExportItem  *item,
                                           GCancellable             *cancellable,
                                           GError                  **error);
gboolean       gazette_export_finish      (GazetteExport            *self,
                                           GError                  **error);
const char    *gazette_export_get_ending  (GazetteExportFormat       format);
GStrv          gazette_export_dup_pictures (const GazetteExportItem  *item);
void           gazette_export_append_head (GString                  *markdown,
                                           const GazetteArticle     *article,
                                           const char               *source,
                                           const char               *lead);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteExport, gazette_export_free)

G_END_DECLS
