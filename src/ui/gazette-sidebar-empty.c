/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the sidebar says where there are no headlines. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-notice.h"
#include "gazette-query.h"
#include "gazette-sidebar-private.h"

static void
set_empty (GazetteSidebar *self,
           const char     *icon_name,
           const char     *title,
           const char     *description,
           const char     *button,
           const char     *action)
{
  const GazetteNotice notice = { icon_name, title, description, button, action };
  AdwStatusPage *page = gazette_notice_put (self->stack, "empty", &notice);

  gtk_widget_add_css_class (GTK_WIDGET (page), "compact");
}

/**
 * gazette_sidebar_describe_failure:
 * @self: a sidebar whose headlines could not be read
 *
 * Says why in their place.
 */
void
gazette_sidebar_describe_failure (GazetteSidebar *self)
{
  gint64 source_id;
  GazetteViewKind kind = gazette_headlines_get_view (self->headlines, &source_id);
  g_autofree char *view = gazette_view_to_string (kind, source_id);
  g_autofree char *action = g_strdup_printf ("win.view::%s", view);
  g_autofree char *markup = g_markup_escape_text (self->failure, -1);

  set_empty (self, "dialog-warning-symbolic", _("These Headlines Could Not Be Read"), markup, _("_Try Again"), action);
}

/* What has the words but not what else was asked for may still be what is meant. */
static void
describe_nothing_found (GazetteSidebar *self)
{
  const char *text = gazette_headlines_get_query (self->headlines);
  g_autoptr(GazetteQuery) query = gazette_query_parse (text != NULL ? text : "");
  g_auto(GStrv) words = gazette_query_dup_words (query);
  g_autofree char *everything = g_strjoinv (" ", words);
  g_autofree char *trimmed = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  g_autoptr(GVariant) target = g_variant_ref_sink (g_variant_new_string (everything));
  g_autofree char *action = g_action_print_detailed_name ("win.search-for", target);

  if (text != NULL && *everything != '\0' && !g_str_equal (everything, trimmed))
    set_empty (self, "edit-find-symbolic", _("Nothing Found"),
               _("No article has these words and all that is asked for besides."), _("Search _Everything"), action);
  else if (text != NULL)
    set_empty (self, "edit-find-symbolic", _("Nothing Found"), _("Try fewer words, or only their beginnings."),
               _("Show All Articles"), "win.view::all");
  else
    set_empty (self, "edit-find-symbolic", _("Nothing Found"), _("No article has what this search looks for yet."),
               _("Show All Articles"), "win.view::all");
}

/**
 * gazette_sidebar_describe_empty:
 * @self: a sidebar whose view has no articles
 *
 * Says what that means in their place.
 */
void
gazette_sidebar_describe_empty (GazetteSidebar *self)
{
  if (gazette_headlines_get_view (self->headlines, NULL) == GAZETTE_VIEW_SEARCH)
    {
      describe_nothing_found (self);
      return;
    }

  if (gazette_choices_get_n_sources (self->choices) == 0 &&
      gazette_choice_get_kind (self->choice) != GAZETTE_VIEW_SAVED &&
      gazette_choice_get_kind (self->choice) != GAZETTE_VIEW_HIGHLIGHTS)
    {
      set_empty (self, "list-add-symbolic", _("No Sources Yet"),
                 _("Add a news site by its address, and its headlines appear here."),
                 _("Add Source…"), "win.add-source");
      return;
    }

  switch (gazette_choice_get_kind (self->choice))
    {
    case GAZETTE_VIEW_UNREAD:
      set_empty (self, "object-select-symbolic", _("All Read"), _("There is nothing new to read."),
                 _("Show All Articles"), "win.view::all");
      break;
    case GAZETTE_VIEW_TODAY:
      set_empty (self, "x-office-calendar-symbolic", _("Nothing Today"),
                 _("Your sources have not brought anything today yet."), _("Refresh"), "win.refresh");
      break;
    case GAZETTE_VIEW_SAVED:
      set_empty (self, "user-bookmarks-symbolic", _("Nothing Saved"),
                 _("Save an article, and it stays here with its pictures, also without a network."),
                 _("Show All Articles"), "win.view::all");
      break;
    case GAZETTE_VIEW_HIGHLIGHTS:
      set_empty (self, "document-edit-symbolic", _("Nothing Highlighted"),
                 _("Select a passage of an article and press H. It stays here, with your notes."),
                 _("Show All Articles"), "win.view::all");
      break;
    case GAZETTE_VIEW_SOURCE:
      set_empty (self, "view-list-symbolic", _("No Articles"), _("This source has not brought any articles yet."),
                 _("Refresh"), "win.refresh");
      break;
    case GAZETTE_VIEW_MUTED:
      set_empty (self, "audio-volume-muted-symbolic", _("No Articles"),
                 _("The sources that you muted have not brought any articles yet."), _("Refresh"), "win.refresh");
      break;
    case GAZETTE_VIEW_SEARCH:
    case GAZETTE_VIEW_ALL:
    default:
      set_empty (self, "view-list-symbolic", _("No Articles"), _("Your sources have not brought any articles yet."),
                 _("Refresh"), "win.refresh");
      break;
    }
}
