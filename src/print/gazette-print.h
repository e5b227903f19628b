/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gazette-document.h"
#include "gazette-print-picture.h"

G_BEGIN_DECLS

/**
 * GazettePaper:
 * @width: of a sheet as it is read, in points, of which an inch has 72
 * @height: of a sheet, in points
 * @top: margin, in points
 * @bottom: margin, in points; the foot of the page stands in it
 * @left: margin, in points
 * @right: margin, in points
 */
typedef struct
{
  double width;
  double height;
  double top;
  double bottom;
  double left;
  double right;
} GazettePaper;

/**
 * GAZETTE_PAPER_A4:
 *
 * A sheet of A4 with margins that are good to read.
 */
#define GAZETTE_PAPER_A4 ((GazettePaper) { 595.28, 841.89, 57, 68, 68, 68 })

/**
 * GazettePrintRange:
 * @first: a page, from 0
 * @last: the last one, from 0
 */
typedef struct
{
  guint first;
  guint last;
} GazettePrintRange;

/**
 * GazettePrintHead:
 * @source: (nullable): the name of the source
 * @title: (nullable): the title of the article
 * @standfirst: (nullable): what it begins with
 * @byline: (nullable): who wrote it, and when
 * @author: (nullable): for the properties of the file
 * @date: (nullable): for the foot of each page
 * @url: (nullable): the address of the article on the web
 * @lead: (nullable): the address of the lead picture
 * @lead_alt: (nullable): what it shows
 * @lead_caption: (nullable): what stands below it
 * @language: (nullable): BCP 47 tag
 *
 * What an article says apart from its body. All but addresses is plain text.
 */
typedef struct
{
  const char *source;
  const char *title;
  const char *standfirst;
  const char *byline;
  const char *author;
  const char *date;
  const char *url;
  const char *lead;
  const char *lead_alt;
  const char *lead_caption;
  const char *language;
} GazettePrintHead;

/**
 * GazettePrint:
 *
 * An article on its way to paper. It is filled in by one thread, then written by one.
 */
#define GAZETTE_TYPE_PRINT (gazette_print_get_type ())
G_DECLARE_FINAL_TYPE (GazettePrint, gazette_print, GAZETTE, PRINT, GObject)

/**
 * GazettePrintFile:
 *
 * A PDF that is being written, article by article. Used by one thread at a time.
 */
typedef struct _GazettePrintFile GazettePrintFile;

GazettePrint *gazette_print_new          (GazetteDocument        *document,
                                          const GazettePrintHead *head);
void          gazette_print_set_paper    (GazettePrint           *self,
                                          const GazettePaper     *paper);
void          gazette_print_add_range    (GazettePrint           *self,
                                          guint                   first,
                                          guint                   last);
GStrv         gazette_print_dup_pictures (GazettePrint           *self);
void          gazette_print_add_picture  (GazettePrint           *self,
                                          const char             *url,
                                          GazettePrintPicture    *picture);
double        gazette_print_get_progress (GazettePrint           *self);
gboolean      gazette_print_write        (GazettePrint           *self,
                                          const char             *path,
                                          GCancellable           *cancellable,
                                          GError                **error);

GazettePrintFile *gazette_print_file_new    (const char        *path,
                                             const char        *title,
                                             GError           **error);
void              gazette_print_file_free   (GazettePrintFile  *self);
gboolean          gazette_print_file_add    (GazettePrintFile  *self,
                                             GazettePrint      *print,
                                             GCancellable      *cancellable,
                                             GError           **error);
gboolean          gazette_print_file_finish (GazettePrintFile  *self,
                                             GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazettePrintFile, gazette_print_file_free)

G_END_DECLS
