/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GazetteTypographyPopover:
 *
 * How pages are set, to be changed: style, size, font, line height, width and
 * justification. Changes the settings at once, and needs the actions of a window
 * that gazette_window_add_typography() adds.
 */
#define GAZETTE_TYPE_TYPOGRAPHY_POPOVER (gazette_typography_popover_get_type ())
G_DECLARE_FINAL_TYPE (GazetteTypographyPopover, gazette_typography_popover, GAZETTE, TYPOGRAPHY_POPOVER, GtkPopover)

G_END_DECLS
