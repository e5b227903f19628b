/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-save-words.h"

/*
 * gazette_save_words_dup_progress:
 * @n_done: how many pictures of an article that is being saved are there
 * @n_all: how many there are
 *
 * Returns: (transfer full): that in as few words as there are
 */
char *
gazette_save_words_dup_progress (guint n_done,
                                 guint n_all)
{
  /* TRANSLATORS: beside a spinner, while an article is being saved: the first number
   * is how many of all pictures, the second, are there */
  return g_strdup_printf (_("%u of %u"), n_done, n_all);
}

/*
 * gazette_save_words_dup_tooltip:
 * @n_done: how many pictures of an article that is being saved are there
 * @n_all: how many there are, 0 while that is not known
 *
 * Returns: (transfer full): a sentence about it
 */
char *
gazette_save_words_dup_tooltip (guint n_done,
                                guint n_all)
{
  if (n_all == 0)
    return g_strdup (_("Saving…"));

  /* TRANSLATORS: the first number is how many of all pictures, the second, are there */
  return g_strdup_printf (ngettext ("Saving: %u of %u picture", "Saving: %u of %u pictures", n_all), n_done, n_all);
}
