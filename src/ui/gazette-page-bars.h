/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-buffer.h"

G_BEGIN_DECLS

void gazette_page_bars_draw (GtkTextView           *view,
                             GazettePageBuffer     *page,
                             const GazettePageLook *look,
                             int                    column,
                             GtkSnapshot           *snapshot);

G_END_DECLS
