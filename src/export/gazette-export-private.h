/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-draft.h"
#include "gazette-export.h"
#include "gazette-print.h"
#include "gazette-zip.h"

G_BEGIN_DECLS

/*
 * GazetteChapter:
 * @name: what leads to it: a file in the book, a place in the page
 * @title: never empty
 * @source: (nullable): the name of its source
 *
 * An article that was written, as a table of contents has it.
 */
typedef struct
{
  char *name;
  char *title;
  char *source;
} GazetteChapter;

/*
 * GazetteExportKind:
 * @begin: writes what stands before the first article
 * @add_picture: takes a picture for the next article; returns %FALSE for one that
 *   cannot be shown
 * @add_article: writes an article, once its pictures were added
 * @finish: writes what stands after the last one, and puts the file in its place
 *
 * How a format is written.
 */
typedef struct
{
  gboolean (*begin)       (GazetteExport            *self,
                           const char               *path,
                           GError                  **error);
  gboolean (*add_picture) (GazetteExport            *self,
                           const char               *url,
                           GBytes                   *bytes,
                           const char               *ending);
  gboolean (*add_article) (GazetteExport            *self,
                           const GazetteExportItem  *item,
                           GCancellable             *cancellable,
                           GError                  **error);
  gboolean (*finish)      (GazetteExport            *self,
                           GError                  **error);
} GazetteExportKind;

struct _GazetteExport
{
  const GazetteExportKind *kind;
  /* What all of it is called; NULL for one article, which has a title. */
  char                    *title;
  GArray                  *chapters;
  /* Where each picture of the next article is, seen from that. */
  GHashTable              *pictures;
  gsize                    pictures_size;

  GazetteDraft            *draft;
  GazetteZip              *zip;
  /* What is written already, and will be needed once more. */
  GazetteDraft            *body;
  GazettePrintFile        *print;

  /* Names of files, so that none is there twice. */
  GHashTable              *names;
  /* Of the book: what its manifest lists, and the languages of its articles. */
  GString                 *manifest;
  GPtrArray               *languages;
  guint                    n_rtl;
  /* Of one article: who wrote it, and where it is. */
  GazetteArticle          *article;
};

extern const GazetteExportKind gazette_export_epub;
extern const GazetteExportKind gazette_export_html;
extern const GazetteExportKind gazette_export_markdown;
extern const GazetteExportKind gazette_export_pdf;

/* gazette-export.c */
const GazetteChapter *gazette_export_add_chapter     (GazetteExport            *self,
                                                      const GazetteExportItem  *item,
                                                      char                     *name);
const char           *gazette_export_get_title       (GazetteExport            *self);
char                 *gazette_export_name_picture    (GazetteExport            *self,
                                                      GBytes                   *bytes,
                                                      const char               *ending,
                                                      gboolean                 *is_new);

/* gazette-export-article.c */
void                  gazette_export_append_escaped  (GString                  *xml,
                                                      const char               *text);
void                  gazette_export_append_article  (GString                  *xml,
                                                      GazetteExport            *self,
                                                      const GazetteExportItem  *item,
                                                      const char               *prefix);
void                  gazette_export_append_language (GString                  *xml,
                                                      const GazetteExportItem  *item,
                                                      gboolean                  as_xml);
void                  gazette_export_append_contents (GString                  *xml,
                                                      GazetteExport            *self,
                                                      const char               *before);
char                 *gazette_export_dup_language    (const char               *tag);
gboolean              gazette_export_is_rtl          (const GazetteExportItem  *item);
const char           *gazette_export_get_lead_text   (const GazetteExportItem  *item);
char                 *gazette_export_find_picture    (const char               *src,
                                                      gpointer                  data);
const char           *gazette_export_get_style       (void);

/* gazette-export-package.c */
void                  gazette_export_write_package   (GazetteExport            *self);

G_END_DECLS
