/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "document-check.h"
#include "gazette-url.h"

static const char *const style_names[] = {
  "em", "strong", "code", "del", "u", "sub", "sup", "small", "mark", "key",
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
    {
      g_string_append_printf (description, "%s%s", comma, run->href);
      comma = ",";
    }
  if (run->title != NULL)
    g_string_append_printf (description, "%s(%s)", comma, run->title);
  g_string_append_printf (description, "|%.*s]", (int) (run->end - run->start), block->text + run->start);
}

static void
describe_range (GString            *description,
                const GazetteBlock *block,
                guint               at,
                guint               end)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      const GazetteRun *run = &g_array_index (block->runs, GazetteRun, i);

      if (run->start < at || run->end > end)
        continue;
      g_string_append_len (description, block->text + at, run->start - at);
      describe_run (description, block, run);
      at = run->end;
    }
  g_string_append_len (description, block->text + at, end - at);
}

static void
describe_cell (GString           *description,
               const GazetteCell *cell)
{
  static const char *const aligns[] = { "", "left", "center", "right" };
  g_autoptr(GString) facts = g_string_new (NULL);

  if (cell->is_header)
    g_string_append (facts, "h ");
  if (cell->n_columns > 1 || cell->n_rows > 1)
    g_string_append_printf (facts, "%ux%u ", cell->n_columns, cell->n_rows);
  g_string_append (facts, aligns[cell->align]);
  g_strchomp (facts->str);
  if (*facts->str != '\0')
    g_string_append_printf (description, "(%s)", facts->str);
}

static void
describe_text (GString            *description,
               const GazetteBlock *block)
{
  guint at = 0;

  for (guint i = 0; block->cells != NULL && i < block->cells->len; i++)
    {
      const GazetteCell *cell = &g_array_index (block->cells, GazetteCell, i);

      describe_range (description, block, at, cell->start);
      describe_cell (description, cell);
      describe_range (description, block, cell->start, cell->end);
      at = cell->end;
    }
  describe_range (description, block, at, strlen (block->text));
}

