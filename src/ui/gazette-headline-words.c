/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-ago.h"
#include "gazette-headline-words.h"

/**
 * gazette_headline_words_show_excerpt:
 * @inscription: where to show it
 * @excerpt: what was found, with its marks, see gazette_headline_get_excerpt()
 *
 * Shows what was found, what was searched for marked in it.
 */
void
gazette_headline_words_show_excerpt (GtkInscription *inscription,
                                     const char     *excerpt)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  guint start = 0;

  for (const char *p = excerpt; *p != '\0'; p++)
    {
      if (*p == GAZETTE_EXCERPT_BEGIN[0])
        {
          start = text->len;
        }
      else if (*p == GAZETTE_EXCERPT_END[0])
        {
          /* The colours go with both light and dark. */
          PangoAttribute *of_hit[] = {
            pango_attr_weight_new (PANGO_WEIGHT_BOLD),
            pango_attr_background_new (0xf5f5, 0xc2c2, 0x1111),
            pango_attr_background_alpha_new (0x5555),
          };

          for (guint i = 0; i < G_N_ELEMENTS (of_hit); i++)
            {
              of_hit[i]->start_index = start;
              of_hit[i]->end_index = text->len;
              pango_attr_list_insert (attributes, of_hit[i]);
            }
        }
      else
        {
          g_string_append_c (text, *p);
        }
    }

  gtk_inscription_set_text (inscription, text->str);
  gtk_inscription_set_attributes (inscription, attributes);
}

/**
 * gazette_headline_words_dup_remark:
 * @headline: a headline
 *
 * Returns: (transfer full): what assistive technology says of it beside its title,
 *   "" until it is loaded
 */
char *
gazette_headline_words_dup_remark (GazetteHeadline *headline)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) remarks = NULL;

  g_return_val_if_fail (GAZETTE_IS_HEADLINE (headline), NULL);

  if (!gazette_headline_get_loaded (headline))
    return g_strdup ("");

  g_strv_builder_add (builder, gazette_headline_get_source_title (headline));
  g_strv_builder_take (builder, gazette_ago_say (gazette_headline_get_published (headline),
                                                 g_get_real_time () / G_USEC_PER_SEC));
  if (!gazette_headline_get_read (headline))
    g_strv_builder_add (builder, C_("article", "unread"));

  switch (gazette_headline_get_saved (headline))
    {
    case GAZETTE_SAVED_SAVING:
      g_strv_builder_add (builder, C_("article", "being saved"));
      break;
    case GAZETTE_SAVED_COMPLETE:
      g_strv_builder_add (builder, C_("article", "saved"));
      break;
    case GAZETTE_SAVED_INCOMPLETE:
      g_strv_builder_add (builder, C_("article", "saved without some pictures"));
      break;
    case GAZETTE_SAVED_NONE:
    default:
      if (gazette_headline_get_copied (headline))
        g_strv_builder_add (builder, C_("article", "on this device"));
      break;
    }

  remarks = g_strv_builder_end (builder);

  /* TRANSLATORS: between the parts of an enumeration */
  return g_strjoinv (C_("enumeration", ", "), remarks);
}
