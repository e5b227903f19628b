/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-view.h"
#include "gazette-page.h"

G_BEGIN_DECLS

/**
 * PageFixture:
 * @newsroom: on a library of its own
 * @window: on the screen
 * @page: in the window
 * @view: in the page
 *
 * A page to show articles on.
 */
typedef struct
{
  char            *folder;
  GazetteNewsroom *newsroom;
  GtkWidget       *window;
  GazettePage     *page;
  GazettePageView *view;
} PageFixture;

void               page_fixture_set_up    (PageFixture    *fixture,
                                           gconstpointer   data);
void               page_fixture_tear_down (PageFixture    *fixture,
                                           gconstpointer   data);
void               page_fixture_add       (PageFixture    *fixture,
                                           const char     *source_title,
                                           GPtrArray      *articles);
guint              page_fixture_add_file  (PageFixture    *fixture,
                                           const char     *path);
GazetteStored     *page_fixture_load      (PageFixture    *fixture,
                                           gint64          article_id);
void               page_fixture_show      (PageFixture    *fixture,
                                           GazetteStored  *stored);
GazettePageBuffer *page_fixture_open_html (PageFixture    *fixture,
                                           const char     *html);
GazettePageBuffer *page_fixture_show_html (PageFixture    *fixture,
                                           const char     *html);
GtkWidget         *page_fixture_find      (GtkWidget      *widget,
                                           GType           type,
                                           guint           n);
guint              page_fixture_count     (GtkWidget      *widget,
                                           GType           type);
GtkWidget         *page_fixture_open_find (PageFixture    *fixture);
void               page_fixture_settle    (void);
void               page_fixture_await     (DexFuture      *future,
                                           GValue         *value);

/* Runs the main loop until it is so; the test's own time limit ends it. */
#define WAIT_FOR(condition) \
  while (!(condition)) \
  g_main_context_iteration (NULL, TRUE)

G_END_DECLS
