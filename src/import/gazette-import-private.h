/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-import.h"

G_BEGIN_DECLS

/* Collects what is read. A field that is known stays as it is: where an address
 * comes twice, the second adds to the first. */
typedef struct
{
  GazetteImport *import;
  /* By id: the clippings that are there. */
  GHashTable    *known;
  /* How many bytes of text there are. */
  gsize          n_bytes;
} GazetteImportWriter;

GazetteClipping *gazette_import_add         (GazetteImportWriter *self,
                                             const char          *address);
void             gazette_import_set_title   (GazetteClipping     *clipping,
                                             const char          *title);
void             gazette_import_set_summary (GazetteClipping     *clipping,
                                             const char          *summary);
void             gazette_import_add_author  (GazetteClipping     *clipping,
                                             const char          *author);
void             gazette_import_add_tag     (GazetteClipping     *clipping,
                                             const char          *tag);
void             gazette_import_add_tags    (GazetteClipping     *clipping,
                                             const char          *tags,
                                             const char          *separators);
void             gazette_import_set_added   (GazetteClipping     *clipping,
                                             const char          *moment);
void             gazette_import_set_favourite (GazetteClipping   *clipping);
void             gazette_import_set_html    (GazetteImportWriter *self,
                                             GazetteClipping     *clipping,
                                             const char          *html);

/* Each reads one form. FALSE: it is not of that form, and nothing was added. */
gboolean         gazette_import_read_zip       (GazetteImportWriter *self,
                                                GBytes              *bytes);
gboolean         gazette_import_read_json      (GazetteImportWriter *self,
                                                GBytes              *bytes);
gboolean         gazette_import_read_bookmarks (GazetteImportWriter *self,
                                                const char          *text);
gboolean         gazette_import_read_table     (GazetteImportWriter *self,
                                                const char          *text);
gboolean         gazette_import_read_text      (GazetteImportWriter *self,
                                                const char          *text);

char            *gazette_import_decode         (GBytes              *bytes);

G_END_DECLS
