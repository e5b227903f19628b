/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-list FOLDER [scroll]
 *
 * Opens a window on a library that bench-library has made, and does what one does
 * with headlines: shows another view, opens an article, marks one as read; or scrolls to
 * the end. For each it prints how long the main loop was busy (the median of several
 * times) and how long it was in its longest turn, in milliseconds without drawing.
 * What is marked as read is marked as unread again. Run it by tests/with-display.
 */

#include "config.h"

#include <locale.h>
#include <stdlib.h>

#include "bench-turns.h"
#include "gazette-sidebar-private.h"
#include "shell-fixture.h"

#define N_TIMES 9

/* So far in each frame: all rows in it are new. */
#define PAGES_PER_FRAME 8

/* How long nothing happens once all is done. */
#define SETTLE_MS 250

static void
settle (void)
{
  bench_turns_wait (SETTLE_MS);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return (((const BenchTurns *) a)->busy > ((const BenchTurns *) b)->busy) -
         (((const BenchTurns *) a)->busy < ((const BenchTurns *) b)->busy);
}

static void
print (const char *name,
       BenchTurns *turns)
{
  gint64 longest = 0;

  for (guint i = 0; i < N_TIMES; i++)
    longest = MAX (longest, turns[i].longest);
  qsort (turns, N_TIMES, sizeof *turns, compare);
  g_print ("%s %.2f %.2f\n", name, (double) turns[N_TIMES / 2].busy / 1000, (double) longest / 1000);
}

static void
measure_views (ShellFixture *fixture)
{
  static const char *const views[] = { "win.view::unread", "win.view::source:1", "win.view::all" };
  BenchTurns turns[N_TIMES];

  for (guint i = 0; i < N_TIMES; i++)
    {
      bench_turns_begin ();
      shell_fixture_activate (fixture, views[i % G_N_ELEMENTS (views)]);
      settle ();
      turns[i] = bench_turns_end ();
      /* The rest of a long view follows. */
      settle ();
    }
  print ("view", turns);
}

static void
measure_opening (ShellFixture *fixture)
{
  BenchTurns turns[N_TIMES];

  for (guint i = 0; i < N_TIMES; i++)
    {
      bench_turns_begin ();
      shell_fixture_activate (fixture, "win.next");
      settle ();
      turns[i] = bench_turns_end ();
    }
  print ("open", turns);
}

static void
measure_marking (ShellFixture *fixture)
{
  GazetteLibrary *library = gazette_newsroom_get_library (fixture->newsroom);
  gint64 id = shell_fixture_open_id (fixture);
  BenchTurns turns[N_TIMES];

  for (guint i = 0; i < N_TIMES; i++)
    {
      bench_turns_begin ();
      dex_future_disown (gazette_library_set_read (library, id, i % 2 == 0));
      settle ();
      turns[i] = bench_turns_end ();
    }
  print ("mark", turns);
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);

  if (value + page >= gtk_adjustment_get_upper (adjustment) - 1)
    {
      *(gboolean *) user_data = TRUE;
      return G_SOURCE_REMOVE;
    }
  gtk_adjustment_set_value (adjustment, value + PAGES_PER_FRAME * page);

  return G_SOURCE_CONTINUE;
}

static void
measure_scrolling (ShellFixture *fixture)
{
  gboolean is_over = FALSE;
  BenchTurns turns;

  shell_fixture_activate (fixture, "win.view::all");
  settle ();
  settle ();
  bench_turns_begin ();
  gtk_widget_add_tick_callback (GTK_WIDGET (fixture->window->sidebar->list), scroll_cb, &is_over, NULL);
  WAIT_FOR (is_over);
  turns = bench_turns_end ();
  g_print ("scroll %.2f %.2f\n", (double) turns.busy / 1000, (double) turns.longest / 1000);
}

int
main (int   argc,
      char *argv[])
{
  ShellFixture fixture = { 0 };
  g_autofree char *cache = NULL;
  g_auto(GValue) value = G_VALUE_INIT;

  if (argc < 2)
    {
      g_printerr ("usage: bench-list FOLDER [scroll]\n");
      return 2;
    }

  setlocale (LC_ALL, "");
  dex_init ();
  adw_init ();
  bench_turns_watch ();

  cache = g_build_filename (g_get_user_cache_dir (), "bench-list", NULL);
  shell_fixture_await (gazette_newsroom_open (argv[1], cache), &value);
  fixture.newsroom = g_value_dup_object (&value);
  fixture.window = g_object_ref_sink (g_object_new (GAZETTE_TYPE_WINDOW, NULL));
  shell_fixture_show (&fixture);
  bench_turns_follow (gtk_widget_get_frame_clock (GTK_WIDGET (fixture.window)));
  settle ();

  if (argc > 2)
    {
      measure_scrolling (&fixture);
    }
  else
    {
      measure_views (&fixture);
      measure_opening (&fixture);
      measure_marking (&fixture);
    }

  gtk_window_destroy (GTK_WINDOW (fixture.window));
  g_clear_object (&fixture.window);
  shell_fixture_await (gazette_newsroom_close (fixture.newsroom), NULL);
  g_clear_object (&fixture.newsroom);

  return 0;
}
