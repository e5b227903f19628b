/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gazette-document-private.h"
#include "gazette-text.h"

G_DEFINE_BOXED_TYPE (GazetteDocument, gazette_document, gazette_document_ref, gazette_document_unref)

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
  g_clear_pointer (&self->anchors, g_array_unref);
  g_clear_pointer (&self->cells, g_array_unref);
  g_free (self->language);
  g_free (self->src);
  g_free (self->alt);
  g_free (self->href);
  g_free (self);
}

/**
 * gazette_block_dup_text:
 * @self: a block
 *
 * The text for places that show it without its layout: what only says where a word
 * may be broken is left out, and each row of a table is one line.
 *
 * Returns: (transfer full): plain text
 */
char *
gazette_block_dup_text (const GazetteBlock *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_strdup (self->text);
  for (guint i = 0; self->cells != NULL && i < self->cells->len; i++)
    {
      const GazetteCell *cell = &g_array_index (self->cells, GazetteCell, i);

      for (guint j = cell->start; j < cell->end; j++)
        {
          if (text[j] == '\n')
            text[j] = ' ';
        }
    }

  return gazette_text_without_breaks (text);
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

static gboolean
find_anchor (const GazetteBlock *block,
             const char         *id,
             guint              *at)
{
  for (guint i = 0; block->anchors != NULL && i < block->anchors->len; i++)
    {
      const GazetteAnchor *anchor = &g_array_index (block->anchors, GazetteAnchor, i);

      if (strcmp (anchor->id, id) == 0)
        {
          *at = anchor->at;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * gazette_document_shows_changes:
 * @self: a document
 *
 * Returns: whether it is of gazette_document_new_for_changes(), and so has what is
 *   gone in it as well
 */
gboolean
gazette_document_shows_changes (GazetteDocument *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->shows_changes;
}

/**
 * gazette_document_find_anchor:
 * @self: a document
 * @id: the fragment of an address, decoded, without "#"
 * @at: (out): before which byte of the block's text it leads
 *
 * Returns: (transfer none) (nullable): the block to which the fragment leads
 */
const GazetteBlock *
gazette_document_find_anchor (GazetteDocument *self,
                              const char      *id,
                              guint           *at)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (at != NULL, NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const GazetteBlock *block = g_ptr_array_index (self->blocks, i);

      if (find_anchor (block, id, at))
        return block;
    }

  return NULL;
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
 * markers, pictures and embeds their captions; cells of tables are parted by tabs.
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
      g_autofree char *own = gazette_block_dup_text (block);

      if (*own == '\0')
        continue;

      if (text->len > 0)
        g_string_append (text, "\n\n");
      if (block->marker != NULL)
        g_string_append_printf (text, "%s ", block->marker);
      g_string_append (text, own);
    }

  return g_string_free (text, FALSE);
}
