/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-document-private.h"
#include "gazette-extract-private.h"
#include "gazette-text.h"

#define MAX_LINES 200
#define MAX_DEPTH 4

/* So many bytes at the end of a line tell whether the text has it: what stands before
 * them, such as amounts, is written in many ways. */
#define MIN_INGREDIENT 12
#define MIN_STEP 24

static void
add_line (GPtrArray  *lines,
          const char *html)
{
  g_autofree char *text = gazette_text_from_html (html, -1);

  if (*text != '\0' && lines->len < MAX_LINES)
    g_ptr_array_add (lines, g_steal_pointer (&text));
}

/* Steps are a text, texts, objects with a text, or sections of those (schema.org/HowToSection). */
static void
add_lines (GPtrArray *lines,
           JsonNode  *node,
           guint      depth)
{
  if (node == NULL || depth > MAX_DEPTH)
    return;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      add_line (lines, json_node_get_string (node));
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < MIN (json_array_get_length (array), MAX_LINES); i++)
        add_lines (lines, json_array_get_element (array, i), depth + 1);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      add_lines (lines, json_object_get_member (object, "text"), depth + 1);
      add_lines (lines, json_object_get_member (object, "itemListElement"), depth + 1);
    }
}

static char **
dup_lines (JsonNode *node)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_null_terminated (8, g_free, TRUE);

  add_lines (lines, node, 0);

  return lines->len > 0 ? (char **) g_ptr_array_steal (lines, NULL) : NULL;
}

/*
 * gazette_recipe_read:
 * @facts: what is known about the article
 * @object: what the page says of it
 *
 * Takes what is needed for a recipe, and what to do with it, if @object is one.
 */
void
gazette_recipe_read (GazetteFacts *facts,
                     JsonObject   *object)
{
  if (facts->ingredients != NULL || !json_object_has_member (object, "recipeIngredient"))
    return;

  facts->ingredients = dup_lines (json_object_get_member (object, "recipeIngredient"));
  facts->steps = dup_lines (json_object_get_member (object, "recipeInstructions"));
}

/* Whether a text has at least half of the lines. */
static gboolean
has_lines (const char *words,
           char      **lines,
           gsize       enough)
{
  guint n = 0;
  guint n_found = 0;

  for (; lines[n] != NULL; n++)
    {
      g_autofree char *line = gazette_document_dup_words (lines[n]);
      const char *end = line + MAX (strlen (line), enough) - enough;

      while ((*end & 0xc0) == 0x80)
        end++;
      n_found += strstr (words, end) != NULL;
    }

  return n_found * 2 >= n;
}

static void
append (GString    *html,
        GString    *text,
        const char *tag,
        char      **lines)
{
  g_string_append_printf (html, "<%s>", tag);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (lines[i], -1);

      g_string_append_printf (html, "<li>%s</li>", escaped);
      if (text->len > 0)
        g_string_append (text, i > 0 ? "\n" : "\n\n");
      g_string_append (text, lines[i]);
    }
  g_string_append_printf (html, "</%s>", tag);
}

/*
 * gazette_recipe_complete:
 * @extract: an article
 * @facts: what is known about it
 *
 * Adds what is needed for a recipe, and what to do with it, where the text does not
 * say so: many pages have that in boxes that look like anything but a text.
 */
void
gazette_recipe_complete (GazetteExtract     *extract,
                         const GazetteFacts *facts)
{
  g_autofree char *words = NULL;
  g_autoptr(GString) html = NULL;
  g_autoptr(GString) text = NULL;

  if (facts->ingredients == NULL)
    return;

  words = gazette_document_dup_words (extract->text);
  html = g_string_new (extract->html);
  text = g_string_new (extract->text);
  if (!has_lines (words, facts->ingredients, MIN_INGREDIENT))
    append (html, text, "ul", facts->ingredients);
  if (facts->steps != NULL && !has_lines (words, facts->steps, MIN_STEP))
    append (html, text, facts->steps[1] != NULL ? "ol" : "ul", facts->steps);

  g_free (extract->html);
  g_free (extract->text);
  extract->html = g_string_free (g_steal_pointer (&html), FALSE);
  extract->text = g_string_free (g_steal_pointer (&text), FALSE);
}
