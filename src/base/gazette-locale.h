/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  gazette_locale_set_up         (void);

/* For tests. */
char *gazette_locale_dup_folder_for (const char *program);

G_END_DECLS
