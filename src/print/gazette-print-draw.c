/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gazette-base-direction.h"
#include "gazette-print-private.h"

/* In points. */
#define QUOTE_BAR 2
#define MARKER_GAP 5
#define RULE_WIDTH 90
#define HAIRLINE 0.5

/* Below the text, to the line above the foot, and from that to its words. */
#define FOOT_GAP 16
#define FOOT_TEXT 4

#define N_LEVELS 7

typedef struct
{
  GazetteSheets    *sheets;
  GazettePrint     *print;
  GazettePrintFile *file;
  cairo_t          *cairo;
  /* The name of the place to which a fragment leads. */
  GHashTable       *names;
  /* Surfaces of the pictures of the page. */
  GPtrArray        *pictures;
  /* Of the outline: what an entry of each level stands below. */
  int               parents[N_LEVELS];
  /* Whether all pages are drawn, so that one may lead to another. */
  gboolean          is_whole;
} Drawer;

/* Cairo reads numbers as C does, whatever the person's language does. */
static void
append_number (GString *text,
               double   number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.2f", number));
  g_string_append_c (text, ' ');
}

/* An address in ASCII, as a tag of Cairo has it. */
static void
append_uri (GString    *text,
            const char *uri)
{
  for (const guchar *p = (const guchar *) uri; *p != '\0'; p++)
    {
      if (*p <= ' ' || *p >= 0x7f)
        g_string_append_printf (text, "%%%02X", *p);
      else if (*p == '\'' || *p == '\\')
        g_string_append_printf (text, "\\%c", *p);
      else
        g_string_append_c (text, (char) *p);
    }
}

/* Only to what is on a page: a link that leads nowhere would spoil the file. */
static void
name_anchors (Drawer *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; self->is_whole && i < self->sheets->strips->len; i++)
    {
      const GazetteBlock *block = g_array_index (self->sheets->strips, GazetteStrip, i).block;

      for (guint j = 0; block != NULL && block->anchors != NULL && j < block->anchors->len; j++)
        {
          const char *id = g_array_index (block->anchors, GazetteAnchor, j).id;

          if (!g_hash_table_contains (self->names, id))
            g_hash_table_insert (self->names, (gpointer) id, g_strdup_printf ("a%u", self->file->n_names++));
        }
    }
}

static const char *
find_name (Drawer     *self,
           const char *href)
{
  const char *url = self->print->head.url;
  const char *fragment = strchr (href, '#');
  g_autofree char *id = NULL;

  if (fragment == NULL)
    return NULL;
  if (fragment > href && (url == NULL || strlen (url) != (gsize) (fragment - href) ||
                          strncmp (url, href, (gsize) (fragment - href)) != 0))
    return NULL;

  id = g_uri_unescape_string (fragment + 1, NULL);

  return g_hash_table_lookup (self->names, id != NULL ? id : fragment + 1);
}

static void
add_link (Drawer     *self,
          const char *href,
          double      x,
          double      y,
          double      width,
          double      height)
{
  g_autoptr(GString) attributes = g_string_new ("rect=[");
  const char *name = find_name (self, href);

  if (name == NULL && *href == '#' && self->print->head.url == NULL)
    return;

  append_number (attributes, x);
  append_number (attributes, y);
  append_number (attributes, width);
  append_number (attributes, height);
  if (name != NULL)
    {
      g_string_append_printf (attributes, "] dest='%s'", name);
    }
  else
    {
      g_string_append (attributes, "] uri='");
      if (*href == '#')
        append_uri (attributes, self->print->head.url);
      append_uri (attributes, href);
      g_string_append_c (attributes, '\'');
    }
  cairo_tag_begin (self->cairo, CAIRO_TAG_LINK, attributes->str);
  cairo_tag_end (self->cairo, CAIRO_TAG_LINK);
}

/* Where the links in a line are, which may be read from both sides. */
static void
add_links (Drawer            *self,
           const GazetteFlow *flow,
           PangoLayoutLine   *line,
           double             y,
           double             height)
{
  const GazetteBlock *block = flow->block;
  guint start = flow->start + (guint) line->start_index;
  guint end = start + (guint) line->length;
  double left = self->print->paper.left + flow->x;

  for (guint i = block != NULL ? gazette_flow_find_run (block, start) : 0; block != NULL && i < block->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);
      g_autofree int *ranges = NULL;
      int n_ranges = 0;

      if (run->start >= end)
        break;
      if (run->href == NULL)
        continue;
      pango_layout_line_get_x_ranges (line, (int) (MAX (run->start, start) - flow->start),
                                      (int) (MIN (run->end, end) - flow->start), &ranges, &n_ranges);
      for (int j = 0; j < n_ranges; j++)
        add_link (self, run->href, left + (double) ranges[2 * j] / PANGO_SCALE, y,
                  (double) (ranges[2 * j + 1] - ranges[2 * j]) / PANGO_SCALE, height);
    }
}

