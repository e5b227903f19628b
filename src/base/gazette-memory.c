/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <malloc.h>

#include "gazette-memory.h"
#include "gazette-worker.h"

/* Each thread that asks for memory gets a heap of its own otherwise, up to eight for
 * each processor, and keeps what it once needed. */
#define MAX_HEAPS 2

/* In bytes, what is on no heap and goes back to the system when it is freed. The C library
 * takes ever larger things onto its heaps once it has seen one freed, and the pictures of a
 * page that are decoded one after the other leave holes there, as large as they are. */
#define APART (256 * 1024)

#ifdef __GLIBC__
static gboolean
trim_on_thread (gpointer   data,
                GValue    *result,
                GError   **error)
{
  malloc_trim (0);

  return TRUE;
}
#endif

/**
 * gazette_memory_set_up:
 *
 * Lets all threads share two heaps, before there are any, and keeps what is large off them.
 */
void
gazette_memory_set_up (void)
{
#ifdef __GLIBC__
  mallopt (M_ARENA_MAX, MAX_HEAPS);
  mallopt (M_MMAP_THRESHOLD, APART);
#endif
}

/**
 * gazette_memory_give_back:
 *
 * Gives memory back to the system that was used and is free now. The C library
 * keeps it by itself. Takes a thread some milliseconds; does nothing where the C library has no such call.
 */
void
gazette_memory_give_back (void)
{
#ifdef __GLIBC__
  dex_future_disown (gazette_worker_run (gazette_worker_get_cpu (), trim_on_thread, NULL, NULL));
#endif
}
