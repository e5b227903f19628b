/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-document-private.h"

G_DEFINE_BOXED_TYPE (GazetteDocument, gazette_document, gazette_document_ref, gazette_document_unref)

static const char *const kind_names[] = {
  [GAZETTE_BLOCK_PARAGRAPH] = "paragraph",
  [GAZETTE_BLOCK_HEADING] = "heading",
  [GAZETTE_BLOCK_PREFORMATTED] = "preformatted",
  [GAZETTE_BLOCK_PICTURE] = "picture",
  [GAZETTE_BLOCK_RULE] = "rule",
  [GAZETTE_BLOCK_TABLE] = "table",
  [GAZETTE_BLOCK_EMBED] = "embed",
};

typedef struct
{
  GazetteStyle style;
  const char  *name;
} StyleName;

static const StyleName style_names[] = {
  { GAZETTE_STYLE_EMPHASIS, "emphasis" },
  { GAZETTE_STYLE_STRONG, "strong" },
  { GAZETTE_STYLE_CODE, "code" },
  { GAZETTE_STYLE_DELETED, "deleted" },
  { GAZETTE_STYLE_UNDERLINE, "underline" },
  { GAZETTE_STYLE_SUBSCRIPT, "subscript" },
  { GAZETTE_STYLE_SUPERSCRIPT, "superscript" },
  { GAZETTE_STYLE_SMALL, "small" },
  { GAZETTE_STYLE_MARK, "mark" },
};

/*
 * gazette_block_new:
 * @kind: what it is
 *
 * Returns: (transfer full): a block without text
 */
GazetteBlock *
gazette_block_new (GazetteBlockKind kind)
{
  GazetteBlock *self = g_new0 (GazetteBlock, 1);

  self->kind = kind;
  self->text = g_strdup ("");
  self->runs = g_array_new (FALSE, FALSE, sizeof (GazetteRun));

  return self;
}

/*
 * gazette_block_free:
 * @self: (transfer full) (nullable): a block
 */
void
gazette_block_free (GazetteBlock *self)
{
  if (self == NULL)
    return;

  g_free (self->marker);
  g_free (self->text);
  g_array_unref (self->runs);
  g_free (self->language);
  g_free (self->src);
  g_free (self->alt);
  g_free (self->href);
  g_free (self);
}

/**
 * gazette_document_ref:
 * @self: a document
 *
 * Returns: (transfer full): @self
 */
GazetteDocument *
gazette_document_ref (GazetteDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_document (gpointer data)
{
  GazetteDocument *self = data;

  g_ptr_array_unref (self->blocks);
  gazette_block_free (self->lead);
  g_string_chunk_free (self->strings);
}

/**
 * gazette_document_unref:
 * @self: (transfer full): a document
 */
void
gazette_document_unref (GazetteDocument *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_document);
}

/**
 * gazette_document_get_n_blocks:
 * @self: a document
 *
 * Returns: of how many blocks it consists
 */
guint
gazette_document_get_n_blocks (GazetteDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blocks->len;
}

/**
 * gazette_document_get_block:
 * @self: a document
 * @position: which of its blocks, from 0
 *
 * Returns: (transfer none): the block
 */
const GazetteBlock *
gazette_document_get_block (GazetteDocument *self,
                            guint            position)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < self->blocks->len, NULL);

  return g_ptr_array_index (self->blocks, position);
}

/**
 * gazette_document_get_lead:
 * @self: a document
 *
 * What the body says about the lead picture: gazette_document_new_for_body()
 * takes it out of the blocks, since the page shows it above them. Its caption
 * and description are good for the picture there; the size is 0 when the body
 * shows another copy, such as a thumbnail.
 *
 * Returns: (transfer none) (nullable): the picture, %NULL when the body does not
 *   show the lead picture
 */
const GazetteBlock *
gazette_document_get_lead (GazetteDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->lead;
}

/**
 * gazette_document_is_truncated:
 * @self: a document
 *
 * Returns: whether a limit was met, so that some of the text is missing
 */
gboolean
gazette_document_is_truncated (GazetteDocument *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->truncated;
}

