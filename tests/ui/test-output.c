/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gazette-export-dialog.h"
#include "gazette-memory.h"
#include "gazette-output.h"
#include "gazette-page-aloud.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-markdown.h"
#include "gazette-page-print.h"
#include "gazette-sentences.h"
#include "page-fixture.h"

static void
assert_sentences (const char *text,
                  const char *parts)
{
  g_autoptr(GArray) sentences = gazette_sentences_find (text, 0, NULL);
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < sentences->len; i++)
    {
      const GazetteSentence *sentence = &g_array_index (sentences, GazetteSentence, i);
      g_autofree char *part = g_utf8_substring (text, sentence->start, sentence->end);

      g_string_append_printf (found, "%s|", g_strstrip (part));
    }
  g_assert_cmpstr (found->str, ==, parts);
}

static void
test_sentences (void)
{
  assert_sentences ("One is short. Is two? Three costs 3.50!", "One is short.|Is two?|Three costs 3.50!|");
  assert_sentences ("日本語の文章です。これは二つ目です。", "日本語の文章です。|これは二つ目です。|");
  assert_sentences ("هذه جملة أولى. وهذه ثانية؟ نعم", "هذه جملة أولى.|وهذه ثانية؟|نعم|");
  assert_sentences ("a line\nanother", "a line|another|");
  assert_sentences ("— …", "");
  assert_sentences ("", "");
}

static char *
await_markdown (PageFixture *fixture)
{
  g_auto(GValue) value = G_VALUE_INIT;

  page_fixture_await (gazette_page_make_markdown (fixture->page), &value);

  return g_value_dup_string (&value);
}

static void
test_markdown (PageFixture   *fixture,
               gconstpointer  data)
{
  GazettePageBuffer *page = page_fixture_show_html (fixture, "<p>Words in <b>bold</b> here.</p><ul><li>Item one</ul>");
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (page);
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *whole = await_markdown (fixture);
  g_autofree char *part = NULL;

  g_assert_cmpstr (whole, ==,
                   "# Title\n\n[Source](<https://example.org/article>)\n\nWords in **bold** here.\n\n- Item one\n");

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, "bold", 0, &start, NULL, NULL));
  end = start;
  g_assert_true (gtk_text_iter_forward_search (&end, "Item", 0, NULL, &end, NULL));
  gtk_text_buffer_select_range (buffer, &start, &end);
  part = await_markdown (fixture);
  g_assert_cmpstr (part, ==, "**bold** here.\n\n- Item\n");
}

static void
test_export (PageFixture   *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "article.pdf", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GazettePrint) print = NULL;
  g_autofree char *content = NULL;
  gsize length;

  page_fixture_show_html (fixture, "<p>Words.</p><img alt='A dot' src='data:image/png;base64,"
                                   "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='>"
                                   "<img alt='Gone' src='https://example.org/gone.png'>");
  print = gazette_page_dup_print (fixture->page);
  page_fixture_await (gazette_output_write (fixture->newsroom, print, path, cancellable), NULL);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  g_assert_true (g_str_has_suffix (content + length - 6, "%%EOF\n"));
  g_unlink (path);
}

/* The heaps of a sanitizer keep what is freed, to find who uses it still. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define GIVES_BACK 1

static guint64
get_memory (const char *name)
{
  g_autofree char *text = NULL;
  const char *found;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  found = strstr (text, name);
  g_assert_nonnull (found);

  return g_ascii_strtoull (found + strlen (name), NULL, 10);
}

/* What laying out a book took is given back. */
static void
test_export_gives_back (PageFixture   *fixture,
                        gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "book.pdf", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(GazettePrint) print = NULL;
  guint64 before;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (html, "<p>Line %u of a book has so many words that they fill more than one line. It goes on "
                                  "and on, <i>with</i> some <b>words</b> that look otherwise, until it ends at last.</p>",
                            i);
  page_fixture_show_html (fixture, html->str);
  print = gazette_page_dup_print (fixture->page);
  gazette_memory_give_back ();
  /* From here on the peak is counted anew. */
  g_assert_true (g_file_set_contents_full ("/proc/self/clear_refs", "5", 1, G_FILE_SET_CONTENTS_NONE, 0, NULL));
  before = get_memory ("\nVmRSS:");
  page_fixture_await (gazette_output_write (fixture->newsroom, print, path, cancellable), NULL);

  g_assert_cmpuint (2 * get_memory ("\nVmRSS:"), <, before + get_memory ("\nVmHWM:"));
  g_unlink (path);
}
#endif

