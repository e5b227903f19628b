/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-page FILE.json
 *
 * Shows each article of a file on a page, then scrolls through it by a tenth of
 * the window a frame. For each it prints, separated by tabs: the milliseconds
 * from the call to the painted page, how many of them the main loop was busy,
 * and how many more it drew, and the longest that one of its turns took; the
 * megabytes (PSS) that the process has then beyond what it had without an
 * article, and beyond the pixels of its pictures; the longest turn while scrolling, in milliseconds, and the longest
 * with what is drawn in it; the longest turn while it is written as PDF; the
 * title. Run it by tests/with-display.
 */

#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <adwaita.h>

#include "bench-turns.h"
#include "gazette-memory.h"
#include "gazette-output.h"
#include "gazette-page-print.h"
#include "gazette-picture-private.h"
#include "page-fixture.h"

/* In milliseconds: what was only needed for a moment is given back by then, see
 * gazette_memory_give_back_soon(). */
#define REST_MS 1000

typedef struct
{
  PageFixture   *fixture;
  GazetteStored *stored;
  gint64         at;
} Painting;

static void
painted_cb (GdkFrameClock *clock,
            Painting      *painting)
{
  GazettePageBuffer *page = gazette_page_view_get_page (painting->fixture->view);

  if (painting->at == 0 && page != NULL && gazette_page_buffer_get_stored (page) == painting->stored)
    painting->at = g_get_monotonic_time ();
}

static GdkFrameClock *
get_clock (PageFixture *fixture)
{
  return gtk_widget_get_frame_clock (fixture->window);
}

static void
show (PageFixture   *fixture,
      GazetteStored *stored)
{
  Painting painting = { fixture, stored, 0 };
  BenchTurns turns;
  gint64 start = g_get_monotonic_time ();
  gulong id = g_signal_connect (get_clock (fixture), "after-paint", G_CALLBACK (painted_cb), &painting);

  bench_turns_begin ();
  gazette_page_show_article (fixture->page, stored, NULL);
  WAIT_FOR (painting.at > 0);
  turns = bench_turns_end ();
  g_signal_handler_disconnect (get_clock (fixture), id);
  printf ("%.2f\t%.2f\t%.2f\t%.2f", (double) (painting.at - start) / 1000, (double) turns.busy / 1000,
          (double) turns.drawing / 1000, (double) turns.longest / 1000);
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
  gtk_adjustment_set_value (adjustment, value + page / 10);

  return G_SOURCE_CONTINUE;
}

static void
scroll (PageFixture *fixture)
{
  gboolean is_over = FALSE;
  BenchTurns turns;

  bench_turns_begin ();
  gtk_widget_add_tick_callback (GTK_WIDGET (fixture->view), scroll_cb, &is_over, NULL);
  WAIT_FOR (is_over);
  page_fixture_settle ();
  turns = bench_turns_end ();
  printf ("\t%.2f\t%.2f", (double) turns.longest / 1000, (double) turns.longest_whole / 1000);
}

static void
put_on_paper (PageFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "page.pdf", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GazettePrint) print = NULL;

  bench_turns_begin ();
  print = gazette_page_dup_print (fixture->page);
  page_fixture_await (gazette_output_write (fixture->newsroom, print, path, cancellable), NULL);
  printf ("\t%.2f", (double) bench_turns_end ().longest / 1000);
}

static double
get_memory (void)
{
  g_autofree char *text = NULL;
  const char *pss;

  g_assert_true (g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL));
  pss = strstr (text, "\nPss:");
  g_assert_nonnull (pss);

  return (double) g_ascii_strtoull (pss + strlen ("\nPss:"), NULL, 10) / 1024;
}

/* Returns: in megabytes, those of all that are decoded below a widget */
static double
get_pixels (GtkWidget *widget)
{
  double sum = 0;

  if (GAZETTE_IS_PICTURE (widget) && GAZETTE_PICTURE (widget)->texture != NULL)
    {
      GdkTexture *texture = GAZETTE_PICTURE (widget)->texture;

      sum = 4.0 * gdk_texture_get_width (texture) * gdk_texture_get_height (texture) / (1024 * 1024);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    sum += get_pixels (child);

  return sum;
}

int
main (int   argc,
      char *argv[])
{
  PageFixture fixture = { 0 };
  guint n_articles;
  double empty;

  g_assert_cmpint (argc, ==, 2);
  /* As the program does. */
  gazette_memory_set_up ();
  setlocale (LC_ALL, "");
  dex_init ();
  adw_init ();
  bench_turns_watch ();

  page_fixture_set_up (&fixture, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 840, 800);
  n_articles = page_fixture_add_file (&fixture, argv[1]);
  page_fixture_settle ();
  bench_turns_follow (get_clock (&fixture));
  empty = get_memory ();

  for (guint i = 1; i <= n_articles; i++)
    {
      g_autoptr(GazetteStored) stored = page_fixture_load (&fixture, i);

      show (&fixture, stored);
      page_fixture_settle ();
      bench_turns_wait (REST_MS);
      printf ("\t%.1f", get_memory () - empty - get_pixels (GTK_WIDGET (fixture.view)));
      scroll (&fixture);
      put_on_paper (&fixture);
      printf ("\t%s\n", stored->article->title != NULL ? stored->article->title : "");
      fflush (stdout);
    }
  page_fixture_tear_down (&fixture, NULL);

  return 0;
}
