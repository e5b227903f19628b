/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-html.h"
#include "gazette-writer.h"

G_BEGIN_DECLS

/**
 * GazetteBase:
 * @url: (nullable): what addresses are relative to
 * @writer: keeps the limit on how many are read
 * @kept: (nullable): the addresses of pictures that are there already, which are
 *   chosen before one that is not
 */
typedef struct
{
  char          *url;
  GazetteWriter *writer;
  GHashTable    *kept;
} GazetteBase;

char         *gazette_base_resolve           (GazetteBase     *self,
                                              const char      *reference);
char         *gazette_base_resolve_link      (GazetteBase     *self,
                                              const char      *reference);
char         *gazette_base_resolve_picture   (GazetteBase     *self,
                                              const char      *reference);

GazetteBlock *gazette_picture_read           (GazetteBase     *base,
                                              const GumboNode *img,
                                              const GumboNode *picture);
gboolean      gazette_picture_is_object      (const GumboNode *node);
gboolean      gazette_picture_is_inline      (const GumboNode *img);
gboolean      gazette_picture_is_stand_in    (const GumboNode *node);
gsize         gazette_picture_measure_stem   (const char      *path);
gboolean      gazette_picture_is_same        (const char      *a,
                                              const char      *b);

GazetteBlock *gazette_embed_read             (GazetteBase     *base,
                                              const GumboNode *node);
GazetteBlock *gazette_embed_read_bookmark    (GazetteBase     *base,
                                              const GumboNode *node);

G_END_DECLS
