/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void gazette_memory_set_up         (void);
void gazette_memory_give_back      (void);
void gazette_memory_give_back_soon (void);

G_END_DECLS