/**
 * gazette_document_dup_pictures:
 * @self: a document
 *
 * The address of every picture that its blocks show, each once, in order.
 *
 * Returns: (transfer full): http, https and data: addresses
 */
GStrv
gazette_document_dup_pictures (GazetteDocument *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const GazetteBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->src != NULL && g_hash_table_add (seen, block->src))
        g_strv_builder_add (builder, block->src);
    }

  return g_strv_builder_end (builder);
}

/**
 * gazette_document_to_text:
 * @self: a document
 *
 * The text alone, with a blank line between blocks. Items of lists keep their
 * markers, pictures their captions; cells of tables are parted by tabs.
 *
 * Returns: (transfer full): plain text
 */
char *
gazette_document_to_text (GazetteDocument *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const GazetteBlock *block = g_ptr_array_index (self->blocks, i);

      if (*block->text == '\0')
        continue;

      if (text->len > 0)
        g_string_append (text, "\n\n");
      if (block->marker != NULL)
        g_string_append_printf (text, "%s ", block->marker);
      g_string_append (text, block->text);
    }

  return g_string_free (text, FALSE);
}

static void
build_run (JsonBuilder      *builder,
           const GazetteRun *run)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "start");
  json_builder_add_int_value (builder, run->start);
  json_builder_set_member_name (builder, "end");
  json_builder_add_int_value (builder, run->end);

  if (run->style != GAZETTE_STYLE_NONE)
    {
      json_builder_set_member_name (builder, "style");
      json_builder_begin_array (builder);
      for (guint i = 0; i < G_N_ELEMENTS (style_names); i++)
        {
          if (run->style & style_names[i].style)
            json_builder_add_string_value (builder, style_names[i].name);
        }
      json_builder_end_array (builder);
    }

  if (run->href != NULL)
    {
      json_builder_set_member_name (builder, "href");
      json_builder_add_string_value (builder, run->href);
    }
  json_builder_end_object (builder);
}

static void
build_string (JsonBuilder *builder,
              const char  *name,
              const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
build_number (JsonBuilder *builder,
              const char  *name,
              gint64       value)
{
  if (value == 0)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
build_block (JsonBuilder        *builder,
             const GazetteBlock *block)
{
  json_builder_begin_object (builder);
  build_string (builder, "kind", kind_names[block->kind]);
  build_number (builder, "level", block->level);
  build_number (builder, "quote_depth", block->quote_depth);
  build_number (builder, "list_depth", block->list_depth);
  build_string (builder, "marker", block->marker);
  if (block->kind != GAZETTE_BLOCK_RULE)
    build_string (builder, "text", block->text);

  if (block->runs->len > 0)
    {
      json_builder_set_member_name (builder, "runs");
      json_builder_begin_array (builder);
      for (guint i = 0; i < block->runs->len; i++)
        build_run (builder, &g_array_index (block->runs, GazetteRun, i));
      json_builder_end_array (builder);
    }

  build_string (builder, "language", block->language);
  build_string (builder, "src", block->src);
  build_string (builder, "alt", block->alt);
  build_string (builder, "href", block->href);
  build_number (builder, "width", block->width);
  build_number (builder, "height", block->height);
  if (block->kind == GAZETTE_BLOCK_TABLE)
    {
      json_builder_set_member_name (builder, "header_row");
      json_builder_add_boolean_value (builder, block->header_row);
    }
  json_builder_end_object (builder);
}

/**
 * gazette_document_to_json:
 * @self: a document
 *
 * An array of its blocks, each an object with the fields of #GazetteBlock. Its
 * kind is named in lower case; fields that are %NULL, 0 or do not belong to the
 * kind are left out.
 *
 * Returns: (transfer full): the array
 */
JsonNode *
gazette_document_to_json (GazetteDocument *self)
{
  g_autoptr(JsonBuilder) builder = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  builder = json_builder_new_immutable ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->blocks->len; i++)
    build_block (builder, g_ptr_array_index (self->blocks, i));
  json_builder_end_array (builder);

  return json_builder_get_root (builder);
}
