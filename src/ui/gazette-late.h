/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkBuilder *gazette_late_build         (const char *name);
void        gazette_late_reveal_banner (AdwBanner  *banner,
                                        gboolean    revealed);

G_END_DECLS
