/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include <adwaita.h>

#include "gazette-byline.h"
#include "gazette-code-text-private.h"
#include "gazette-page-buffer-private.h"
#include "gazette-page-look.h"
#include "page-fixture.h"

#define N_PARAGRAPHS 60

/* Paragraphs that say which they are, of different lengths. */
static char *
dup_long_html (void)
{
  GString *html = g_string_new (NULL);

  for (guint i = 0; i < N_PARAGRAPHS; i++)
    {
      g_string_append_printf (html, "<p>(%u)", i);
      for (guint j = 0; j < 20 + i * 7 % 60; j++)
        g_string_append (html, " whoever reads goes on");
      g_string_append (html, "</p>");
    }

  return g_string_free_and_steal (html);
}

static GazettePageBuffer *
show_long (PageFixture *fixture)
{
  g_autofree char *html = dup_long_html ();

  return page_fixture_show_html (fixture, html);
}

static GtkAdjustment *
get_adjustment (PageFixture *fixture)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));
}

static int
find_offset (PageFixture *fixture,
             const char  *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
  GtkTextIter start;
  GtkTextIter found;

  gtk_text_buffer_get_start_iter (buffer, &start);
  g_assert_true (gtk_text_iter_forward_search (&start, text, 0, &found, NULL, NULL));

  return gtk_text_iter_get_offset (&found);
}

/* How far below the top of the screen a character is, in pixels. */
static int
measure_distance (PageFixture *fixture,
                  int          offset)
{
  GdkRectangle visible;
  GdkRectangle place;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view)), &iter, offset);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (fixture->view), &iter, &place);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (fixture->view), &visible);

  return place.y - visible.y;
}

/* Until all lines are laid out, those beyond the screen too. */
static void
settle (PageFixture *fixture)
{
  double upper;

  do
    {
      upper = gtk_adjustment_get_upper (get_adjustment (fixture));
      for (guint i = 0; i < 3; i++)
        page_fixture_settle ();
    }
  while (gtk_adjustment_get_upper (get_adjustment (fixture)) != upper);
}

/* Goes there, as a person does who scrolls. */
static void
go_to (PageFixture *fixture,
       int          offset)
{
  settle (fixture);
  gtk_adjustment_set_value (get_adjustment (fixture),
                            gtk_adjustment_get_value (get_adjustment (fixture)) + measure_distance (fixture, offset));
  settle (fixture);
}

/* The first character of the line that a character is in. */
static int
find_line_start (PageFixture *fixture,
                 int          offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view)), &iter, offset);
  gtk_text_view_backward_display_line_start (GTK_TEXT_VIEW (fixture->view), &iter);

  return gtk_text_iter_get_offset (&iter);
}

/* The character is in the line at the top. */
static void
assert_at_top (PageFixture *fixture,
               int          offset)
{
  g_assert_cmpint (measure_distance (fixture, offset), >=, -40);
  g_assert_cmpint (measure_distance (fixture, offset), <=, 40);
}

static GSettings *
reset_settings (void)
{
  GSettings *settings = g_settings_new (APP_ID);
  static const char *const keys[] = {
    "page-text-size", "page-font", "page-line-height", "page-measure", "page-style", "page-justified",
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);

  return settings;
}

/* Each at once, and back: the words at the top of the screen are there still. */
static void
test_settings_leave_the_place (PageFixture  *fixture,
                               gconstpointer data)
{
  static const struct
  {
    const char *key;
    const char *value;
  } changes[] = {
    { "page-text-size", "36" }, { "page-text-size", "10" },      { "page-line-height", "2.2" },
    { "page-measure", "40" },   { "page-font", "'monospace'" },  { "page-measure", "100" },
    { "page-font", "'serif'" }, { "page-justified", "true" },    { "page-style", "'sepia'" },
    { "page-text-size", "17" }, { "page-font", "'interface'" },  { "page-line-height", "1.2" },
  };
  g_autoptr(GSettings) settings = reset_settings ();
  double before;
  int offset;

  show_long (fixture);
  offset = find_offset (fixture, "(41)");
  go_to (fixture, offset);
  assert_at_top (fixture, offset);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      before = gtk_adjustment_get_value (get_adjustment (fixture));
      g_settings_set_value (settings, changes[i].key, g_variant_new_parsed (changes[i].value));
      settle (fixture);
      assert_at_top (fixture, offset);
      /* It did change something. */
      if (g_str_equal (changes[i].key, "page-text-size"))
        g_assert_cmpfloat (before, !=, gtk_adjustment_get_value (get_adjustment (fixture)));
    }

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 420, 700);
  settle (fixture);
  assert_at_top (fixture, offset);
  g_object_unref (reset_settings ());
}