#define LONG_NAME "The Harbour Board’s Long Journal of Quays, Boats and Tides"

/* The label that says @text in @widget. */
static GtkLabel *
find_label (GtkWidget  *widget,
            const char *text)
{
  GtkWidget *label;

  for (guint i = 0; (label = page_fixture_find (widget, GTK_TYPE_LABEL, i)) != NULL; i++)
    {
      if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
        return GTK_LABEL (label);
    }

  return NULL;
}

static void
chosen_cb (guint    *chosen,
           guint     what,
           guint     format,
           gboolean  with_pictures)
{
  *chosen = what;
}

static void
test_export_names_all (PageFixture   *fixture,
                       gconstpointer  data)
{
  AdwDialog *dialog = gazette_export_dialog_new (LONG_NAME, 12, 3, TRUE, 0, GAZETTE_EXPORT_SHOWN);
  guint chosen = G_MAXUINT;
  GtkLabel *label;

  g_signal_connect_swapped (dialog, "chosen", G_CALLBACK (chosen_cb), &chosen);
  adw_dialog_present (dialog, fixture->window);
  page_fixture_settle ();

  /* However long the name of a source is, all of it is there. */
  label = find_label (GTK_WIDGET (dialog), LONG_NAME " (12)");
  g_assert_nonnull (label);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (label)));
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));

  g_signal_emit_by_name (dialog, "response", "export");
  g_assert_cmpuint (chosen, ==, GAZETTE_EXPORT_SHOWN);

  gtk_widget_activate (gtk_widget_get_ancestor (GTK_WIDGET (find_label (GTK_WIDGET (dialog), "All Saved Articles (3)")),
                                                ADW_TYPE_ACTION_ROW));
  g_signal_emit_by_name (dialog, "response", "export");
  g_assert_cmpuint (chosen, ==, GAZETTE_EXPORT_SAVED);
  adw_dialog_force_close (dialog);
}

typedef struct
{
  GSocketService *service;
  char           *path;
  GMutex          mutex;
  GString        *said;
  /* After how many texts it says no more that one has ended. */
  guint           patience;
} Service;

/* On a thread of its own: speaks at once whatever it is given. */
static gboolean
run_cb (Service           *service,
        GSocketConnection *connection)
{
  g_autoptr(GDataInputStream) input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  gboolean in_text = FALSE;
  guint n = 0;
  char *line;

  g_data_input_stream_set_newline_type (input, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  while ((line = g_data_input_stream_read_line (input, NULL, NULL, NULL)) != NULL)
    {
      if (in_text && g_str_equal (line, "."))
        {
          in_text = FALSE;
          g_output_stream_printf (output, NULL, NULL, NULL, "225-%u\r\n225 OK MESSAGE QUEUED\r\n", ++n);
          if (n <= service->patience)
            g_output_stream_printf (output, NULL, NULL, NULL, "702-%u\r\n702-1\r\n702 END\r\n", n);
        }
      else if (in_text)
        {
          g_mutex_lock (&service->mutex);
          g_string_append_printf (service->said, "%s|", g_strstrip (line));
          g_mutex_unlock (&service->mutex);
        }
      else
        {
          in_text = g_str_equal (line, "SPEAK");
          g_output_stream_printf (output, NULL, NULL, NULL, "%s", in_text ? "230 OK\r\n" : "208 OK\r\n");
        }
      g_free (line);
    }

  return TRUE;
}

static gboolean
has_said (Service    *service,
          const char *text)
{
  gboolean result;

  g_mutex_lock (&service->mutex);
  result = g_str_equal (service->said->str, text);
  g_mutex_unlock (&service->mutex);

  return result;
}

static void
service_begin (Service     *service,
               PageFixture *fixture,
               guint        patience)
{
  g_autoptr(GSocketAddress) address = NULL;
  g_autofree char *variable = NULL;

  service->patience = patience;
  service->said = g_string_new (NULL);
  service->path = g_build_filename (fixture->folder, "speech", NULL);
  service->service = g_threaded_socket_service_new (1);
  address = g_unix_socket_address_new (service->path);
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (service->service), address, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, NULL));
  g_signal_connect_swapped (service->service, "run", G_CALLBACK (run_cb), service);
  variable = g_strconcat ("unix_socket:", service->path, NULL);
  g_setenv ("SPEECHD_ADDRESS", variable, TRUE);
}

