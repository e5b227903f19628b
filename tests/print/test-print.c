/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "gazette-error.h"
#include "gazette-file-name.h"
#include "gazette-print.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("gazette-print-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "article.pdf", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_unlink (fixture->path);
  g_chmod (fixture->folder, 0700);
  /* Nothing else was left there. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static GazettePrint *
make_print (guint n_paragraphs)
{
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(GazetteDocument) document = NULL;
  GazettePrintHead head = { .title = "The harbour", .source = "The Harbour Post" };

  for (guint i = 0; i < n_paragraphs; i++)
    g_string_append_printf (html, "<p>Paragraph %u says that the tide comes in and goes out again.</p>", i);
  document = gazette_document_new_from_html (html->str, -1, "https://example.org/");

  return gazette_print_new (document, &head);
}

static void
write_old (Fixture *fixture)
{
  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
}

static void
assert_content (Fixture    *fixture,
                const char *start)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, start));
}

static void
test_replaces (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GazettePrint) print = make_print (3);
  g_autoptr(GError) error = NULL;

  write_old (fixture);
  g_assert_true (gazette_print_write (print, fixture->path, NULL, &error));
  g_assert_no_error (error);
  assert_content (fixture, "%PDF-");
  g_assert_cmpfloat (gazette_print_get_progress (print), ==, 1.0);
}

static void
test_keeps_old_when_cancelled (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr(GazettePrint) print = make_print (300);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  write_old (fixture);
  g_cancellable_cancel (cancellable);
  g_assert_false (gazette_print_write (print, fixture->path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_content (fixture, "old");
}

/* What a full disk does, and what a bound on the size of files does, is the same. */
static void
test_keeps_old_without_room (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(GazettePrint) print = make_print (3000);
  g_autoptr(GError) error = NULL;
  struct rlimit former;
  struct rlimit tight;

  write_old (fixture);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &former), ==, 0);
  tight = former;
  tight.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  g_assert_false (gazette_print_write (print, fixture->path, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &former), ==, 0);
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "There is no room for “article.pdf”. Delete something, or choose another folder.");
  assert_content (fixture, "old");
}

static void
test_folder_gone (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GazettePrint) print = make_print (1);
  g_autofree char *path = g_build_filename (fixture->folder, "gone", "article.pdf", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (gazette_print_write (print, path, NULL, &error));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "is not there any more"));
}

static void
test_read_only_folder (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GazettePrint) print = make_print (1);
  g_autoptr(GError) error = NULL;

  /* Nobody keeps root from writing to a folder, but from one of the kernel's. */
  g_assert_false (gazette_print_write (print, "/proc/self/article.pdf", NULL, &error));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED);
}

static void
test_pages_that_are_not (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(GazettePrint) print = make_print (1);
  g_autoptr(GError) error = NULL;

  gazette_print_add_range (print, 7, 9);
  g_assert_false (gazette_print_write (print, fixture->path, NULL, &error));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_FAILED);
}

static void
test_names (void)
{
  static const struct
  {
    const char *title;
    const char *name;
  } cases[] = {
    { "Fish & chips", "Fish & chips.pdf" },
    { "What? 1/2 \"price\": <yes> | no\\*", "What 1-2 price- yes - no-.pdf" },
    { "  ..hidden. . ", "hidden.pdf" },
    { "a\n\tb\u200e c\u00a0d", "a b c d.pdf" },
    { "con", "_con.pdf" },
    { "Nul.txt", "_Nul.txt.pdf" },
    { "Ünïcode 日本語 العربية", "Ünïcode 日本語 العربية.pdf" },
    { "???", "Article.pdf" },
    { NULL, "Article.pdf" },
  };
  g_autofree char *many = g_strnfill (400, 'x');
  g_autoptr(GString) wide = g_string_new (NULL);
  g_autofree char *name = gazette_file_name_new (many, ".pdf");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *made = gazette_file_name_new (cases[i].title, ".pdf");

      g_assert_cmpstr (made, ==, cases[i].name);
    }
  g_assert_cmpuint (strlen (name), <=, 200);

  for (guint i = 0; i < 200; i++)
    g_string_append (wide, "語");
  g_free (name);
  name = gazette_file_name_new (wide->str, ".pdf");
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpuint (strlen (name), <=, 200);
}

static void
test_picture (void)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 3000, 1500);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) broken = g_bytes_new_static ("not a picture", 13);
  g_autoptr(GazettePrintPicture) picture = NULL;
  g_autoptr(GError) error = NULL;
  cairo_surface_t *surface;
  char *buffer;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x00000000);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &length, "png", NULL, NULL));
  bytes = g_bytes_new_take (buffer, length);
  picture = gazette_print_picture_new (bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gazette_print_picture_get_width (picture), ==, 3000);
  g_assert_cmpint (gazette_print_picture_get_height (picture), ==, 1500);

  /* As fine as a printer is, and what was transparent is paper. */
  surface = gazette_print_picture_make_surface (picture);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 2000);
  g_assert_cmpuint (*(const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface) & 0xffffff, ==, 0xffffff);
  cairo_surface_destroy (surface);

  g_assert_null (gazette_print_picture_new (broken, &error));
  g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_A_PICTURE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/print/replaces a file", Fixture, NULL, set_up, test_replaces, tear_down);
  g_test_add ("/print/keeps the file when cancelled", Fixture, NULL, set_up, test_keeps_old_when_cancelled, tear_down);
  g_test_add ("/print/keeps the file without room", Fixture, NULL, set_up, test_keeps_old_without_room, tear_down);
  g_test_add ("/print/says that the folder is gone", Fixture, NULL, set_up, test_folder_gone, tear_down);
  g_test_add ("/print/says that the folder is read-only", Fixture, NULL, set_up, test_read_only_folder, tear_down);
  g_test_add ("/print/says that there are no such pages", Fixture, NULL, set_up, test_pages_that_are_not, tear_down);
  g_test_add_func ("/print/names", test_names);
  g_test_add_func ("/print/picture", test_picture);

  return g_test_run ();
}
