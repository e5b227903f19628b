/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void gazette_clipboard_offer_address (GtkEditable *entry);

G_END_DECLS
