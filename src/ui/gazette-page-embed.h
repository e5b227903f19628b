/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gazette-document.h"

G_BEGIN_DECLS

GtkWidget *gazette_page_embed_new (const GazetteBlock *block);

G_END_DECLS
