/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "gazette-code-text-private.h"
#include "gazette-highlight.h"

/* How high a line is, of the size of its font. */
#define LINE_HEIGHT 1.45

/* In bytes: a line is laid out in one go. Longer ones go on below. */
#define MAX_LINE 1000

/* Around what is on the screen, in lines. */
#define AROUND 20

/* How many columns a tab leads on to. */
#define TAB 8

G_DEFINE_FINAL_TYPE_WITH_CODE (GazetteCodeText, gazette_code_text, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_TEXT, gazette_code_text_init_accessible))

int
gazette_code_text_get_n_lines (GazetteCodeText *self)
{
  return (int) self->lines->len - 1;
}

/* A line without its end. */
void
gazette_code_text_get_line (GazetteCodeText *self,
                            int              line,
                            guint           *start,
                            guint           *end)
{
  *start = g_array_index (self->lines, guint, line);
  *end = g_array_index (self->lines, guint, line + 1);
  if (*end > *start && self->text[*end - 1] == '\n')
    (*end)--;
}

int
gazette_code_text_find_line (GazetteCodeText *self,
                             guint            byte)
{
  int low = 0;
  int high = gazette_code_text_get_n_lines (self) - 1;

  while (low < high)
    {
      int middle = low + (high - low + 1) / 2;

      if (g_array_index (self->lines, guint, middle) <= byte)
        low = middle;
      else
        high = middle - 1;
    }

  return low;
}

static void
find_lines (GazetteCodeText *self)
{
  guint length = (guint) strlen (self->text);
  guint at = 0;

  while (at < length)
    {
      const char *newline = memchr (self->text + at, '\n', MIN (length - at, MAX_LINE));

      g_array_append_val (self->lines, at);
      if (newline != NULL)
        {
          at = (guint) (newline - self->text) + 1;
          continue;
        }
      at += MIN (length - at, MAX_LINE);
      while (at < length && ((guchar) self->text[at] & 0xc0) == 0x80)
        at--;
    }
  if (length == 0)
    g_array_append_val (self->lines, at);
  g_array_append_val (self->lines, at);
}

/* In columns of a font in which all characters are as wide. */
static int
measure_line (GazetteCodeText *self,
              int              line)
{
  guint start;
  guint end;
  int n = 0;

  gazette_code_text_get_line (self, line, &start, &end);
  for (const char *p = self->text + start; p < self->text + end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\t')
        n += TAB - n % TAB;
      else if (c < 0x80)
        n++;
      else if (!g_unichar_iszerowidth (c))
        n += g_unichar_iswide (c) ? 2 : 1;
    }

  return n;
}

/* The widest lines are those with the most columns, or about: other scripts are
 * in other fonts. */
static void
measure_width (GazetteCodeText *self)
{
  int widest[4] = { -1, -1, -1, -1 };
  int columns[4] = { 0 };

  for (int i = 0; i < gazette_code_text_get_n_lines (self); i++)
    {
      int n = measure_line (self, i);

      for (guint j = 0; j < G_N_ELEMENTS (widest); j++)
        {
          if (n <= columns[j])
            continue;
          memmove (widest + j + 1, widest + j, (G_N_ELEMENTS (widest) - 1 - j) * sizeof (int));
          memmove (columns + j + 1, columns + j, (G_N_ELEMENTS (columns) - 1 - j) * sizeof (int));
          widest[j] = i;
          columns[j] = n;
          break;
        }
    }

  self->width = 1;
  for (guint j = 0; j < G_N_ELEMENTS (widest) && widest[j] >= 0; j++)
    {
      g_autoptr(PangoLayout) layout = gazette_code_text_lay_out (self, widest[j]);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      self->width = MAX (self->width, width);
    }
}

static void
measure_font (GazetteCodeText *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  int ascent = pango_font_metrics_get_ascent (metrics);
  int descent = pango_font_metrics_get_descent (metrics);

  if (!pango_font_description_get_size_is_absolute (font))
    size *= 96.0 / 72;
  self->pitch = MAX (1, (int) (size * LINE_HEIGHT + 0.5));
  self->ascent = (self->pitch - PANGO_PIXELS (ascent + descent)) / 2 + PANGO_PIXELS (ascent);
  pango_font_metrics_unref (metrics);
  measure_width (self);
}

static void
add_attribute (PangoAttrList  *list,
               PangoAttribute *attribute,
               guint           from,
               guint           to,
               guint           start,
               guint           end)
{
  attribute->start_index = MAX (from, start) - start;
  attribute->end_index = MIN (to, end) - start;
  pango_attr_list_insert (list, attribute);
}

