/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the kernel tells what feeds the machine. */
#define GAZETTE_POWER_SUPPLIES "/sys/class/power_supply"

gboolean gazette_power_is_on_battery (const char *folder);

G_END_DECLS
