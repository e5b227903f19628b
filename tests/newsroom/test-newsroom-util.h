/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

void  test_run_fiber   (DexFiberFunc fiber,
                        gpointer     data);
char *test_make_folder (void);

G_END_DECLS
