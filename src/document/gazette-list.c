/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-element.h"
#include "gazette-list.h"

/* Beyond, numbers would overflow after many items. */
#define MAX_NUMBER 100000000

/* Roman numerals end there. */
#define MAX_ROMAN 3999

static gboolean
read_number (const GumboNode *node,
             const char      *name,
             gint            *number)
{
  const char *value = gazette_html_get_attribute (node, name);
  char *end;
  gint64 parsed;

  if (value == NULL)
    return FALSE;
  parsed = g_ascii_strtoll (value, &end, 10);
  if (end == value || ABS (parsed) > MAX_NUMBER)
    return FALSE;

  *number = parsed;

  return TRUE;
}

static gint
count_items (const GumboNode *list)
{
  const GumboVector *children = &list->v.element.children;
  gint n = 0;

  for (guint i = 0; i < children->length; i++)
    n += gazette_element_is (children->data[i], GUMBO_TAG_LI);

  return n;
}

/* Of a list with bullets, what they look like; -1 when it does not say so. */
static gint
read_bullet (const GumboNode *node)
{
  static const char *const names[] = { "disc", "circle", "square" };
  const char *type = gazette_html_get_attribute (node, "type");

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (type, names[i]) == 0)
        return (gint) i;
    }

  return -1;
}

/*
 * gazette_list_begin:
 * @self: (out caller-allocates): a list
 * @node: (nullable): its element, %NULL for one with bullets
 * @outer: (nullable): the list in which it stands
 * @has_markers: whether its items have any
 *
 * Reads where a list begins to count, and how (HTML standard, 4.4.5).
 */
void
gazette_list_begin (GazetteList       *self,
                    const GumboNode   *node,
                    const GazetteList *outer,
                    gboolean           has_markers)
{
  const char *type;

  *self = (GazetteList) { .number = 1, .step = 1 };
  if (outer != NULL)
    self->n_bulleted = outer->n_bulleted;

  if (!has_markers)
    {
      self->numbering = '-';
      return;
    }
  if (node == NULL || node->v.element.tag != GUMBO_TAG_OL)
    {
      self->n_bulleted++;
      self->bullet = node != NULL ? read_bullet (node) : -1;
      if (self->bullet < 0)
        self->bullet = (gint) MIN (self->n_bulleted, 3) - 1;
      return;
    }

  type = gazette_html_get_attribute (node, "type");
  self->numbering = type != NULL && *type != '\0' && strchr ("aAiI", *type) != NULL ? *type : '1';
  if (gazette_html_get_attribute (node, "reversed") != NULL)
    {
      self->step = -1;
      self->number = count_items (node);
    }
  read_number (node, "start", &self->number);
}

static char *
format_letters (gint     number,
                gboolean upper)
{
  char letters[16];
  guint n = sizeof letters;

  letters[--n] = '\0';
  while (number > 0)
    {
      letters[--n] = (upper ? 'A' : 'a') + (number - 1) % 26;
      number = (number - 1) / 26;
    }

  return g_strdup_printf ("%s.", letters + n);
}

static char *
format_roman (gint     number,
              gboolean upper)
{
  static const struct
  {
    gint        value;
    const char *letters;
  } digits[] = {
    { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" }, { 50, "l" },
    { 40, "xl" }, { 10, "x" }, { 9, "ix" }, { 5, "v" }, { 4, "iv" }, { 1, "i" },
  };
  g_autoptr(GString) roman = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    {
      while (number >= digits[i].value)
        {
          g_string_append (roman, digits[i].letters);
          number -= digits[i].value;
        }
    }
  g_string_append_c (roman, '.');

  return upper ? g_ascii_strup (roman->str, -1) : g_strdup (roman->str);
}

/*
 * gazette_list_dup_marker:
 * @self: a list
 * @item: its next item
 *
 * Returns: (transfer full) (nullable): the marker of the item
 */
char *
gazette_list_dup_marker (GazetteList     *self,
                         const GumboNode *item)
{
  static const char *const bullets[] = { "•", "◦", "▪" };
  gint number;

  if (self->numbering == '-')
    return NULL;
  if (self->numbering == 0)
    return g_strdup (bullets[self->bullet]);

  read_number (item, "value", &self->number);
  number = self->number;
  self->number += self->step;

  if (number > 0 && (self->numbering == 'a' || self->numbering == 'A'))
    return format_letters (number, self->numbering == 'A');
  if (number > 0 && number <= MAX_ROMAN && (self->numbering == 'i' || self->numbering == 'I'))
    return format_roman (number, self->numbering == 'I');

  return g_strdup_printf ("%d.", number);
}
