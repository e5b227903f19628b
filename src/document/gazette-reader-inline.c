/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-reader-private.h"

/* Marks of direction (UAX #9) around what is read on its own. */
#define ISOLATE       "\u2068"
#define ISOLATE_LTR   "\u2066"
#define ISOLATE_RTL   "\u2067"
#define OVERRIDE_LTR  "\u202d"
#define OVERRIDE_RTL  "\u202e"
#define END_OVERRIDE  "\u202c"
#define END_ISOLATE   "\u2069"

/* Writes what an element puts before its text, and remembers what comes after. */
static void
surround (GazetteReader *self,
          GazetteFrame  *frame,
          const char    *before,
          const char    *after)
{
  gazette_writer_text (self->writer, &frame->context, before);
  frame->after = after;
}

static void
enter_link (GazetteReader   *self,
            GazetteFrame    *frame,
            const GumboNode *node)
{
  const char *href = gazette_html_get_attribute (node, "href");

  frame->context.href = href != NULL
                        ? gazette_writer_take_string (self->writer, gazette_base_resolve_link (&self->base, href))
                        : NULL;
  frame->context.link = frame->context.href != NULL ? ++self->n_links : 0;
}

/* A quotation within another has the other kind of marks. */
static void
enter_quotation (GazetteReader *self,
                 GazetteFrame  *frame)
{
  if (frame->n_quotes++ % 2 == 0)
    surround (self, frame, "“", "”");
  else
    surround (self, frame, "‘", "’");
}

/* HTML standard, 4.5.24, 4.5.25 and 15.3.5. */
static void
enter_direction (GazetteReader   *self,
                 GazetteFrame    *frame,
                 const GumboNode *node)
{
  GazetteDirection direction = gazette_element_read_direction (node);
  gboolean is_override = node->v.element.tag == GUMBO_TAG_BDO;

  if (direction == GAZETTE_DIRECTION_RTL)
    surround (self, frame, is_override ? ISOLATE_RTL OVERRIDE_RTL : ISOLATE_RTL,
              is_override ? END_OVERRIDE END_ISOLATE : END_ISOLATE);
  else if (direction == GAZETTE_DIRECTION_LTR)
    surround (self, frame, is_override ? ISOLATE_LTR OVERRIDE_LTR : ISOLATE_LTR,
              is_override ? END_OVERRIDE END_ISOLATE : END_ISOLATE);
  else if (!is_override)
    surround (self, frame, ISOLATE, END_ISOLATE);
}

/*
 * gazette_reader_enter_inline:
 * @self: a reader
 * @frame: the element that is about to be open
 * @node: the same
 *
 * Does what an element means for the text in it, beyond its style.
 */
void
gazette_reader_enter_inline (GazetteReader   *self,
                             GazetteFrame    *frame,
                             const GumboNode *node)
{
  GumboTag tag = node->v.element.tag;
  gboolean has_direction = tag == GUMBO_TAG_BDI || gazette_html_get_attribute (node, "dir") != NULL;
  gboolean is_block = frame->is_block || tag == GUMBO_TAG_HTML;

  if (tag == GUMBO_TAG_A)
    enter_link (self, frame, node);
  else if (tag == GUMBO_TAG_ABBR || tag == GUMBO_TAG_ACRONYM || tag == GUMBO_TAG_DFN)
    frame->context.title = gazette_writer_take_string (self->writer, gazette_element_dup_label (node, "title"));

  if (has_direction && is_block)
    frame->context.direction = gazette_element_read_direction (node);
  if (frame->pictures_only)
    return;

  if (tag == GUMBO_TAG_Q)
    enter_quotation (self, frame);
  else if (tag == GUMBO_TAG_RT)
    surround (self, frame, "(", ")");
  else if (has_direction && !is_block)
    enter_direction (self, frame, node);
  else if (tag == GUMBO_TAG_WBR)
    gazette_writer_text (self->writer, &frame->context, "\u200b");
}