static void
test_settings_reach_the_page (PageFixture  *fixture,
                              gconstpointer data)
{
  g_autoptr(GSettings) settings = reset_settings ();
  int usual;
  int width;
  int height;
  GtkTextIter iter;

  show_long (fixture);
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view)), &iter,
                                      find_offset (fixture, "(1)"));
  g_object_get (fixture->view, "column-width", &usual, NULL);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (fixture->view), &iter, NULL, &height);

  g_settings_set_int (settings, "page-measure", 40);
  g_object_get (fixture->view, "column-width", &width, NULL);
  g_assert_cmpint (width, <, usual * 3 / 4);
  g_settings_reset (settings, "page-measure");

  g_settings_set_double (settings, "page-line-height", 2.0);
  settle (fixture);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (fixture->view), &iter, NULL, &width);
  g_assert_cmpint (width, >, height * 6 / 5);
  g_settings_reset (settings, "page-line-height");

  gazette_typography_step (settings, 1);
  g_assert_cmpint (g_settings_get_int (settings, "page-text-size"), ==, 18);
  settle (fixture);
  g_object_get (fixture->view, "column-width", &width, NULL);
  g_assert_cmpint (width, >, usual);
  gazette_typography_step (settings, 0);
  g_assert_cmpint (g_settings_get_int (settings, "page-text-size"), ==, 17);
  for (guint i = 0; i < 30; i++)
    gazette_typography_step (settings, -1);
  g_assert_cmpint (g_settings_get_int (settings, "page-text-size"), ==, 10);
  g_object_unref (reset_settings ());
}

/* How light a colour is, and how two stand out from one another (WCAG 2.1, 1.4.3). */
static double
get_luminance (const GdkRGBA *colour)
{
  const float channels[] = { colour->red, colour->green, colour->blue };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double luminance = 0;

  for (guint i = 0; i < 3; i++)
    luminance += weights[i] * (channels[i] <= 0.04045f ? channels[i] / 12.92 : pow ((channels[i] + 0.055) / 1.055, 2.4));

  return luminance;
}

static double
get_contrast (const GdkRGBA *text,
              const GdkRGBA *paper)
{
  GdkRGBA blended = {
    text->red * text->alpha + paper->red * (1 - text->alpha),
    text->green * text->alpha + paper->green * (1 - text->alpha),
    text->blue * text->alpha + paper->blue * (1 - text->alpha),
    1,
  };
  double a = get_luminance (&blended) + 0.05;
  double b = get_luminance (paper) + 0.05;

  return MAX (a, b) / MIN (a, b);
}

static GdkRGBA
pick (PageFixture *fixture,
      float        x,
      float        y)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (fixture->window);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  guchar pixel[4];

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (fixture->window),
                          gtk_widget_get_height (fixture->window));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (fixture->window)), node,
                                         &GRAPHENE_RECT_INIT (floorf (x), floorf (y), 1, 1));
  gdk_texture_download (texture, pixel, 4);

  return (GdkRGBA) { pixel[2] / 255.0f, pixel[1] / 255.0f, pixel[0] / 255.0f, 1 };
}

/* What is drawn in the middle of the left margin, where nothing but paper is. */
static GdkRGBA
pick_paper (PageFixture *fixture)
{
  return pick (fixture, 2, 300);
}

