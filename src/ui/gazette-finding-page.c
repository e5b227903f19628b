/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gazette-finding-page.h"
#include "gazette-preview-row.h"
#include "gazette-ticket.h"
#include "gazette-url.h"

/* So many articles tell whether it is what one looks for. */
#define N_ARTICLES 6

struct _GazetteFindingPage
{
  AdwNavigationPage     parent_instance;

  GtkWidget            *add_button;
  GtkStack             *add_stack;
  GtkLabel             *verdict;
  GtkLabel             *place;
  GtkWidget            *failure_box;
  GtkLabel             *failure;
  AdwComboRow          *offers;
  GtkEditable          *name;
  GtkEditable          *terms;
  AdwPreferencesGroup  *key_group;
  GtkEditable          *key;
  GtkWidget            *key_link;
  AdwPreferencesGroup  *preview_group;
  GtkListBox           *preview;
  GtkWidget            *edit_group;

  GazetteNewsroom      *newsroom;
  GazetteThumbnails    *thumbnails;
  /* Those that there are to choose from, and the one that is shown. */
  GPtrArray            *findings;
  GazetteFinding       *finding;

  /* What is being looked at or added. */
  DexFuture            *task;
  guint                 serial;

  guint                 is_updating : 1;
  guint                 is_adding : 1;
  guint                 has_own_name : 1;
};

G_DEFINE_FINAL_TYPE (GazetteFindingPage, gazette_finding_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  ADDED,
  EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

static void
stop (GazetteFindingPage *self)
{
  self->serial++;
  self->is_adding = FALSE;
  dex_clear (&self->task);
}

static void
update_task (GazetteFindingPage *self)
{
  gboolean can_add = self->finding->edition != NULL && self->finding->error == NULL;

  gtk_stack_set_visible_child_name (self->add_stack, self->task != NULL ? "spinner" : "label");
  gtk_widget_set_sensitive (self->add_button, can_add && self->task == NULL);
}

static void
show_failure (GazetteFindingPage *self,
              const char         *message)
{
  gtk_widget_set_visible (self->failure_box, message != NULL);
  if (message == NULL)
    return;

  gtk_label_set_text (self->failure, message);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static char *
dup_verdict (GazetteFinding *finding)
{
  if (finding->is_inferred)
    return g_strdup (_("Nobody has described how this site speaks; Gazette read it so"));
  if (finding->edition == NULL && finding->dialect_name != NULL)
    /* TRANSLATORS: %s is a service, such as “The Guardian”; “key” as in “API key” */
    return g_strdup_printf (_("%s wants a key"), finding->dialect_name);
  if (finding->dialect_name == NULL)
    return g_strdup (_("Articles were found here"));

  /* TRANSLATORS: %s is what a site is made with or how it speaks, such as “WordPress” or “JSON Feed” */
  return g_strdup_printf (_("This looks like %s"), finding->dialect_name);
}

static void
update_verdict (GazetteFindingPage *self)
{
  g_autofree char *verdict = dup_verdict (self->finding);

  gtk_label_set_text (self->verdict, verdict);
  gtk_label_set_text (self->place, self->finding->source->url);
}

/* What a person has called it stays, whatever else is chosen. */
static void
update_name (GazetteFindingPage *self)
{
  g_autofree char *name = gazette_finding_dup_name (self->finding);

  if (self->has_own_name)
    return;

  self->is_updating = TRUE;
  gtk_editable_set_text (self->name, name);
  self->is_updating = FALSE;
}

static void
update_key (GazetteFindingPage *self)
{
  GazetteFinding *finding = self->finding;

  gtk_widget_set_visible (GTK_WIDGET (self->key_group), finding->needs_key && finding->edition == NULL);
  gtk_widget_set_visible (self->key_link, finding->key_url != NULL);
  adw_preferences_group_set_description (self->key_group, finding->key_hint);
}

static void
update_preview (GazetteFindingPage *self)
{
  GPtrArray *articles = self->finding->edition != NULL ? self->finding->edition->articles : NULL;
  guint n = articles != NULL ? MIN (articles->len, N_ARTICLES) : 0;

  gtk_list_box_remove_all (self->preview);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->preview, gazette_preview_row_new (articles->pdata[i], self->thumbnails));

  gtk_widget_set_visible (GTK_WIDGET (self->preview), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_group), articles != NULL);
  adw_preferences_group_set_description (self->preview_group,
                                         n == 0 ? _("There are no articles here at present.") : NULL);
}