static guint16
to_pango (float value)
{
  return (guint16) (value * G_MAXUINT16);
}

/* Each is legible on a page, in a card, white, sepia or dark: 4.5:1 at least. */
static const GdkRGBA *
get_colour (GazetteTokenKind kind,
            gboolean         dark)
{
  static const GdkRGBA colours[][2] = {
    [GAZETTE_TOKEN_COMMENT] = { { 0.36f, 0.36f, 0.39f, 1 }, { 0.69f, 0.69f, 0.68f, 1 } },
    [GAZETTE_TOKEN_STRING] = { { 0.08f, 0.38f, 0.22f, 1 }, { 0.56f, 0.85f, 0.64f, 1 } },
    [GAZETTE_TOKEN_NUMBER] = { { 0.48f, 0.18f, 0.55f, 1 }, { 0.88f, 0.68f, 0.92f, 1 } },
    [GAZETTE_TOKEN_KEYWORD] = { { 0.08f, 0.32f, 0.66f, 1 }, { 0.60f, 0.77f, 0.98f, 1 } },
    [GAZETTE_TOKEN_NAME] = { { 0.54f, 0.22f, 0.02f, 1 }, { 0.98f, 0.76f, 0.50f, 1 } },
    [GAZETTE_TOKEN_ADDED] = { { 0.08f, 0.38f, 0.22f, 1 }, { 0.56f, 0.85f, 0.64f, 1 } },
    [GAZETTE_TOKEN_REMOVED] = { { 0.65f, 0.10f, 0.12f, 1 }, { 1.00f, 0.68f, 0.66f, 1 } },
  };

  return &colours[kind][dark ? 1 : 0];
}

/* Light text is on something dark. */
static gboolean
is_dark (GazetteCodeText *self)
{
  GdkRGBA text;

  gtk_widget_get_color (GTK_WIDGET (self), &text);

  return text.red + text.green + text.blue > 1.5f;
}

/* Tokens and runs begin with where they begin and end, and are in order: the first
 * of them that ends after @byte. */
static guint
find_after (GArray *stretches,
            guint   byte)
{
  gsize size = g_array_get_element_size (stretches);
  guint low = 0;
  guint high = stretches->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const guint *stretch = (const guint *) (gconstpointer) (stretches->data + middle * size);

      if (stretch[1] <= byte)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
add_colours (GazetteCodeText *self,
             PangoAttrList   *list,
             guint            start,
             guint            end)
{
  gboolean dark = is_dark (self);

  for (guint i = find_after (self->tokens, start); i < self->tokens->len; i++)
    {
      const GazetteToken *token = &g_array_index (self->tokens, GazetteToken, i);
      const GdkRGBA *colour = get_colour (token->kind, dark);

      if (token->start >= end)
        break;
      add_attribute (list, pango_attr_foreground_new (to_pango (colour->red), to_pango (colour->green), to_pango (colour->blue)),
                     token->start, token->end, start, end);
      add_attribute (list, pango_attr_foreground_alpha_new (G_MAXUINT16), token->start, token->end, start, end);
    }
}

static void
add_styles (GazetteCodeText *self,
            PangoAttrList   *list,
            guint            start,
            guint            end)
{
  for (guint i = find_after (self->runs, start); i < self->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (self->runs, GazetteRun, i);

      if (run->start >= end)
        break;
      if ((run->style & GAZETTE_STYLE_STRONG) != 0)
        add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), run->start, run->end, start, end);
      if ((run->style & GAZETTE_STYLE_EMPHASIS) != 0)
        add_attribute (list, pango_attr_style_new (PANGO_STYLE_ITALIC), run->start, run->end, start, end);
      if ((run->style & GAZETTE_STYLE_DELETED) != 0)
        add_attribute (list, pango_attr_strikethrough_new (TRUE), run->start, run->end, start, end);
      if ((run->style & GAZETTE_STYLE_MARK) != 0)
        {
          add_attribute (list, pango_attr_background_new (0xf7f7, 0xd4d4, 0x3333), run->start, run->end, start, end);
          add_attribute (list, pango_attr_background_alpha_new (0x7333), run->start, run->end, start, end);
        }
      if (run->link != 0 || (run->style & GAZETTE_STYLE_UNDERLINE) != 0)
        add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), run->start, run->end, start, end);
    }
}

