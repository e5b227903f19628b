/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "gazette-error.h"
#include "gazette-picture-decode.h"
#include "gazette-picture-export.h"
#include "gazette-picture-frames.h"
#include "gazette-picture-plate.h"
#include "gazette-picture-reel.h"
#include "page-fixture.h"
#include "picture-fixture.h"

#define DELAY 50

/* Of each kind that moves, the same picture. */
static GBytes *
make_moving (guint kind,
             int   width,
             int   height,
             guint n_frames)
{
  switch (kind)
    {
    case 0:
      return picture_fixture_gif (width, height, n_frames, DELAY / 10, 0);

    case 1:
      return picture_fixture_webp (width, height, n_frames, DELAY);

    default:
      return picture_fixture_apng (width, height, n_frames, DELAY);
    }
}

#define N_KINDS 3

static GazetteReel *
make_reel (GBytes *bytes)
{
  const GazetteFit fit = { 0 };

  return gazette_reel_new (bytes, &fit);
}

static void
test_frames_come_one_after_the_other (void)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      g_autoptr(GBytes) bytes = make_moving (kind, 7, 5, 3);
      g_autoptr(GazetteReel) reel = make_reel (bytes);

      g_assert_nonnull (reel);
      for (guint i = 0; i < 7; i++)
        {
          g_autoptr(GError) error = NULL;
          int delay;
          g_autoptr(GdkTexture) texture = gazette_reel_next (reel, &delay, &error);

          g_assert_no_error (error);
          g_assert_cmpint (delay, ==, DELAY);
          g_assert_cmpint (gdk_texture_get_width (texture), ==, 7);
          g_assert_cmpint (gdk_texture_get_height (texture), ==, 5);
          g_assert_cmphex (picture_fixture_colour (texture, 6, 4), ==, PICTURE_FIXTURE_COLOURS[i % 3]);
          g_assert_true (gazette_reel_moves (reel) == (i % 3 < 2));
        }
    }
}

static guint
count_frames (GazetteReel *reel,
              guint        most)
{
  guint n = 0;
  int delay;

  while (n < most)
    {
      g_autoptr(GdkTexture) texture = gazette_reel_next (reel, &delay, NULL);

      if (texture == NULL)
        break;
      n++;
    }

  return n;
}

static void
test_it_ends_when_it_says_so (void)
{
  static const struct
  {
    int   loops;
    guint n_frames;
  } files[] = { { -1, 3 }, { 1, 6 }, { 2, 9 } };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = picture_fixture_gif (4, 4, 3, 5, files[i].loops);
      g_autoptr(GazetteReel) reel = make_reel (bytes);

      g_assert_cmpuint (count_frames (reel, 100), ==, files[i].n_frames);
    }
}

/* No frame is shown for less than a moment, nor for days. */
static void
test_delays_are_sensible (void)
{
  static const struct
  {
    guint delay;
    int   shown;
  } files[] = { { 0, 100 }, { 1, 100 }, { 2, 20 }, { 65535, 60 * 1000 } };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GBytes) bytes = picture_fixture_gif (4, 4, 2, files[i].delay, 0);
      g_autoptr(GazetteFrames) frames = gazette_frames_new (bytes);
      g_auto(GazetteFrame) frame = { 0 };

      g_assert_true (gazette_frames_next (frames, &frame));
      g_assert_cmpint (frame.delay, ==, files[i].shown);
    }
}

/* A canvas of 6 by 1, whose frames are a pixel each: what becomes of one is seen
 * when the next one is there. */
