/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-annotation.h"
#include "gazette-library.h"

G_BEGIN_DECLS

/* How many highlights are listed, and how many characters of each. */
#define GAZETTE_HIGHLIGHTS_MAX_LISTED 10000
#define GAZETTE_HIGHLIGHTS_MAX_SHOWN 400

DexFuture *gazette_library_add_highlight        (GazetteLibrary    *self,
                                                 GazetteAnnotation *annotation);
DexFuture *gazette_library_change_highlight     (GazetteLibrary    *self,
                                                 gint64             id,
                                                 GazetteColour      colour,
                                                 const char        *note);
DexFuture *gazette_library_remove_highlight     (GazetteLibrary    *self,
                                                 gint64             id);
DexFuture *gazette_library_restore_highlight    (GazetteLibrary    *self,
                                                 gint64             id);
DexFuture *gazette_library_note_lost_highlights (GazetteLibrary    *self,
                                                 gint64             article_id,
                                                 GArray            *lost);
DexFuture *gazette_library_list_highlights      (GazetteLibrary    *self,
                                                 gint64             article_id);
DexFuture *gazette_library_list_all_highlights  (GazetteLibrary    *self,
                                                 const char        *words,
                                                 gboolean           is_whole);

G_END_DECLS
