/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "test-newsroom-util.h"

/* Runs @fiber to its end on the main loop; it must not fail. */
void
test_run_fiber (DexFiberFunc fiber,
                gpointer     data)
{
  g_autoptr(DexFuture) future = dex_scheduler_spawn (NULL, 0, fiber, data, NULL);
  g_autoptr(GError) error = NULL;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  dex_future_get_value (future, &error);
  g_assert_no_error (error);
}

/* A new folder, which goes with the test. */
char *
test_make_folder (void)
{
  g_autofree char *template = g_build_filename (g_get_user_data_dir (), "test-XXXXXX", NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_nonnull (g_mkdtemp (template));

  return g_steal_pointer (&template);
}
