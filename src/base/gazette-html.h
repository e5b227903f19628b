/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <gumbo.h>

G_BEGIN_DECLS

/**
 * GazetteHtml:
 *
 * A parsed HTML page or fragment. The parser is gumbo; this adds limits on
 * size and depth so that hostile input costs little, and the few walks over
 * the tree that every room needs. Immutable after parsing: may be read from
 * any thread, one at a time.
 */
typedef struct _GazetteHtml GazetteHtml;

GazetteHtml     *gazette_html_parse         (const char      *html,
                                             gssize           length);
void             gazette_html_free          (GazetteHtml     *self);
const GumboNode *gazette_html_get_root      (GazetteHtml     *self);
gboolean         gazette_html_is_truncated  (GazetteHtml     *self);
const GumboNode *gazette_html_next          (const GumboNode *root,
                                             const GumboNode *node);
const GumboNode *gazette_html_next_skipping (const GumboNode *root,
                                             const GumboNode *node);
const char      *gazette_html_get_attribute (const GumboNode *node,
                                             const char      *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GazetteHtml, gazette_html_free)

G_END_DECLS
