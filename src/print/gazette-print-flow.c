/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-base-direction.h"
#include "gazette-print-private.h"

/* Of each face: family, size in points, weight, slant. */
static const struct
{
  const char *family;
  double      size;
  PangoWeight weight;
  PangoStyle  style;
} faces[] = {
  [GAZETTE_FACE_KICKER] = { "Sans", 9, PANGO_WEIGHT_SEMIBOLD, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_TITLE] = { "Sans", 21, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_STANDFIRST] = { "Serif", 12.5, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_BYLINE] = { "Sans", 9, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_BODY] = { "Serif", 10.5, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_HEADING_1] = { "Sans", 15, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_HEADING_2] = { "Sans", 13, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_HEADING_3] = { "Sans", 11, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_CAPTION] = { "Sans", 8.5, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_CODE] = { "Monospace", 8.5, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_CELL] = { "Sans", 9, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_HEADER_CELL] = { "Sans", 9, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL },
  [GAZETTE_FACE_NOTE] = { "Serif", 10.5, PANGO_WEIGHT_NORMAL, PANGO_STYLE_ITALIC },
  [GAZETTE_FACE_FOOT] = { "Sans", 7.5, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL },
};

/*
 * gazette_flow_free:
 * @self: (transfer full): text
 */
void
gazette_flow_free (GazetteFlow *self)
{
  g_clear_object (&self->layout);
  g_clear_object (&self->marker);
  g_free (self);
}

/*
 * gazette_flow_new:
 * @sheets: to which it belongs
 * @face: how it looks
 * @text: its text
 * @length: of @text in bytes, or -1
 * @direction: in which it is read; if that is not said, its first letter says it
 *
 * Returns: (transfer none): text, not broken into lines yet
 */
GazetteFlow *
gazette_flow_new (GazetteSheets   *sheets,
                  GazetteFace      face,
                  const char      *text,
                  gssize           length,
                  GazetteDirection direction)
{
  GazetteFlow *self = g_new0 (GazetteFlow, 1);
  g_autoptr(PangoFontDescription) font = pango_font_description_new ();

  if (direction == GAZETTE_DIRECTION_NONE)
    direction = gazette_base_direction_of_text (text, length);
  self->is_rtl = direction == GAZETTE_DIRECTION_RTL;

  pango_font_description_set_family_static (font, faces[face].family);
  pango_font_description_set_size (font, (int) (faces[face].size * sheets->scale * PANGO_SCALE));
  pango_font_description_set_weight (font, faces[face].weight);
  pango_font_description_set_style (font, faces[face].style);

  /* A context is never changed: all its layouts would be made anew. */
  self->layout = pango_layout_new (self->is_rtl ? sheets->rtl : sheets->ltr);
  pango_layout_set_auto_dir (self->layout, FALSE);
  pango_layout_set_alignment (self->layout, self->is_rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_font_description (self->layout, font);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (self->layout, face == GAZETTE_FACE_TITLE ? 1.1f : (float) GAZETTE_PRINT_LINE);
  pango_layout_set_text (self->layout, text, (int) length);
  g_ptr_array_add (sheets->flows, self);

  return self;
}

static void
add_attribute (PangoAttrList  *list,
               PangoAttribute *attribute,
               guint           start,
               guint           end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

static void
add_style (PangoAttrList *list,
           GazetteStyle   style,
           guint          start,
           guint          end)
{
  if ((style & GAZETTE_STYLE_EMPHASIS) != 0)
    add_attribute (list, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
  if ((style & GAZETTE_STYLE_STRONG) != 0)
    add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
  if ((style & (GAZETTE_STYLE_CODE | GAZETTE_STYLE_KEY)) != 0)
    {
      add_attribute (list, pango_attr_family_new ("Monospace"), start, end);
      add_attribute (list, pango_attr_scale_new (0.88), start, end);
    }
  if ((style & GAZETTE_STYLE_DELETED) != 0)
    add_attribute (list, pango_attr_strikethrough_new (TRUE), start, end);
  if ((style & GAZETTE_STYLE_UNDERLINE) != 0)
    add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
  if ((style & GAZETTE_STYLE_SUBSCRIPT) != 0)
    {
      add_attribute (list, pango_attr_font_scale_new (PANGO_FONT_SCALE_SUBSCRIPT), start, end);
      add_attribute (list, pango_attr_baseline_shift_new (PANGO_BASELINE_SHIFT_SUBSCRIPT), start, end);
    }
  if ((style & GAZETTE_STYLE_SUPERSCRIPT) != 0)
    {
      add_attribute (list, pango_attr_font_scale_new (PANGO_FONT_SCALE_SUPERSCRIPT), start, end);
      add_attribute (list, pango_attr_baseline_shift_new (PANGO_BASELINE_SHIFT_SUPERSCRIPT), start, end);
    }
  if ((style & GAZETTE_STYLE_SMALL) != 0)
    add_attribute (list, pango_attr_scale_new (0.85), start, end);
  if ((style & GAZETTE_STYLE_MARK) != 0)
    add_attribute (list, pango_attr_background_new (0xe0e0, 0xe0e0, 0xe0e0), start, end);
}

/*
 * gazette_flow_find_run:
 * @block: a block
 * @start: a byte of its text
 *
 * Returns: which run is the first that ends after it
 */
guint
gazette_flow_find_run (const GazetteBlock *block,
                       guint               start)
{
  guint low = 0;
  guint high = block->runs->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (block->runs, GazetteRun, middle).end <= start)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/*
 * gazette_flow_set_block:
 * @self: text
 * @block: what it is of
 * @start: its first byte in the text of the block
 * @end: the byte after its last one
 *
 * Takes over styles and links.
 */
void
gazette_flow_set_block (GazetteFlow        *self,
                        const GazetteBlock *block,
                        guint               start,
                        guint               end)
{
  g_autoptr(PangoAttrList) list = pango_attr_list_new ();

  self->block = block;
  self->start = start;
  for (guint i = gazette_flow_find_run (block, start); i < block->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);
      guint from = MAX (run->start, start) - start;
      guint to = MIN (run->end, end) - start;

      if (run->start >= end)
        break;
      add_style (list, run->style, from, to);
      if (run->href != NULL)
        add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), from, to);
    }
  pango_layout_set_attributes (self->layout, list);
}

/*
 * gazette_flow_set_place:
 * @self: text
 * @x: where it begins from the left, in points
 * @width: how wide its lines are at most, in points
 */
void
gazette_flow_set_place (GazetteFlow *self,
                        double       x,
                        double       width)
{
  self->x = x;
  self->width = width;
  pango_layout_set_width (self->layout, (int) (MAX (1, width) * PANGO_SCALE));
}

/*
 * gazette_flow_get_height:
 * @self: text that has its place
 *
 * Returns: how high all of its lines are, in points
 */
double
gazette_flow_get_height (GazetteFlow *self)
{
  int height;

  pango_layout_get_size (self->layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}