static void
test_styles_stand_out (PageFixture  *fixture,
                       gconstpointer data)
{
  static const char *const styles[] = { "light", "sepia", "dark" };
  g_autoptr(GSettings) settings = reset_settings ();
  GdkRGBA papers[3];

  show_long (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autoptr(GazetteTypography) typography = gazette_typography_dup ();
      GazettePageLook look = { 0 };

      g_settings_set_string (settings, "page-style", styles[i]);
      settle (fixture);
      papers[i] = pick_paper (fixture);
      gazette_page_look_read (&look, GTK_WIDGET (fixture->view), typography, NULL);
      g_assert_cmpfloat (get_contrast (&look.text, &papers[i]), >=, 7);
      g_assert_cmpfloat (get_contrast (&look.dim, &papers[i]), >=, 4.5);
      g_assert_cmpfloat (get_contrast (&look.accent, &papers[i]), >=, 4.5);
    }
  g_assert_cmpfloat (papers[1].red, >, papers[1].blue + 0.05f);
  g_assert_cmpfloat (get_luminance (&papers[2]), <, 0.05);
  g_object_unref (reset_settings ());
}

/* What is drawn behind code, between its border and its text. */
static GdkRGBA
pick_card (PageFixture *fixture,
           GtkWidget   *text)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (text, fixture->window, &bounds));

  return pick (fixture, bounds.origin.x - 4, bounds.origin.y + bounds.size.height / 2);
}

static void
test_code_stands_out (PageFixture  *fixture,
                      gconstpointer data)
{
  static const char *const styles[] = { "light", "sepia", "dark" };
  g_autoptr(GSettings) settings = reset_settings ();
  GtkWidget *widget;

  page_fixture_show_html (fixture, "<pre><code class=\"language-c\">/* A comment */\n#define NUMBER 12\n"
                                   "static const char *text = \"text\";\n</code></pre>"
                                   "<pre><code class=\"language-diff\">+ added\n- removed\n</code></pre>");
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      guint n;

      g_settings_set_string (settings, "page-style", styles[i]);
      settle (fixture);
      for (n = 0; (widget = page_fixture_find (GTK_WIDGET (fixture->view), GAZETTE_TYPE_CODE_TEXT, n)) != NULL; n++)
        {
          GazetteCodeText *text = GAZETTE_CODE_TEXT (widget);
          GdkRGBA card = pick_card (fixture, widget);
          guint n_colours = 0;

          for (int line = 0; line < gazette_code_text_get_n_lines (text); line++)
            {
              g_autoptr(PangoLayout) layout = gazette_code_text_lay_out (text, line);
              GSList *attributes = pango_attr_list_get_attributes (pango_layout_get_attributes (layout));

              for (GSList *l = attributes; l != NULL; l = l->next)
                {
                  const PangoAttrColor *colour = pango_attribute_as_color (l->data);
                  GdkRGBA rgba = { 0, 0, 0, 1 };

                  if (colour == NULL || colour->attr.klass->type != PANGO_ATTR_FOREGROUND)
                    continue;
                  rgba.red = (float) colour->color.red / G_MAXUINT16;
                  rgba.green = (float) colour->color.green / G_MAXUINT16;
                  rgba.blue = (float) colour->color.blue / G_MAXUINT16;
                  g_assert_cmpfloat (get_contrast (&rgba, &card), >=, 4.5);
                  n_colours++;
                }
              g_slist_free_full (attributes, (GDestroyNotify) pango_attribute_destroy);
            }
          g_assert_cmpuint (n_colours, >=, 2);
        }
      g_assert_cmpuint (n, ==, 2);
    }
  g_object_unref (reset_settings ());
}

/* What the library is asked for later is written later. */
static void
wait_for_writes (PageFixture *fixture)
{
  page_fixture_await (gazette_library_store_setting (gazette_newsroom_get_library (fixture->newsroom), "test", "x"), NULL);
}

/* Reads an article anew, as after a restart, and shows it. */
static void
show_again (PageFixture *fixture)
{
  g_autoptr(GazetteStored) other = page_fixture_load (fixture, 2);
  g_autoptr(GazetteStored) stored = NULL;

  page_fixture_show (fixture, other);
  wait_for_writes (fixture);
  stored = page_fixture_load (fixture, 1);
  page_fixture_show (fixture, stored);
  settle (fixture);
}

static void
add_other (PageFixture *fixture)
{
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_article_unref);
  GazetteArticle *article = gazette_article_new ("other");

  g_set_str (&article->title, "Other");
  g_set_str (&article->html, "<p>Short</p>");
  g_ptr_array_add (articles, article);
  page_fixture_add (fixture, "Another Source", articles);
}

