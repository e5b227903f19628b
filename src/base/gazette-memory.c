/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <malloc.h>

#include "gazette-memory.h"
#include "gazette-worker.h"

/* Each thread that asks for memory gets a heap of its own otherwise, up to eight for
 * each processor, and keeps what it once needed. */
#define MAX_HEAPS 2

/* In milliseconds: not in the midst of something that needs it again at once. */
#define SOON_MS 500

/**
 * gazette_memory_set_up:
 *
 * Lets all threads share two heaps, before there are any.
 */
void
gazette_memory_set_up (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, MAX_HEAPS);
#endif
}

/**
 * gazette_memory_give_back:
 *
 * Gives memory back to the system that was used and is free now. The C library
 * keeps it by itself. Takes some milliseconds, on any thread but the main one; does nothing
 * where the C library has no such call.
 */
void
gazette_memory_give_back (void)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
}

static gboolean
give_back_on_thread (gpointer   data,
                     GValue    *result,
                     GError   **error)
{
  gazette_memory_give_back ();

  return TRUE;
}

static gboolean
soon_cb (gpointer user_data)
{
  guint *source = user_data;

  *source = 0;
  dex_future_disown (gazette_worker_run (gazette_worker_get_cpu (), give_back_on_thread, NULL, NULL));

  return G_SOURCE_REMOVE;
}

/**
 * gazette_memory_give_back_soon:
 *
 * As gazette_memory_give_back(), on another thread, when this was not called for half a
 * second: after the last of many things that need much for a moment. Main thread only.
 */
void
gazette_memory_give_back_soon (void)
{
  static guint source;

  if (source > 0)
    g_source_remove (source);
  source = g_timeout_add_full (G_PRIORITY_LOW, SOON_MS, soon_cb, &source, NULL);
}
