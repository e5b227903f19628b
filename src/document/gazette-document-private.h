/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-document.h"

G_BEGIN_DECLS

struct _GazetteDocument
{
  GPtrArray    *blocks;
  GazetteBlock *lead;
  /* Holds the addresses of runs: one of a link is not repeated for each of them. */
  GStringChunk *strings;
  gboolean      truncated;
  gboolean      shows_changes;
};

GazetteBlock *gazette_block_new  (GazetteBlockKind  kind);
void          gazette_block_free (GazetteBlock     *self);

GazetteDocument *
              gazette_document_read              (const char      *html,
                                                  gssize           length,
                                                  const char      *base_url,
                                                  GHashTable      *kept);
char         *gazette_document_dup_words         (const char      *text);
void          gazette_document_drop_tail         (GazetteDocument *self,
                                                  const char      *url,
                                                  const char      *title);
void          gazette_document_join_links        (GazetteDocument *self,
                                                  const char      *base_url);
void          gazette_document_find_attributions (GazetteDocument *self);
void          gazette_document_align_lists       (GazetteDocument *self);

/* gazette-document-copy.c */
GazetteDocument *
              gazette_document_new_empty         (void);
GazetteBlock *gazette_block_copy_frame           (const GazetteBlock *block);
void          gazette_document_add_run           (GazetteDocument    *self,
                                                  GazetteBlock       *to,
                                                  GazetteRun          run);
void          gazette_document_add_looks         (GazetteDocument    *self,
                                                  GazetteBlock       *to,
                                                  guint               at,
                                                  const GazetteBlock *from,
                                                  guint               start,
                                                  guint               end,
                                                  GazetteStyle        style);
void          gazette_document_copy_anchors      (GazetteDocument    *self,
                                                  GazetteBlock       *to,
                                                  const GazetteBlock *from);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteBlock, gazette_block_free)

G_END_DECLS
