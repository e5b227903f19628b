/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void gazette_style_hold_back (void);
void gazette_style_start     (void);

G_END_DECLS
