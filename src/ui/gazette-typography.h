/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GazetteTypography:
 *
 * How a person likes to read: the settings of the page, which it follows. There
 * is one for all pages. Size, font and colours reach them as style sheets of the
 * display; the rest is to be asked for.
 *
 * GazetteTypography::changed: () line height, measure, justification or colours
 *   are others now.
 */
#define GAZETTE_TYPE_TYPOGRAPHY (gazette_typography_get_type ())
G_DECLARE_FINAL_TYPE (GazetteTypography, gazette_typography, GAZETTE, TYPOGRAPHY, GObject)

GazetteTypography *gazette_typography_dup             (void);
double             gazette_typography_get_line_height (GazetteTypography *self);
int                gazette_typography_get_measure     (GazetteTypography *self);
gboolean           gazette_typography_is_justified    (GazetteTypography *self);
gboolean           gazette_typography_is_sepia        (GazetteTypography *self);
void               gazette_typography_step            (GSettings         *settings,
                                                       int                direction);

G_END_DECLS
