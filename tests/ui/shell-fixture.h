/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-newsroom.h"
#include "gazette-window-private.h"

G_BEGIN_DECLS

/**
 * ShellFixture:
 * @folder: where the library is, empty at first
 * @newsroom: open, without a source
 * @window: not shown; gazette_window_set_newsroom() begins
 *
 * A window with a newsroom of its own.
 */
typedef struct
{
  char            *folder;
  GazetteNewsroom *newsroom;
  GazetteWindow   *window;
} ShellFixture;

void     shell_fixture_set_up    (ShellFixture  *fixture,
                                  gconstpointer  data);
void     shell_fixture_tear_down (ShellFixture  *fixture,
                                  gconstpointer  data);
void     shell_fixture_show      (ShellFixture  *fixture);
gint64   shell_fixture_add       (ShellFixture  *fixture,
                                  const char    *title,
                                  guint          n_articles);
gint64   shell_fixture_open_id   (ShellFixture  *fixture);
void     shell_fixture_activate  (ShellFixture  *fixture,
                                  const char    *detailed_action);
gboolean shell_fixture_sees      (GtkWidget     *root,
                                  const char    *text);
gboolean shell_fixture_has_focus (GtkWidget     *widget);
GtkWidget *shell_fixture_find    (GtkWidget     *root,
                                  GType          type);
gboolean shell_fixture_tells_numbers (GtkWidget *root);
void     shell_fixture_await     (DexFuture     *future,
                                  GValue        *value);

/* Runs the main loop until it is so; the test's own time limit ends it. */
#define WAIT_FOR(condition) \
  while (!(condition)) \
  g_main_context_iteration (NULL, TRUE)

G_END_DECLS
