/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-markup.h"

G_BEGIN_DECLS

struct _GazetteMarkup
{
  GString *html;
  char    *url;
  GArray  *levels;
  guint    quote_depth;

  /* Of markup for a file: where its pictures are, what is called how that links lead
   * to, and which of these names it has by now. */
  GazetteMarkupPictureFunc  picture;
  gpointer                  data;
  GHashTable               *anchors;
  GHashTable               *written;
};

/* gazette-markup-document.c */
char *gazette_markup_dup_file_link (GazetteMarkup *self,
                                    const char    *href);

G_END_DECLS
