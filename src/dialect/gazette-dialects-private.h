/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialects.h"

G_BEGIN_DECLS

struct _GazetteDialects
{
  GObject parent_instance;

  /* Those that were added come first, so that they are asked first; the built-in ones
   * may be missing still. */
  GPtrArray *dialects;
  guint      n_added;
  gsize      is_whole;
};

GPtrArray *gazette_dialects_get_all (GazetteDialects *self);

G_END_DECLS
