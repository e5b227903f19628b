/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-choice.h"

G_BEGIN_DECLS

/**
 * GazetteChoices:
 *
 * A #GListModel of every #GazetteChoice of a library: first the views of all
 * sources, then, as sections of their own, the saved searches, and the sources
 * by name. It follows the
 * library. Main thread only.
 *
 * Properties, read-only: loaded (gboolean: the sources have been read),
 * n-sources (uint).
 */
#define GAZETTE_TYPE_CHOICES (gazette_choices_get_type ())
G_DECLARE_FINAL_TYPE (GazetteChoices, gazette_choices, GAZETTE, CHOICES, GObject)

GazetteChoices *gazette_choices_new           (GazetteLibrary  *library);
gboolean        gazette_choices_get_loaded    (GazetteChoices  *self);
guint           gazette_choices_get_n_sources (GazetteChoices  *self);
GazetteChoice  *gazette_choices_find          (GazetteChoices  *self,
                                               GazetteViewKind  kind,
                                               gint64           source_id,
                                               guint           *position);

G_END_DECLS
