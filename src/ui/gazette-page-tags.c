/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-page-look.h"
#include "gazette-page-tags.h"

/* Of the body's font size, in percent. */
#define LIST_STEP 170
#define WIDE_LIST_STEP 270
#define MARKER_GAP 45

/* Deeper ones stand where these do, so that something of the column is left. */
#define MAX_LIST_DEPTH 6
#define MAX_QUOTE_DEPTH 4

struct _GazettePageTags
{
  GtkTextTagTable *table;
  GtkTextTag      *tags[GAZETTE_N_TAGS];
  GHashTable      *indents;
  GazettePageLook  look;
  gboolean         has_look;
};

/* Those of a page that is gone, for the next one: to make them and to give them their look
 * takes as long as to write an article. */
static GazettePageTags *spare;

/* What does not change with the look. What is small is seven eighths of the text: both here
 * and where CSS reckons it, for the foot, that gives the very same font. */
static const struct
{
  GazetteTag  tag;
  double      scale;
  int         weight;
  const char *family;
} fonts[] = {
  { GAZETTE_TAG_KICKER, 0.875, 700, NULL },
  { GAZETTE_TAG_TITLE, 0, 800, NULL },
  { GAZETTE_TAG_STANDFIRST, 1.15, 0, NULL },
  { GAZETTE_TAG_BYLINE, 0.875, 0, NULL },
  { GAZETTE_TAG_CAPTION, 0.85, 0, NULL },
  { GAZETTE_TAG_HEADING_1, 1.5, 700, NULL },
  { GAZETTE_TAG_HEADING_2, 1.25, 700, NULL },
  { GAZETTE_TAG_HEADING_3, 1.1, 700, NULL },
  { GAZETTE_TAG_HEADING_4, 1.0, 700, NULL },
  { GAZETTE_TAG_HEADING_5, 0.9, 700, NULL },
  { GAZETTE_TAG_PREFORMATTED, 0.875, 0, "monospace" },
  { GAZETTE_TAG_RULE, 0.5, 0, NULL },
  { GAZETTE_TAG_NOTE, 0.875, 0, NULL },
  { GAZETTE_TAG_ATTRIBUTION, 0.9, 0, NULL },
  { GAZETTE_TAG_STRONG, 0, 700, NULL },
  { GAZETTE_TAG_CODE, 0.92, 0, "monospace" },
  { GAZETTE_TAG_SUBSCRIPT, 0.75, 0, NULL },
  { GAZETTE_TAG_SUPERSCRIPT, 0.7, 0, NULL },
  { GAZETTE_TAG_SMALL, 0.85, 0, NULL },
  { GAZETTE_TAG_KEY, 0.85, 600, "monospace" },
};

/* The height of a line that the others are in proportion to. */
#define BODY_HEIGHT 1.6

/* How high lines are at least, of the size of their own font, and whether that goes
 * with the height of the body's lines: what is read at a glance is set as it is. */
static const struct
{
  GazetteTag tag;
  double     height;
  gboolean   is_running;
} heights[] = {
  { GAZETTE_TAG_TITLE, 1.15, FALSE },
  { GAZETTE_TAG_KICKER, 1.4, FALSE },
  { GAZETTE_TAG_STANDFIRST, 1.45, TRUE },
  { GAZETTE_TAG_BYLINE, 1.4, FALSE },
  { GAZETTE_TAG_CAPTION, 1.4, TRUE },
  { GAZETTE_TAG_HEADING_1, 1.25, FALSE },
  { GAZETTE_TAG_HEADING_2, 1.3, FALSE },
  { GAZETTE_TAG_HEADING_3, 1.35, FALSE },
  { GAZETTE_TAG_HEADING_4, 1.4, FALSE },
  { GAZETTE_TAG_HEADING_5, 1.4, FALSE },
  { GAZETTE_TAG_PREFORMATTED, 1.45, TRUE },
  { GAZETTE_TAG_RULE, 1.0, FALSE },
  { GAZETTE_TAG_SLOT, 1.0, FALSE },
  { GAZETTE_TAG_NOTE, 1.45, TRUE },
  { GAZETTE_TAG_ATTRIBUTION, 1.45, TRUE },
  /* As high as those of the body, they would make theirs higher. */
  { GAZETTE_TAG_SUBSCRIPT, 1.0, FALSE },
  { GAZETTE_TAG_SUPERSCRIPT, 1.0, FALSE },
};

