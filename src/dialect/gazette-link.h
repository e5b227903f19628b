/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialect.h"

G_BEGIN_DECLS

/* A link of a page or of a header: @rel is a list of relations parted by
 * spaces; @title and @type are nullable. */
typedef struct
{
  char *url;
  char *rel;
  char *type;
  char *title;
} GazetteLink;

void      gazette_link_free        (GazetteLink         *self);
gboolean  gazette_link_has_rel     (const GazetteLink   *self,
                                    const char          *rel);
gboolean  gazette_link_has_type    (const GazetteLink   *self,
                                    const char          *type);
void      gazette_links_add_header (GPtrArray           *links,
                                    const GazetteAnswer *answer);
void      gazette_links_add_page   (GPtrArray           *links,
                                    const GazetteAnswer *answer,
                                    char               **title,
                                    GStrv               *generators);

G_END_DECLS
