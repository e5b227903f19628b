/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GHashTable *saved_check_list_complete (const char *data_folder);
void        saved_check_library       (const char *data_folder,
                                       guint       n_pictures);
void        saved_check_no_orphans    (const char *data_folder);
void        saved_check_age_files     (const char *data_folder);

G_END_DECLS