static void
test_frames_leave_what_they_say (void)
{
  static const guint32 red = 0xff0000ff;
  static const guint32 green = 0x00ff00ff;
  static const struct
  {
    guint   after;
    guint32 first;
  } ways[] = { { 0, green }, { 1, green }, { 2, 0 }, { 3, red } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(GBytes) bytes = picture_fixture_gif (2, 1, 3, 5, 0);
      gsize size;
      g_autofree guchar *data = g_bytes_unref_to_data (g_bytes_ref (bytes), &size);
      g_autoptr(GBytes) changed = NULL;
      g_autoptr(GazetteReel) reel = NULL;
      guint n = 0;
      int delay;

      /* The second frame covers the left pixel, the third the right one. */
      for (gsize at = 25; at + 18 < size; at++)
        {
          if (memcmp (data + at, "!\xf9\x04", 3) != 0)
            continue;
          if (n == 1)
            data[at + 3] = (guchar) (ways[i].after << 2);
          if (n > 0)
            data[at + 13] = 1;
          if (n == 2)
            data[at + 9] = 1;
          n++;
        }
      g_assert_cmpuint (n, ==, 3);
      changed = g_bytes_new (data, size);
      reel = make_reel (changed);
      for (guint j = 0; j < 3; j++)
        {
          g_autoptr(GdkTexture) texture = gazette_reel_next (reel, &delay, NULL);

          g_assert_nonnull (texture);
          if (j == 1)
            {
              g_assert_cmphex (picture_fixture_colour (texture, 0, 0), ==, green);
              g_assert_cmphex (picture_fixture_colour (texture, 1, 0), ==, red);
            }
          if (j == 2)
            {
              g_assert_cmphex (picture_fixture_colour (texture, 0, 0), ==, ways[i].first);
              g_assert_cmphex (picture_fixture_colour (texture, 1, 0), ==, PICTURE_FIXTURE_COLOURS[2]);
            }
        }
    }
}

/* Wherever a file is cut off, it is shown as far as it goes, or said to be
 * damaged. */
static void
test_cut_off (void)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      g_autoptr(GBytes) bytes = make_moving (kind, 20, 10, 3);

      for (gsize length = 0; length < g_bytes_get_size (bytes); length++)
        {
          g_autoptr(GBytes) cut = picture_fixture_cut (bytes, length);
          g_autoptr(GazetteReel) reel = make_reel (cut);

          if (reel != NULL)
            count_frames (reel, 8);
        }
    }
}

static GazetteDecoded *
decode (GBytes  *bytes,
        int      max_width,
        int      square,
        GError **error)
{
  DexFuture *future = square > 0 ? gazette_picture_decode_square (bytes, square) : gazette_picture_decode (bytes, max_width);
  const GValue *value;
  GazetteDecoded *decoded;

  WAIT_FOR (!dex_future_is_pending (future));
  value = dex_future_get_value (future, error);
  decoded = value != NULL ? g_value_dup_boxed (value) : NULL;
  dex_unref (future);

  return decoded;
}

