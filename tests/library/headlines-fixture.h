/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-headlines.h"

G_BEGIN_DECLS

/* What somebody who follows a list by its signal alone believes it to be. */
typedef struct
{
  GazetteHeadlines *headlines;
  GArray           *ids;
  guint             n_signals;
  guint             n_changed;
} Shadow;

void  shadow_init               (Shadow           *shadow,
                                 GazetteLibrary   *library);
void  shadow_clear              (Shadow           *shadow);
void  shadow_assert             (Shadow           *shadow);

void  headlines_set_view        (GazetteHeadlines *headlines,
                                 GazetteViewKind   kind,
                                 gint64            source_id);
char *headlines_dup_titles      (GazetteHeadlines *headlines);
void  headlines_wait_for        (GazetteHeadlines *headlines,
                                 const char       *titles);
void  headlines_wait_for_length (GazetteHeadlines *headlines,
                                 guint             n_items);

G_END_DECLS
