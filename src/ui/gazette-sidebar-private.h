/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-archive-watch.h"
#include "gazette-chooser.h"
#include "gazette-headline-list.h"
#include "gazette-highlight-list.h"
#include "gazette-search-bar.h"
#include "gazette-selection.h"
#include "gazette-sidebar.h"
#include "gazette-thumbnails.h"

G_BEGIN_DECLS

struct _GazetteSidebar
{
  AdwBin              parent_instance;

  AdwToolbarView     *view;
  GtkStack           *refresh_stack;
  GtkMenuButton      *chooser_button;
  GazetteChooser     *chooser; /* or NULL */
  GtkLabel           *title;
  GtkLabel           *subtitle;
  AdwBin             *search_place;
  /* NULL until somebody searches. */
  GazetteSearchBar   *search_bar;
  AdwBanner          *offline_banner;
  AdwBanner          *trouble_banner;
  GtkProgressBar     *progress;
  GtkStack           *stack;
  GtkScrolledWindow  *scroller;
  GazetteHeadlineList *list;
  /* NULL until somebody selects several. */
  GtkLabel           *selection_title;
  GMenuModel         *row_menu;
  GtkMenuButton      *menu_button;
  GMenuModel         *main_menu;
  GMenu              *more_section;
  GtkWidget          *add_button;
  GtkWidget          *refresh_button;
  GtkWidget          *search_button;
  GazetteHighlightList *highlights; /* or NULL */

  GazetteNewsroom    *newsroom;
  GazetteThumbnails  *thumbnails;
  GazetteChoices     *choices;
  GazetteHeadlines   *headlines;
  /* Of the source that is shown; the list ends with it. */
  GazetteArchiveWatch *archive;
  GtkWidget          *older;
  GazetteSelection   *selection;
  GSettings          *settings;
  /* The view that is shown, and what is told of it. */
  GazetteChoice      *choice;
  /* Why its headlines cannot be shown, or NULL. */
  char               *failure;

  /* Where a search was begun, to go back to. */
  GazetteViewKind     former_kind;
  gint64              former_source_id;
  gint64              former_top;
  int                 former_offset;

  /* What can be done with headlines; the menu of one, and which that is of; and
   * where selecting with Shift begins. */
  GSimpleActionGroup *actions;
  GtkWidget          *menu;
  gint64              menu_id;
  guint               anchor;

  /* The row at the top, when a person scrolled last, and what was passed since. */
  guint               top;
  gint64              scrolled_at;
  GArray             *passed;
  guint               mark_source;

  gint64              selected_id;
  guint               is_selecting : 1;
  guint               is_shown : 1;
  guint               collapsed : 1;
  guint               is_searching : 1;
  guint               goes_back : 1;
  guint               goes_to_start : 1;
};

/* gazette-sidebar.c */
DexFuture *gazette_sidebar_show              (GazetteSidebar *self,
                                              DexFuture      *future);

/* gazette-sidebar-empty.c */
void       gazette_sidebar_describe_failure  (GazetteSidebar *self);
void       gazette_sidebar_describe_empty    (GazetteSidebar *self);

/* gazette-sidebar-list.c */
gint64     gazette_sidebar_get_top           (GazetteSidebar *self,
                                              int            *offset);
void       gazette_sidebar_add_list          (GazetteSidebar *self);
void       gazette_sidebar_update_sections   (GazetteSidebar *self);

/* gazette-sidebar-select.c */
void       gazette_sidebar_add_selecting     (GazetteSidebar *self);
void       gazette_sidebar_mark              (GazetteSidebar *self,
                                              GazetteMark     mark,
                                              GArray         *ids,
                                              guint           start,
                                              guint           n,
                                              gboolean        quietly);
void       gazette_sidebar_pressed_cb        (GazetteSidebar *self,
                                              int             n_press,
                                              double          x,
                                              double          y,
                                              GtkGesture     *gesture);
void       gazette_sidebar_menu_pressed_cb   (GazetteSidebar *self,
                                              int             n_press,
                                              double          x,
                                              double          y,
                                              GtkGesture     *gesture);
void       gazette_sidebar_long_pressed_cb   (GazetteSidebar *self,
                                              double          x,
                                              double          y,
                                              GtkGesture     *gesture);
gboolean   gazette_sidebar_menu_key_cb       (GtkWidget      *widget,
                                              GVariant       *arguments,
                                              gpointer        data);

/* gazette-sidebar-search.c */
void       gazette_sidebar_leave_search      (GazetteSidebar *self);
void       gazette_sidebar_return_to_place   (GazetteSidebar *self);
char      *gazette_sidebar_dup_found         (GazetteSidebar *self);

G_END_DECLS
