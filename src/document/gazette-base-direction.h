/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-document.h"

G_BEGIN_DECLS

GazetteDirection gazette_base_direction_of_letter (gunichar    c);
GazetteDirection gazette_base_direction_of_text   (const char *text,
                                                   gssize      length);

G_END_DECLS