/**
 * gazette_finding_page_show:
 * @self: a page
 * @finding: what is to be shown instead of what was
 *
 * Takes a finding over, such as one that is read in another way.
 */
void
gazette_finding_page_show (GazetteFindingPage *self,
                           GazetteFinding     *finding)
{
  g_return_if_fail (GAZETTE_IS_FINDING_PAGE (self));
  g_return_if_fail (finding != NULL);

  gazette_finding_ref (finding);
  g_clear_pointer (&self->finding, gazette_finding_unref);
  self->finding = finding;

  update_verdict (self);
  update_name (self);
  update_key (self);
  update_preview (self);
  gtk_widget_set_visible (GTK_WIDGET (self->terms), finding->can_search);
  gtk_widget_set_visible (self->edit_group, finding->can_edit);
  /* That a key is needed is said with the place for it, before one was tried. */
  show_failure (self, finding->error != NULL && !(finding->needs_key && *gtk_editable_get_text (self->key) == '\0')
                        ? finding->error->message
                        : NULL);
  update_task (self);
}

static DexFuture *
looked_cb (DexFuture *future,
           gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteFindingPage) self = gazette_ticket_dup_owner (ticket);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  /* Something else is wanted by now. */
  if (self == NULL || ticket->id != self->serial)
    return NULL;

  stop (self);
  if (value != NULL)
    {
      gazette_finding_page_show (self, g_value_get_boxed (value));
      return NULL;
    }

  update_task (self);
  show_failure (self, error->message);

  return NULL;
}

/* What is shown stays until there is something else to show. */
static void
look (GazetteFindingPage *self,
      GazetteFinding     *finding,
      const char         *terms,
      const char         *key)
{
  stop (self);
  show_failure (self, NULL);
  self->task = dex_future_finally (gazette_newsroom_look_again (self->newsroom, finding, terms, key), looked_cb,
                                   gazette_ticket_new (self, self->serial), gazette_ticket_free);
  update_task (self);
}

static void
offer_chosen_cb (GazetteFindingPage *self)
{
  guint selected = adw_combo_row_get_selected (self->offers);

  if (self->is_updating || self->findings == NULL || selected >= self->findings->len)
    return;

  self->has_own_name = FALSE;
  look (self, self->findings->pdata[selected], NULL, NULL);
}

/* Without words it is all that there is. */
static void
search_cb (GazetteFindingPage *self)
{
  g_autofree char *terms = dup_text (self->terms);

  look (self, self->finding, terms, NULL);
}

static void
key_cb (GazetteFindingPage *self)
{
  g_autofree char *key = dup_text (self->key);

  if (*key != '\0')
    look (self, self->finding, NULL, key);
}

static void
key_link_cb (GazetteFindingPage *self)
{
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (self->finding->key_url);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
}

static void
name_changed_cb (GazetteFindingPage *self)
{
  g_autofree char *name = dup_text (self->name);

  /* An empty one is none: what is found next may name itself again. */
  if (!self->is_updating)
    self->has_own_name = *name != '\0';
}

static void
edit_cb (GazetteFindingPage *self)
{
  g_signal_emit (self, signals[EDIT], 0, self->finding);
}

static DexFuture *
added_cb (DexFuture *future,
          gpointer   user_data)
{
  GazetteTicket *ticket = user_data;
  g_autoptr(GazetteFindingPage) self = gazette_ticket_dup_owner (ticket);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || ticket->id != self->serial)
    return NULL;

  stop (self);
  update_task (self);
  if (value != NULL)
    g_signal_emit (self, signals[ADDED], 0, g_value_get_int64 (value), gtk_editable_get_text (self->name));
  else
    show_failure (self, error->message);

  return NULL;
}