static void
add_marks (GArray        *marks,
           PangoAttrList *list,
           guint          start,
           guint          end)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const GazetteCardMark *mark = &g_array_index (marks, GazetteCardMark, i);

      if (mark->end <= start || mark->start >= end)
        continue;
      add_attribute (list, pango_attr_background_new (to_pango (mark->colour.red), to_pango (mark->colour.green), to_pango (mark->colour.blue)),
                     mark->start, mark->end, start, end);
      add_attribute (list, pango_attr_background_alpha_new (to_pango (mark->colour.alpha)), mark->start, mark->end, start, end);
    }
}

/* Nothing is done for colours before something is drawn. */
static void
find_tokens (GazetteCodeText *self)
{
  if (self->has_tokens)
    return;

  self->has_tokens = TRUE;
  self->tokens = gazette_highlight_code (self->language, self->text);
}

/*
 * gazette_code_text_lay_out:
 * @self: code
 * @line: one of its lines
 *
 * Returns: (transfer full): the line as it is drawn
 */
PangoLayout *
gazette_code_text_lay_out (GazetteCodeText *self,
                           int              line)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoAttrList *list = pango_attr_list_new ();
  guint start;
  guint end;

  gazette_code_text_get_line (self, line, &start, &end);
  pango_layout_set_text (layout, self->text + start, (int) (end - start));
  /* Code in one line would else be a mirror of that in the next. */
  pango_context_set_base_dir (pango_layout_get_context (layout), self->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (self->tokens != NULL)
    add_colours (self, list, start, end);
  add_styles (self, list, start, end);
  add_marks (self->highlights, list, start, end);
  add_marks (self->marks, list, start, end);
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);

  return layout;
}

/* Where a line begins: at the left, or what is read from the right, at the right. */
int
gazette_code_text_get_x (GazetteCodeText *self,
                         PangoLayout     *layout)
{
  int width;

  if (!self->rtl)
    return 0;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return MAX (0, gtk_widget_get_width (GTK_WIDGET (self)) - width);
}

/* Which lines are on the screen, as far as that is known. */
static GazetteCodeRange
find_seen (GazetteCodeText *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_TEXT_VIEW);
  int n = gazette_code_text_get_n_lines (self);
  graphene_point_t point;
  int first;

  if (view == NULL || !gtk_widget_compute_point (GTK_WIDGET (self), view, &GRAPHENE_POINT_INIT (0, 0), &point))
    return (GazetteCodeRange) { 0, MIN (n, 2 * AROUND) };

  first = (int) (-point.y / (float) self->pitch);

  return (GazetteCodeRange) { CLAMP (first, 0, n),
                              CLAMP (first + gtk_widget_get_height (view) / self->pitch + 2, 0, n) };
}

static void
snapshot_selection (GazetteCodeText *self,
                    GtkSnapshot     *snapshot,
                    PangoLayout     *layout,
                    int              line)
{
  GdkRGBA colour;
  guint from;
  guint to;
  guint start;
  guint end;
  PangoLayoutLine *layout_line = pango_layout_get_line_readonly (layout, 0);
  g_autofree int *ranges = NULL;
  int n_ranges;
  int x = gazette_code_text_get_x (self, layout);

  gazette_code_text_get_selection (self, &from, &to);
  gazette_code_text_get_line (self, line, &start, &end);
  if (to <= start || from > end || from == to)
    return;

  adw_accent_color_to_rgba (adw_style_manager_get_accent_color (adw_style_manager_get_default ()), &colour);
  colour.alpha = 0.3f;
  pango_layout_line_get_x_ranges (layout_line, (int) (MAX (from, start) - start), (int) (MIN (to, end) - start), &ranges,
                                  &n_ranges);
  for (int i = 0; i < n_ranges; i++)
    {
      graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) (x + PANGO_PIXELS (ranges[2 * i])), (float) (line * self->pitch),
                                                   (float) PANGO_PIXELS (ranges[2 * i + 1] - ranges[2 * i]),
                                                   (float) self->pitch);

      /* Of an empty line there is something to see, too. */
      if (bounds.size.width < 1 && to > end)
        bounds.size.width = 4;
      gtk_snapshot_append_color (snapshot, &colour, &bounds);
    }
}

