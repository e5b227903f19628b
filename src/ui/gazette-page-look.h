/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-tags.h"
#include "gazette-typography.h"

G_BEGIN_DECLS

void     gazette_page_look_read           (GazettePageLook       *look,
                                           GtkWidget             *widget,
                                           GazetteTypography     *typography,
                                           const char            *title);
int      gazette_page_look_measure_column (GtkWidget             *widget,
                                           GazetteTypography     *typography);
gboolean gazette_page_look_equal          (const GazettePageLook *a,
                                           const GazettePageLook *b);
int      gazette_page_look_balance        (const GazettePageLook *look,
                                           GtkWidget             *widget,
                                           const char            *title,
                                           int                    column);

G_END_DECLS