static void
test_place_is_found_again (PageFixture  *fixture,
                           gconstpointer data)
{
  g_autoptr(GSettings) settings = reset_settings ();
  int offset;

  show_long (fixture);
  add_other (fixture);
  offset = find_line_start (fixture, find_offset (fixture, "(30)") + 300);
  go_to (fixture, offset);
  show_again (fixture);
  assert_at_top (fixture, offset);

  /* Neither does it matter how wide the window is, and what the font. */
  gazette_page_keep_place (fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 420, 700);
  g_settings_set_int (settings, "page-text-size", 24);
  show_again (fixture);
  assert_at_top (fixture, offset);

  /* Back at the beginning there is nothing to be found again. */
  gtk_adjustment_set_value (get_adjustment (fixture), 0);
  show_again (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), ==, 0);
  g_object_unref (reset_settings ());
}

static void
test_what_was_read_begins_anew (PageFixture  *fixture,
                                gconstpointer data)
{
  GtkAdjustment *adjustment = get_adjustment (fixture);
  g_autoptr(GazetteStored) stored = NULL;

  show_long (fixture);
  add_other (fixture);
  go_to (fixture, find_offset (fixture, "(30)"));
  gazette_page_keep_place (fixture->page);
  wait_for_writes (fixture);
  stored = page_fixture_load (fixture, 1);
  g_assert_cmpuint (stored->position.block, ==, 30);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  settle (fixture);
  show_again (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), ==, 0);
}

static void
test_progress (PageFixture  *fixture,
               gconstpointer data)
{
  GtkWidget *line = page_fixture_find (GTK_WIDGET (fixture->page), GTK_TYPE_PROGRESS_BAR, 0);
  GtkAdjustment *adjustment = get_adjustment (fixture);
  double before;

  show_long (fixture);
  add_other (fixture);
  g_assert_false (gtk_widget_get_visible (line));
  go_to (fixture, find_offset (fixture, "(20)"));
  g_assert_true (gtk_widget_get_visible (line));
  before = gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (line));
  g_assert_cmpfloat (before, >, 0.1);
  g_assert_cmpfloat (before, <, 0.6);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  settle (fixture);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (line)), ==, 1);
  show_again (fixture);
  g_assert_false (gtk_widget_get_visible (line));
}

/* Patterns of a language that nobody speaks, as a person may have them. */
static gboolean
add_patterns (void)
{
#ifdef HAVE_HYPHEN
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "hyphen", NULL);
  g_autofree char *path = g_build_filename (folder, "hyph_qaa.dic", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\n1na\n", -1, &error);
  g_assert_no_error (error);

  return TRUE;
#else
  g_test_skip ("built without libhyphen");

  return FALSE;
#endif
}

static void
show_in_language (PageFixture *fixture,
                  const char  *html,
                  const char  *language)
{
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_article_unref);
  g_autoptr(GazetteStored) stored = NULL;
  GazetteArticle *article = gazette_article_new ("hyphens");

  g_set_str (&article->html, html);
  g_set_str (&article->language, language);
  g_ptr_array_add (articles, article);
  page_fixture_add (fixture, language, articles);
  stored = page_fixture_load (fixture, 1);
  page_fixture_show (fixture, stored);
  settle (fixture);
}

/* The fonts of the same characters are not the same for all languages; what the window says is in its own. */
static void
test_language_reaches_the_text (PageFixture  *fixture,
                                gconstpointer data)
{
  PangoLanguage *japanese = pango_language_from_string ("ja");
  GazettePageBuffer *page;
  GtkWidget *grid;
  PangoAttrList *list;
  GSList *attributes;
  GtkTextIter iter;
  gboolean found = FALSE;

  show_in_language (fixture, "<p>直</p><table><tr><td>直</td><td>直す</td></tr></table>", "ja");
  page = gazette_page_view_get_page (fixture->view);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (page), &iter);
  g_assert_true (gtk_text_iter_get_language (&iter) == gtk_get_default_language ());
  g_assert_true (gtk_text_iter_forward_search (&iter, "直", 0, &iter, NULL, NULL));
  g_assert_true (gtk_text_iter_get_language (&iter) == japanese);
  /* That alone lays nothing out by it. */
  g_assert_true (pango_context_get_language (gtk_text_view_get_ltr_context (GTK_TEXT_VIEW (fixture->view))) == japanese);
  g_assert_true (pango_context_get_language (gtk_text_view_get_rtl_context (GTK_TEXT_VIEW (fixture->view))) == japanese);

  grid = page_fixture_find (GTK_WIDGET (fixture->view), GTK_TYPE_GRID, 0);
  list = pango_layout_get_attributes (gtk_label_get_layout (GTK_LABEL (gtk_widget_get_first_child (grid))));
  attributes = pango_attr_list_get_attributes (list);
  for (GSList *l = attributes; l != NULL; l = l->next)
    {
      const PangoAttrLanguage *language = pango_attribute_as_language (l->data);

      found |= language != NULL && language->value == japanese;
    }
  g_slist_free_full (attributes, (GDestroyNotify) pango_attribute_destroy);
  g_assert_true (found);
}