static void
gazette_code_text_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (widget);
  GazetteCodeRange seen;
  GdkRGBA colour;

  find_tokens (self);
  seen = find_seen (self);
  self->drawn = (GazetteCodeRange) { MAX (0, seen.first - AROUND),
                                     MIN (gazette_code_text_get_n_lines (self), seen.end + AROUND) };
  gtk_widget_get_color (widget, &colour);

  for (int i = self->drawn.first; i < self->drawn.end; i++)
    {
      g_autoptr(PangoLayout) layout = gazette_code_text_lay_out (self, i);
      graphene_point_t place = GRAPHENE_POINT_INIT ((float) gazette_code_text_get_x (self, layout),
                                                    (float) (i * self->pitch + self->ascent -
                                                             PANGO_PIXELS (pango_layout_get_baseline (layout))));

      snapshot_selection (self, snapshot, layout, i);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &place);
      gtk_snapshot_append_layout (snapshot, layout, &colour);
      gtk_snapshot_restore (snapshot);
    }
}

static void
gazette_code_text_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (widget);

  if (self->pitch == 0)
    measure_font (self);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->pitch * gazette_code_text_get_n_lines (self);
  *natural = *minimum;
}

static void
gazette_code_text_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GAZETTE_CODE_TEXT (widget)->pitch = 0;
  GTK_WIDGET_CLASS (gazette_code_text_parent_class)->css_changed (widget, change);
  gtk_widget_queue_resize (widget);
}

/* Once all is in its new place. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (widget);
  GazetteCodeRange seen = find_seen (self);

  self->tick = 0;
  if (seen.first < seen.end && (seen.first < self->drawn.first || seen.end > self->drawn.end))
    gtk_widget_queue_draw (widget);

  return G_SOURCE_REMOVE;
}

static void
scrolled_cb (GazetteCodeText *self)
{
  if (self->tick == 0 && self->pitch > 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

static void
gazette_code_text_map (GtkWidget *widget)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (widget);
  GtkWidget *view = gtk_widget_get_ancestor (widget, GTK_TYPE_TEXT_VIEW);

  GTK_WIDGET_CLASS (gazette_code_text_parent_class)->map (widget);

  if (view == NULL || gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)) == NULL)
    return;
  g_set_object (&self->scrolled, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)));
  g_signal_connect_swapped (self->scrolled, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (self->scrolled, "changed", G_CALLBACK (scrolled_cb), self);
}

static void
gazette_code_text_unmap (GtkWidget *widget)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (widget);

  if (self->scrolled != NULL)
    g_signal_handlers_disconnect_by_data (self->scrolled, self);
  g_clear_object (&self->scrolled);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (widget, self->tick);
  self->tick = 0;

  GTK_WIDGET_CLASS (gazette_code_text_parent_class)->unmap (widget);
}

static void
clear_link (gpointer data)
{
  g_free (((GazetteCodeLink *) data)->href);
}

static void
gazette_code_text_finalize (GObject *object)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (object);

  g_free (self->text);
  g_free (self->language);
  g_array_unref (self->lines);
  g_array_unref (self->runs);
  g_array_unref (self->links);
  g_array_unref (self->marks);
  g_array_unref (self->highlights);
  g_clear_pointer (&self->tokens, g_array_unref);

  G_OBJECT_CLASS (gazette_code_text_parent_class)->finalize (object);
}

static void
gazette_code_text_class_init (GazetteCodeTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gazette_code_text_finalize;
  widget_class->measure = gazette_code_text_measure;
  widget_class->snapshot = gazette_code_text_snapshot;
  widget_class->css_changed = gazette_code_text_css_changed;
  widget_class->map = gazette_code_text_map;
  widget_class->unmap = gazette_code_text_unmap;
  gtk_widget_class_set_css_name (widget_class, "lines");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gazette_code_text_install_keys (widget_class);
  g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
gazette_code_text_init (GazetteCodeText *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  self->runs = g_array_new (FALSE, FALSE, sizeof (GazetteRun));
  self->links = g_array_new (FALSE, FALSE, sizeof (GazetteCodeLink));
  g_array_set_clear_func (self->links, clear_link);
  self->marks = g_array_new (FALSE, FALSE, sizeof (GazetteCardMark));
  self->highlights = g_array_new (FALSE, FALSE, sizeof (GazetteCardMark));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "text");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_READ_ONLY, TRUE,
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, TRUE,
                                  -1);
  gazette_code_text_watch (self);
}

/* What is one link may be several runs, each with a colour of its own. */
static void
add_link (GazetteCodeText  *self,
          const GazetteRun *run)
{
  GazetteCodeLink link = { run->start, run->end, NULL };
  GazetteCodeLink *last = NULL;

  if (self->links->len > 0)
    last = &g_array_index (self->links, GazetteCodeLink, self->links->len - 1);
  if (last != NULL && last->end == run->start && strcmp (last->href, run->href) == 0)
    {
      last->end = run->end;
      return;
    }

  link.href = g_strdup (run->href);
  g_array_append_val (self->links, link);
}

