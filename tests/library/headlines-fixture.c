/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "headlines-fixture.h"
#include "library-fixture.h"

/* Sections follow each other without a gap, and no two neighbours are the same. */
static void
assert_sections (GazetteHeadlines *headlines)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (headlines));
  gint64 former_key = G_MININT64;
  guint end = 0;

  for (guint i = 0; i < n_items; i++)
    {
      GazetteSection section;
      guint section_end;

      if (!gazette_headlines_get_section (headlines, i, &section, &section_end))
        {
          g_assert_cmpuint (section.start, ==, 0);
          g_assert_cmpuint (section_end, ==, n_items);
          continue;
        }

      if (i == end)
        {
          g_assert_cmpuint (section.start, ==, i);
          g_assert_cmpuint (section_end, >, i);
          g_assert_cmpuint (section_end, <=, n_items);
          g_assert_cmpint (section.key, !=, former_key);
        }
      else
        {
          g_assert_cmpuint (section_end, ==, end);
          g_assert_cmpint (section.key, ==, former_key);
        }
      end = section_end;
      former_key = section.key;
    }
}

void
shadow_assert (Shadow *shadow)
{
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (shadow->headlines)), ==, shadow->ids->len);

  for (guint i = 0; i < shadow->ids->len; i++)
    g_assert_cmpint (gazette_headlines_get_article (shadow->headlines, i), ==, g_array_index (shadow->ids, gint64, i));
  assert_sections (shadow->headlines);
}

static void
items_changed_cb (Shadow     *shadow,
                  guint       position,
                  guint       removed,
                  guint       added,
                  GListModel *model)
{
  g_assert_cmpuint (position + removed, <=, shadow->ids->len);
  if (removed > 0)
    g_array_remove_range (shadow->ids, position, removed);

  for (guint i = 0; i < added; i++)
    {
      gint64 id = gazette_headlines_get_article (GAZETTE_HEADLINES (model), position + i);

      g_array_insert_val (shadow->ids, position + i, id);
    }

  shadow->n_signals++;
  shadow->n_changed += removed + added;

  /* The list is what was told so far, also in the midst of a change. */
  if (shadow->ids->len < 1000)
    shadow_assert (shadow);
}

void
shadow_init (Shadow         *shadow,
             GazetteLibrary *library)
{
  shadow->headlines = gazette_headlines_new (library);
  shadow->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  shadow->n_signals = 0;
  shadow->n_changed = 0;
  g_signal_connect_swapped (shadow->headlines, "items-changed", G_CALLBACK (items_changed_cb), shadow);
}

void
shadow_clear (Shadow *shadow)
{
  g_signal_handlers_disconnect_by_data (shadow->headlines, shadow);
  g_clear_object (&shadow->headlines);
  g_array_unref (shadow->ids);
}

void
headlines_set_view (GazetteHeadlines *headlines,
                    GazetteViewKind   kind,
                    gint64            source_id)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (dex_await_boolean (gazette_headlines_set_view (headlines, kind, source_id), &error));
  g_assert_no_error (error);
}

/* The titles that a person would see, "?" for one that is not loaded. */
char *
headlines_dup_titles (GazetteHeadlines *headlines)
{
  g_autoptr(GString) line = g_string_new (NULL);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (headlines));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(GazetteHeadline) headline = g_list_model_get_item (G_LIST_MODEL (headlines), i);

      g_string_append_printf (line, "%s%s", i > 0 ? " " : "",
                              gazette_headline_get_loaded (headline) ? gazette_headline_get_title (headline) : "?");
    }

  return g_string_free_and_steal (g_steal_pointer (&line));
}

void
headlines_wait_for (GazetteHeadlines *headlines,
                    const char       *titles)
{
  g_autofree char *last = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_free (last);
      last = headlines_dup_titles (headlines);
      if (g_str_equal (last, titles))
        return;

      dex_await (dex_timeout_new_msec (1), NULL);
    }

  g_assert_cmpstr (last, ==, titles);
}

void
headlines_wait_for_length (GazetteHeadlines *headlines,
                           guint             n_items)
{
  for (guint i = 0; i < 30000 && g_list_model_get_n_items (G_LIST_MODEL (headlines)) != n_items; i++)
    dex_await (dex_timeout_new_msec (1), NULL);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (headlines)), ==, n_items);
}
