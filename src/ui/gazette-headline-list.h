/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-thumbnails.h"

G_BEGIN_DECLS

/**
 * GazetteHeadlineList:
 *
 * Headlines in a scrolled window, each as high as the others, some of them selected. So
 * where a row is, is reckoned, and there are widgets only for those that are on the
 * screen: a million rows cost what ten do. Sections may have titles, that of the row at
 * the top stays in sight.
 *
 * Who has scrolled down keeps the row at the top when others come or go above it; who is
 * at the start sees what comes there.
 *
 * GazetteHeadlineList::activate: (position: uint) a person wants the row to open
 */
#define GAZETTE_TYPE_HEADLINE_LIST (gazette_headline_list_get_type ())
G_DECLARE_FINAL_TYPE (GazetteHeadlineList, gazette_headline_list, GAZETTE, HEADLINE_LIST, GtkWidget)

/**
 * GazetteTitleFunc:
 * @model: what the list shows
 * @position: a row
 *
 * Returns: (transfer full): the title of the section that it is in, "" if it is not
 *   known yet
 */
typedef char *(*GazetteTitleFunc) (GtkSelectionModel *model,
                                   guint              position);

void                gazette_headline_list_set_model                 (GazetteHeadlineList *self,
                                                                     GtkSelectionModel   *model,
                                                                     GazetteThumbnails   *thumbnails);
GtkSelectionModel  *gazette_headline_list_get_model                 (GazetteHeadlineList *self);
void                gazette_headline_list_set_titles                (GazetteHeadlineList *self,
                                                                     GazetteTitleFunc     func);
gboolean            gazette_headline_list_has_titles                (GazetteHeadlineList *self);
void                gazette_headline_list_set_end                   (GazetteHeadlineList *self,
                                                                     GtkWidget           *child);
void                gazette_headline_list_set_single_click_activate (GazetteHeadlineList *self,
                                                                     gboolean             activates);
void                gazette_headline_list_scroll_to                 (GazetteHeadlineList *self,
                                                                     guint                position,
                                                                     GtkListScrollFlags   flags);
void                gazette_headline_list_set_top                   (GazetteHeadlineList *self,
                                                                     guint                position,
                                                                     int                  offset);
guint               gazette_headline_list_get_top                   (GazetteHeadlineList *self,
                                                                     int                 *offset);
guint               gazette_headline_list_get_row_at                (GazetteHeadlineList *self,
                                                                     double               y);
void                gazette_headline_list_set_cursor                (GazetteHeadlineList *self,
                                                                     guint                position);
guint               gazette_headline_list_get_focus_row             (GazetteHeadlineList *self);
GtkWidget          *gazette_headline_list_get_widget                (GazetteHeadlineList *self,
                                                                     guint                position);

G_END_DECLS
