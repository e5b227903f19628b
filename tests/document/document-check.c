/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "document-check.h"
#include "gazette-url.h"

static const char *const style_names[] = {
  "em", "strong", "code", "del", "u", "sub", "sup", "small", "mark",
};

static void
describe_run (GString            *description,
              const GazetteBlock *block,
              const GazetteRun   *run)
{
  const char *comma = "";

  g_string_append_c (description, '[');
  for (guint i = 0; i < G_N_ELEMENTS (style_names); i++)
    {
      if ((run->style & (1u << i)) == 0)
        continue;
      g_string_append_printf (description, "%s%s", comma, style_names[i]);
      comma = ",";
    }
  if (run->href != NULL)
    g_string_append_printf (description, "%s%s", comma, run->href);
  g_string_append_printf (description, "|%.*s]", (int) (run->end - run->start), block->text + run->start);
}

static void
describe_text (GString            *description,
               const GazetteBlock *block)
{
  guint at = 0;

  for (guint i = 0; i < block->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);

      g_string_append_len (description, block->text + at, run->start - at);
      describe_run (description, block, run);
      at = run->end;
    }
  g_string_append (description, block->text + at);
}

static void
describe_kind (GString            *description,
               const GazetteBlock *block)
{
  switch (block->kind)
    {
    case GAZETTE_BLOCK_PARAGRAPH:
      g_string_append (description, "p");
      break;
    case GAZETTE_BLOCK_HEADING:
      g_string_append_printf (description, "h%u", block->level);
      break;
    case GAZETTE_BLOCK_PREFORMATTED:
      g_string_append (description, "pre");
      break;
    case GAZETTE_BLOCK_PICTURE:
      g_string_append (description, "picture");
      break;
    case GAZETTE_BLOCK_RULE:
      g_string_append (description, "rule");
      break;
    case GAZETTE_BLOCK_TABLE:
      g_string_append (description, block->header_row ? "table with header" : "table");
      break;
    case GAZETTE_BLOCK_EMBED:
      g_string_append (description, "embed");
      break;
    default:
      g_assert_not_reached ();
    }
}

/*
 * document_check_describe:
 * @document: a document
 *
 * Says what is in it, a line for each block: kind and fields, then ": " and the
 * text with its runs in brackets, as in "p quote 1: a [em,strong|b] c". Tabs
 * and line ends within are written as "\t" and "\n".
 *
 * Returns: (transfer full): the lines
 */
char *
document_check_describe (GazetteDocument *document)
{
  g_autoptr(GString) description = g_string_new (NULL);

  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);
      g_autoptr(GString) text = g_string_new (NULL);

      if (i > 0)
        g_string_append_c (description, '\n');
      describe_kind (description, block);
      if (block->quote_depth > 0)
        g_string_append_printf (description, " quote %u", block->quote_depth);
      if (block->list_depth > 0)
        g_string_append_printf (description, " list %u", block->list_depth);
      if (block->marker != NULL)
        g_string_append_printf (description, " %s", block->marker);
      if (block->language != NULL)
        g_string_append_printf (description, " in %s", block->language);
      if (block->src != NULL)
        g_string_append_printf (description, " %s", block->src);
      if (block->width > 0 || block->height > 0)
        g_string_append_printf (description, " %dx%d", block->width, block->height);
      if (block->alt != NULL)
        g_string_append_printf (description, " (%s)", block->alt);
      if (block->href != NULL)
        g_string_append_printf (description, " to %s", block->href);

      describe_text (text, block);
      g_string_replace (text, "\n", "\\n", 0);
      g_string_replace (text, "\t", "\\t", 0);
      if (text->len > 0)
        g_string_append_printf (description, ": %s", text->str);
    }

  return g_string_free (g_steal_pointer (&description), FALSE);
}

static gboolean
is_link (const char *href)
{
  return gazette_url_is_web (href) || (g_str_has_prefix (href, "mailto:") && href[7] != '\0') ||
         (href[0] == '#' && href[1] != '\0');
}

static gboolean
is_printable (const char *address)
{
  for (const char *p = address; *p != '\0'; p++)
    {
      if ((guchar) *p <= ' ' || (guchar) *p >= 0x7f)
        return FALSE;
    }

  return TRUE;
}