static void
add_anchors (Drawer             *self,
             const GazetteStrip *strip,
             double              y)
{
  const GazetteBlock *block = strip->block;

  for (guint i = 0; self->is_whole && block->anchors != NULL && i < block->anchors->len; i++)
    {
      const char *name = g_hash_table_lookup (self->names, g_array_index (block->anchors, GazetteAnchor, i).id);
      g_autoptr(GString) attributes = NULL;

      if (name == NULL)
        continue;
      attributes = g_string_new (NULL);
      g_string_append_printf (attributes, "name='%s' internal x=", name);
      append_number (attributes, self->print->paper.left);
      g_string_append (attributes, "y=");
      append_number (attributes, y);
      cairo_tag_begin (self->cairo, CAIRO_TAG_DEST, attributes->str);
      cairo_tag_end (self->cairo, CAIRO_TAG_DEST);
    }
}

static void
add_outline (Drawer     *self,
             const char *title,
             guint       level,
             double      y)
{
  g_autoptr(GString) attributes = g_string_new (NULL);
  int entry;

  if (!self->is_whole)
    return;

  g_string_append_printf (attributes, "page=%u pos=[", self->file->n_pages);
  append_number (attributes, self->print->paper.left);
  append_number (attributes, y);
  g_string_append_c (attributes, ']');
  entry = cairo_pdf_surface_add_outline (self->file->surface, self->parents[MIN (level, N_LEVELS) - 1], title,
                                         attributes->str, CAIRO_PDF_OUTLINE_FLAG_OPEN);
  for (guint i = level; i < N_LEVELS; i++)
    self->parents[i] = entry;
}

/* Of several articles, each stands below its source. */
static void
begin_outline (Drawer *self)
{
  const GazettePrintHead *head = &self->print->head;
  GazettePrintFile *file = self->file;

  if (file->title != NULL && (file->n_pages == 1 || g_strcmp0 (file->source, head->source) != 0))
    {
      g_set_str (&file->source, head->source);
      file->entry = 0;
      if (head->source != NULL)
        {
          add_outline (self, head->source, 1, self->print->paper.top);
          file->entry = self->parents[1];
        }
    }
  for (guint i = 0; i < N_LEVELS; i++)
    self->parents[i] = file->entry;
  if (head->title != NULL)
    add_outline (self, head->title, 1, self->print->paper.top);
}

static void
fill (Drawer *self,
      double  grey,
      double  x,
      double  y,
      double  width,
      double  height)
{
  cairo_set_source_rgb (self->cairo, grey, grey, grey);
  cairo_rectangle (self->cairo, x, y, width, height);
  cairo_fill (self->cairo);
  cairo_set_source_rgb (self->cairo, 0, 0, 0);
}

static guint
get_quote_depth (const GazetteStrip *strip)
{
  if (strip->flow != NULL)
    return strip->flow->quote_depth;

  return strip->block != NULL ? strip->block->quote_depth : 0;
}

static const GazetteBlock *
get_block (const GazetteStrip *strip)
{
  return strip->flow != NULL ? strip->flow->block : strip->block;
}

/* How many quotations go on from the strip above. */
static guint
count_shared_quotes (const GazetteStrip *strip,
                     const GazetteStrip *previous)
{
  const GazetteBlock *block = get_block (strip);
  guint shared = previous != NULL ? get_quote_depth (previous) : 0;

  if (previous == NULL || block == NULL || get_block (previous) == block)
    return shared;

  return MIN (shared, block->quote_depth - block->quotes);
}

static gboolean
is_rtl (const GazetteStrip *strip)
{
  if (strip->flow != NULL)
    return strip->flow->is_rtl;

  return strip->block != NULL && strip->block->direction == GAZETTE_DIRECTION_RTL;
}

static void
draw_bars (Drawer             *self,
           const GazetteStrip *strip,
           const GazetteStrip *previous,
           double              y)
{
  const GazettePaper *paper = &self->print->paper;
  guint shared = count_shared_quotes (strip, previous);

  for (guint i = 0; i < get_quote_depth (strip); i++)
    {
      double x = is_rtl (strip) ? paper->width - paper->right - i * GAZETTE_PRINT_QUOTE_STEP - QUOTE_BAR : paper->left + i * GAZETTE_PRINT_QUOTE_STEP;
      double top = i < shared ? y - strip->gap : y;

      fill (self, 0.7, x, top, QUOTE_BAR, y + strip->height - top);
    }
}

