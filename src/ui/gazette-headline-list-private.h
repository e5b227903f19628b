/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-headline-item.h"
#include "gazette-headline-list.h"
#include "gazette-headline-places.h"

G_BEGIN_DECLS

struct _GazetteHeadlineList
{
  GtkWidget            parent_instance;

  GtkSelectionModel   *model;
  GazetteThumbnails   *thumbnails;
  GazetteTitleFunc     title_func;

  GtkAdjustment       *hadjustment;
  GtkAdjustment       *vadjustment;
  GtkScrollablePolicy  hscroll_policy;
  GtkScrollablePolicy  vscroll_policy;

  /* Of the sections, those that begin before @n_known are known. */
  GazettePlaces        places;
  guint                n_known;

  /* What is on the screen, in the order of the rows, and then what waits for its next
   * use; the titles, in their order; and what comes after the last row, if anything. */
  GPtrArray           *items;
  GPtrArray           *titles;
  guint                n_titles;
  GazetteHeadlineItem *end;
  int                  height;

  /* The row that keeps its place, and how far above it the screen begins; or
   * GTK_INVALID_LIST_POSITION at the start of the list. */
  guint                anchor;
  gint64               offset;
  /* The row to be brought in sight once it is known how much of the list is seen. */
  guint                wanted;

  /* The row that keys go on from, and the one that Shift selects from. */
  guint                cursor;
  guint                origin;
  GazetteHeadlineItem *pressed;

  guint                tick;
  guint                is_stale : 1;
  guint                is_placing : 1;
  guint                single_click_activate : 1;
};

/* gazette-headline-list.c */
void                 gazette_headline_list_queue_update   (GazetteHeadlineList *self);

/* gazette-headline-list-room.c */
gint64               gazette_headline_list_get_value      (GazetteHeadlineList *self);
void                 gazette_headline_list_set_value      (GazetteHeadlineList *self,
                                                           gint64               value);
void                 gazette_headline_list_show_row       (GazetteHeadlineList *self,
                                                           guint                position);
void                 gazette_headline_list_turn_to        (GazetteHeadlineList *self,
                                                           guint                position);
void                 gazette_headline_list_update_adjustments
                                                          (GazetteHeadlineList *self);
void                 gazette_headline_list_size_allocate  (GtkWidget           *widget,
                                                           int                  width,
                                                           int                  height,
                                                           int                  baseline);

/* gazette-headline-list-rows.c */
void                 gazette_headline_list_update_heights (GazetteHeadlineList *self);
void                 gazette_headline_list_bind_items     (GazetteHeadlineList *self);
GazetteHeadlineItem *gazette_headline_list_find_item      (GazetteHeadlineList *self,
                                                           guint                position);
GazetteHeadlineItem *gazette_headline_list_ensure_item    (GazetteHeadlineList *self,
                                                           guint                position);
GazetteHeadlineItem *gazette_headline_list_get_focused    (GazetteHeadlineList *self);
guint                gazette_headline_list_get_cursor     (GazetteHeadlineList *self);

/* gazette-headline-list-input.c */
void                 gazette_headline_list_add_bindings   (GtkWidgetClass      *widget_class);
void                 gazette_headline_list_add_gestures   (GazetteHeadlineList *self);
gboolean             gazette_headline_list_focus_row      (GazetteHeadlineList *self,
                                                           guint                position);

G_END_DECLS
