/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-html.h"

G_BEGIN_DECLS

char *gazette_code_dup_language (const GumboNode *pre);

G_END_DECLS