static GtkTextTag *
add_tag (GazettePageTags *self,
         const char      *name)
{
  GtkTextTag *tag = gtk_text_tag_new (name);

  gtk_text_tag_table_add (self->table, tag);
  g_object_unref (tag);

  return tag;
}

static void
set_fixed_looks (GazettePageTags *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fonts); i++)
    {
      GtkTextTag *tag = self->tags[fonts[i].tag];

      if (fonts[i].scale > 0)
        g_object_set (tag, "scale", fonts[i].scale, NULL);
      if (fonts[i].weight > 0)
        g_object_set (tag, "weight", fonts[i].weight, NULL);
      if (fonts[i].family != NULL)
        g_object_set (tag, "family", fonts[i].family, NULL);
    }

  g_object_set (self->tags[GAZETTE_TAG_OTHER_SIDE], "justification", GTK_JUSTIFY_RIGHT, NULL);
  g_object_set (self->tags[GAZETTE_TAG_TITLE], "accumulative-margin", TRUE, NULL);
  g_object_set (self->tags[GAZETTE_TAG_PREFORMATTED], "wrap-mode", GTK_WRAP_WORD_CHAR, NULL);
  g_object_set (self->tags[GAZETTE_TAG_NOTE], "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (self->tags[GAZETTE_TAG_EMPHASIS], "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (self->tags[GAZETTE_TAG_DELETED], "strikethrough", TRUE, NULL);
  g_object_set (self->tags[GAZETTE_TAG_UNDERLINE], "underline", PANGO_UNDERLINE_SINGLE, NULL);
  g_object_set (self->tags[GAZETTE_TAG_ABBREVIATION], "underline", PANGO_UNDERLINE_SINGLE, NULL);
  g_object_set (self->tags[GAZETTE_TAG_HIDDEN], "invisible", TRUE, NULL);
  g_object_set (self->tags[GAZETTE_TAG_LINK], "underline", PANGO_UNDERLINE_SINGLE, NULL);
}

/**
 * gazette_page_tags_new:
 *
 * Returns: (transfer full): the tags of a page, before it has a look of its own
 */
GazettePageTags *
gazette_page_tags_new (void)
{
  GazettePageTags *self;

  if (spare != NULL)
    return g_steal_pointer (&spare);

  self = g_new0 (GazettePageTags, 1);
  self->table = gtk_text_tag_table_new ();
  self->indents = g_hash_table_new (NULL, NULL);
  self->look.font_size = 17;
  self->look.font_height = 1;
  self->look.line_height = BODY_HEIGHT;

  for (guint i = 0; i < GAZETTE_N_TAGS; i++)
    self->tags[i] = add_tag (self, NULL);
  set_fixed_looks (self);

  return self;
}

/* GTK 4.18 does not take a height from a tag again. */
static gboolean
has_height (GazettePageTags *self,
            GazetteTag       tag)
{
  gboolean is_set;

  g_object_get (self->tags[tag], "line-height-set", &is_set, NULL);

  return is_set;
}

/**
 * gazette_page_tags_free:
 * @self: the tags of a page
 */
void
gazette_page_tags_free (GazettePageTags *self)
{
  if (spare == NULL && !has_height (self, GAZETTE_TAG_BODY))
    {
      spare = self;
      return;
    }

  g_hash_table_unref (self->indents);
  g_object_unref (self->table);
  g_free (self);
}

/**
 * gazette_page_tags_get_table:
 * @self: the tags of a page
 *
 * Returns: (transfer none): the table for the page's buffer
 */
GtkTextTagTable *
gazette_page_tags_get_table (GazettePageTags *self)
{
  return self->table;
}

/**
 * gazette_page_tags_get:
 * @self: the tags of a page
 * @tag: which one
 *
 * Returns: (transfer none): the tag
 */
GtkTextTag *
gazette_page_tags_get (GazettePageTags *self,
                       GazetteTag       tag)
{
  return self->tags[tag];
}

/**
 * gazette_page_tags_measure:
 * @self: the tags of a page
 * @percent: of the body's font size
 *
 * Returns: that many pixels
 */
int
gazette_page_tags_measure (GazettePageTags *self,
                           guint            percent)
{
  return (int) (self->look.font_size * percent / 100 + 0.5);
}

