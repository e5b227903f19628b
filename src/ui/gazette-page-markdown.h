/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gazette-page.h"

G_BEGIN_DECLS

DexFuture *gazette_page_make_markdown (GazettePage *self);

G_END_DECLS
