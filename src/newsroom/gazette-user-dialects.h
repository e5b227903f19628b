/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-dialects.h"

G_BEGIN_DECLS

GazetteDialects *gazette_user_dialects_load (const char  *data_folder,
                                             GStrv       *errors);

G_END_DECLS
