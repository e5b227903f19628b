/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page-buffer.h"

G_BEGIN_DECLS

#define GAZETTE_FOLD_OPEN "▾"
#define GAZETTE_FOLD_CLOSED "▸"
#define GAZETTE_FOLD_CLOSED_RTL "◂"

void        gazette_page_folds_find      (GazettePageBuffer  *page);
int         gazette_page_folds_get_at    (GazettePageBuffer  *page,
                                          int                 offset);
gboolean    gazette_page_folds_is_open   (GazettePageBuffer  *page,
                                          int                 fold);
void        gazette_page_folds_toggle    (GazettePageBuffer  *page,
                                          int                 fold);
gboolean    gazette_page_folds_reveal    (GazettePageBuffer  *page,
                                          int                 offset);
const char *gazette_page_folds_get_sign  (gboolean            is_open,
                                          gboolean            rtl);

G_END_DECLS