static void
set_above (GtkTextTag *tag,
           gpointer    data)
{
  GazettePageTags *self = data;
  guint percent = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (tag), "percent-above"));

  if (percent > 0)
    g_object_set (tag, "pixels-above-lines", gazette_page_tags_measure (self, percent), NULL);
}

/**
 * gazette_page_tags_get_above:
 * @self: the tags of a page
 * @percent: of the body's font size
 *
 * Returns: (transfer none): the tag of a line with such a gap above
 */
GtkTextTag *
gazette_page_tags_get_above (GazettePageTags *self,
                             guint            percent)
{
  g_autofree char *name = g_strdup_printf ("above-%u", percent);
  GtkTextTag *tag = gtk_text_tag_table_lookup (self->table, name);

  if (tag == NULL)
    {
      tag = add_tag (self, name);
      g_object_set_data (G_OBJECT (tag), "percent-above", GUINT_TO_POINTER (percent));
      set_above (tag, self);
    }

  return tag;
}

static int
get_list_step (GazettePageTags *self,
               gboolean         wide)
{
  return gazette_page_tags_measure (self, wide ? WIDE_LIST_STEP : LIST_STEP);
}

/**
 * gazette_page_tags_get_margin:
 * @self: the tags of a page
 * @indent: how a line stands
 *
 * Returns: how far its text begins from the edge of the column, in pixels
 */
int
gazette_page_tags_get_margin (GazettePageTags     *self,
                              const GazetteIndent *indent)
{
  int margin = (int) MIN (indent->quote_depth, MAX_QUOTE_DEPTH) * GAZETTE_QUOTE_STEP;

  return margin + (int) MIN (indent->list_depth, MAX_LIST_DEPTH) * get_list_step (self, indent->wide);
}

/* Markers end where the text of their item begins, less a gap. */
static void
set_hanging (GazettePageTags     *self,
             GtkTextTag          *tag,
             const GazetteIndent *indent)
{
  int step = get_list_step (self, indent->wide);
  PangoTabArray *tabs = pango_tab_array_new (2, TRUE);

  pango_tab_array_set_tab (tabs, 0, PANGO_TAB_RIGHT, step - gazette_page_tags_measure (self, MARKER_GAP));
  pango_tab_array_set_tab (tabs, 1, PANGO_TAB_LEFT, step);
  g_object_set (tag, "tabs", tabs, "indent", -step, NULL);
  pango_tab_array_free (tabs);
}

static GazetteIndent
unpack_indent (guint key)
{
  return (GazetteIndent) {
    .quote_depth = key & 0xff,
    .list_depth = key >> 8 & 0xff,
    .wide = key >> 16 & 1,
    .hanging = key >> 17 & 1,
    .rtl = key >> 18 & 1,
  };
}

static guint
pack_indent (const GazetteIndent *indent)
{
  return MIN (indent->quote_depth, MAX_QUOTE_DEPTH) | MIN (indent->list_depth, MAX_LIST_DEPTH) << 8 |
         (indent->wide ? 1u << 16 : 0) | (indent->hanging ? 1u << 17 : 0) |
         (indent->rtl ? 1u << 18 : 0) | 1u << 19;
}

static void
set_indent (gpointer key,
            gpointer value,
            gpointer data)
{
  GazettePageTags *self = data;
  GtkTextTag *tag = value;
  GazetteIndent indent = unpack_indent (GPOINTER_TO_UINT (key));
  int margin = gazette_page_tags_get_margin (self, &indent);

  if (indent.hanging)
    {
      set_hanging (self, tag, &indent);
      margin -= get_list_step (self, indent.wide);
    }
  g_object_set (tag, indent.rtl ? "right-margin" : "left-margin", margin, NULL);
}

/**
 * gazette_page_tags_get_indent:
 * @self: the tags of a page
 * @indent: how a line stands
 *
 * Returns: (transfer none) (nullable): the tag of such a line, %NULL at the edge of the column: to apply
 *   a tag takes longer than to insert a line, and most text stands there
 */
