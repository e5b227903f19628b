/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-clipping.h"

G_BEGIN_DECLS

/**
 * GazetteImportFormat:
 * @GAZETTE_IMPORT_ADDRESSES: a text with web addresses in it
 * @GAZETTE_IMPORT_TABLE: a table (CSV) with a column of addresses
 * @GAZETTE_IMPORT_BOOKMARKS: bookmarks of a browser, or of what writes them alike
 * @GAZETTE_IMPORT_POCKET: Pocket
 * @GAZETTE_IMPORT_INSTAPAPER: Instapaper
 * @GAZETTE_IMPORT_OMNIVORE: Omnivore
 * @GAZETTE_IMPORT_WALLABAG: wallabag
 * @GAZETTE_IMPORT_PINBOARD: Pinboard
 * @GAZETTE_IMPORT_RAINDROP: Raindrop.io
 *
 * Whose export a file is.
 */
typedef enum
{
  GAZETTE_IMPORT_ADDRESSES,
  GAZETTE_IMPORT_TABLE,
  GAZETTE_IMPORT_BOOKMARKS,
  GAZETTE_IMPORT_POCKET,
  GAZETTE_IMPORT_INSTAPAPER,
  GAZETTE_IMPORT_OMNIVORE,
  GAZETTE_IMPORT_WALLABAG,
  GAZETTE_IMPORT_PINBOARD,
  GAZETTE_IMPORT_RAINDROP,
} GazetteImportFormat;

/**
 * GazetteImport:
 * @format: whose export it is
 * @clippings: (element-type GazetteClipping): the pages in it, in its order, each once
 * @n_with_text: how many of them bring their text
 * @n_passed_over: how many of its entries are no pages of the web
 * @n_twice: how many of its entries are of pages that it had before
 * @is_cut: there are more than are taken
 *
 * What a file holds that another program wrote: a value, under the rules of
 * #GazetteArticle.
 */
typedef struct
{
  GazetteImportFormat  format;
  GPtrArray           *clippings;
  guint                n_with_text;
  guint                n_passed_over;
  guint                n_twice;
  gboolean             is_cut;
} GazetteImport;

/**
 * GAZETTE_IMPORT_MAX_SIZE:
 *
 * How large a file may be, in bytes.
 */
#define GAZETTE_IMPORT_MAX_SIZE (256 * 1024 * 1024)

/**
 * GAZETTE_IMPORT_MAX_CLIPPINGS:
 *
 * How many pages are taken from one file.
 */
#define GAZETTE_IMPORT_MAX_CLIPPINGS 50000

#define GAZETTE_TYPE_IMPORT (gazette_import_get_type ())

GType          gazette_import_get_type (void) G_GNUC_CONST;
GazetteImport *gazette_import_read     (GBytes         *bytes,
                                        GError        **error);
GazetteImport *gazette_import_ref      (GazetteImport  *self);
void           gazette_import_unref    (GazetteImport  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteImport, gazette_import_unref)

G_END_DECLS