static void
test_decoded_no_larger_than_needed (void)
{
  static const struct
  {
    int      width;
    int      height;
    int      max_width;
    int      square;
    int      drawn_width;
    int      drawn_height;
    gboolean is_webp;
  } pictures[] = {
    { 400, 200, 100, 0, 100, 50 },
    { 400, 200, 1000, 0, 400, 200 },
    { 400, 200, 0, 0, 400, 200 },
    { 400, 200, 0, 64, 64, 64 },
    { 200, 400, 0, 64, 64, 64 },
    { 64, 64, 0, 64, 64, 64 },
    { 1000, 1, 0, 64, 64, 64 },
    { 3, 2, 0, 64, 64, 64 },
    { 400, 200, 100, 0, 100, 50, TRUE },
    { 200, 400, 0, 64, 64, 64, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr(GBytes) bytes = pictures[i].is_webp
                                ? picture_fixture_webp (pictures[i].width, pictures[i].height, 3, DELAY)
                                : picture_fixture_png (pictures[i].width, pictures[i].height);
      g_autoptr(GError) error = NULL;
      g_autoptr(GazetteDecoded) decoded = decode (bytes, pictures[i].max_width, pictures[i].square, &error);

      g_assert_no_error (error);
      g_assert_cmpint (decoded->width, ==, pictures[i].width);
      g_assert_cmpint (decoded->height, ==, pictures[i].height);
      g_assert_cmpint (gdk_texture_get_width (decoded->texture), ==, pictures[i].drawn_width);
      g_assert_cmpint (gdk_texture_get_height (decoded->texture), ==, pictures[i].drawn_height);
      g_assert_true (decoded->moves == pictures[i].is_webp);
    }
}

/* A strip does not become as long as it is when it is made as wide as a row's
 * picture. */
static void
test_a_strip_stays_small (void)
{
  g_autoptr(GBytes) bytes = picture_fixture_webp (1, 16000, 1, DELAY);
  g_autoptr(GError) error = NULL;
  g_autoptr(GazetteDecoded) decoded = decode (bytes, 0, 10000, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (decoded->texture), <=, 10000);
  g_assert_cmpint (gdk_texture_get_width (decoded->texture), ==, gdk_texture_get_height (decoded->texture));
}

/* A file of some bytes may claim any size, and any number of frames of it. */
static void
test_too_large (void)
{
  GBytes *pictures[] = {
    picture_fixture_gif (65535, 65535, 2, 0, 0),
    picture_fixture_webp (16384, 16384, 10000, 0),
    picture_fixture_webp (16384, 16384, 1, 0),
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      for (int square = 0; square <= 64; square += 64)
        {
          g_autoptr(GError) error = NULL;

          g_assert_null (decode (pictures[i], 100, square, &error));
          g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_TOO_LARGE);
        }
      g_bytes_unref (pictures[i]);
    }
}

/* What has more frames than there is memory for all of them is decoded one by
 * one, and of what is too large to move only the first. */
static void
test_many_frames (void)
{
  g_autoptr(GBytes) many = picture_fixture_webp (1000, 1000, 10000, 0);
  g_autoptr(GBytes) large = picture_fixture_webp (6000, 6000, 10000, 0);
  g_autoptr(GBytes) gif = picture_fixture_gif (2, 2, 10000, 0, 0);
  g_autoptr(GazetteDecoded) decoded = decode (many, 100, 0, NULL);
  g_autoptr(GazetteDecoded) still = decode (large, 100, 0, NULL);
  g_autoptr(GazetteReel) reel = make_reel (gif);

  g_assert_true (decoded->moves);
  g_assert_nonnull (still);
  g_assert_false (still->moves);
  g_assert_cmpuint (count_frames (reel, 10001), ==, 10001);
}

static void
test_what_is_no_picture_is_refused (void)
{
  static const char *const bodies[] = { "", "no picture", "\x89PNG\r\n\x1a\n broken", "GIF89a", "GIF89a, but nothing in it" };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (bodies[i], strlen (bodies[i]));
      g_autoptr(GError) error = NULL;

      g_assert_null (decode (bytes, 100, 0, &error));
      g_assert_error (error, GAZETTE_ERROR, GAZETTE_ERROR_NOT_A_PICTURE);
    }
}

static void
test_names_of_files (void)
{
  static const struct
  {
    const char *url;
    const char *alt;
    const char *name;
  } pictures[] = {
    { "https://example.org/a/Sea%20side.JPG?w=300#x", "Sea", "Sea side.png" },
    { "https://example.org/picture.php?id=3", NULL, "picture.png" },
    { "https://example.org/", "The sea, at dawn", "The sea, at dawn.png" },
    { "https://example.org/..%2F..%2Fetc%2Fpasswd", "x", "passwd.png" },
    { "https://example.org/.hidden.gif", NULL, "hidden.png" },
    { "data:image/png;base64,AAAA", "a/b\nc", "ab c.png" },
    { "data:image/png;base64,AAAA", NULL, "Picture.png" },
    { "https://example.org/%ff%fe", NULL, "Picture.png" },
    { "not an address", "", "Picture.png" },
  };
  g_autoptr(GBytes) png = picture_fixture_png (1, 1);

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *name = gazette_picture_dup_file_name (pictures[i].url, pictures[i].alt, png);

      g_assert_cmpstr (name, ==, pictures[i].name);
    }
}

