/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-accessible-text.h"
#include "gazette-code-text-private.h"

static guint
to_character (GazetteCodeText *self,
              guint            byte)
{
  return (guint) g_utf8_strlen (self->text, byte);
}

static GBytes *
get_contents (GtkAccessibleText *text,
              unsigned int       start,
              unsigned int       end)
{
  return gazette_accessible_text_get (GAZETTE_CODE_TEXT (text)->text, start, end);
}

static GBytes *
get_contents_at (GtkAccessibleText            *text,
                 unsigned int                  offset,
                 GtkAccessibleTextGranularity  granularity,
                 unsigned int                 *start,
                 unsigned int                 *end)
{
  return gazette_accessible_text_get_at (GAZETTE_CODE_TEXT (text)->text, offset, granularity, start, end);
}

static unsigned int
get_caret_position (GtkAccessibleText *text)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (text);

  return to_character (self, self->cursor);
}

static gboolean
get_selection (GtkAccessibleText       *text,
               gsize                   *n_ranges,
               GtkAccessibleTextRange **ranges)
{
  GazetteCodeText *self = GAZETTE_CODE_TEXT (text);
  guint start;
  guint end;

  gazette_code_text_get_selection (self, &start, &end);
  if (start == end)
    return FALSE;

  *n_ranges = 1;
  *ranges = g_new0 (GtkAccessibleTextRange, 1);
  (*ranges)->start = to_character (self, start);
  (*ranges)->length = to_character (self, end) - (*ranges)->start;

  return TRUE;
}

void
gazette_code_text_init_accessible (GtkAccessibleTextInterface *iface)
{
  gazette_accessible_text_init (iface);
  iface->get_contents = get_contents;
  iface->get_contents_at = get_contents_at;
  iface->get_caret_position = get_caret_position;
  iface->get_selection = get_selection;
}
