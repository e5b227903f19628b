/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-code-text.h"

G_BEGIN_DECLS

/**
 * GazettePageCode:
 *
 * Code in a card, which scrolls sideways where it is wider, with a button that
 * copies it.
 */
#define GAZETTE_TYPE_PAGE_CODE (gazette_page_code_get_type ())
G_DECLARE_FINAL_TYPE (GazettePageCode, gazette_page_code, GAZETTE, PAGE_CODE, GtkWidget)

GtkWidget       *gazette_page_code_new      (const GazetteBlock *block);
GazetteCodeText *gazette_page_code_get_text (GazettePageCode    *self);

G_END_DECLS
