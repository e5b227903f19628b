/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page.h"
#include "gazette-print.h"

G_BEGIN_DECLS

GazettePrint *gazette_page_dup_print (GazettePage *self);

G_END_DECLS