static void
check_string (const char *string)
{
  g_assert_true (string == NULL || g_utf8_validate (string, -1, NULL));
}

static void
check_runs (const GazetteBlock *block)
{
  guint length = strlen (block->text);
  guint at = 0;

  for (guint i = 0; i < block->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);

      g_assert_cmpuint (run->start, >=, at);
      g_assert_cmpuint (run->start, <, run->end);
      g_assert_cmpuint (run->end, <=, length);
      g_assert_true (g_utf8_validate (block->text + run->start, run->end - run->start, NULL));
      g_assert_true (run->style != GAZETTE_STYLE_NONE || run->href != NULL);
      g_assert_cmpuint (run->style, <, 1u << G_N_ELEMENTS (style_names));
      g_assert_true (run->href == NULL || (is_link (run->href) && is_printable (run->href)));
      at = run->end;
    }
}

/* What only browsers and layouts need, and would look odd in a text view. */
static void
check_characters (const GazetteBlock *block)
{
  for (const char *p = block->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_true (c == '\n' || c == '\t' || !g_unichar_iscntrl (c));
      g_assert_true (c != 0x2028 && c != 0x2029 && c != 0xfffc && c != 0xfeff);
      if (block->kind != GAZETTE_BLOCK_PREFORMATTED && block->kind != GAZETTE_BLOCK_TABLE)
        g_assert_true (c != '\t');
    }

  if (block->kind != GAZETTE_BLOCK_PREFORMATTED && block->kind != GAZETTE_BLOCK_TABLE && *block->text != '\0')
    {
      g_assert_false (g_ascii_isspace (block->text[0]));
      g_assert_false (g_ascii_isspace (block->text[strlen (block->text) - 1]));
      g_assert_null (strstr (block->text, "  "));
    }
}

static void
check_block (const GazetteBlock *block)
{
  gboolean has_text = block->kind != GAZETTE_BLOCK_RULE && block->kind != GAZETTE_BLOCK_PICTURE;

  g_assert_nonnull (block->text);
  g_assert_nonnull (block->runs);
  check_string (block->text);
  check_string (block->marker);
  check_string (block->language);
  check_string (block->alt);
  check_characters (block);
  check_runs (block);

  g_assert_true (!has_text || *block->text != '\0');
  g_assert_true ((block->kind == GAZETTE_BLOCK_HEADING) == (block->level >= 1 && block->level <= 6));
  g_assert_true ((block->kind == GAZETTE_BLOCK_PICTURE) == (block->src != NULL));
  g_assert_true (block->kind != GAZETTE_BLOCK_EMBED || block->href != NULL);
  g_assert_true (block->marker == NULL || block->list_depth > 0);
  g_assert_cmpint (block->width, >=, 0);
  g_assert_cmpint (block->height, >=, 0);
  g_assert_true (block->href == NULL || (is_link (block->href) && is_printable (block->href)));
  if (block->src != NULL)
    {
      g_assert_true (is_printable (block->src));
      g_assert_true (gazette_url_is_web (block->src) || g_ascii_strncasecmp (block->src, "data:image/", 11) == 0);
    }
}

/*
 * document_check_rules:
 * @document: a document
 *
 * Asserts what holds for every document, whatever it was made of.
 */
void
document_check_rules (GazetteDocument *document)
{
  g_auto(GStrv) pictures = gazette_document_dup_pictures (document);
  g_autofree char *text = gazette_document_to_text (document);
  g_autoptr(JsonNode) json = gazette_document_to_json (document);
  guint n_blocks = gazette_document_get_n_blocks (document);
  guint n_pictures = 0;

  for (guint i = 0; i < n_blocks; i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);

      check_block (block);
      n_pictures += block->kind == GAZETTE_BLOCK_PICTURE;
    }

  g_assert_cmpuint (g_strv_length (pictures), <=, n_pictures);
  g_assert_true (n_pictures == 0 || pictures[0] != NULL);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (JSON_NODE_HOLDS_ARRAY (json));
  g_assert_cmpuint (json_array_get_length (json_node_get_array (json)), ==, n_blocks);
}
