/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "gazette-newsroom.h"
#include "gazette-page-aloud.h"
#include "gazette-page-highlights.h"
#include "gazette-picture.h"

G_BEGIN_DECLS

/**
 * GazettePage:
 *
 * An article as it is read: kicker, title, by-line, lead picture, text and
 * "More from SOURCE", all in one native text view that scrolls, with a find
 * bar. It loads nothing but the pictures of the article shown.
 *
 * Properties: newsroom (read-write), article-id (read-only, 0 for none),
 * title-visible (read-only; FALSE once the heading has scrolled away).
 *
 * GazettePage::article-activated: (article_id: gint64) one of "More from
 *   SOURCE" was chosen.
 *
 * GazettePage::enlarge: (pictures: (element-type GazettePicture)) (position: guint)
 *   one of the pictures is to be seen as large as it is.
 *
 * Actions, to be bound to keys by the window: page.find, page.copy-link,
 * page.page-down, page.page-up.
 */
#define GAZETTE_TYPE_PAGE (gazette_page_get_type ())
G_DECLARE_FINAL_TYPE (GazettePage, gazette_page, GAZETTE, PAGE, GtkWidget)

GtkWidget *gazette_page_new            (void);
void       gazette_page_set_newsroom   (GazettePage     *self,
                                        GazetteNewsroom *newsroom);
void       gazette_page_show_article   (GazettePage     *self,
                                        GazetteStored   *stored,
                                        GazetteDocument *document);
void       gazette_page_show_changes   (GazettePage     *self,
                                        gboolean         changes);
void       gazette_page_note_state     (GazettePage     *self,
                                        GazetteStored   *stored);
void       gazette_page_set_marks      (GazettePage     *self,
                                        const char *const *words);
gint64     gazette_page_get_article_id (GazettePage     *self);
gboolean   gazette_page_is_complete    (GazettePage     *self);
void       gazette_page_reveal_picture (GazettePage     *self,
                                        GazettePicture  *picture);
GazettePageAloud *gazette_page_get_aloud (GazettePage *self);
GazettePageHighlights *gazette_page_get_highlights (GazettePage *self);
gboolean   gazette_page_is_scrolled    (GazettePage     *self);
void       gazette_page_keep_place     (GazettePage     *self);
gboolean   gazette_page_scroll_by_page (GazettePage     *self,
                                        int              direction);

G_END_DECLS