static void
draw_card (Drawer             *self,
           const GazetteStrip *strip,
           double              y)
{
  double top = strip->is_first ? y - GAZETTE_PRINT_CARD : y;

  fill (self, 0.94, self->print->paper.left + strip->flow->x - GAZETTE_PRINT_CARD, top,
        strip->flow->width + 2 * GAZETTE_PRINT_CARD, y + strip->height - top);
}

static void
show_line (Drawer          *self,
           PangoLayoutLine *line,
           double           x,
           double           baseline)
{
  cairo_move_to (self->cairo, x, baseline);
  pango_cairo_show_layout_line (self->cairo, line);
}

/* Before the text, on the side where that begins. */
static void
draw_marker (Drawer             *self,
             const GazetteStrip *strip,
             double              baseline)
{
  const GazetteFlow *flow = strip->flow;
  double x = self->print->paper.left + flow->x;
  int width;

  pango_layout_get_size (flow->marker, &width, NULL);
  if (flow->is_rtl)
    x += flow->width + MARKER_GAP;
  else
    x -= MARKER_GAP + (double) width / PANGO_SCALE;
  show_line (self, pango_layout_get_line_readonly (flow->marker, 0), x, baseline);
}

static void
draw_line (Drawer             *self,
           const GazetteStrip *strip,
           double              y)
{
  const GazetteFlow *flow = strip->flow;
  double left = self->print->paper.left + flow->x;
  PangoRectangle logical;

  if (flow->is_card)
    draw_card (self, strip, y);
  if (flow->marker != NULL && strip->is_first)
    draw_marker (self, strip, y + strip->baseline);
  show_line (self, strip->line, left + strip->line_x, y + strip->baseline);

  if (flow->href != NULL)
    {
      pango_layout_line_get_extents (strip->line, NULL, &logical);
      add_link (self, flow->href, left + strip->line_x, y, (double) logical.width / PANGO_SCALE, strip->height);
    }
  add_links (self, flow, strip->line, y, strip->height);
}

static void
draw_picture (Drawer             *self,
              const GazetteStrip *strip,
              double              y)
{
  cairo_surface_t *surface = gazette_print_picture_make_surface (strip->picture);
  double x = self->print->paper.left + strip->line_x;
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);

  g_ptr_array_add (self->pictures, surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS || width < 1 || height < 1)
    return;

  cairo_save (self->cairo);
  cairo_translate (self->cairo, x, y);
  cairo_scale (self->cairo, strip->width / width, strip->height / height);
  cairo_set_source_surface (self->cairo, surface, 0, 0);
  cairo_paint (self->cairo);
  cairo_restore (self->cairo);
  if (strip->href != NULL)
    add_link (self, strip->href, x, y, strip->width, strip->height);
}

