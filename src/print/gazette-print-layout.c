/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-print-private.h"

/* In points. */
#define LIST_STEP 18

/* Deeper ones stand where these do. */
#define MAX_DEPTH 8

/* How much of the page a picture may take, so that its caption has room. */
#define MAX_PICTURE 0.7

/* A picture has 96 pixels to an inch, unless that is too wide. */
#define POINTS_PER_PIXEL 0.75

/* What a paragraph, a caption, and a picture or the like have above them. */
#define GAP 6.5
#define SMALL_GAP 3
#define CAPTION_GAP 4
#define LARGE_GAP 11

typedef struct
{
  GazettePrint  *print;
  GazetteSheets *sheets;
  double         column;
  /* Whether what comes next stands on the same page as what was last. */
  gboolean       keep_next;
} Layouter;

static void
free_row (gpointer data)
{
  g_ptr_array_unref (((GazetteRow *) data)->flows);
  g_free (data);
}

/*
 * gazette_sheets_add_strip:
 * @self: sheets
 * @kind: what it is
 *
 * Returns: (transfer none): a new strip after the others, valid until the next one
 */
GazetteStrip *
gazette_sheets_add_strip (GazetteSheets   *self,
                          GazetteStripKind kind)
{
  GazetteStrip strip = { .kind = kind };

  g_array_append_val (self->strips, strip);

  return &g_array_index (self->strips, GazetteStrip, self->strips->len - 1);
}

static GazetteStrip *
add_strip (Layouter           *self,
           GazetteStripKind    kind,
           const GazetteBlock *block,
           double              gap)
{
  GazetteStrip *strip = gazette_sheets_add_strip (self->sheets, kind);

  strip->block = block;
  strip->gap = gap;
  strip->keep = self->keep_next;
  self->keep_next = FALSE;

  return strip;
}