static void
take_runs (GazetteCodeText    *self,
           const GazetteBlock *block)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      GazetteRun run = g_array_index (block->runs, GazetteRun, i);

      if (run.href != NULL)
        add_link (self, &run);
      run.href = run.title = NULL;
      g_array_append_val (self->runs, run);
    }
}

/**
 * gazette_code_text_new:
 * @block: preformatted text
 *
 * Returns: (transfer floating): its text as a widget
 */
GtkWidget *
gazette_code_text_new (const GazetteBlock *block)
{
  GazetteCodeText *self = g_object_new (GAZETTE_TYPE_CODE_TEXT, NULL);

  self->text = g_strdup (block->text);
  self->language = g_strdup (block->language);
  self->rtl = block->direction == GAZETTE_DIRECTION_RTL;
  find_lines (self);
  take_runs (self, block);

  return GTK_WIDGET (self);
}

/**
 * gazette_code_text_mark:
 * @self: code
 * @start: a character of the text
 * @length: how many characters
 * @colour: what is put behind them
 *
 * Colours some words, beside those that are coloured already.
 */
void
gazette_code_text_mark (GazetteCodeText *self,
                        guint            start,
                        guint            length,
                        const GdkRGBA   *colour)
{
  const char *from;
  GazetteCardMark mark = { .colour = *colour };

  g_return_if_fail (GAZETTE_IS_CODE_TEXT (self));

  from = g_utf8_offset_to_pointer (self->text, start);
  mark.start = (guint) (from - self->text);
  mark.end = (guint) (g_utf8_offset_to_pointer (from, length) - self->text);
  g_array_append_val (self->marks, mark);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gazette_code_text_get_place:
 * @self: code
 * @start: a character of the text
 * @place: (out): where it is in the widget
 *
 * Finds where a character is.
 */
void
gazette_code_text_get_place (GazetteCodeText *self,
                             guint            start,
                             GdkRectangle    *place)
{
  g_autoptr(PangoLayout) layout = NULL;
  PangoRectangle position;
  guint line_start;
  guint line_end;
  guint byte;
  int line;

  g_return_if_fail (GAZETTE_IS_CODE_TEXT (self));

  if (self->pitch == 0)
    measure_font (self);
  byte = (guint) (g_utf8_offset_to_pointer (self->text, start) - self->text);
  line = gazette_code_text_find_line (self, byte);
  layout = gazette_code_text_lay_out (self, line);
  gazette_code_text_get_line (self, line, &line_start, &line_end);
  pango_layout_index_to_pos (layout, (int) (byte - line_start), &position);
  *place = (GdkRectangle) { gazette_code_text_get_x (self, layout) + PANGO_PIXELS (position.x), line * self->pitch, 1,
                            self->pitch };
}

/**
 * gazette_code_text_unmark:
 * @self: code
 *
 * Takes the colours of gazette_code_text_mark() away.
 */
void
gazette_code_text_unmark (GazetteCodeText *self)
{
  g_return_if_fail (GAZETTE_IS_CODE_TEXT (self));

  if (self->marks->len == 0)
    return;

  g_array_set_size (self->marks, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gazette_code_text_set_highlights:
 * @self: code
 * @marks: (element-type GazetteCardMark): what is put behind the text, below the colours
 *   of gazette_code_text_mark()
 *
 * Takes the place of what was given before.
 */
void
gazette_code_text_set_highlights (GazetteCodeText *self,
                                  GArray          *marks)
{
  g_return_if_fail (GAZETTE_IS_CODE_TEXT (self));

  if (self->highlights->len == 0 && marks->len == 0)
    return;

  g_array_unref (self->highlights);
  self->highlights = g_array_ref (marks);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * gazette_code_text_get_selected:
 * @self: code
 * @start: (out): the first byte that is selected
 * @end: (out): the one after the last
 *
 * Returns: whether something is
 */
gboolean
gazette_code_text_get_selected (GazetteCodeText *self,
                                guint           *start,
                                guint           *end)
{
  g_return_val_if_fail (GAZETTE_IS_CODE_TEXT (self), FALSE);

  gazette_code_text_get_selection (self, start, end);

  return *start < *end;
}