/* How many lines of the text begin within a word, and whether it is as it was. */
static guint
count_broken (PageFixture *fixture)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->view));
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;
  guint n = 0;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_null (strstr (text, "\u00ad"));
  while (gtk_text_view_forward_display_line (GTK_TEXT_VIEW (fixture->view), &start))
    n += gtk_text_iter_inside_word (&start) && !gtk_text_iter_starts_word (&start);

  return n;
}

/* What the page does with a title, in a layout of its own. */
static int
count_title_lines (PageFixture           *fixture,
                   const GazettePageLook *look,
                   const char            *title,
                   int                    width)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (fixture->view), title);
  PangoFontDescription *font =
    pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (layout)));

  pango_font_description_set_absolute_size (font, look->font_size * look->title_scale * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_ULTRABOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width * PANGO_SCALE);

  return pango_layout_get_line_count (layout);
}

/* As narrow as can be, and not a line more. */
static void
test_titles_are_balanced (PageFixture  *fixture,
                          gconstpointer data)
{
  static const char *const titles[] = {
    "How a harbour is dredged, and who pays for the ships that do it year after year",
    "Die Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschaft und ihre Kapitäne – eine lange Geschichte",
    "كيف تُحفر الموانئ، ومن يدفع ثمن السفن التي تقوم بذلك (since 1931) عامًا بعد عام",
    "港の浚渫はどのように行われ、毎年それを行う船の費用は誰が支払うのか。長い歴史",
    "AV To Va. We, Yo: Ty.  Kerning,  and  more  than  one  space  between  words  in  a  title",
  };
  const GazettePageLook look = { .font_size = 17, .title_scale = 1.8 };
  guint n_balanced = 0;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      for (int column = 240; column < 800; column += 29)
        {
          int margin = gazette_page_look_balance (&look, GTK_WIDGET (fixture->view), titles[i], column);
          int n_lines = count_title_lines (fixture, &look, titles[i], column);

          g_assert_cmpint (margin, >=, 0);
          g_assert_cmpint (count_title_lines (fixture, &look, titles[i], column - margin), ==, n_lines);
          n_balanced += margin > 0 && count_title_lines (fixture, &look, titles[i], column - margin - 3) > n_lines;
        }
    }
  g_assert_cmpuint (n_balanced, >, G_N_ELEMENTS (titles) * 9);
}

/* The syllables are looked for on another thread, and a page waits for them only so long. */
static void
wait_for_hyphens (PageFixture *fixture)
{
  WAIT_FOR (gazette_page_view_get_page (fixture->view)->is_hyphenated);
  settle (fixture);
}

static void
test_words_are_hyphenated (PageFixture  *fixture,
                           gconstpointer data)
{
  g_autoptr(GSettings) settings = reset_settings ();
  g_autoptr(GString) html = g_string_new ("<h2>Bananananananananananananananananananananananananana"
                                          "nanananananananananananananananananananananananananana</h2><p>");
  guint n_broken;

  if (!add_patterns ())
    return;

  /* Few enough for all of them to be marked at once, when lines are laid out. */
  for (guint i = 0; i < 100; i++)
    g_string_append (html, "bananananana <b>bana</b>nananana <code>banananananana</code> ");
  show_in_language (fixture, html->str, "qaa-XX");
  /* The heading alone, which no line is long enough for. */
  n_broken = count_broken (fixture);

  g_settings_set_boolean (settings, "page-justified", TRUE);
  wait_for_hyphens (fixture);
  g_assert_cmpuint (count_broken (fixture), >, n_broken + 10);
  g_settings_set_boolean (settings, "page-justified", FALSE);
  settle (fixture);
  g_assert_cmpuint (count_broken (fixture), ==, n_broken);
  g_object_unref (reset_settings ());
}

