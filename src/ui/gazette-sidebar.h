/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-choices.h"
#include "gazette-marks.h"
#include "gazette-newsroom.h"

G_BEGIN_DECLS

/**
 * GazetteSidebar:
 *
 * The headlines of one view, with the chooser of views and the state of the
 * sources above them. What it offers are actions of the window: win.add-source,
 * win.refresh, win.view, win.refresh-source, win.remove-source.
 *
 * Properties: collapsed (gboolean, read-write: it is all that is seen, and
 * moving along the rows opens none of them).
 *
 * GazetteSidebar::chosen: (article_id: gint64, activated: gboolean) a headline
 *   was selected; @activated when it was clicked where that opens it, or Enter
 *   was pressed.
 * GazetteSidebar::mark: (mark: uint, ids: GArray, start: uint, n: uint, quietly:
 *   gboolean) those of the articles are to be marked as a #GazetteMark
 */
#define GAZETTE_TYPE_SIDEBAR (gazette_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (GazetteSidebar, gazette_sidebar, GAZETTE, SIDEBAR, AdwBin)

void             gazette_sidebar_set_newsroom   (GazetteSidebar   *self,
                                                 GazetteNewsroom  *newsroom);
GazetteChoices  *gazette_sidebar_get_choices    (GazetteSidebar   *self);
DexFuture       *gazette_sidebar_show_view      (GazetteSidebar   *self,
                                                 GazetteViewKind   kind,
                                                 gint64            source_id);
GazetteViewKind  gazette_sidebar_get_view       (GazetteSidebar   *self,
                                                 gint64           *source_id);
void             gazette_sidebar_select         (GazetteSidebar   *self,
                                                 gint64            article_id);
void             gazette_sidebar_focus_selected (GazetteSidebar   *self);
gint64           gazette_sidebar_get_neighbour  (GazetteSidebar   *self,
                                                 gint64            article_id,
                                                 int               direction);
gint64           gazette_sidebar_get_next_unread (GazetteSidebar  *self,
                                                 gint64            article_id);
gint64           gazette_sidebar_get_first      (GazetteSidebar   *self);
GArray          *gazette_sidebar_dup_ids        (GazetteSidebar   *self);
void             gazette_sidebar_begin_selecting (GazetteSidebar  *self);
GArray          *gazette_sidebar_dup_selected   (GazetteSidebar   *self);
const char      *gazette_sidebar_get_title      (GazetteSidebar   *self);
void             gazette_sidebar_set_n_less     (GazetteSidebar   *self,
                                                 guint             n_less);
void             gazette_sidebar_open_chooser   (GazetteSidebar   *self);
void             gazette_sidebar_open_search    (GazetteSidebar   *self,
                                                 const char       *text);
char            *gazette_sidebar_dup_query      (GazetteSidebar   *self);

G_END_DECLS