static void
service_end (Service *service)
{
  g_socket_service_stop (service->service);
  g_clear_object (&service->service);
  g_unlink (service->path);
  g_free (service->path);
}

static gboolean
is_active (GazettePageAloud *aloud)
{
  gboolean active;

  g_object_get (aloud, "active", &active, NULL);

  return active;
}

/* What is marked as being read. */
static char *
dup_marked (GazettePageBuffer *page)
{
  GtkTextTag *tag = gazette_page_tags_get (page->tags, GAZETTE_TAG_SPOKEN);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (page), &start);
  if (!gtk_text_iter_forward_to_tag_toggle (&start, tag))
    return NULL;
  end = start;
  gtk_text_iter_forward_to_tag_toggle (&end, tag);

  return g_strstrip (gtk_text_buffer_get_text (GTK_TEXT_BUFFER (page), &start, &end, FALSE));
}

static void
test_aloud_to_the_end (PageFixture   *fixture,
                       gconstpointer  data)
{
  static Service service;
  GazettePageBuffer *page;
  GazettePageAloud *aloud = gazette_page_get_aloud (fixture->page);

  service_begin (&service, fixture, G_MAXUINT);
  page = page_fixture_show_html (fixture, "<p>One is here. Two is, too.</p><pre>code</pre><ul><li>An item</ul>"
                                          "<table><tr><td>a<td>b</table>");
  gazette_page_aloud_toggle (aloud);
  g_assert_true (is_active (aloud));
  WAIT_FOR (!is_active (aloud));
  g_assert_true (has_said (&service, "Title|One is here.|Two is, too.|An item|a,b|"));
  g_assert_null (dup_marked (page));
  service_end (&service);
}

static void
test_aloud_stays (PageFixture   *fixture,
                  gconstpointer  data)
{
  static Service service;
  GazettePageBuffer *page;
  GazettePageAloud *aloud = gazette_page_get_aloud (fixture->page);
  g_autofree char *marked = NULL;
  GtkTextIter start;
  GtkTextIter end;

  service_begin (&service, fixture, 0);
  page = page_fixture_show_html (fixture, "<p>One is here. Two is, too. Three ends it.</p>");

  /* From what is selected on. */
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (page), &start);
  g_assert_true (gtk_text_iter_forward_search (&start, "Two is", 0, &start, &end, NULL));
  gtk_text_buffer_select_range (GTK_TEXT_BUFFER (page), &start, &end);
  gazette_page_aloud_toggle (aloud);
  WAIT_FOR (has_said (&service, "Two is, too.|"));
  marked = dup_marked (page);
  g_assert_cmpstr (marked, ==, "Two is, too.");

  gazette_page_aloud_skip (aloud, -1);
  WAIT_FOR (has_said (&service, "Two is, too.|One is here.|"));

  /* A pause begins with the same sentence again. */
  gazette_page_aloud_toggle (aloud);
  gazette_page_aloud_toggle (aloud);
  WAIT_FOR (has_said (&service, "Two is, too.|One is here.|One is here.|"));

  /* Another article ends it. */
  gazette_page_show_article (fixture->page, gazette_page_buffer_get_stored (page), NULL);
  WAIT_FOR (!is_active (aloud));
  service_end (&service);
}

static void
add (const char *name,
     void      (*test) (PageFixture *, gconstpointer))
{
  g_test_add (name, PageFixture, NULL, page_fixture_set_up, test, page_fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  g_test_add_func ("/output/sentences", test_sentences);
  add ("/output/markdown", test_markdown);
  add ("/output/export", test_export);
#ifdef GIVES_BACK
  add ("/output/export gives memory back", test_export_gives_back);
#endif
  add ("/output/export names all of what it offers", test_export_names_all);
  add ("/output/aloud to the end", test_aloud_to_the_end);
  add ("/output/aloud stays with a sentence", test_aloud_stays);

  return g_test_run ();
}
