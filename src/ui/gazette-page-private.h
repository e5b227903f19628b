/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-find-bar.h"
#include "gazette-page-aloud.h"
#include "gazette-page-highlights.h"
#include "gazette-page-hyphens.h"
#include "gazette-page-pictures.h"
#include "gazette-page-place.h"
#include "gazette-page-slots.h"
#include "gazette-page.h"

G_BEGIN_DECLS

struct _GazettePage
{
  GtkWidget            parent_instance;

  GtkBox              *box;
  /* NULL until something is to be found. */
  GazetteFindBar      *find_bar;
  GtkStack            *stack;
  GtkScrolledWindow   *scroller;
  GazettePageView     *view;
  GtkLabel            *link_status;
  GtkProgressBar      *progress;

  GazetteNewsroom     *newsroom;
  GazetteStored       *stored;
  GazettePagePictures *pictures;
  GazettePageSlots    *slots;
  GazettePagePlace    *place;
  GazettePageHyphens  *hyphens;
  GazettePageAloud    *aloud;
  GazettePageHighlights *highlights;
  AdwAnimation        *scrolling;
  gboolean             title_visible;
  /* Whether what changed at the source is wanted, and whether it is on the screen. */
  gboolean             wants_changes;
  gboolean             shows_changes;
  /* What was searched for, or NULL. */
  GStrv                marks;

  /* The page on its way. */
  gint64               serial;
  DexFuture           *loading;
  GazettePageBuffer   *written;
  guint                write_source;
  GazettePicture      *lead;
  guint                lead_source;
};

/* gazette-page-actions.c */
void            gazette_page_install_actions (GtkWidgetClass *klass);
GazetteFindBar *gazette_page_need_find_bar   (GazettePage    *self);
gboolean        gazette_page_close_find_bar  (GazettePage    *self);

/* gazette-page-marks.c */
void            gazette_page_show_marks      (GazettePage    *self);

G_END_DECLS
