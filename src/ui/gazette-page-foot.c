/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-file-row.h"
#include "gazette-headline.h"
#include "gazette-lines.h"
#include "gazette-page-foot.h"
#include "gazette-query.h"
#include "gazette-ticket.h"
#include "gazette-url.h"

#define N_MORE 6

/* Nobody reads more topics than these. */
#define MAX_TAGS 16

struct _GazettePageFoot
{
  AdwBin            parent_instance;

  GtkWidget        *attachments;
  AdwWrapBox       *tags;
  GtkWidget        *open;
  AdwButtonContent *open_content;
  GtkWidget        *more;
  GtkLabel         *more_title;
  GtkListBox       *headlines;

  DexFuture        *loading;
};

G_DEFINE_FINAL_TYPE (GazettePageFoot, gazette_page_foot, ADW_TYPE_BIN)

/* Returns: (transfer full): the search for it; what ends a phrase is a space there */
static char *
dup_search (const char *tag)
{
  GString *search = g_string_new (C_("search operator", "topic"));

  g_string_append (search, ":\"");
  for (const char *p = tag; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (search, gazette_query_is_quote (g_utf8_get_char (p)) ? ' ' : g_utf8_get_char (p));
  g_string_append (search, "\" ");

  return g_string_free_and_steal (search);
}

static void
add_tag (GazettePageFoot *self,
         const char      *tag)
{
  GtkWidget *label = gtk_label_new (tag);
  GtkWidget *button = gtk_button_new ();
  g_autofree char *search = dup_search (tag);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.search-for");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", search);
  gtk_widget_set_tooltip_text (button, _("Search for this topic"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tag, -1);
  gtk_widget_add_css_class (button, "tag");
  adw_wrap_box_append (self->tags, button);
}

static GtkWidget *
make_label (const char *text,
            int         n_lines,
            const char *css_class)
{
  GtkWidget *label = gazette_lines_new (text, n_lines);

  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_headline (GazettePageFoot *self,
              GazetteHeadline *headline)
{
  GtkWidget *row;
  GtkWidget *box;
  const char *title = gazette_headline_get_title (headline);
  const char *summary = gazette_headline_get_summary (headline);

  /* A picture and nothing else: there are no words to choose it by. */
  if (title[0] == 0 && summary[0] == 0)
    return;

  row = gtk_list_box_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  if (title[0] != 0)
    gtk_box_append (GTK_BOX (box), make_label (title, 2, "heading"));
  if (summary[0] != 0)
    gtk_box_append (GTK_BOX (box), make_label (summary, 2, title[0] != 0 ? "summary" : "body"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "page.show-article");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", gazette_headline_get_id (headline));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title[0] != 0 ? title : summary,
                                  -1);
  gtk_list_box_append (self->headlines, row);
}

static DexFuture *
listed_cb (DexFuture *future,
           gpointer   user_data)
{
  g_autoptr(GazettePageFoot) self = gazette_ticket_dup_owner (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  GPtrArray *headlines = value != NULL ? g_value_get_boxed (value) : NULL;

  /* An article is whole without it; nothing is said when it cannot be had. */
  if (self == NULL || self->headlines == NULL || headlines == NULL)
    return dex_future_new_true ();

  for (guint i = 0; i < headlines->len; i++)
    add_headline (self, headlines->pdata[i]);
  gtk_widget_set_visible (self->more, gtk_list_box_get_row_at_index (self->headlines, 0) != NULL);

  return dex_future_new_true ();
}

static void
list_more (GazettePageFoot *self,
           GazetteNewsroom *newsroom,
           GazetteStored   *stored)
{
  /* TRANSLATORS: %s is the name of a source of news */
  g_autofree char *title = g_strdup_printf (_("More from %s"), stored->source_title);

  gtk_label_set_label (self->more_title, title);
  self->loading = dex_future_finally (gazette_library_list_more (gazette_newsroom_get_library (newsroom),
                                                                 stored->id, N_MORE),
                                      listed_cb, gazette_ticket_new (self, 0), gazette_ticket_free);
}

static void
gazette_page_foot_dispose (GObject *object)
{
  GazettePageFoot *self = GAZETTE_PAGE_FOOT (object);

  dex_clear (&self->loading);
  gtk_widget_dispose_template (GTK_WIDGET (self), GAZETTE_TYPE_PAGE_FOOT);

  G_OBJECT_CLASS (gazette_page_foot_parent_class)->dispose (object);
}

static void
gazette_page_foot_class_init (GazettePageFootClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_page_foot_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-page-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, GazettePageFoot, attachments);
  gtk_widget_class_bind_template_child (widget_class, GazettePageFoot, tags);
  gtk_widget_class_bind_template_child (widget_class, GazettePageFoot, open);
  gtk_widget_class_bind_template_child (widget_class, GazettePageFoot, open_content);
  gtk_widget_class_bind_template_child (widget_class, GazettePageFoot, more);
  gtk_widget_class_bind_template_child (widget_class, GazettePageFoot, more_title);
  gtk_widget_class_bind_template_child (widget_class, GazettePageFoot, headlines);
}

static void
gazette_page_foot_init (GazettePageFoot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
}

/**
 * gazette_page_foot_new:
 * @newsroom: where more articles come from
 * @stored: the article
 *
 * Returns: (transfer floating): the foot of the article's page
 */
GtkWidget *
gazette_page_foot_new (GazetteNewsroom *newsroom,
                       GazetteStored   *stored)
{
  GazettePageFoot *self = g_object_new (GAZETTE_TYPE_PAGE_FOOT, NULL);
  const GazetteArticle *article = stored->article;
  guint n_tags = article->tags != NULL ? g_strv_length (article->tags) : 0;

  for (guint i = 0; article->attachments != NULL && i < article->attachments->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->attachments),
                         gazette_file_row_new (newsroom, stored->id, article->attachments->pdata[i]));
  gtk_widget_set_visible (self->attachments, article->attachments != NULL && article->attachments->len > 0);

  for (guint i = 0; i < MIN (n_tags, MAX_TAGS); i++)
    add_tag (self, article->tags[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->tags), n_tags > 0);

  if (article->url != NULL)
    {
      g_autofree char *host = gazette_url_dup_host (article->url);
      /* TRANSLATORS: %s is the name of a host, such as example.org */
      g_autofree char *label = g_strdup_printf (_("Open on %s"), host);

      adw_button_content_set_label (self->open_content, label);
      gtk_widget_set_tooltip_text (self->open, article->url);
      gtk_widget_set_visible (self->open, TRUE);
    }
  list_more (self, newsroom, stored);

  return GTK_WIDGET (self);
}
