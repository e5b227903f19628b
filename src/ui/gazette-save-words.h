/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *gazette_save_words_dup_progress (guint n_done,
                                       guint n_all);
char *gazette_save_words_dup_tooltip  (guint n_done,
                                       guint n_all);

G_END_DECLS