GtkTextTag *
gazette_page_tags_get_indent (GazettePageTags     *self,
                              const GazetteIndent *indent)
{
  gpointer key = GUINT_TO_POINTER (pack_indent (indent));
  GtkTextTag *tag = g_hash_table_lookup (self->indents, key);

  if (indent->quote_depth == 0 && indent->list_depth == 0 && !indent->hanging)
    return NULL;

  if (tag == NULL)
    {
      tag = add_tag (self, NULL);
      g_object_set (tag, "accumulative-margin", TRUE, NULL);
      g_hash_table_insert (self->indents, key, tag);
      set_indent (key, tag, self);
    }

  return tag;
}

/* What a person highlights: as bright as text on it can still be read well. */
static void
set_highlights (GazettePageTags *self)
{
  static const struct
  {
    GazetteTag tag;
    float      red;
    float      green;
    float      blue;
  } highlights[] = {
    { GAZETTE_TAG_HIGHLIGHT_YELLOW, 0.97f, 0.80f, 0.10f },
    { GAZETTE_TAG_HIGHLIGHT_GREEN, 0.25f, 0.78f, 0.38f },
    { GAZETTE_TAG_HIGHLIGHT_BLUE, 0.25f, 0.60f, 0.95f },
    { GAZETTE_TAG_HIGHLIGHT_PINK, 0.93f, 0.38f, 0.65f },
  };
  GdkRGBA line = self->look.text;

  for (gsize i = 0; i < G_N_ELEMENTS (highlights); i++)
    {
      GdkRGBA colour = { highlights[i].red, highlights[i].green, highlights[i].blue, self->look.dark ? 0.34f : 0.32f };

      g_object_set (self->tags[highlights[i].tag], "background-rgba", &colour, NULL);
    }

  line.alpha = 0.6f;
  g_object_set (self->tags[GAZETTE_TAG_HIGHLIGHT_NOTE],
                "underline", PANGO_UNDERLINE_DOUBLE,
                "underline-rgba", &line,
                NULL);
}

static void
set_colours (GazettePageTags *self)
{
  static const GazetteTag dim[] = {
    GAZETTE_TAG_STANDFIRST, GAZETTE_TAG_BYLINE, GAZETTE_TAG_CAPTION, GAZETTE_TAG_NOTE, GAZETTE_TAG_MARKER,
    GAZETTE_TAG_ATTRIBUTION, GAZETTE_TAG_HEADING_5,
  };
  const GazettePageLook *look = &self->look;
  GdkRGBA hint = look->text;
  GdkRGBA line = look->accent;
  GdkRGBA focus = look->accent;
  GdkRGBA match = { 0.97f, 0.83f, 0.20f, look->dark ? 0.35f : 0.55f };
  GdkRGBA current = { 1.0f, 0.58f, 0.0f, look->dark ? 0.75f : 0.80f };

  for (gsize i = 0; i < G_N_ELEMENTS (dim); i++)
    g_object_set (self->tags[dim[i]], "foreground-rgba", &look->dim, NULL);

  focus.alpha = 0.25f;
  hint.alpha = 0.35f;
  line.alpha = 0.5f;
  g_object_set (self->tags[GAZETTE_TAG_KICKER], "foreground-rgba", &look->accent, NULL);
  g_object_set (self->tags[GAZETTE_TAG_LINK], "foreground-rgba", &look->accent, "underline-rgba", &line, NULL);
  g_object_set (self->tags[GAZETTE_TAG_ABBREVIATION], "underline-rgba", &hint, NULL);
  g_object_set (self->tags[GAZETTE_TAG_FOCUS], "background-rgba", &focus, NULL);
  g_object_set (self->tags[GAZETTE_TAG_SPOKEN], "background-rgba", &focus, NULL);
  g_object_set (self->tags[GAZETTE_TAG_MARK], "background-rgba", &match, NULL);
  g_object_set (self->tags[GAZETTE_TAG_MATCH], "background-rgba", &match, NULL);
  g_object_set (self->tags[GAZETTE_TAG_CURRENT_MATCH], "background-rgba", &current, NULL);
}

