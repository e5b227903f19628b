/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean gazette_sign_is_unseen (gunichar c);
gunichar gazette_sign_fold      (gunichar c);

G_END_DECLS