static void
add_cb (GazetteFindingPage *self)
{
  g_autofree char *name = dup_text (self->name);

  if (self->task != NULL)
    return;

  self->serial++;
  self->is_adding = TRUE;
  show_failure (self, NULL);
  self->task = dex_future_finally (gazette_newsroom_take (self->newsroom, self->finding, name), added_cb,
                                   gazette_ticket_new (self, self->serial), gazette_ticket_free);
  update_task (self);
}

static void
gazette_finding_page_dispose (GObject *object)
{
  GazetteFindingPage *self = GAZETTE_FINDING_PAGE (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), GAZETTE_TYPE_FINDING_PAGE);
  g_clear_pointer (&self->finding, gazette_finding_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->newsroom);

  G_OBJECT_CLASS (gazette_finding_page_parent_class)->dispose (object);
}

/* Who has seen what it is adds it with the next key. */
static void
gazette_finding_page_shown (AdwNavigationPage *page)
{
  GazetteFindingPage *self = GAZETTE_FINDING_PAGE (page);

  gtk_widget_grab_focus (self->finding->edition == NULL ? GTK_WIDGET (self->key) : self->add_button);
}

static void
gazette_finding_page_class_init (GazetteFindingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gazette_finding_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = gazette_finding_page_shown;

  signals[ADDED] =
    g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  signals[EDIT] =
    g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, GAZETTE_TYPE_FINDING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/gazette_reader/Gazette/ui/gazette-finding-page.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, GazetteFindingPage, child)
  BIND (add_button);
  BIND (add_stack);
  BIND (verdict);
  BIND (place);
  BIND (failure_box);
  BIND (failure);
  BIND (offers);
  BIND (name);
  BIND (terms);
  BIND (key_group);
  BIND (key);
  BIND (key_link);
  BIND (preview_group);
  BIND (preview);
  BIND (edit_group);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
}

static void
gazette_finding_page_init (GazetteFindingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
list_offers (GazetteFindingPage *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->findings->len; i++)
    gtk_string_list_take (names, gazette_finding_dup_name (self->findings->pdata[i]));

  self->is_updating = TRUE;
  adw_combo_row_set_model (self->offers, G_LIST_MODEL (names));
  self->is_updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->offers), self->findings->len > 1);
}

/**
 * gazette_finding_page_new:
 * @newsroom: where to add a source
 * @thumbnails: where small pictures come from
 * @findings: (element-type GazetteFinding): what was found, at least one
 *
 * Returns: (transfer floating): a page that shows the first of them
 */
AdwNavigationPage *
gazette_finding_page_new (GazetteNewsroom   *newsroom,
                          GazetteThumbnails *thumbnails,
                          GPtrArray         *findings)
{
  GazetteFindingPage *self;

  g_return_val_if_fail (GAZETTE_IS_NEWSROOM (newsroom), NULL);
  g_return_val_if_fail (GAZETTE_IS_THUMBNAILS (thumbnails), NULL);
  g_return_val_if_fail (findings != NULL && findings->len > 0, NULL);

  self = g_object_new (GAZETTE_TYPE_FINDING_PAGE, NULL);
  self->newsroom = g_object_ref (newsroom);
  self->thumbnails = g_object_ref (thumbnails);
  self->findings = g_ptr_array_ref (findings);
  list_offers (self);
  gazette_finding_page_show (self, findings->pdata[0]);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * gazette_finding_page_get_add_button:
 * @self: a page
 *
 * Returns: (transfer none): what adds it
 */
GtkWidget *
gazette_finding_page_get_add_button (GazetteFindingPage *self)
{
  g_return_val_if_fail (GAZETTE_IS_FINDING_PAGE (self), NULL);

  return self->add_button;
}
