/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <malloc.h>
#include <stdlib.h>

#include <glib.h>

#include "gazette-memory.h"

/* As large as a picture on a page. */
#define PICTURE (1000 * 1000)

/* The sanitizers have heaps of their own. */
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define HAS_HEAPS 1
#else
#define HAS_HEAPS 0
#endif

static gsize
get_apart (void)
{
#if HAS_HEAPS
  return mallinfo2 ().hblkhd;
#else
  return 0;
#endif
}

/* Also after something larger was freed, by which the C library goes otherwise. */
static void
test_large (void)
{
  gsize before = get_apart ();
  void *volatile larger = malloc (4 * PICTURE);
  void *volatile picture;

  g_assert_nonnull (larger);
  free (larger);
  picture = malloc (PICTURE);
  g_assert_nonnull (picture);
  if (HAS_HEAPS)
    g_assert_cmpuint (get_apart (), >=, before + PICTURE);
  free (picture);
  g_assert_cmpuint (get_apart (), ==, before);
}

int
main (int   argc,
      char *argv[])
{
  gazette_memory_set_up ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/memory/large", test_large);

  return g_test_run ();
}
