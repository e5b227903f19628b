/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialect-private.h"

G_BEGIN_DECLS

/* Where values are read: borrowed, for one answer at a time. @made are nodes
 * that are not in the answer, @tables what was looked up in it, and
 * @tables_of_item what was looked up in @item. */
typedef struct
{
  const char *base;
  GPtrArray  *related;
  JsonNode   *root;
  GPtrArray  *matches;
  GPtrArray  *made;
  GHashTable *tables;
  GHashTable *tables_of_item;
  JsonNode   *item;
  guint       enough;
} GazetteValueReader;

void     gazette_value_reader_init  (GazetteValueReader *self,
                                     GazetteDialect     *dialect,
                                     JsonNode           *root,
                                     const char         *base);
void     gazette_value_reader_match (GazetteValueReader *self,
                                     const GazetteWay   *way,
                                     JsonNode           *root,
                                     guint               max_matches);
void     gazette_value_reader_clear (GazetteValueReader *self);

char    *gazette_value_read_key     (GazetteValueReader *self,
                                     GazetteWays        *ways,
                                     JsonNode           *root);
char    *gazette_value_read_text    (GazetteValueReader *self,
                                     GazetteWays        *ways,
                                     JsonNode           *root);
GStrv    gazette_value_read_names   (GazetteValueReader *self,
                                     GazetteWays        *ways,
                                     JsonNode           *root);
char    *gazette_value_read_html    (GazetteValueReader *self,
                                     GazetteWays        *ways,
                                     JsonNode           *root);
char    *gazette_value_read_url     (GazetteValueReader *self,
                                     GazetteWays        *ways,
                                     JsonNode           *root);
char    *gazette_value_read_image   (GazetteValueReader *self,
                                     GazetteWays        *ways,
                                     JsonNode           *root);
gint64   gazette_value_read_date    (GazetteValueReader *self,
                                     GazetteWays        *ways,
                                     JsonNode           *root,
                                     gboolean           *is_rough);
gint64   gazette_value_read_number  (GazetteValueReader *self,
                                     GazetteWays        *ways,
                                     JsonNode           *root);
gboolean gazette_value_read_flag    (GazetteValueReader *self,
                                     GazetteWays        *ways,
                                     JsonNode           *root);
char    *gazette_value_dup_string   (JsonNode           *node);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GazetteValueReader, gazette_value_reader_clear)

G_END_DECLS
