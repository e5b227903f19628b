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

/* How high a row is, and what is above them, in pixels, or about. */
#define ROW     64
#define HEADING 76

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
  guint             serial;
  /* Those of them that there are no rows for yet, the last one first; and whether somebody
   * has wanted them all, whatever is seen. */
  GPtrArray        *waiting;
  gboolean          wants_all;
};

static void gazette_page_foot_init_accessible (GtkAccessibleInterface *iface);

static GtkAccessibleInterface *parent_accessible;

G_DEFINE_FINAL_TYPE_WITH_CODE (GazettePageFoot, gazette_page_foot, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, gazette_page_foot_init_accessible))

enum
{
  LISTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  const char *title = gazette_headline_get_title (headline);
  const char *summary = gazette_headline_get_summary (headline);

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

/* A picture and nothing else: there are no words to choose it by. */
static gboolean
has_words (GazetteHeadline *headline)
{
  return gazette_headline_get_title (headline)[0] != 0 || gazette_headline_get_summary (headline)[0] != 0;
}

static DexFuture *
listed_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazettePageFoot) self = gazette_ticket_dup_owner (ticket);
  const GValue *value = dex_future_get_value (future, NULL);
  GPtrArray *headlines = value != NULL ? g_value_get_boxed (value) : NULL;

  /* An article is whole without it; nothing is said when it cannot be had. */
  if (self == NULL || self->headlines == NULL || self->serial != ticket->id || headlines == NULL)
    return dex_future_new_true ();

  for (guint i = headlines->len; i > 0; i--)
    {
      if (has_words (headlines->pdata[i - 1]))
        g_ptr_array_add (self->waiting, g_object_ref (headlines->pdata[i - 1]));
    }
  if (self->wants_all)
    gazette_page_foot_show_more (self, G_MAXINT);
  g_signal_emit (self, signals[LISTED], 0);

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
  dex_clear (&self->loading);
  self->loading = dex_future_finally (gazette_library_list_more (gazette_newsroom_get_library (newsroom),
                                                                 stored->id, N_MORE),
                                      listed_cb, gazette_ticket_new (self, ++self->serial), gazette_ticket_free);
}

static void
want_all (GazettePageFoot *self)
{
  self->wants_all = TRUE;
  gazette_page_foot_show_more (self, G_MAXINT);
}

/* Who gets here by keys does not scroll. */
static gboolean
gazette_page_foot_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  want_all (GAZETTE_PAGE_FOOT (widget));

  return GTK_WIDGET_CLASS (gazette_page_foot_parent_class)->focus (widget, direction);
}

/* Nor does who is told of what there is. */
static GtkAccessible *
gazette_page_foot_get_first_accessible_child (GtkAccessible *accessible)
{
  want_all (GAZETTE_PAGE_FOOT (accessible));

  return parent_accessible->get_first_accessible_child (accessible);
}

static void
gazette_page_foot_init_accessible (GtkAccessibleInterface *iface)
{
  parent_accessible = g_type_interface_peek_parent (iface);
  iface->get_first_accessible_child = gazette_page_foot_get_first_accessible_child;
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
gazette_page_foot_finalize (GObject *object)
{
  g_ptr_array_unref (GAZETTE_PAGE_FOOT (object)->waiting);

  G_OBJECT_CLASS (gazette_page_foot_parent_class)->finalize (object);
}

static void
gazette_page_foot_class_init (GazettePageFootClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_page_foot_dispose;
  G_OBJECT_CLASS (klass)->finalize = gazette_page_foot_finalize;
  widget_class->focus = gazette_page_foot_focus;

  signals[LISTED] = g_signal_new ("listed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

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
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
}

/**
 * gazette_page_foot_new:
 *
 * Returns: (transfer floating): the foot of no page yet
 */
GtkWidget *
gazette_page_foot_new (void)
{
  return g_object_new (GAZETTE_TYPE_PAGE_FOOT, NULL);
}

static void
show_attachments (GazettePageFoot *self,
                  GazetteNewsroom *newsroom,
                  GazetteStored   *stored)
{
  GPtrArray *attachments = stored->article->attachments;

  gtk_list_box_remove_all (GTK_LIST_BOX (self->attachments));
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->attachments),
                         gazette_file_row_new (newsroom, stored->id, attachments->pdata[i]));
  gtk_widget_set_visible (self->attachments, attachments != NULL && attachments->len > 0);
}

static void
show_tags (GazettePageFoot *self,
           GStrv            tags)
{
  guint n_tags = tags != NULL ? g_strv_length (tags) : 0;
  GtkWidget *tag;

  while ((tag = gtk_widget_get_first_child (GTK_WIDGET (self->tags))) != NULL)
    adw_wrap_box_remove (self->tags, tag);
  for (guint i = 0; i < MIN (n_tags, MAX_TAGS); i++)
    add_tag (self, tags[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->tags), n_tags > 0);
}

static void
show_open (GazettePageFoot *self,
           const char      *url)
{
  /* Of what is seen GTK asks the display whether the tooltip is to be shown at once. */
  gtk_widget_set_visible (self->open, FALSE);
  if (url != NULL)
    {
      g_autofree char *host = gazette_url_dup_host (url);
      /* TRANSLATORS: %s is the name of a host, such as example.org */
      g_autofree char *label = g_strdup_printf (_("Open on %s"), host);

      adw_button_content_set_label (self->open_content, label);
      gtk_widget_set_tooltip_text (self->open, url);
      gtk_widget_set_visible (self->open, TRUE);
    }
}

/**
 * gazette_page_foot_show_article:
 * @self: the foot of a page
 * @newsroom: where more articles come from
 * @stored: the article
 *
 * Becomes the foot of the article's page. To be made takes longer than that.
 */
void
gazette_page_foot_show_article (GazettePageFoot *self,
                                GazetteNewsroom *newsroom,
                                GazetteStored   *stored)
{
  g_return_if_fail (GAZETTE_IS_PAGE_FOOT (self));

  self->wants_all = FALSE;
  g_ptr_array_set_size (self->waiting, 0);
  gtk_list_box_remove_all (self->headlines);
  gtk_widget_set_visible (self->more, FALSE);
  show_attachments (self, newsroom, stored);
  show_tags (self, stored->article->tags);
  show_open (self, stored->article->url);
  list_more (self, newsroom, stored);
}

/**
 * gazette_page_foot_show_more:
 * @self: the foot of a page
 * @room: how much can be seen below it, in pixels
 *
 * Makes rows of what is more from the source, as many as there is room for. A row takes
 * as long to be made and laid out as a paragraph of the article does.
 *
 * Returns: whether there are more of them now
 */
gboolean
gazette_page_foot_show_more (GazettePageFoot *self,
                             int              room)
{
  guint n;

  g_return_val_if_fail (GAZETTE_IS_PAGE_FOOT (self), FALSE);

  if (self->headlines == NULL || self->waiting->len == 0 || room <= 0)
    return FALSE;

  if (!gtk_widget_get_visible (self->more))
    room = MAX (0, room - HEADING);
  n = MIN (self->waiting->len, (guint) room / ROW + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GazetteHeadline) headline = g_ptr_array_steal_index (self->waiting, self->waiting->len - 1);

      add_headline (self, headline);
    }
  gtk_widget_set_visible (self->more, TRUE);

  return TRUE;
}
