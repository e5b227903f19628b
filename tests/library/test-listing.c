/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-listing.h"

static GArray *
make_ids (const char *text)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; *text != '\0'; text++)
    {
      gint64 id = *text;

      g_array_append_val (ids, id);
    }

  return ids;
}

static GArray *
compare (GArray *old_ids,
         GArray *new_ids)
{
  g_autoptr(GazetteIds) before = gazette_ids_new_from_array (old_ids);
  g_autoptr(GazetteIds) after = gazette_ids_new_from_array (new_ids);

  return gazette_listing_compare (before, after);
}

/* Applies the edits from the last to the first, as the list tells them. */
static void
assert_edits (GArray *old_ids,
              GArray *new_ids,
              guint   max_changed)
{
  g_autoptr(GArray) edits = compare (old_ids, new_ids);
  g_autoptr(GArray) ids = g_array_copy (old_ids);
  guint n_changed = 0;

  for (guint i = edits->len; i > 0; i--)
    {
      GazetteEdit *edit = &g_array_index (edits, GazetteEdit, i - 1);

      if (edit->n_removed > 0)
        g_array_remove_range (ids, edit->old_start, edit->n_removed);
      g_array_insert_vals (ids, edit->old_start, &g_array_index (new_ids, gint64, edit->new_start), edit->n_added);
      n_changed += edit->n_removed + edit->n_added;
    }

  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), new_ids->data, new_ids->len * sizeof (gint64));
  g_assert_cmpuint (n_changed, <=, max_changed);
}

static void
test_changes_are_the_fewest (void)
{
  static const struct { const char *before, *after; guint n_changed; } cases[] = {
    { "", "", 0 },
    { "", "abc", 3 },
    { "abc", "", 3 },
    { "abc", "abc", 0 },
    { "abcdef", "xabcdef", 1 },
    { "abcdef", "abcdefx", 1 },
    { "abcdef", "abxcdef", 1 },
    { "abcdef", "abdef", 1 },
    { "abcdef", "axcdef", 2 },
    { "abcdef", "xabcdy", 4 },
    { "abcdef", "eabcdf", 2 },
    { "abcdef", "acdefb", 2 },
    { "abcdef", "bcdef", 1 },
    { "abcdef", "1a2b3c4d5e6f7", 7 },
    { "1a2b3c4d5e6f7", "abcdef", 7 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) old_ids = make_ids (cases[i].before);
      g_autoptr(GArray) new_ids = make_ids (cases[i].after);

      assert_edits (old_ids, new_ids, cases[i].n_changed);
    }
}

static GArray *
make_random_ids (GRand *rand,
                 guint  n,
                 guint  max)
{
  g_autoptr(GHashTable) used = g_hash_table_new (NULL, NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n; i++)
    {
      gint64 id = g_rand_int_range (rand, 1, max);

      if (g_hash_table_add (used, GINT_TO_POINTER ((int) id)))
        g_array_append_val (ids, id);
    }

  return ids;
}

static void
test_any_list_turns_into_any_other (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr(GArray) old_ids = make_random_ids (rand, g_rand_int_range (rand, 0, 30), 40);
      g_autoptr(GArray) new_ids = make_random_ids (rand, g_rand_int_range (rand, 0, 30), 40);

      assert_edits (old_ids, new_ids, G_MAXUINT);
    }
}

static void
test_very_many_changes_are_joined (void)
{
  g_autoptr(GArray) old_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) new_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) edits = NULL;

  for (gint64 id = 1; id <= 10000; id++)
    {
      g_array_append_val (new_ids, id);
      if (id % 3 == 0)
        g_array_append_val (old_ids, id);
    }

  edits = compare (old_ids, new_ids);
  g_assert_cmpuint (edits->len, >, 0);
  g_assert_cmpuint (edits->len, <=, 256);
  assert_edits (old_ids, new_ids, G_MAXUINT);
}

/* Whatever width they need, and whenever they need more. */
static void
test_any_ids_are_held (void)
{
  static const gint64 edges[] = {
    0, 1, 2, 7, 0xff, 0x100, 0xffff, 0x10000, 0xfffff, 0x1000000, G_MAXUINT32, G_GINT64_CONSTANT (0x100000000),
    G_MAXINT64 >> 7, G_MAXINT64 >> 6, G_MAXINT64 >> 5, G_MAXINT64, -1, G_MININT64,
  };
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 500; i++)
    {
      guint n_edges = g_rand_int_range (rand, 1, G_N_ELEMENTS (edges) + 1);
      g_autoptr(GArray) array = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr(GArray) again = NULL;
      g_autoptr(GazetteIds) ids = NULL;
      guint at;

      for (guint j = g_rand_int_range (rand, 0, 200); j > 0; j--)
        g_array_append_val (array, edges[g_rand_int_range (rand, 0, n_edges)]);
      ids = gazette_ids_new_from_array (array);
      again = gazette_ids_to_array (ids, 0, ids->n);
      g_assert_cmpmem (again->data, again->len * sizeof (gint64), array->data, array->len * sizeof (gint64));

      at = gazette_ids_find (ids, 0, G_MAXUINT, edges[n_edges - 1]);
      if (at != G_MAXUINT)
        g_assert_cmpint (g_array_index (array, gint64, at), ==, edges[n_edges - 1]);
      for (guint j = 0; j < MIN (at, array->len); j++)
        g_assert_cmpint (g_array_index (array, gint64, j), !=, edges[n_edges - 1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/listing/ids/any-are-held", test_any_ids_are_held);
  g_test_add_func ("/listing/changes/are-the-fewest", test_changes_are_the_fewest);
  g_test_add_func ("/listing/changes/any-list-turns-into-any-other", test_any_list_turns_into_any_other);
  g_test_add_func ("/listing/changes/very-many-are-joined", test_very_many_changes_are_joined);

  return g_test_run ();
}