/* A PNG with a square of @ink in its middle; what is around it has @ground. */
static GBytes *
make_square (guint32 ink,
             guint32 ground)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 300, 300);
  g_autoptr(GdkPixbuf) middle = gdk_pixbuf_new_subpixbuf (pixbuf, 100, 100, 100, 100);
  g_autoptr(GError) error = NULL;
  char *png;
  gsize length;

  gdk_pixbuf_fill (pixbuf, ground);
  gdk_pixbuf_fill (middle, ink);
  gdk_pixbuf_save_to_buffer (pixbuf, &png, &length, "png", &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (png, length);
}

/* Whether something is drawn below a picture, and what that is. */
static gboolean
has_plate (GdkTexture     *texture,
           AdwColorScheme  scheme,
           guint          *brightness)
{
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  gazette_plate_append (snapshot, texture, &GRAPHENE_RECT_INIT (0, 0, 300, 300));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    return FALSE;

  *brightness = (guint) (gsk_color_node_get_color (node)->green * 100);

  return TRUE;
}

/* A diagram in black is seen on a dark page, and a sign in white on a light one. */
static void
test_ink_is_seen (void)
{
  static const struct
  {
    guint32  ink;
    guint32  ground;
    gboolean on_dark;
    gboolean on_light;
  } pictures[] = {
    { 0x000000ff, 0x00000000, TRUE, FALSE },
    { 0x202060ff, 0xffffff00, TRUE, FALSE },
    { 0xffffffff, 0x00000000, FALSE, TRUE },
    { 0xff0000ff, 0x00000000, FALSE, FALSE },
    { 0x000000ff, 0xffffffff, FALSE, FALSE },
    { 0x000000ff, 0x000000ff, FALSE, FALSE },
    { 0x00000000, 0x00000000, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr(GBytes) bytes = make_square (pictures[i].ink, pictures[i].ground);
      g_autoptr(GError) error = NULL;
      g_autoptr(GazetteDecoded) decoded = decode (bytes, 0, 0, &error);
      guint brightness = 0;

      g_assert_no_error (error);
      g_test_message ("picture %u", i);
      g_assert_cmpint (has_plate (decoded->texture, ADW_COLOR_SCHEME_FORCE_DARK, &brightness), ==, pictures[i].on_dark);
      g_assert_true (!pictures[i].on_dark || brightness == 100);
      g_assert_cmpint (has_plate (decoded->texture, ADW_COLOR_SCHEME_FORCE_LIGHT, &brightness), ==, pictures[i].on_light);
      g_assert_true (!pictures[i].on_light || brightness < 20);
    }
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();

  g_test_add_func ("/pictures/frames-come-one-after-the-other", test_frames_come_one_after_the_other);
  g_test_add_func ("/pictures/it-ends-when-it-says-so", test_it_ends_when_it_says_so);
  g_test_add_func ("/pictures/delays-are-sensible", test_delays_are_sensible);
  g_test_add_func ("/pictures/frames-leave-what-they-say", test_frames_leave_what_they_say);
  g_test_add_func ("/pictures/cut-off", test_cut_off);
  g_test_add_func ("/pictures/decoded-no-larger-than-needed", test_decoded_no_larger_than_needed);
  g_test_add_func ("/pictures/a-strip-stays-small", test_a_strip_stays_small);
  g_test_add_func ("/pictures/too-large", test_too_large);
  g_test_add_func ("/pictures/many-frames", test_many_frames);
  g_test_add_func ("/pictures/what-is-no-picture-is-refused", test_what_is_no_picture_is_refused);
  g_test_add_func ("/pictures/ink-is-seen", test_ink_is_seen);
  g_test_add_func ("/pictures/names-of-files", test_names_of_files);

  return g_test_run ();
}
