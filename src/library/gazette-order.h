/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-listing.h"

G_BEGIN_DECLS

/* How long a text is: the characters of what is shown of it. As in the index of the
 * schema, so that this answers. */
#define GAZETTE_ORDER_LENGTH "gazette_length (coalesce (full_html, html))"

const char *gazette_order_get_sql        (GazetteViewKind   kind,
                                          GazetteOrder      order);
gboolean    gazette_order_read           (GazetteRequest   *request,
                                          GazetteDatabase  *database,
                                          int               limit,
                                          GazetteListing   *listing,
                                          GError          **error);
guint       gazette_order_find_section   (GArray           *sections,
                                          guint             position);
gboolean    gazette_order_sections_moved (GArray           *old_sections,
                                          guint             n_old,
                                          GArray           *new_sections,
                                          GArray           *edits);

G_END_DECLS
