/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-limiter.h"

static GazettePermit *
take_permit (DexFuture *future)
{
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);

  return g_value_dup_boxed (value);
}

static void
test_no_more_than_the_total_are_out (void)
{
  g_autoptr(GazetteLimiter) limiter = gazette_limiter_new (2, 0);
  g_autoptr(DexFuture) a = gazette_limiter_acquire (limiter, "x");
  g_autoptr(DexFuture) b = gazette_limiter_acquire (limiter, "x");
  g_autoptr(DexFuture) c = gazette_limiter_acquire (limiter, "x");
  g_autoptr(GazettePermit) permit = take_permit (a);

  g_assert_true (dex_future_is_resolved (b));
  g_assert_true (dex_future_is_pending (c));

  dex_clear (&a);
  g_assert_true (dex_future_is_pending (c));
  g_clear_pointer (&permit, gazette_permit_unref);
  g_assert_true (dex_future_is_resolved (c));
}

static void
test_a_busy_key_does_not_hold_up_others (void)
{
  g_autoptr(GazetteLimiter) limiter = gazette_limiter_new (3, 1);
  g_autoptr(DexFuture) a1 = gazette_limiter_acquire (limiter, "a");
  g_autoptr(DexFuture) a2 = gazette_limiter_acquire (limiter, "a");
  g_autoptr(DexFuture) a3 = gazette_limiter_acquire (limiter, "a");
  g_autoptr(DexFuture) b1 = gazette_limiter_acquire (limiter, "b");

  g_assert_true (dex_future_is_resolved (a1));
  g_assert_true (dex_future_is_pending (a2));
  g_assert_true (dex_future_is_resolved (b1));

  dex_clear (&a1);
  g_assert_true (dex_future_is_resolved (a2));
  g_assert_true (dex_future_is_pending (a3));

  dex_clear (&a2);
  g_assert_true (dex_future_is_resolved (a3));
}

static DexFuture *
wait_fiber (gpointer user_data)
{
  GazetteLimiter *limiter = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GazettePermit) permit = dex_await_boxed (gazette_limiter_acquire (limiter, "x"), &error);

  if (permit == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

static void
iterate (guint n)
{
  for (guint i = 0; i < n; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_a_cancelled_wait_gives_its_place_up (void)
{
  GazetteLimiter *limiter = gazette_limiter_new (1, 0);
  DexFuture *held = gazette_limiter_acquire (limiter, "x");
  DexPromise *cancel = dex_promise_new ();
  DexFuture *race = dex_future_first (dex_ref (cancel),
                                      gazette_limiter_acquire (limiter, "x"),
                                      NULL);
  DexFuture *behind;

  iterate (5);
  dex_promise_resolve_boolean (cancel, TRUE);
  iterate (5);
  dex_clear (&race);
  iterate (5);

  behind = gazette_limiter_acquire (limiter, "x");
  g_assert_true (dex_future_is_pending (behind));
  dex_clear (&held);
  g_assert_true (dex_future_is_resolved (behind));
  dex_clear (&behind);
  dex_clear (&cancel);

  /* Nobody holds it any more: the wait is gone with all that it held. */
  g_assert_finalize_object (limiter);
}

static void
test_a_forgotten_wait_does_not_keep_its_unit (void)
{
  GazetteLimiter *limiter = gazette_limiter_new (1, 0);
  DexFuture *held = gazette_limiter_acquire (limiter, "x");
  DexFuture *behind;

  dex_unref (gazette_limiter_acquire (limiter, "x"));
  behind = gazette_limiter_acquire (limiter, "x");
  dex_clear (&held);

  g_assert_true (dex_future_is_resolved (behind));
  dex_clear (&behind);
  g_assert_finalize_object (limiter);
}

static gpointer
free_permit (gpointer data)
{
  g_usleep (2000);
  gazette_permit_unref (data);

  return NULL;
}

static void
test_a_permit_freed_on_another_thread_lets_the_next_go (void)
{
  g_autoptr(GazetteLimiter) limiter = gazette_limiter_new (1, 0);
  DexFuture *held = gazette_limiter_acquire (limiter, "x");
  GazettePermit *permit = take_permit (held);
  g_autoptr(DexFuture) fiber = NULL;
  GThread *thread;

  dex_clear (&held);
  fiber = dex_scheduler_spawn (NULL, 0, wait_fiber, g_object_ref (limiter), g_object_unref);
  iterate (5);
  g_assert_true (dex_future_is_pending (fiber));

  thread = g_thread_new ("test", free_permit, permit);
  while (dex_future_is_pending (fiber))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (dex_future_is_resolved (fiber));
  g_thread_join (thread);
}

typedef struct
{
  GazetteLimiter *limiter;
  int             n_out;
  int             n_most;
  int             n_done;
} Crowd;

static DexFuture *
granted_cb (DexFuture *future,
            gpointer   user_data)
{
  Crowd *crowd = user_data;
  int n_out = g_atomic_int_add (&crowd->n_out, 1) + 1;

  crowd->n_most = MAX (crowd->n_most, n_out);
  g_atomic_int_add (&crowd->n_out, -1);
  g_thread_unref (g_thread_new ("test", free_permit, take_permit (future)));
  crowd->n_done++;

  return dex_future_new_true ();
}

static void
test_a_crowd_is_served_to_the_last (void)
{
  Crowd crowd = { .limiter = gazette_limiter_new (4, 2) };

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i % 5);

      dex_future_disown (dex_future_then (gazette_limiter_acquire (crowd.limiter, key), granted_cb, &crowd, NULL));
    }

  while (crowd.n_done < 100)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (crowd.n_most, <=, 4);

  g_object_unref (crowd.limiter);
}

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/limiter/no-more-than-the-total-are-out", test_no_more_than_the_total_are_out);
  g_test_add_func ("/base/limiter/a-busy-key-does-not-hold-up-others", test_a_busy_key_does_not_hold_up_others);
  g_test_add_func ("/base/limiter/a-cancelled-wait-gives-its-place-up", test_a_cancelled_wait_gives_its_place_up);
  g_test_add_func ("/base/limiter/a-forgotten-wait-does-not-keep-its-unit", test_a_forgotten_wait_does_not_keep_its_unit);
  g_test_add_func ("/base/limiter/a-permit-freed-on-another-thread-lets-the-next-go", test_a_permit_freed_on_another_thread_lets_the_next_go);
  g_test_add_func ("/base/limiter/a-crowd-is-served-to-the-last", test_a_crowd_is_served_to_the_last);

  return g_test_run ();
}
