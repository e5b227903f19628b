/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-document-private.h"

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
  { GAZETTE_STYLE_KEY, "key" },
};

static const char *const role_names[] = {
  [GAZETTE_ROLE_CAPTION] = "caption",
  [GAZETTE_ROLE_ATTRIBUTION] = "attribution",
  [GAZETTE_ROLE_TERM] = "term",
  [GAZETTE_ROLE_SUMMARY] = "summary",
};

static const char *const direction_names[] = {
  [GAZETTE_DIRECTION_LTR] = "ltr",
  [GAZETTE_DIRECTION_RTL] = "rtl",
};

static const char *const align_names[] = {
  [GAZETTE_ALIGN_LEFT] = "left",
  [GAZETTE_ALIGN_CENTER] = "center",
  [GAZETTE_ALIGN_RIGHT] = "right",
};

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

/* One that is there when it is 0, too. */
static void
build_position (JsonBuilder *builder,
                const char  *name,
                guint        value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
build_run (JsonBuilder      *builder,
           const GazetteRun *run)
{
  json_builder_begin_object (builder);
  build_position (builder, "start", run->start);
  build_position (builder, "end", run->end);

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

  build_number (builder, "link", run->link);
  build_string (builder, "href", run->href);
  build_string (builder, "title", run->title);
  json_builder_end_object (builder);
}

static void
build_runs (JsonBuilder        *builder,
            const GazetteBlock *block)
{
  if (block->runs->len == 0)
    return;

  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < block->runs->len; i++)
    build_run (builder, &g_array_index (block->runs, GazetteRun, i));
  json_builder_end_array (builder);
}

static void
build_anchors (JsonBuilder        *builder,
               const GazetteBlock *block)
{
  if (block->anchors == NULL)
    return;

  json_builder_set_member_name (builder, "anchors");
  json_builder_begin_array (builder);
  for (guint i = 0; i < block->anchors->len; i++)
    {
      const GazetteAnchor *anchor = &g_array_index (block->anchors, GazetteAnchor, i);

      json_builder_begin_object (builder);
      build_position (builder, "at", anchor->at);
      build_string (builder, "id", anchor->id);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
build_cell (JsonBuilder       *builder,
            const GazetteCell *cell)
{
  json_builder_begin_object (builder);
  build_position (builder, "start", cell->start);
  build_position (builder, "end", cell->end);
  build_position (builder, "column", cell->column);
  build_position (builder, "row", cell->row);
  if (cell->n_columns > 1)
    build_position (builder, "columns", cell->n_columns);
  if (cell->n_rows > 1)
    build_position (builder, "rows", cell->n_rows);
  if (cell->is_header)
    {
      json_builder_set_member_name (builder, "header");
      json_builder_add_boolean_value (builder, TRUE);
    }
  build_string (builder, "align", align_names[cell->align]);
  json_builder_end_object (builder);
}

static void
build_cells (JsonBuilder        *builder,
             const GazetteBlock *block)
{
  if (block->cells == NULL)
    return;

  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (guint i = 0; i < block->cells->len; i++)
    build_cell (builder, &g_array_index (block->cells, GazetteCell, i));
  json_builder_end_array (builder);
}

static void
build_block (JsonBuilder        *builder,
             const GazetteBlock *block)
{
  json_builder_begin_object (builder);
  build_string (builder, "kind", kind_names[block->kind]);
  build_string (builder, "role", role_names[block->role]);
  build_string (builder, "direction", direction_names[block->direction]);
  build_number (builder, "level", block->level);
  build_number (builder, "quote_depth", block->quote_depth);
  build_number (builder, "quotes", block->quotes);
  build_number (builder, "list_depth", block->list_depth);
  build_number (builder, "details_depth", block->details_depth);
  if (block->is_open)
    {
      json_builder_set_member_name (builder, "open");
      json_builder_add_boolean_value (builder, TRUE);
    }
  build_number (builder, "items", block->items);
  build_string (builder, "marker", block->marker);
  if (block->kind != GAZETTE_BLOCK_RULE)
    build_string (builder, "text", block->text);

  build_runs (builder, block);
  build_anchors (builder, block);
  build_cells (builder, block);
  build_string (builder, "language", block->language);
  build_string (builder, "src", block->src);
  build_string (builder, "alt", block->alt);
  build_string (builder, "href", block->href);
  build_number (builder, "link", block->link);
  build_number (builder, "width", block->width);
  build_number (builder, "height", block->height);
  json_builder_end_object (builder);
}

/**
 * gazette_document_to_json:
 * @self: a document
 *
 * An array of its blocks, each an object with the fields of #GazetteBlock. Kinds,
 * roles and the like are named in lower case; fields that are %NULL, 0 or do not
 * belong to the kind are left out.
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
