/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-pane.h"
#include "gazette-sidebar.h"
#include "gazette-window.h"

G_BEGIN_DECLS

struct _GazetteWindow
{
  AdwApplicationWindow    parent_instance;

  AdwToastOverlay        *toast_overlay;
  GtkStack               *stack;
  AdwNavigationSplitView *split_view;
  AdwNavigationPage      *article_page;
  GazetteSidebar         *sidebar;
  GazettePane            *pane;
  AdwBreakpoint          *narrow;
  AdwBreakpoint          *narrower;

  GSettings              *settings;
  GazetteNewsroom        *newsroom;
  char                   *wanted_address;
  GPtrArray              *wanted_pages;
  GFile                  *wanted_file;

  /* The article that is on its way to the page. */
  DexFuture              *opening;
  /* Once it is read, and its page is made. */
  GazetteStored          *opening_stored;
  gint64                  opening_id;
  guint                   opening_serial;
  guint                   navigate : 1;
  guint                   was_shown : 1;
  guint                   is_focus_in_dialog : 1;

  /* Until what is in the window is worth showing it, and until it is on the screen: what
   * the page shows waits for that. */
  guint                   wait_source;
  DexPromise             *drawn;
  guint                   drawn_source;
  guint                   rest_source;

  /* What a later start goes on with, until it is kept. */
  gint64                  last_article;
  char                   *last_view;
  guint                   keep_source;

  /* How far a wheel was turned since the last step. */
  double                  zoomed;

  /* Where the pointer is on the page, and how far fingers have gone from there. */
  double                  pointer_x;
  double                  pointer_y;
  gboolean                is_swiping;
  double                  swiped_x;
  double                  swiped_y;

  /* Ends the article that is on its way to paper, if there is one. */
  GCancellable           *output;

  /* What can be undone, the last first; and what gives up marking articles. */
  GQueue                  undos;
  gint64                  undo_serial;
  GCancellable           *marking;
};

void gazette_window_add_actions    (GazetteWindow *self);
void gazette_window_add_clip_actions (GazetteWindow *self);
void gazette_window_clip_wanted    (GazetteWindow *self);
void gazette_window_add_gestures   (GazetteWindow *self);
void gazette_window_add_files      (GazetteWindow *self);
void gazette_window_restore        (GazetteWindow *self,
                                    GFile         *file);
void gazette_window_add_marks      (GazetteWindow *self);
void gazette_window_add_highlights (GazetteWindow *self);
void gazette_window_add_output     (GazetteWindow *self);
void gazette_window_add_source_lists (GazetteWindow *self);
void gazette_window_add_typography (GazetteWindow *self);
void gazette_window_follow_scrolling (GazetteWindow *self);
void gazette_window_follow_width   (GazetteWindow *self);
void gazette_window_follow_aloud   (GazetteWindow *self);
void gazette_window_follow_library (GazetteWindow *self);
void gazette_window_keep_focus     (GazetteWindow *self);
gboolean gazette_window_is_open   (GazetteWindow *self);
void gazette_window_choose_target  (GazetteWindow       *self,
                                    const char          *title,
                                    const char          *accept,
                                    const char          *name,
                                    GAsyncReadyCallback  callback,
                                    gpointer             data);
char *gazette_window_finish_target (GazetteWindow *self,
                                    GtkFileDialog *dialog,
                                    GAsyncResult  *result);
void gazette_window_update_output  (GazetteWindow *self);
void gazette_window_update_actions (GazetteWindow *self);
void gazette_window_add_search_actions (GazetteWindow *self);
void gazette_window_add_viewer     (GazetteWindow *self);
void gazette_window_mark_found     (GazetteWindow *self);
void gazette_window_show_view      (GazetteWindow *self,
                                    const char    *view);
void gazette_window_open_article   (GazetteWindow *self,
                                    gint64         article_id,
                                    gboolean       navigate);
void gazette_window_end_wait       (GazetteWindow *self);
DexFuture *gazette_window_await_drawn (GazetteWindow *self,
                                       DexFuture     *future);
void gazette_window_clear_undos    (GazetteWindow *self);
void gazette_window_note_undo      (GazetteWindow *self,
                                    AdwToast      *toast,
                                    const char    *action,
                                    gint64         id);
void gazette_window_tell           (GazetteWindow *self,
                                    const char    *message);
void gazette_window_offer_undo     (GazetteWindow *self,
                                    const char    *message,
                                    const char    *action,
                                    gint64         id);
void gazette_window_tell_failure   (GazetteWindow *self,
                                    DexFuture     *future);

G_END_DECLS
