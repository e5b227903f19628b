/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-library-private.h"

G_BEGIN_DECLS

/**
 * GazetteUpkeep:
 *
 * Looks after the database of an open library on a thread of its own: soon after
 * the start and then each hour it looks whether a check and a copy are due, which
 * is once a day, and the check also after a run that was cut off. Main thread only.
 */
typedef struct _GazetteUpkeep GazetteUpkeep;

/**
 * GazetteUpkeepFunc:
 * @condition: what a check has found
 * @data: what was given with the function
 *
 * Told after each check that came to its end.
 */
typedef void (*GazetteUpkeepFunc) (GazetteCondition condition,
                                   gpointer         data);

GazetteUpkeep *gazette_upkeep_new  (GazetteStore      *store,
                                    GazetteUpkeepFunc  func,
                                    gpointer           data);
void           gazette_upkeep_free (GazetteUpkeep     *self);
DexFuture     *gazette_upkeep_run  (GazetteUpkeep     *self);
DexFuture     *gazette_upkeep_stop (GazetteUpkeep     *self);

G_END_DECLS