/* Two lines at least are at the end of a page and at the beginning of the next. */
static void
add_lines (Layouter    *self,
           GazetteFlow *flow,
           double       gap)
{
  PangoLayoutIter *iter = pango_layout_get_iter (flow->layout);
  int n_lines = pango_layout_get_line_count (flow->layout);
  int i = 0;

  do
    {
      GazetteStrip *strip = add_strip (self, GAZETTE_STRIP_LINE, flow->block, i == 0 ? gap : 0);
      PangoRectangle logical;
      int top;
      int bottom;

      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      strip->flow = flow;
      strip->line = pango_layout_iter_get_line_readonly (iter);
      strip->line_x = (double) logical.x / PANGO_SCALE;
      strip->baseline = (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE;
      strip->height = (double) (bottom - top) / PANGO_SCALE;
      strip->is_first = i == 0;
      strip->is_last = i == n_lines - 1;
      if (strip->is_last && flow->is_card)
        strip->height += GAZETTE_PRINT_CARD;
      strip->keep = strip->keep || i == 1 || (i > 0 && i == n_lines - 1);
      i++;
    }
  while (pango_layout_iter_next_line (iter));

  pango_layout_iter_free (iter);
}

static void
add_text (Layouter   *self,
          GazetteFace face,
          const char *text,
          const char *href,
          double      gap)
{
  GazetteFlow *flow;

  if (text == NULL || *text == '\0')
    return;

  flow = gazette_flow_new (self->sheets, face, text, -1, GAZETTE_DIRECTION_NONE);
  flow->href = href;
  gazette_flow_set_place (flow, 0, self->column);
  add_lines (self, flow, gap);
}

/* How far a block stands in from the side at which it begins. */
static double
get_indent (const GazetteBlock *block)
{
  return MIN (block->quote_depth, MAX_DEPTH) * GAZETTE_PRINT_QUOTE_STEP + MIN (block->list_depth, MAX_DEPTH) * LIST_STEP;
}

static void
place_in_column (Layouter           *self,
                 GazetteFlow        *flow,
                 const GazetteBlock *block,
                 double              padding)
{
  double indent = get_indent (block);

  flow->quote_depth = MIN (block->quote_depth, MAX_DEPTH);
  gazette_flow_set_place (flow, (flow->is_rtl ? 0 : indent) + padding, self->column - indent - 2 * padding);
}

static void
set_marker (Layouter           *self,
            GazetteFlow        *flow,
            const GazetteBlock *block)
{
  GazetteFlow *marker;

  if (block->marker == NULL)
    return;

  marker = gazette_flow_new (self->sheets, GAZETTE_FACE_BODY, block->marker, -1,
                             flow->is_rtl ? GAZETTE_DIRECTION_RTL : GAZETTE_DIRECTION_LTR);
  flow->marker = g_object_ref (marker->layout);
}

static GazetteFlow *
add_block_text (Layouter           *self,
                const GazetteBlock *block,
                GazetteFace         face,
                double              gap)
{
  GazetteFlow *flow = gazette_flow_new (self->sheets, face, block->text, -1, block->direction);

  flow->is_card = block->kind == GAZETTE_BLOCK_PREFORMATTED;
  gazette_flow_set_block (flow, block, 0, G_MAXUINT);
  place_in_column (self, flow, block, flow->is_card ? GAZETTE_PRINT_CARD : 0);
  if (block->kind != GAZETTE_BLOCK_PICTURE && block->kind != GAZETTE_BLOCK_EMBED)
    set_marker (self, flow, block);
  add_lines (self, flow, gap);

  return flow;
}

/* Of an item that begins with something else than text. */
static void
add_marker_alone (Layouter           *self,
                  const GazetteBlock *block,
                  double              gap)
{
  GazetteFlow *flow;

  if (block->marker == NULL)
    return;

  flow = gazette_flow_new (self->sheets, GAZETTE_FACE_BODY, "", 0, block->direction);
  place_in_column (self, flow, block, 0);
  set_marker (self, flow, block);
  add_lines (self, flow, gap);
  self->keep_next = TRUE;
}

static void
add_caption (Layouter           *self,
             const GazetteBlock *block)
{
  if (block->text[0] == '\0')
    return;

  self->keep_next = TRUE;
  add_block_text (self, block, GAZETTE_FACE_CAPTION, CAPTION_GAP);
}

/* What is there instead of a picture that is not. */
static void
add_description (Layouter           *self,
                 const GazetteBlock *block,
                 const char         *alt,
                 const char         *url,
                 double              gap)
{
  /* TRANSLATORS: %s is what a picture shows that is not at hand for printing */
  g_autofree char *text = alt != NULL && *alt != '\0' ? g_strdup_printf (_("[Picture: %s]"), alt)
                                                      : g_strdup (_("[Picture]"));
  GazetteFlow *flow = gazette_flow_new (self->sheets, GAZETTE_FACE_NOTE, text, -1, GAZETTE_DIRECTION_NONE);

  if (url != NULL && g_ascii_strncasecmp (url, "data:", 5) != 0)
    flow->href = url;
  if (block != NULL)
    place_in_column (self, flow, block, 0);
  else
    gazette_flow_set_place (flow, 0, self->column);
  add_lines (self, flow, gap);
}

static void
add_picture (Layouter           *self,
             const GazetteBlock *block,
             const char         *url,
             const char         *alt,
             int                 css_width,
             double              gap)
{
  const GazettePaper *paper = &self->print->paper;
  GazettePrintPicture *picture = g_hash_table_lookup (self->print->pictures, url);
  double indent = block != NULL ? get_indent (block) : 0;
  gboolean is_rtl = block != NULL && block->direction == GAZETTE_DIRECTION_RTL;
  double ratio;
  double width;
  GazetteStrip *strip;

  if (picture == NULL)
    {
      add_description (self, block, alt, url, gap);
      return;
    }

  ratio = (double) gazette_print_picture_get_height (picture) / MAX (1, gazette_print_picture_get_width (picture));
  width = block == NULL ? self->column
                        : (css_width > 0 ? css_width : gazette_print_picture_get_width (picture)) * POINTS_PER_PIXEL;
  width = MIN (width, self->column - indent);
  width = MIN (width, MAX_PICTURE * (paper->height - paper->top - paper->bottom) / ratio);

  strip = add_strip (self, GAZETTE_STRIP_PICTURE, block, gap);
  strip->picture = picture;
  strip->width = MAX (1, width);
  strip->height = strip->width * ratio;
  strip->line_x = is_rtl ? self->column - indent - strip->width : indent;
  strip->href = block != NULL ? block->href : NULL;
}

/* What is as small as this counts visitors. */
static gboolean
is_speck (const GazetteBlock *block)
{
  return (block->width > 0 && block->width <= 2) || (block->height > 0 && block->height <= 2);
}

static void
add_embed (Layouter           *self,
           const GazetteBlock *block)
{
  const char *title = block->alt != NULL && *block->alt != '\0' ? block->alt : block->href;
  GazetteFlow *flow;

  if (title == NULL)
    return;

  flow = gazette_flow_new (self->sheets, GAZETTE_FACE_HEADING_3, title, -1, block->direction);
  flow->href = block->href;
  flow->block = NULL;
  place_in_column (self, flow, block, 0);
  add_lines (self, flow, LARGE_GAP);
  if (block->href != NULL && title != block->href)
    {
      flow = gazette_flow_new (self->sheets, GAZETTE_FACE_CAPTION, block->href, -1, GAZETTE_DIRECTION_LTR);
      flow->href = block->href;
      place_in_column (self, flow, block, 0);
      self->keep_next = TRUE;
      add_lines (self, flow, 0);
    }
}

static void
add_heading (Layouter           *self,
             const GazetteBlock *block)
{
  static const GazetteFace levels[] = { GAZETTE_FACE_HEADING_1, GAZETTE_FACE_HEADING_1, GAZETTE_FACE_HEADING_2 };
  guint n_before = self->sheets->strips->len;
  gboolean is_large = block->level <= G_N_ELEMENTS (levels);

  add_block_text (self, block, is_large ? levels[MAX (1, block->level) - 1] : GAZETTE_FACE_HEADING_3,
                  is_large ? 18 : 14);
  g_array_index (self->sheets->strips, GazetteStrip, n_before).heading = block;
  for (guint i = n_before + 1; i < self->sheets->strips->len; i++)
    g_array_index (self->sheets->strips, GazetteStrip, i).keep = TRUE;
  self->keep_next = TRUE;
}

static double
get_paragraph_gap (const GazetteBlock *block,
                   const GazetteBlock *previous)
{
  if (previous == NULL)
    return LARGE_GAP;
  if (block->role == GAZETTE_ROLE_ATTRIBUTION || previous->role == GAZETTE_ROLE_TERM)
    return SMALL_GAP;
  if (previous->kind == GAZETTE_BLOCK_PARAGRAPH && previous->quote_depth == block->quote_depth && block->quotes == 0)
    return block->list_depth > 0 && previous->list_depth > 0 ? SMALL_GAP : GAP;

  return previous->kind == GAZETTE_BLOCK_HEADING ? GAP : LARGE_GAP;
}

static gboolean
has_caption (const GazetteBlock *block)
{
  return block != NULL && (block->kind == GAZETTE_BLOCK_TABLE || block->kind == GAZETTE_BLOCK_PREFORMATTED);
}

static void
add_paragraph (Layouter           *self,
               const GazetteBlock *block,
               const GazetteBlock *previous,
               const GazetteBlock *next)
{
  gboolean is_caption = block->role == GAZETTE_ROLE_CAPTION;
  gboolean is_below = is_caption && has_caption (previous);

  self->keep_next = self->keep_next || is_below || block->role == GAZETTE_ROLE_ATTRIBUTION;
  add_block_text (self, block, is_caption ? GAZETTE_FACE_CAPTION : GAZETTE_FACE_BODY,
                  is_below ? CAPTION_GAP : get_paragraph_gap (block, previous));
  self->keep_next = block->role == GAZETTE_ROLE_TERM || block->role == GAZETTE_ROLE_SUMMARY ||
                    (is_caption && !is_below && has_caption (next));
}

static void
add_table (Layouter           *self,
           const GazetteBlock *block,
           double              gap)
{
  double indent = get_indent (block);
  guint n_before = self->sheets->strips->len;

  gazette_sheets_add_table (self->sheets, self->print, block, block->direction == GAZETTE_DIRECTION_RTL ? 0 : indent,
                            self->column - indent, gap);
  if (self->keep_next && self->sheets->strips->len > n_before)
    g_array_index (self->sheets->strips, GazetteStrip, n_before).keep = TRUE;
  self->keep_next = FALSE;
}

static void
add_block (Layouter           *self,
           const GazetteBlock *block,
           const GazetteBlock *previous,
           const GazetteBlock *next)
{
  double gap = previous != NULL && previous->role == GAZETTE_ROLE_CAPTION ? CAPTION_GAP : LARGE_GAP;

  switch (block->kind)
    {
    case GAZETTE_BLOCK_HEADING:
      add_heading (self, block);
      break;

    case GAZETTE_BLOCK_PREFORMATTED:
      add_block_text (self, block, GAZETTE_FACE_CODE, gap + GAZETTE_PRINT_CARD);
      break;

    case GAZETTE_BLOCK_PICTURE:
      if (block->src == NULL || is_speck (block))
        break;
      add_marker_alone (self, block, gap);
      add_picture (self, block, block->src, block->alt, block->width, LARGE_GAP);
      add_caption (self, block);
      break;

    case GAZETTE_BLOCK_RULE:
      add_strip (self, GAZETTE_STRIP_RULE, block, LARGE_GAP)->height = 6;
      break;

    case GAZETTE_BLOCK_TABLE:
      add_marker_alone (self, block, gap);
      add_table (self, block, gap);
      break;

    case GAZETTE_BLOCK_EMBED:
      add_marker_alone (self, block, gap);
      add_embed (self, block);
      add_caption (self, block);
      break;

    case GAZETTE_BLOCK_PARAGRAPH:
    default:
      add_paragraph (self, block, previous, next);
      break;
    }
}

static void
add_head (Layouter *self)
{
  const GazettePrintHead *head = &self->print->head;
  const GazetteBlock *lead = gazette_document_get_lead (self->print->document);
  const char *alt = head->lead_alt != NULL || lead == NULL ? head->lead_alt : lead->alt;

  add_text (self, GAZETTE_FACE_KICKER, head->source, NULL, 0);
  add_text (self, GAZETTE_FACE_TITLE, head->title, NULL, 4);
  add_text (self, GAZETTE_FACE_STANDFIRST, head->standfirst, NULL, 8);
  add_text (self, GAZETTE_FACE_BYLINE, head->byline, NULL, 8);
  if (head->lead == NULL)
    return;

  add_picture (self, NULL, head->lead, alt, 0, 14);
  self->keep_next = head->lead_caption != NULL && *head->lead_caption != '\0';
  add_text (self, GAZETTE_FACE_CAPTION, head->lead_caption, NULL, CAPTION_GAP);
}

static void
add_body (Layouter     *self,
          GCancellable *cancellable)
{
  GazetteDocument *document = self->print->document;
  guint n_blocks = gazette_document_get_n_blocks (document);

  for (guint i = 0; i < n_blocks && !g_cancellable_is_cancelled (cancellable); i++)
    {
      add_block (self, gazette_document_get_block (document, i),
                 i > 0 ? gazette_document_get_block (document, i - 1) : NULL,
                 i + 1 < n_blocks ? gazette_document_get_block (document, i + 1) : NULL);
      g_atomic_int_set (&self->print->progress, (int) (500 * (i + 1) / n_blocks));
    }

  self->keep_next = FALSE;
  if (gazette_document_is_truncated (document))
    add_text (self, GAZETTE_FACE_NOTE,
              _("The article is too long to be shown whole. Open it in the browser to read the rest."),
              self->print->head.url, LARGE_GAP);
}

static PangoContext *
make_context (PangoFontMap  *map,
              PangoDirection direction,
              const char    *language)
{
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_base_dir (context, direction);
  if (language != NULL)
    pango_context_set_language (context, pango_language_from_string (language));

  return context;
}

/*
 * gazette_sheets_get_column:
 * @print: an article
 *
 * Returns: how wide its text is, in points
 */
double
gazette_sheets_get_column (GazettePrint *print)
{
  return MAX (72, print->paper.width - print->paper.left - print->paper.right);
}

/*
 * gazette_sheets_new:
 * @print: an article
 * @cancellable: (nullable): ends it early
 *
 * Lays an article out: breaks it into lines, and those into pages.
 *
 * Returns: (transfer full): the sheets, incomplete when it was cancelled
 */
GazetteSheets *
gazette_sheets_new (GazettePrint *print,
                    GCancellable *cancellable)
{
  GazetteSheets *self = g_new0 (GazetteSheets, 1);
  Layouter layouter = { print, self, gazette_sheets_get_column (print), FALSE };
  /* The one that others use is of another thread. */
  g_autoptr(PangoFontMap) map = pango_cairo_font_map_new ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72);
  self->ltr = make_context (map, PANGO_DIRECTION_LTR, print->head.language);
  self->rtl = make_context (map, PANGO_DIRECTION_RTL, print->head.language);
  self->scale = 1;
  self->strips = g_array_new (FALSE, FALSE, sizeof (GazetteStrip));
  self->flows = g_ptr_array_new_with_free_func ((GDestroyNotify) gazette_flow_free);
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  add_head (&layouter);
  add_body (&layouter, cancellable);
  gazette_sheets_paginate (self, print);

  return self;
}

/*
 * gazette_sheets_free:
 * @self: (transfer full): sheets
 */
void
gazette_sheets_free (GazetteSheets *self)
{
  g_array_unref (self->strips);
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->flows);
  g_object_unref (self->ltr);
  g_object_unref (self->rtl);
  g_free (self);
}
