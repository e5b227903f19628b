/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <malloc.h>

#include "gazette-memory.h"

/* Each thread that asks for memory gets a heap of its own otherwise, up to eight for
 * each processor, and keeps what it once needed. */
#define MAX_HEAPS 2

/* In bytes, what is on no heap and goes back to the system when it is freed. The C library
 * takes ever larger things onto its heaps once it has seen one freed, and the pictures of a
 * page that are decoded one after the other leave holes there, as large as they are. */
#define APART (256 * 1024)

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