/* The words of the article; those around them are in the language of the window. */
static void
set_language (GazettePageTags *self)
{
  static const GazetteTag written[] = {
    GAZETTE_TAG_TITLE, GAZETTE_TAG_STANDFIRST, GAZETTE_TAG_CAPTION, GAZETTE_TAG_BODY, GAZETTE_TAG_BODY_RTL,
    GAZETTE_TAG_HEADING_1, GAZETTE_TAG_HEADING_2, GAZETTE_TAG_HEADING_3, GAZETTE_TAG_HEADING_4, GAZETTE_TAG_HEADING_5,
    GAZETTE_TAG_PREFORMATTED, GAZETTE_TAG_ATTRIBUTION,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    g_object_set (self->tags[written[i]],
                  "language", pango_language_to_string (self->look.language),
                  "language-set", self->look.language != NULL,
                  NULL);
}

static double
get_scale (GazettePageTags *self,
           GazetteTag       tag)
{
  double scale = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (fonts); i++)
    {
      if (fonts[i].tag == tag)
        scale = fonts[i].scale;
    }
  if (tag == GAZETTE_TAG_TITLE)
    scale = self->look.title_scale;

  return scale > 0 ? scale : 1;
}

/* The style of the view says in pixels how high the lines of the body are, whatever
 * fonts are in them. A tag can but multiply that: its lines are as high as their fonts,
 * and what they are to have beyond that is between them. */
static void
set_height (GazettePageTags *self,
            GazetteTag       tag,
            double           height)
{
  double beyond = (height - self->look.font_height) * self->look.font_size * get_scale (self, tag);
  int pixels = (int) (MAX (0, beyond) + 0.5);

  g_object_set (self->tags[tag],
                "line-height", 0.0f,
                "pixels-inside-wrap", pixels,
                "pixels-below-lines", pixels,
                NULL);
}

/* Where the fonts are higher than lines of the body are, as those of Urdu, one line would be
 * written over the other: those are as high as their fonts. */
static void
set_body_height (GazettePageTags *self,
                 GazetteTag       tag)
{
  if (has_height (self, tag) || self->look.font_height > MAX (self->look.line_height, BODY_HEIGHT))
    set_height (self, tag, self->look.line_height);
}

static void
set_title (GazettePageTags *self)
{
  const GazettePageLook *look = &self->look;

  g_object_set (self->tags[GAZETTE_TAG_TITLE],
                "scale", look->title_scale,
                "left-margin", look->title_rtl ? look->title_margin : 0,
                "right-margin", look->title_rtl ? 0 : look->title_margin,
                NULL);
}

/* Whether the look is that of the tags but for the title's place. */
static gboolean
has_look_of (GazettePageTags       *self,
             const GazettePageLook *look)
{
  GazettePageLook other = *look;

  other.title_margin = self->look.title_margin;
  other.title_rtl = self->look.title_rtl;

  return self->has_look && gazette_page_look_equal (&self->look, &other);
}

/**
 * gazette_page_tags_set_look:
 * @self: the tags of a page
 * @look: fonts and colours
 *
 * Gives all tags a look, those still to be made too.
 */
void
gazette_page_tags_set_look (GazettePageTags       *self,
                            const GazettePageLook *look)
{
  gboolean is_same = has_look_of (self, look);

  self->look = *look;
  self->has_look = TRUE;
  set_title (self);
  if (is_same)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (heights); i++)
    set_height (self, heights[i].tag, heights[i].height * (heights[i].is_running ? look->line_height / BODY_HEIGHT : 1));
  set_body_height (self, GAZETTE_TAG_BODY);
  set_body_height (self, GAZETTE_TAG_BODY_RTL);
  g_object_set (self->tags[GAZETTE_TAG_BODY],
                "justification", look->justified ? GTK_JUSTIFY_FILL : GTK_JUSTIFY_LEFT,
                NULL);
  /* Where lines end is no matter of size for GTK, which lays no line out anew for it:
   * that there is a spacing is, even if it is none. */
  g_object_set (self->tags[GAZETTE_TAG_SYLLABLE], "word", look->justified, "letter-spacing", 0, NULL);
  g_object_set (self->tags[GAZETTE_TAG_SUBSCRIPT], "rise", (int) (look->font_size * -0.15 * PANGO_SCALE), NULL);
  g_object_set (self->tags[GAZETTE_TAG_SUPERSCRIPT], "rise", (int) (look->font_size * 0.3 * PANGO_SCALE), NULL);

  gtk_text_tag_table_foreach (self->table, set_above, self);
  g_hash_table_foreach (self->indents, set_indent, self);
  set_colours (self);
  set_highlights (self);
  set_language (self);
}
