/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialects.h"

G_BEGIN_DECLS

struct _GazetteDialects
{
  GObject parent_instance;

  /* Those that were added come first, so that they are asked first. */
  GPtrArray *dialects;
  guint      n_added;
};

G_END_DECLS
