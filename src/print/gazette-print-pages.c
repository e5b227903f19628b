/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-print-private.h"

/* A head of a table that takes more of the page is not repeated. */
#define MAX_HEADER 0.4

typedef struct
{
  GazetteSheets *sheets;
  GArray        *page;
  double         top;
  double         bottom;
  double         y;
} Paginator;

static const GazetteStrip *
get_strip (Paginator *self,
           guint      position)
{
  return &g_array_index (self->sheets->strips, GazetteStrip, position);
}

static void
begin_page (Paginator *self)
{
  self->page = g_array_new (FALSE, FALSE, sizeof (GazettePlace));
  self->y = self->top;
  g_ptr_array_add (self->sheets->pages, self->page);
}

static void
place (Paginator *self,
       guint      position,
       gboolean   is_repeated)
{
  const GazetteStrip *strip = get_strip (self, position);
  GazettePlace where = { position, self->y, is_repeated };

  if (self->page->len > 0)
    where.y += strip->gap;
  self->y = where.y + strip->height;
  g_array_append_val (self->page, where);
}

/* A table that goes on has its head at the top of the page again. */
static void
repeat_header (Paginator *self,
               guint      position)
{
  const GazetteStrip *strip = get_strip (self, position);
  double height = 0;

  if (strip->n_headers == 0 || position < strip->header + strip->n_headers)
    return;

  for (guint i = 0; i < strip->n_headers; i++)
    height += get_strip (self, strip->header + i)->height;
  if (height > MAX_HEADER * (self->bottom - self->top))
    return;

  for (guint i = 0; i < strip->n_headers; i++)
    place (self, strip->header + i, TRUE);
}

static double
measure (Paginator *self,
         guint      first,
         guint      end)
{
  double height = 0;

  for (guint i = first; i < end; i++)
    {
      const GazetteStrip *strip = get_strip (self, i);

      height += strip->height + (i > first || self->page->len > 0 ? strip->gap : 0);
    }

  return height;
}

/* The end of what stands on one page. */
static guint
find_end (Paginator *self,
          guint      first)
{
  guint end = first + 1;

  while (end < self->sheets->strips->len && get_strip (self, end)->keep)
    end++;

  return end;
}

static void
place_on_new_page (Paginator *self,
                   guint      position)
{
  begin_page (self);
  repeat_header (self, position);
}

/* What is higher than a page is broken where the page ends. */
static void
place_one_by_one (Paginator *self,
                  guint      first,
                  guint      end)
{
  for (guint i = first; i < end; i++)
    {
      if (self->page->len > 0 && self->y + measure (self, i, i + 1) > self->bottom)
        place_on_new_page (self, i);
      place (self, i, FALSE);
    }
}

/*
 * gazette_sheets_paginate:
 * @self: sheets with all of their strips
 * @print: the article
 *
 * Says on which page each strip stands, and where.
 */
void
gazette_sheets_paginate (GazetteSheets *self,
                         GazettePrint  *print)
{
  Paginator paginator = { self, NULL, print->paper.top, print->paper.height - print->paper.bottom, 0 };
  guint position = 0;

  begin_page (&paginator);
  while (position < self->strips->len)
    {
      guint end = find_end (&paginator, position);

      if (paginator.page->len > 0 && paginator.y + measure (&paginator, position, end) > paginator.bottom)
        {
          gboolean fits = measure (&paginator, position, end) <= paginator.bottom - paginator.top;

          if (fits)
            place_on_new_page (&paginator, position);
        }
      place_one_by_one (&paginator, position, end);
      position = end;
    }
}
