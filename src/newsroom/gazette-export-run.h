/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-collection.h"
#include "gazette-export.h"
#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteExportReport:
 * @n_articles: how many articles are in the file
 * @n_missing: how many of their pictures are not
 *
 * What became of an export: a value.
 */
typedef struct
{
  guint n_articles;
  guint n_missing;
} GazetteExportReport;

#define GAZETTE_TYPE_EXPORT_REPORT (gazette_export_report_get_type ())
GType gazette_export_report_get_type (void) G_GNUC_CONST;

/**
 * GazetteExportOrder:
 * @format: what is written
 * @path: the file that it becomes
 * @title: (nullable): what all of it is called; %NULL when it is one article
 * @with_pictures: whether pictures are in it
 * @kind: which view, where @ids is %NULL
 * @source_id: of which source, for that view
 * @ids: (nullable) (element-type gint64): which articles
 *
 * What is to be exported.
 */
typedef struct
{
  GazetteExportFormat  format;
  const char          *path;
  const char          *title;
  gboolean             with_pictures;
  GazetteViewKind      kind;
  gint64               source_id;
  GArray              *ids;
} GazetteExportOrder;

/**
 * GazetteExportProgressFunc:
 * @done: how many articles are written
 * @total: of how many
 * @data: what was given with the function
 *
 * Told on the main thread, before each article.
 */
typedef void (*GazetteExportProgressFunc) (guint    done,
                                           guint    total,
                                           gpointer data);

DexFuture *gazette_newsroom_export (GazetteNewsroom           *self,
                                    const GazetteExportOrder  *order,
                                    GCancellable              *cancellable,
                                    GazetteExportProgressFunc  progress,
                                    gpointer                   data,
                                    GDestroyNotify             destroy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteExportReport, g_free)

G_END_DECLS