static void
test_hyphens_come_with_the_page (PageFixture  *fixture,
                                 gconstpointer data)
{
  g_autoptr(GSettings) settings = reset_settings ();
  g_autoptr(GString) html = g_string_new ("<p>");

  if (!add_patterns ())
    return;

  for (guint i = 0; i < 400; i++)
    g_string_append (html, "bananananana na ");
  g_settings_set_boolean (settings, "page-justified", TRUE);
  show_in_language (fixture, html->str, "qaa");
  wait_for_hyphens (fixture);
  g_assert_cmpuint (count_broken (fixture), >, 5);
  g_object_unref (reset_settings ());
}

static void
test_unknown_languages_are_left_whole (PageFixture  *fixture,
                                       gconstpointer data)
{
  g_autoptr(GSettings) settings = reset_settings ();
  g_autoptr(GString) html = g_string_new ("<p>");

  for (guint i = 0; i < 400; i++)
    g_string_append (html, "bananananana na ");
  g_settings_set_boolean (settings, "page-justified", TRUE);
  show_in_language (fixture, html->str, "qzz");
  g_assert_cmpuint (count_broken (fixture), ==, 0);
  g_object_unref (reset_settings ());
}

static void
assert_minutes (const char *unit,
                guint       n,
                guint       minutes)
{
  g_autoptr(GString) html = g_string_new ("<p>");
  g_autoptr(GazetteDocument) document = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (html, unit);
  document = gazette_document_new_from_html (html->str, -1, NULL);
  g_assert_cmpuint (gazette_byline_count_minutes (document), ==, minutes);
}

/* Where no spaces are between words, characters are counted. */
static void
test_minutes (void)
{
  assert_minutes ("word ", 460, 2);
  assert_minutes ("мир ", 460, 2);
  assert_minutes ("한국어 ", 460, 2);
  assert_minutes ("新聞", 450, 2);
  assert_minutes ("よむ", 450, 2);
  assert_minutes ("新聞 word ", 230, 2);
  assert_minutes ("word ", 40, 0);
}

static void
assert_writer (const char *name,
               const char *said)
{
  g_autoptr(GazetteArticle) article = gazette_article_new ("one");
  g_autofree char *line = NULL;

  article->authors = g_strsplit (name, "\n", -1);
  line = gazette_byline_new (article, 0, 0);
  g_assert_cmpstr (line, ==, said);
}

/* A name is only set apart where it could be read in another direction than the rest. */
static void
test_writers (void)
{
  assert_writer ("Ada Łęcka", "By Ada Łęcka");
  assert_writer ("Вера", "By Вера");
  assert_writer ("ליאת", "By \u2068ליאת\u2069");
  assert_writer ("Ada\nنور", "By \u2068Ada and نور\u2069");
}

#define add(name, function) \
  g_test_add ("/reading/" name, PageFixture, NULL, page_fixture_set_up, function, page_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();

  g_test_add_func ("/reading/minutes", test_minutes);
  g_test_add_func ("/reading/writers", test_writers);
  add ("settings-leave-the-place", test_settings_leave_the_place);
  add ("settings-reach-the-page", test_settings_reach_the_page);
  add ("styles-stand-out", test_styles_stand_out);
  add ("code-stands-out", test_code_stands_out);
  add ("language-reaches-the-text", test_language_reaches_the_text);
  add ("titles-are-balanced", test_titles_are_balanced);
  add ("place-is-found-again", test_place_is_found_again);
  add ("what-was-read-begins-anew", test_what_was_read_begins_anew);
  add ("progress", test_progress);
  add ("words-are-hyphenated", test_words_are_hyphenated);
  add ("hyphens-come-with-the-page", test_hyphens_come_with_the_page);
  add ("unknown-languages-are-left-whole", test_unknown_languages_are_left_whole);

  return g_test_run ();
}