/* The lines of a cell that begin in this part of its row. */
static void
draw_cell (Drawer             *self,
           const GazetteStrip *strip,
           const GazetteFlow  *flow,
           double              y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (flow->layout);

  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      PangoRectangle logical;
      double from;
      int top;
      int bottom;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      from = strip->row->top + (double) top / PANGO_SCALE;
      if (from < strip->from || (from >= strip->to && !strip->is_last))
        continue;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      show_line (self, line, self->print->paper.left + flow->x + (double) logical.x / PANGO_SCALE,
                 y - strip->from + strip->row->top + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
      add_links (self, flow, line, y - strip->from + from, (double) (bottom - top) / PANGO_SCALE);
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
}

static void
draw_row (Drawer             *self,
          const GazetteStrip *strip,
          double              y)
{
  const GazetteRow *row = strip->row;

  for (guint i = 0; i < row->flows->len; i++)
    draw_cell (self, strip, row->flows->pdata[i], y);
  if (strip->is_last && row->rule_right > row->rule_left)
    fill (self, 0.6, self->print->paper.left + row->rule_left, y + strip->height - HAIRLINE,
          row->rule_right - row->rule_left, HAIRLINE);
}

static void
draw_strip (Drawer             *self,
            const GazetteStrip *strip,
            const GazetteStrip *previous,
            double              y)
{
  draw_bars (self, strip, previous, y);
  switch (strip->kind)
    {
    case GAZETTE_STRIP_LINE:
      draw_line (self, strip, y);
      break;

    case GAZETTE_STRIP_PICTURE:
      draw_picture (self, strip, y);
      break;

    case GAZETTE_STRIP_ROW:
      draw_row (self, strip, y);
      break;

    case GAZETTE_STRIP_RULE:
    default:
      fill (self, 0.5, (self->print->paper.width - RULE_WIDTH) / 2, y + strip->height / 2, RULE_WIDTH, HAIRLINE);
      break;
    }
}

static PangoLayout *
make_foot (Drawer        *self,
           const char    *text,
           double         width,
           PangoAlignment alignment)
{
  GazetteFlow *flow = gazette_flow_new (self->sheets, GAZETTE_FACE_FOOT, text, -1, GAZETTE_DIRECTION_LTR);

  gazette_flow_set_place (flow, 0, width);
  pango_layout_set_ellipsize (flow->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (flow->layout, alignment);

  return flow->layout;
}

/* Says where the page is from, and which one it is. */
static void
draw_foot (Drawer *self,
           guint   page)
{
  const GazettePrintHead *head = &self->print->head;
  const GazettePaper *paper = &self->print->paper;
  double column = gazette_sheets_get_column (self->print);
  double y = paper->height - paper->bottom + FOOT_GAP;
  gboolean mirrored = head->title != NULL &&
                      gazette_base_direction_of_text (head->title, -1) == GAZETTE_DIRECTION_RTL;
  const char *separator = head->source != NULL && head->date != NULL ? " · " : "";
  g_autofree char *origin = g_strconcat (head->source != NULL ? head->source : "", separator,
                                         head->date != NULL ? head->date : "", NULL);
  /* TRANSLATORS: at the foot of a printed page, its number and how many there are */
  g_autofree char *number = g_strdup_printf (C_("page", "%u of %u"), page + 1, self->sheets->pages->len);

  fill (self, 0.6, paper->left, y, column, HAIRLINE);
  y += FOOT_TEXT;
  cairo_move_to (self->cairo, paper->left, y);
  pango_cairo_show_layout (self->cairo, make_foot (self, number, column, mirrored ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT));
  cairo_move_to (self->cairo, mirrored ? paper->left + column * 0.2 : paper->left, y);
  pango_cairo_show_layout (self->cairo,
                           make_foot (self, origin, column * 0.8, mirrored ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT));
  if (head->url != NULL)
    {
      PangoLayout *address = make_foot (self, head->url, column, mirrored ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);

      cairo_move_to (self->cairo, paper->left, y + 11);
      pango_cairo_show_layout (self->cairo, address);
      add_link (self, head->url, paper->left, y + 11, column, 10);
    }
}

static void
draw_page (Drawer *self,
           guint   page)
{
  const GArray *places = self->sheets->pages->pdata[page];
  const GazetteStrip *previous = NULL;

  self->file->n_pages++;
  if (page == 0)
    begin_outline (self);

  for (guint i = 0; i < places->len; i++)
    {
      const GazettePlace *place = &g_array_index (places, GazettePlace, i);
      const GazetteStrip *strip = &g_array_index (self->sheets->strips, GazetteStrip, place->strip);
      gboolean begins = !place->is_repeated && strip->block != NULL &&
                        (place->strip == 0 || strip[-1].block != strip->block);

      if (begins)
        add_anchors (self, strip, place->y);
      if (strip->heading != NULL && strip->heading->text[0] != '\0')
        add_outline (self, strip->heading->text, MAX (strip->heading->level, self->file->title != NULL ? 2u : 1u), place->y);
      draw_strip (self, strip, previous, place->y);
      previous = strip;
    }
  draw_foot (self, page);
  cairo_show_page (self->cairo);
  /* What was drawn is written by now. */
  g_ptr_array_set_size (self->pictures, 0);
}

static gboolean
is_wanted (GazettePrint *print,
           guint         page)
{
  for (guint i = 0; i < print->ranges->len; i++)
    {
      const GazettePrintRange *range = &g_array_index (print->ranges, GazettePrintRange, i);

      if (page >= range->first && page <= range->last)
        return TRUE;
    }

  return print->ranges->len == 0;
}

/*
 * gazette_sheets_draw:
 * @self: sheets
 * @print: the article
 * @file: what it is drawn in
 * @cancellable: (nullable): ends it early
 *
 * Draws the pages that are wanted.
 *
 * Returns: whether there was one
 */
gboolean
gazette_sheets_draw (GazetteSheets    *self,
                     GazettePrint     *print,
                     GazettePrintFile *file,
                     GCancellable     *cancellable)
{
  Drawer drawer = { .sheets = self, .print = print, .file = file, .is_whole = print->ranges->len == 0 };
  guint n_pages = file->n_pages;

  drawer.cairo = cairo_create (file->surface);
  drawer.pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  name_anchors (&drawer);
  for (guint i = 0; i < self->pages->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      if (is_wanted (print, i))
        draw_page (&drawer, i);
      g_atomic_int_set (&print->progress, (int) (500 + 500 * (i + 1) / self->pages->len));
    }

  cairo_destroy (drawer.cairo);
  g_ptr_array_unref (drawer.pictures);
  g_hash_table_unref (drawer.names);

  return file->n_pages > n_pages;
}
