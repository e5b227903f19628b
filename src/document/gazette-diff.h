/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint *gazette_diff_match (const guint *before,
                           guint        n_before,
                           const guint *after,
                           guint        n_after,
                           gsize       *effort);

G_END_DECLS