static void
describe_role (GString            *description,
               const GazetteBlock *block)
{
  static const char *const roles[] = { "", " caption", " attribution", " term", " summary" };
  static const char *const directions[] = { "", " ltr", " rtl" };

  g_string_append (description, roles[block->role]);
  g_string_append (description, directions[block->direction]);
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
      g_string_append (description, "table");
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
 * and line ends within are written as "\t" and "\n". What is special about the
 * cell of a table stands before it: "(h 2x1 right)".
 *
 * Returns: (transfer full): the lines
 */
char *
document_check_describe (GazetteDocument *document)
{
  g_autoptr(GString) description = g_string_new (NULL);
  guint depth = 0;

  for (guint i = 0; i < gazette_document_get_n_blocks (document); i++)
    {
      const GazetteBlock *block = gazette_document_get_block (document, i);
      g_autoptr(GString) text = g_string_new (NULL);

      if (i > 0)
        g_string_append_c (description, '\n');
      describe_kind (description, block);
      describe_role (description, block);
      if (block->quote_depth > 0)
        g_string_append_printf (description, " quote %u", block->quote_depth);
      if (block->quotes > 0 && depth > block->quote_depth - block->quotes)
        g_string_append (description, " anew");
      depth = block->quote_depth;
      if (block->list_depth > 0)
        g_string_append_printf (description, " list %u", block->list_depth);
      if (block->marker != NULL)
        g_string_append_printf (description, " %s", block->marker);
      for (guint j = 0; block->anchors != NULL && j < block->anchors->len; j++)
        g_string_append_printf (description, " #%s@%u", g_array_index (block->anchors, GazetteAnchor, j).id,
                                g_array_index (block->anchors, GazetteAnchor, j).at);
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
      g_assert_true (run->style != GAZETTE_STYLE_NONE || run->href != NULL || run->title != NULL);
      g_assert_true ((run->link != 0) == (run->href != NULL));
      g_assert_cmpuint (run->style, <, 1u << G_N_ELEMENTS (style_names));
      g_assert_true (run->href == NULL || (is_link (run->href) && is_printable (run->href)));
      at = run->end;
    }
}

static void
check_anchors (const GazetteBlock *block)
{
  guint length = strlen (block->text);
  guint at = 0;

  for (guint i = 0; block->anchors != NULL && i < block->anchors->len; i++)
    {
      const GazetteAnchor *anchor = &g_array_index (block->anchors, GazetteAnchor, i);

      g_assert_cmpuint (anchor->at, >=, at);
      g_assert_cmpuint (anchor->at, <=, length);
      g_assert_true (*anchor->id != '\0' && g_utf8_validate (anchor->id, -1, NULL));
      at = anchor->at;
    }
}

/* Cells are in order, within the text, and no two of them take the same place. */
static void
check_cells (const GazetteBlock *block)
{
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL);
  guint length = strlen (block->text);
  guint at = 0;

  g_assert_true ((block->kind == GAZETTE_BLOCK_TABLE) == (block->cells != NULL));
  for (guint i = 0; block->cells != NULL && i < block->cells->len; i++)
    {
      const GazetteCell *cell = &g_array_index (block->cells, GazetteCell, i);

      g_assert_cmpuint (cell->start, >=, at);
      g_assert_cmpuint (cell->start, <=, cell->end);
      g_assert_cmpuint (cell->end, <=, length);
      g_assert_cmpuint (cell->n_columns, >=, 1);
      g_assert_cmpuint (cell->n_rows, >=, 1);
      for (guint j = 0; j < cell->n_columns * cell->n_rows; j++)
        {
          guint column = cell->column + j % cell->n_columns;
          guint row = cell->row + j / cell->n_columns;

          g_assert_true (g_hash_table_add (taken, GUINT_TO_POINTER (row << 16 | column)));
        }
      at = cell->end;
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
  gboolean has_text = block->kind != GAZETTE_BLOCK_RULE && block->kind != GAZETTE_BLOCK_PICTURE &&
                      block->kind != GAZETTE_BLOCK_EMBED;

  g_assert_nonnull (block->text);
  g_assert_nonnull (block->runs);
  check_string (block->text);
  check_string (block->marker);
  check_string (block->language);
  check_string (block->alt);
  check_characters (block);
  check_runs (block);
  check_anchors (block);
  check_cells (block);

  g_assert_cmpuint (block->quotes, <=, block->quote_depth);
  g_assert_true (!has_text || *block->text != '\0');
  g_assert_true ((block->kind == GAZETTE_BLOCK_HEADING) == (block->level >= 1 && block->level <= 6));
  g_assert_true ((block->kind == GAZETTE_BLOCK_PICTURE) == (block->src != NULL));
  g_assert_true (block->kind != GAZETTE_BLOCK_EMBED || (block->href != NULL && block->alt != NULL));
  g_assert_true (block->role == GAZETTE_ROLE_NONE || block->kind == GAZETTE_BLOCK_PARAGRAPH);
  g_assert_true (block->link == 0 || block->href != NULL);
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

/*
 * document_check_cases:
 * @cases: what is to become of which HTML; one without HTML ends them
 * @base_url: what addresses in it are relative to
 *
 * Reads them all, and says of each that is not as it should be what it is.
 */
void
document_check_cases (const DocumentCase *cases,
                      const char         *base_url)
{
  for (const DocumentCase *it = cases; it->html != NULL; it++)
    {
      g_autoptr(GazetteDocument) document = gazette_document_new_from_html (it->html, -1, base_url);
      g_autofree char *blocks = document_check_describe (document);

      document_check_rules (document);
      g_assert_false (gazette_document_is_truncated (document));
      if (strcmp (blocks, it->blocks) != 0)
        {
          g_test_message ("%s\nis\n%s\nand should be\n%s", it->html, blocks, it->blocks);
          g_test_fail ();
        }
    }
}
