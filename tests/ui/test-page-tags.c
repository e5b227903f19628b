/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-tags.h"

static gboolean
has_height (GazettePageTags *tags,
            double           font_height)
{
  const GazettePageLook look = { .font_size = 17, .font_height = font_height, .line_height = 1.6, .title_scale = 2 };
  gboolean is_set;

  gazette_page_tags_set_look (tags, &look);
  g_object_get (gazette_page_tags_get (tags, GAZETTE_TAG_BODY_RTL), "line-height-set", &is_set, NULL);

  return is_set;
}

/* Fonts of Urdu are more than twice as high as their size: lines as high as others would overlap. */
static void
test_high_fonts_have_high_lines (void)
{
  GazettePageTags *tags = gazette_page_tags_new ();

  g_assert_false (has_height (tags, 1.4));
  g_assert_true (has_height (tags, 2.5));
  gazette_page_tags_free (tags);
}

/* How a line is that is indented, with the title beside it, in tags that have a look. */
static void
get_places (GazettePageTags *tags,
            double           font_size,
            int              title_margin,
            int             *places)
{
  const GazetteIndent indent = { .list_depth = 1 };
  const GazettePageLook look = {
    .font_size = font_size, .font_height = 1.2, .line_height = 1.6, .title_scale = 2, .title_margin = title_margin,
  };

  g_object_get (gazette_page_tags_get_indent (tags, &indent), "left-margin", &places[0], NULL);
  gazette_page_tags_set_look (tags, &look);
  g_object_get (gazette_page_tags_get_indent (tags, &indent), "left-margin", &places[1], NULL);
  g_object_get (gazette_page_tags_get (tags, GAZETTE_TAG_TITLE), "right-margin", &places[2], NULL);
  g_object_get (gazette_page_tags_get (tags, GAZETTE_TAG_HEADING_1), "pixels-below-lines", &places[3], NULL);
}

/* They go from one page to the next, but for those that are as high as Urdu is. */
static void
test_tags_of_a_page_that_is_gone_are_used_again (void)
{
  GazettePageTags *tags = gazette_page_tags_new ();
  GazettePageTags *next;
  int small[4];
  int large[4];
  int again[4];

  get_places (tags, 10, 5, small);
  gazette_page_tags_free (tags);
  tags = gazette_page_tags_new ();
  get_places (tags, 20, 7, large);
  g_assert_cmpint (large[0], ==, small[1]);
  g_assert_cmpint (large[1], >, small[1]);
  g_assert_cmpint (small[2], ==, 5);
  g_assert_cmpint (large[2], ==, 7);
  gazette_page_tags_free (tags);
  tags = gazette_page_tags_new ();
  get_places (tags, 20, 9, again);
  g_assert_cmpint (again[1], ==, large[1]);
  g_assert_cmpint (again[2], ==, 9);
  g_assert_cmpint (again[3], ==, large[3]);

  g_assert_true (has_height (tags, 2.5));
  gazette_page_tags_free (tags);
  next = gazette_page_tags_new ();
  g_assert_false (has_height (next, 1.4));
  gazette_page_tags_free (next);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/page-tags/high-fonts", test_high_fonts_have_high_lines);
  g_test_add_func ("/page-tags/used-again", test_tags_of_a_page_that_is_gone_are_used_again);

  return g_test_run ();
}
