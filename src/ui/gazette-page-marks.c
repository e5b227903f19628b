/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was searched for in all articles, marked in the one that was found. */

#include "config.h"

#include "gazette-page-buffer-private.h"
#include "gazette-page-private.h"
#include "gazette-page-search.h"

/* A text that is longer is looked through by the find bar only, when a person
 * asks for that; and of a word that is everywhere the first are enough. */
#define MAX_CHARS 100000
#define MAX_MARKS 500

/* A word is marked where it begins one. */
static gboolean
begins_word (const GtkTextIter *iter)
{
  GtkTextIter before = *iter;
  gunichar c = gtk_text_iter_get_char (iter);

  return !gtk_text_iter_backward_char (&before) || !g_unichar_isalnum (gtk_text_iter_get_char (&before)) ||
         g_unichar_iswide (c);
}

static void
mark_word (GazettePageBuffer *page,
           GazettePageSearch *search,
           const char        *word)
{
  g_autoptr(GArray) found = gazette_page_search_find (search, word);
  GtkTextTag *tag = gazette_page_tags_get (page->tags, GAZETTE_TAG_MATCH);

  for (guint i = 0; i < MIN (found->len, MAX_MARKS); i++)
    {
      const GazettePageMatch *match = &g_array_index (found, GazettePageMatch, i);
      GtkTextIter start;
      GtkTextIter end;

      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &start, (int) match->start);
      gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (page), &end, (int) (match->start + match->length));
      if (begins_word (&start))
        gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (page), tag, &start, &end);
    }
}

/**
 * gazette_page_show_marks:
 * @self: a page
 *
 * Marks what was searched for in the article that it shows.
 */
void
gazette_page_show_marks (GazettePage *self)
{
  GazettePageBuffer *page = gazette_page_view_get_page (self->view);
  GazettePageSearch *search;
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  if (self->marks == NULL || self->marks[0] == NULL)
    return;

  gazette_find_bar_suggest (gazette_page_need_find_bar (self), self->marks[0]);
  if (gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (page)) > MAX_CHARS)
    return;

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (page), &start, &end);
  text = gtk_text_buffer_get_slice (GTK_TEXT_BUFFER (page), &start, &end, TRUE);
  search = gazette_page_search_new (text);
  for (guint i = 0; self->marks[i] != NULL; i++)
    mark_word (page, search, self->marks[i]);
  gazette_page_search_free (search);
}

/**
 * gazette_page_set_marks:
 * @self: a page
 * @words: (nullable): what was searched for
 *
 * Marks it in the articles that are shown from now on.
 */
void
gazette_page_set_marks (GazettePage       *self,
                        const char *const *words)
{
  g_return_if_fail (GAZETTE_IS_PAGE (self));

  g_strfreev (self->marks);
  self->marks = g_strdupv ((GStrv) words);
}
