/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gazette-type-ahead.h"

static const char *
get_title (gpointer item)
{
  return gtk_string_object_get_string (item);
}

static void
test_found_as_typed (void)
{
  static const char *const titles[] = {
    "All Articles", "The Daily Herald", "Herald of the North", "Économie", "São Paulo Hoje", "Новости дня", "毎日新聞", NULL,
  };
  static const struct { const char *typed; guint position; } cases[] = {
    { "h", 2 },
    { "her", 2 },
    { "HERALD O", 2 },
    { "daily her", 1 },
    { "the", 1 },
    { "ECO", 3 },
    { "éco", 3 },
    { "sao p", 4 },
    { "ново", 5 },
    { "毎日", 6 },
    { "all art", 0 },
    { "erald", GTK_INVALID_LIST_POSITION },
    { "herald x", GTK_INVALID_LIST_POSITION },
    { " ", GTK_INVALID_LIST_POSITION },
    { "…", GTK_INVALID_LIST_POSITION },
  };
  g_autoptr(GtkStringList) list = gtk_string_list_new (titles);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint position = gazette_type_ahead_find (G_LIST_MODEL (list), get_title, cases[i].typed);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpuint (position, ==, cases[i].position);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/type-ahead/found-as-typed", test_found_as_typed);

  return g_test_run ();
}
